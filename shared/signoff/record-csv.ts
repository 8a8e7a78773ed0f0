import { localSecond } from '../text/local-time.ts';
import { actionLabel, type RecordEntry } from './record.ts';

const HEAD = [
  '编号',
  '时间',
  '时间（UTC）',
  '人员',
  '人员编号',
  '事项',
  '说明',
  '前一条校验值',
  '本条校验值',
];

/** Entries as CSV (RFC 4180), oldest first. */
export function recordCsv(entries: readonly RecordEntry[]): string {
  const rows = entries
    .toReversed()
    .map(({ id, at, name, person, action, details, previous, sha256 }) => [
      String(id),
      localSecond(at),
      at,
      name,
      person,
      actionLabel(action),
      details,
      previous,
      sha256,
    ]);
  return [HEAD, ...rows].map((row) => row.map((cell) => csvCell(cell)).join(',')).join('\r\n');
}

/** Quoted where it must be; a leading sign that a spreadsheet would take for a formula is disarmed. */
function csvCell(text: string): string {
  const safe = /^[=+\-@\t]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

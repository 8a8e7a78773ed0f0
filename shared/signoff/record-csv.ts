import { localSecond } from '../text/local-time.ts';
import { actionLabel, type RecordEntry, type RecordSeal } from './record.ts';

/** Columns of an exported record. Those behind 说明 are what it is checked by. */
export const RECORD_HEAD = [
  '编号',
  '时间',
  '时间（UTC）',
  '人员',
  '人员编号',
  '事项',
  '说明',
  '事项代号',
  '盐',
  '说明校验值',
  '前一条校验值',
  '本条校验值',
] as const;

/** The last rows: which report it is of, and what was signed of its record. */
export const REPORT_ROW = '报告';
export const SEAL_ROW = '签发保护';

/**
 * Entries as CSV (RFC 4180), oldest first, and behind them what was signed of the record, so that the file can be checked
 * by itself. Details that a file may not say are masked, and have no salt: nobody can try out what they were.
 */
export function recordCsv(
  report: string,
  entries: readonly RecordEntry[],
  seals: readonly RecordSeal[],
): string {
  const rows = entries
    .toReversed()
    .map(({ id, at, name, person, action, details, salt, commitment, previous, sha256 }) => [
      String(id),
      localSecond(at),
      at,
      name,
      person,
      actionLabel(action),
      details,
      action,
      salt ?? '',
      commitment,
      previous,
      sha256,
    ]);
  const ends = [
    [REPORT_ROW, report],
    ...seals.map(({ statement, signature }) => [SEAL_ROW, statement, signature]),
  ];
  return [RECORD_HEAD, ...rows, ...ends]
    .map((row) => row.map((cell) => csvCell(cell)).join(','))
    .join('\r\n');
}

/** What a spreadsheet takes for a formula, and what looks as if it had been kept from that already. */
export const LIKE_FORMULA = /^'*[=+\-@\t]/;

/** Quoted where it must be; a leading sign that a spreadsheet would take for a formula is disarmed. */
function csvCell(text: string): string {
  const safe = LIKE_FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

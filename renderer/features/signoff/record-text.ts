import { actionLabel, type RecordEntry } from '../../../shared/signoff/record.ts';

const two = (n: number): string => String(n).padStart(2, '0');

/** `2025-12-20`, by the wall clock. */
export function dateWords(time: Date): string {
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
}

/** `2025-12-20 09:05`, by the wall clock. */
export function whenWords(at: string): string {
  const time = new Date(at);
  return `${dateWords(time)} ${two(time.getHours())}:${two(time.getMinutes())}`;
}

/** Entries as CSV (RFC 4180), oldest first. */
export function recordCsv(entries: readonly RecordEntry[]): string {
  const rows = entries
    .toReversed()
    .map(({ at, name, action, details }) => [whenWords(at), name, actionLabel(action), details]);
  return [['时间', '人员', '事项', '说明'], ...rows]
    .map((row) => row.map((cell) => csvCell(cell)).join(','))
    .join('\r\n');
}

/** Quoted where it must be; a leading sign that a spreadsheet would take for a formula is disarmed. */
function csvCell(text: string): string {
  const safe = /^[=+\-@\t]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

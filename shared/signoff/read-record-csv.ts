import { actionLabel, type RecordEntry, type RecordSeal } from './record.ts';
import { LIKE_FORMULA, RECORD_HEAD, REPORT_ROW, SEAL_ROW } from './record-csv.ts';

/** An exported record, oldest entry first. */
export type ReadRecord = { report: string; entries: RecordEntry[]; seals: RecordSeal[] };

/** Reads what `recordCsv` wrote; null for anything else. Says nothing of whether it holds. */
export function readRecordCsv(text: string): ReadRecord | null {
  const [head, ...rows] = csvRows(text.replace(/^\uFEFF/, '')).map((row) => row.map((cell) => plain(cell)));
  if (!head || head.join() !== RECORD_HEAD.join()) return null;
  const read: ReadRecord = { report: '', entries: [], seals: [] };
  for (const row of rows) {
    const [first = '', second = '', third = ''] = row;
    if (first === REPORT_ROW) read.report = second;
    else if (first === SEAL_ROW) read.seals.push({ statement: second, signature: third });
    else if (row.length === RECORD_HEAD.length && isShownRight(row)) read.entries.push(entryOf(row));
    else return null;
  }
  return read;
}

/** Longest that a clock may differ from UTC, in milliseconds. */
const FARTHEST_ZONE = 15 * 3_600_000;

/** What people read of an entry must say what is checked: the time in whichever zone, the word for what was done. */
function isShownRight([, local = '', utc = '', , , label, , action = '']: readonly string[]): boolean {
  const apart = Date.parse(`${local.replace(' ', 'T')}Z`) - Date.parse(utc);
  const isTime = Math.abs(apart) <= FARTHEST_ZONE && Math.abs(apart % 900_000) < 1000;
  return isTime && label === actionLabel(action);
}

function entryOf(row: readonly string[]): RecordEntry {
  const [id = '', , at = '', name = '', person = '', , details = '', action = ''] = row;
  const [salt = '', commitment = '', previous = '', sha256 = ''] = row.slice(8);
  // Without its salt nothing can be said of the details: they stand for words that the file may not say.
  const said = salt === '' && commitment !== '' ? '' : details;
  return {
    id: Number(id),
    at,
    name,
    person,
    action,
    details: said,
    salt: salt === '' ? null : salt,
    commitment,
    previous,
    sha256,
  };
}

/** Without the apostrophe that keeps a spreadsheet from taking a text for a formula. */
const plain = (text: string): string =>
  text.startsWith("'") && LIKE_FORMULA.test(text) ? text.slice(1) : text;

/** Rows of a CSV (RFC 4180); empty lines are left out. */
function csvRows(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let isQuoted = false;
  const endRow = (): void => {
    row.push(cell);
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
    cell = '';
  };
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if (isQuoted) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else isQuoted = false;
    } else if (sign === '"') isQuoted = true;
    else if (sign === ',') {
      row.push(cell);
      cell = '';
    } else if (sign === '\n') endRow();
    else if (sign !== '\r') cell += sign;
  }
  endRow();
  return rows;
}

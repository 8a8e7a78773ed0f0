import type { SourceLine } from '../structure/source-line.ts';

/**
 * The lines of plain text. Neighbouring lines with the same number of tabs are a table, as spreadsheets copy it.
 */
export function readText(text: string): SourceLine[] {
  const lines = text.replaceAll('\r\n', '\n').split(/[\n\r\u2028\u2029\f\v]/);
  const columns = lines.map((line) => columnsOf(line));
  const out: SourceLine[] = [];
  let at = 0;
  while (at < lines.length) {
    let end = at + 1;
    while (end < lines.length && columns[end] === columns[at]) end += 1;
    if ((columns[at] ?? 1) > 1 && end - at > 1) {
      out.push({ text: '', table: lines.slice(at, end).map((line) => cleanText(line, '\t').split('\t')) });
    } else {
      for (const line of lines.slice(at, end)) out.push({ text: cleanText(line) });
    }
    at = end;
  }
  return out;
}

/** A tab at the beginning indents; elsewhere it parts columns. */
function columnsOf(line: string): number {
  const text = line.trim();
  return line.startsWith('\t') || text === '' ? 1 : line.split('\t').length;
}

/**
 * Without control characters, which Word refuses, and without the invisible marks of web pages; tabs are spaces.
 * @param keep a control character that stays
 */
export function cleanText(text: string, keep = ''): string {
  let clean = '';
  for (const char of text) {
    if (char === keep) clean += char;
    else if (char === '\t') clean += ' ';
    else if (char >= ' ' && char !== '\u200B' && char !== '\uFEFF' && char !== '\u007F') clean += char;
  }
  // Half of a surrogate pair can't be stored.
  return clean.toWellFormed();
}

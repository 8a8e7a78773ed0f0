import { FIELD_KIND_NAMES, type FieldKind } from '../../shared/document/field-kinds.ts';
import type { HeadingLevel } from '../../shared/document/types.ts';
import type { SourceLine } from '../../shared/structure/source-line.ts';

/**
 * Reports with their true structure, written as lines:
 *
 *     T|title   D|document number   A|addressee:   P|paragraph   X|attachment   U|unit   Y|date   B|a,b;c,d (a table)
 *     H1:slot|一、heading      H2:slot|（一）heading。>>body on the same line
 *
 * In a text `[一是]` is an ordinal and `{12次 c}` a field: text, then its kind by a letter. The unit's own name is a
 * field wherever it stands.
 */
export type Truth = {
  headings: string[];
  items: string[];
  fields: string[];
  slots: string[];
  year: number | undefined;
  unit: string | undefined;
};

export type CorpusReport = { name: string; lines: SourceLine[]; truth: Truth };

export type Marked = { name: string; year?: number; unit?: string; text: string };

const LETTERS = {
  count: 'c',
  money: 'm',
  percentage: 'p',
  year: 'y',
  date: 'd',
  person: 'n',
  organisation: 'o',
  place: 'a',
  document: 't',
} as const satisfies Record<FieldKind, string>;

const KINDS: Record<string, FieldKind> = Object.fromEntries(
  FIELD_KIND_NAMES.map((kind) => [LETTERS[kind], kind]),
);

/** The unit in a field's text: what is neither figure nor mask. */
export function unitIn(text: string): string {
  const figure = /^[\d,.]+(?:余|多)?(?:百万|千万|万(?!元)|亿(?!元)|百|千)?(?:余|多)?/.exec(text)?.[0] ?? '';
  return text.slice(figure.length).replace(/[*＊xX×○□_某]|^[A-Z]|^20(?=[xX*])/g, '');
}

export const headingKey = (level: number, text: string): string => `${level} ${text.replace(/[\s。]/g, '')}`;
export const itemKey = (ordinal: string, text: string): string => `${ordinal}${text.trim().slice(0, 10)}`;
export const fieldKey = (block: string, text: string, kind: string, unit: string): string =>
  `${block.slice(0, 6)} ${text} ${kind} ${unit}`;

/** Label at a heading's beginning, in all the forms that people type. */
const LABEL =
  /^(?:[一二三四五六七八九十*＊xX]+、|[（(][一二三四五六七八九十\d０-９*＊xX]+[）)]|[\d０-９*＊xX]{1,2}[.．、])\s*/;

export function parseMarked({ name, year, unit, text }: Marked): CorpusReport {
  const lines: SourceLine[] = [];
  const truth: Truth = { headings: [], items: [], fields: [], slots: [], year, unit };
  for (const raw of text.trim().split('\n')) {
    const [head = '', ...rest] = raw.split('|');
    const marked = rest.join('|');
    const [kind = '', slot] = head.split(':');
    if (kind === 'B') {
      const table = marked.split(';').map((row) => row.split(',').map((cell) => plainOf(cell, unit)));
      const shown = table.map((row) => row.join('\t')).join('\n');
      for (const cell of marked.split(/[;,]/)) addFields(truth, cell, shown, unit);
      lines.push({ text: '', table });
      continue;
    }
    if (!/^H[1-4]$/.test(kind)) {
      addText(truth, marked, unit);
      lines.push({ text: plainOf(marked, unit) });
      continue;
    }
    const [own = '', body] = marked.split('>>');
    const level = Number(kind[1]) as HeadingLevel;
    const plain = plainOf(own, unit);
    const heading = plain.replace(LABEL, '');
    truth.headings.push(headingKey(level, heading));
    if (slot) truth.slots.push(`${slot} ${headingKey(level, heading)}`);
    addFields(truth, own.replace(LABEL, ''), heading, unit);
    if (body !== undefined) addText(truth, body, unit);
    lines.push({ text: plain + (body === undefined ? '' : plainOf(body, unit)) });
  }
  return { name, lines, truth };
}

/** Text, kind, and the unit where the text does not say it. */
const FIELD = /\{([^{} ]+) ([a-z])(?: ([^{} ]+))?\}/g;

function withUnit(marked: string, unit: string | undefined): string {
  return unit ? marked.replaceAll(unit, (name) => `{${name} a}`).replaceAll(/\{\{([^}]*)\}/g, '{$1') : marked;
}

function plainOf(marked: string, unit: string | undefined): string {
  return withUnit(marked, unit)
    .replace(FIELD, '$1')
    .replace(/\[([^\]]*)\]/g, '$1');
}

function addFields(truth: Truth, marked: string, block: string, unit: string | undefined): void {
  for (const [, text = '', letter = '', said] of withUnit(marked, unit).matchAll(FIELD)) {
    const own = said ?? (text === unit ? (/(?:街道|镇|乡|区|县|局)$/.exec(text)?.[0] ?? '') : unitIn(text));
    truth.fields.push(fieldKey(block, text, KINDS[letter] ?? 'count', own));
  }
}

function addText(truth: Truth, marked: string, unit: string | undefined): void {
  const plain = plainOf(marked, unit);
  addFields(truth, marked, plain, unit);
  const parts = marked.split(/\[([^\]]*)\]/);
  for (let n = 1; n + 1 < parts.length; n += 2)
    truth.items.push(itemKey(parts[n] ?? '', plainOf(parts[n + 1] ?? '', unit)));
}

import { FIELD_KINDS } from './field-kinds.ts';
import { approximate, isCutoff } from '../figures/approx.ts';
import { inlinesOf, isField, isOrdinal, isTextBlock } from './guards.ts';
import { headingLabels } from './numbering.ts';
import { ordinalLabels } from './ordinals.ts';
import type { Block, Field, Inline, LastValue, Ordinal, Variables } from './types.ts';
import { unitSuffix } from './unit-name.ts';

/** Puts everything where it belongs: `12次`, `书记张三`, `近200余件（截至11月底）`. */
export function withUnit(
  field: Pick<Field, 'unit' | 'unitPlace' | 'approx' | 'cutoff'>,
  bare: string,
): string {
  const place = field.unitPlace ?? 'after';
  const value = approximate(bare, field.approx);
  const cutoff = bare && isCutoff(field.cutoff) ? `（${field.cutoff}）` : '';
  if (place === 'none') return value + cutoff;
  return (place === 'before' ? field.unit + value : value + field.unit) + cutoff;
}

/** Last year's figure as it read then. */
export function lastText(field: Pick<Field, 'unitPlace'>, last: LastValue): string {
  return withUnit(
    {
      unit: last.unit,
      unitPlace: field.unitPlace ?? 'after',
      ...(last.approx ? { approx: last.approx } : {}),
    },
    last.value,
  );
}

/** The bare value that a field stands for, without unit, or '' where nobody has filled it in. */
export function fieldValue(field: Field, variables: Variables): string {
  if (!field.variable) return field.value;
  const full = variables[field.variable] ?? '';
  if (!full) return '';
  // A variable holds the full name (青禾镇); the field's unit (镇) is already part of it.
  const place = field.unitPlace ?? 'after';
  const unit = fieldUnit(field, variables);
  if (unit && place === 'after' && full.endsWith(unit)) return full.slice(0, -unit.length);
  if (unit && place === 'before' && full.startsWith(unit)) return full.slice(unit.length);
  return full;
}

/**
 * The unit that goes with the value. A variable holds a whole name: when 青禾镇 becomes 青禾街道, the fields that
 * were made with the unit 镇 read 街道.
 */
export function fieldUnit(field: Field, variables: Variables): string {
  const full = field.variable ? (variables[field.variable] ?? '') : '';
  if (!full || !FIELD_KINDS[field.kind].unitInName) return field.unit;
  if ((field.unitPlace ?? 'after') !== 'after' || full.endsWith(field.unit)) return field.unit;
  return unitSuffix(full);
}

/**
 * A field as it reads in the internal edition: value with unit; where it is empty, the mask it was imported
 * with, or nothing but its unit.
 */
export function fieldText(field: Field, variables: Variables): string {
  const unit = fieldUnit(field, variables);
  return withUnit({ ...field, unit }, fieldValue(field, variables) || field.mask || '');
}

/** What stands for a figure that nobody has filled in where a text is read off the page: 达到＿名, not 达到名. */
export const GAP_MARK = '＿';

/** A field as it reads in a list, a snippet, a card: like `fieldText`, with a mark where there is nothing yet. */
export function fieldTextOrGap(field: Field, variables: Variables): string {
  if (fieldValue(field, variables) || field.mask) return fieldText(field, variables);
  return withUnit({ ...field, unit: fieldUnit(field, variables) }, GAP_MARK);
}

export type TextOptions = {
  variables?: Variables;
  /** Text of a field instead of `fieldText`. */
  field?: (field: Field) => string;
  /** What is not filled in reads as a gap (`fieldTextOrGap`): for what is read off the page. */
  gaps?: boolean;
  /** Leave tracked deletions out (the final view). */
  final?: boolean;
};

/** What a run of inline nodes reads as. The one place that turns nodes into text: find, count, compare, export. */
export function textOfInlines(
  nodes: readonly Inline[],
  labels: ReadonlyMap<Ordinal, string>,
  options: TextOptions = {},
): string {
  const variables = options.variables ?? {};
  let out = '';
  for (const node of nodes) {
    if (options.final && node.del) continue;
    if (isOrdinal(node)) out += labels.get(node) ?? '';
    else if (!isField(node)) out += node.text;
    else if (options.field) out += options.field(node);
    else out += options.gaps ? fieldTextOrGap(node, variables) : fieldText(node, variables);
  }
  return out;
}

/** A block's text without its heading number. Table cells are separated by tabs, rows by line feeds. */
export function textOfBlock(
  block: Block,
  labels: ReadonlyMap<Ordinal, string>,
  options: TextOptions = {},
): string {
  if (isTextBlock(block)) return textOfInlines(inlinesOf(block), labels, options);
  return block.children
    .map((row) => row.children.map((cell) => textOfInlines(cell.children, labels, options)).join('\t'))
    .join('\n');
}

/** The plain text of a report, a line a block, with heading numbers and item labels. */
export function plainText(blocks: readonly Block[], options: TextOptions = {}): string {
  const labels = ordinalLabels(blocks);
  const numbers = headingLabels(blocks);
  return blocks
    .map((block) => (numbers.get(block.id) ?? '') + textOfBlock(block, labels, options))
    .join('\n');
}

const [OTHER, LATIN, SPACE] = [0, 1, 2];
const KINDS = Uint8Array.from({ length: 256 }, (_, code) => {
  const char = String.fromCharCode(code);
  return /[A-Za-z0-9.%]/.test(char) ? LATIN : /\s/.test(char) ? SPACE : OTHER;
});
/** White space beyond Latin-1, and the second half of a rare character. */
const isUncounted = (code: number): boolean =>
  (code < 0x3001 || code >= 0xd800) &&
  ((code >= 0xdc00 && code <= 0xdfff) || /\s/.test(String.fromCharCode(code)));

/**
 * Characters as officials count them (Word's "字数"): every Han character, mark or full-width sign counts one,
 * a run of Latin letters or digits counts one.
 */
export function countWords(text: string): number {
  let words = 0;
  let inLatin = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const kind = code < KINDS.length ? KINDS[code] : isUncounted(code) ? SPACE : OTHER;
    if (kind === OTHER || (kind === LATIN && !inLatin)) words += 1;
    inLatin = kind === LATIN;
  }
  return words;
}

import { inlinesOf, isField } from '../document/guards.ts';
import { fieldUnit, fieldValue } from '../document/field-text.ts';
import { textOfNote, withNoteWords } from '../document/notes.ts';
import type { Block, Field, NoteLeaf, Variables } from '../document/types.ts';
import { isUnitVariable, unitSuffix } from '../document/unit-name.ts';
import type { Edition } from './edition.ts';
import { isHiddenIn, maskOf, type EditionPolicy } from './mask.ts';
import { patternOf, type HiddenValue } from './value-forms.ts';

/** The words of a note, masked over all of it: a part of a value may look otherwise than the rest. */
export function maskedBody(body: readonly NoteLeaf[], words: (text: string) => string): NoteLeaf[] {
  const text = textOfNote(body);
  const masked = words(text);
  if (masked === text) return [...body];
  const each = body.map((leaf) => ({ ...leaf, text: words(leaf.text) }));
  if (textOfNote(each) === masked) return each;
  // A value goes on from one leaf into the next: it takes the formats of the first.
  let from = 0;
  while (text[from] === masked[from]) from += 1;
  let tail = 0;
  const rest = Math.min(text.length, masked.length) - from;
  while (tail < rest && text.at(-1 - tail) === masked.at(-1 - tail)) tail += 1;
  return withNoteWords(body, from, text.length - tail, masked.slice(from, masked.length - tail));
}

/** What decides which words are masked in what people say and quote. */
export type WordsHiding = {
  variables: Variables;
  edition: Edition;
  policy: EditionPolicy;
  /** Which fields the edition must not print (`hiderOf`). */
  hides: (field: Field) => boolean;
};

/**
 * Masks in what people say and quote (comments, notes, what is said of images) all that the edition must not print:
 * values of fields of this year and of the last, the figures that changes are worked out from, and variables, also where
 * no field shows them.
 */
export function wordMasker(blocks: readonly Block[], hiding: WordsHiding): (text: string) => string {
  if (hiding.policy.words === 'before') return wordMaskerBefore(blocks, hiding);
  // The longer first: it may begin with a shorter one.
  const values = [...fieldValues(blocks, hiding), ...variableValues(hiding)].toSorted(
    (a, b) => b.value.length - a.value.length,
  );
  const patterns = new Set(values.flatMap((value) => patternOf(value) ?? []));
  if (patterns.size === 0) return (text) => text;
  const all = new RegExp([...patterns].join('|'), 'gu');
  return (text) => text.replaceAll(all, (found) => maskOf(found, hiding.policy.mask));
}

function fieldValues(blocks: readonly Block[], { variables, edition, hides }: WordsHiding): HiddenValue[] {
  const values: HiddenValue[] = [];
  for (const block of blocks)
    for (const node of inlinesOf(block)) {
      if (!isField(node)) continue;
      const { last, computed } = node;
      if (computed && isHiddenIn(edition, computed.base.sensitivity)) values.push(computed.base);
      if (!hides(node)) continue;
      const value = fieldValue(node, variables);
      values.push({ value, unit: fieldUnit(node, variables) });
      if (last) values.push(last);
      // 比上年增长25%: the figure in it is said alone, too.
      if (computed)
        for (const [figure] of value.matchAll(/\d+(?:\.\d+)?/g)) values.push({ value: figure, unit: '' });
    }
  return values;
}

function variableValues({ variables, edition, policy }: WordsHiding): HiddenValue[] {
  return Object.entries(variables).flatMap(([key, value]): HiddenValue[] => {
    if (!isHiddenIn(edition, policy.variable(key))) return [];
    const suffix = isUnitVariable(key) ? unitSuffix(value) : '';
    const stem = value.slice(0, value.length - suffix.length);
    // 青禾镇 is called 青禾, too; a name of one character is a word like any other.
    return [{ value: Array.from(stem).length > 1 ? stem : value, unit: suffix }];
  });
}

/** As copies were made that were sent out before: what comes back is compared with what went. */
function wordMaskerBefore(
  blocks: readonly Block[],
  { variables, hides }: WordsHiding,
): (text: string) => string {
  const values = new Set<string>();
  for (const block of blocks)
    for (const node of inlinesOf(block)) {
      if (!isField(node) || !hides(node)) continue;
      const value = fieldValue(node, variables);
      if (Array.from(value).length > 1) values.add(value);
    }
  const secrets = [...values].toSorted((a, b) => b.length - a.length);
  return (text) => secrets.reduce((out, secret) => out.replaceAll(secret, maskOf(secret)), text);
}

import { isField, isOrdinal } from '../document/guards.ts';
import type { Field, InlineVoid, Variables } from '../document/types.ts';
import type { Token } from '../review/tokens.ts';
import { changedField, wordsAround } from './field-value.ts';
import { labelsOf, markOf } from './named-items.ts';
import { stricter } from './sent-lines.ts';
import { charToken } from './tokens-of-runs.ts';

/** Ids of new blocks and fields are given out later. */
const NEW_ID = '';

const chars = (text: string): Token[] => Array.from(text, (char) => charToken(char));

/**
 * What stands for an ordinal or a field now that its words in the copy are others: the same one, a field with another
 * value, or null: other words.
 * @param spelt as it stood in the copy
 * @param all whether nothing of it is left
 */
export function replacedVoid(
  { node }: Extract<Token, { is: 'void' }>,
  spelt: string,
  words: string,
  all: boolean,
  variables: Variables,
): Token[] | 'same' | null {
  if (isOrdinal(node)) {
    const label = labelsOf(node.scheme, markOf(spelt)).exec(words)?.[0];
    if (label !== words) return null;
    const { typed, ...counted } = node;
    // A label that was typed out of order was put right.
    return typed === undefined ? 'same' : [{ is: 'void', node: counted }];
  }
  if (!isField(node)) return null;
  const changed = changedField(node, spelt, words, variables);
  if (changed) return [{ is: 'void', node: { ...changed, id: NEW_ID } }];
  if (all) return null;
  // Words were added beside the value: 近12次.
  const digits = /[0-9０-９][0-9０-９,，.．]*[万亿千百]*/.exec(words);
  if (!digits) return null;
  for (let to = words.length; to > digits.index; to -= 1) {
    const inner = changedField(node, spelt, words.slice(digits.index, to), variables);
    if (!inner || inner.unit !== node.unit) continue;
    // Figures on both sides: nobody can tell which of them is the value.
    if (/[0-9０-９]/.test(words.slice(to))) continue;
    return [
      ...chars(words.slice(0, digits.index)),
      { is: 'void', node: { ...inner, id: NEW_ID } },
      ...chars(words.slice(to)),
    ];
  }
  return null;
}

/** The most characters that a field can take over. */
const MOST = 200;

/**
 * A field that is not public, with words for its value that are none of its kind: nobody can tell what of them says it.
 * Null for what may be read.
 */
export function stillMasked(node: InlineVoid, words: string): Token | null {
  if (!isField(node) || words === '' || words.length > MOST) return null;
  const isPublic = node.sensitivity === 'public' && node.variable === undefined && !node.secret;
  if (isPublic) return null;
  const { variable: _variable, computed: _computed, mask: _mask, ins: _ins, del: _del, ...rest } = node;
  const { unit } = node;
  const hasUnit =
    unit !== '' && node.unitPlace !== 'before' && words.length > unit.length && words.endsWith(unit);
  const value = (hasUnit ? words.slice(0, -unit.length) : words).replaceAll('\n', ' ');
  return {
    is: 'void',
    node: {
      ...rest,
      id: NEW_ID,
      value,
      unit: hasUnit ? unit : '',
      sensitivity: stricter(node.sensitivity, 'internal'),
    },
  };
}

/** What is left of a figure beside its value: it is not public either, and is no figure of that name. */
export function withoutIndicator(token: Token): Token {
  if (token.is !== 'void' || !isField(token.node)) return token;
  const { indicator: _indicator, ...node } = token.node;
  return { is: 'void', node };
}

/** Where the mask stands in the words of a field that is never printed, in characters. */
export function maskIn(field: Field, spelt: string, variables: Variables): { from: number; to: number } {
  const [before = '', after = ''] = wordsAround(field, variables);
  const length = Array.from(spelt).length;
  return { from: Array.from(before).length, to: length - Array.from(after).length };
}

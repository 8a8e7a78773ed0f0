import { fieldText } from '../document/field-text.ts';
import { isField, isImage, isNote, isOrdinal, isText } from '../document/guards.ts';
import type { Inline, Variables } from '../document/types.ts';
import type { Spell } from '../edition/spell.ts';
import { IMAGE, noteWords, type WordsOf } from './read-simply.ts';

/** What nodes read like in the report itself; labels are counted, and are no words. */
export function plainWords(variables: Variables): WordsOf {
  return (node) => {
    if (isText(node)) return node.text;
    if (isField(node)) return fieldText(node, variables);
    return objectWords(node);
  };
}

/** What they read like in a file, where values that no file may say are masked. */
export function spelledWords(spell: Spell): WordsOf {
  return (node) => {
    if (isOrdinal(node) || isNote(node) || isImage(node))
      return isNote(node) ? spelledNote(node, spell) : objectWords(node);
    return spell(node)
      .map(({ text, blank }) => (blank ? '' : text))
      .join('');
  };
}

const spelledNote = (node: Inline, spell: Spell): string =>
  spell(node)
    .map(({ note }) => noteWords((note?.body ?? []).map(({ text }) => text).join('')))
    .join('');

function objectWords(node: Inline): string {
  if (isNote(node)) return noteWords(node.body.map(({ text }) => text).join(''));
  return isImage(node) ? IMAGE : '';
}

import { inlinesOf, isField } from '../document/guards.ts';
import { fieldValue } from '../document/field-text.ts';
import { textOfNote, withNoteWords } from '../document/notes.ts';
import type { Block, Field, NoteLeaf, Variables } from '../document/types.ts';
import { maskOf } from './mask.ts';

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

/** Masks in what people say and quote the values of fields that no edition prints. */
export function wordMasker(
  blocks: readonly Block[],
  variables: Variables,
  hides: (field: Field) => boolean,
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

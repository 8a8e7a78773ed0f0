import { isNote } from '../document/guards.ts';
import { textOfNote } from '../document/notes.ts';
import type { Note } from '../document/types.ts';
import type { Spell } from '../edition/spell.ts';
import type { Token } from '../review/tokens.ts';
import type { Conflict } from '../review/types.ts';
import { blockAt, type Ground } from './ground.ts';
import type { Insertion } from './groups.ts';
import type { Come, Kept, Theirs } from './their-items.ts';

/**
 * Notes that were changed in Word and went out masked: the one that came has mask characters where the one before has
 * words. Somebody should put them back before the change is accepted.
 */
export function maskedNotes(
  { items }: Pick<Theirs, 'items'>,
  insertions: readonly Insertion[],
  ground: Ground,
  spell: Spell,
): Conflict[] {
  const authors = new Map<unknown, string>(
    insertions.flatMap(({ tokens }) => tokens.map(({ item, author }) => [item, author] as const)),
  );
  return items.flatMap((item, at): Conflict[] => {
    const note = item.is === 'kept' && item.cut !== undefined ? noteOf(ground.tokens[item.token]) : null;
    if (item.is !== 'kept' || !note) return [];
    const shown = textOfNote(spell(note)[0]?.note?.body ?? note.body);
    const base = textOfNote(note.body);
    const come = comeBehind(items, at).find((one) => noteOf(one.token) && authors.has(one));
    const theirs = come && noteOf(come.token);
    if (shown === base || !come || !theirs) return [];
    const place = ground.map[item.token] ?? -1;
    return [
      {
        block: place < 0 ? '' : (blockAt(ground.now, place) ?? ''),
        author: authors.get(come) ?? '',
        base: shown,
        theirs: textOfNote(theirs.body),
        ours: base,
      },
    ];
  });
}

const noteOf = (token: Token | undefined): Note | null =>
  token?.is === 'void' && isNote(token.node) ? token.node : null;

function comeBehind(items: readonly (Kept | Come)[], at: number): Come[] {
  const come: Come[] = [];
  for (let next = at + 1; items[next]?.is === 'come'; next += 1) come.push(items[next] as Come);
  return come;
}

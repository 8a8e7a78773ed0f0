import type { BlockForm, FormatsBefore } from '../document/types.ts';
import type { Revision } from '../review/types.ts';
import type { Token } from '../review/tokens.ts';
import { withChange } from '../review/tokens.ts';
import { hash, minuteOf } from './anchors.ts';
import type { Come, Kept, Theirs } from './their-items.ts';
import type { By } from './word-copy.ts';

/** Tokens that came in at one place: before the sent token of this number. */
export type Insertion = {
  gap: number;
  /** Orders what several copies put in at one place, whichever was merged first. */
  key: string;
  tokens: { token: Token; author: string; item: Come }[];
  revisions: Revision[];
};

/** Tokens next to each other that one person took out. */
export type Deletion = { tokens: number[]; revision: Revision };

export type Reshaping = { token: number; to: BlockForm; revision: Revision };

/** Tokens next to each other that one person gave other formats. */
export type Restyling = { tokens: number[]; to: FormatsBefore; revision: Revision };

export type Groups = {
  insertions: Insertion[];
  deletions: Deletion[];
  reshapings: Reshaping[];
  restylings: Restyling[];
};

export type GroupContext = {
  version: string;
  /** Person ids: by name, and of the one who is unknown. */
  authorOf: (name: string) => string;
  unknown: string;
  /** When the copy was saved, for what has no date. */
  at: string;
  textOf: (token: Token) => string;
  /** Number of a sent token that is the same in every copy. */
  numberOf: (token: number) => number;
  numberOfGap: (gap: number) => number;
};

/** Ids of what comes from Word begin with this, and go on with the place in the copy that was sent. */
const WORD = 'w';
export const keyOfPlace = (number: number): string => WORD + number.toString(36).padStart(5, '0');

export const isWordId = (id: string): boolean => /^w[0-9a-z]{5}[idf]/.test(id);

/** The part of an insertion's id that all of its revisions share. */
export const keyOf = (id: string): string => id.slice(0, 20);

/**
 * What came back as tracked changes. Ids follow from what was changed, where, by whom and when: the same change has the
 * same id in every copy, and is merged once.
 */
export function groupChanges(theirs: Theirs, sent: readonly Token[], context: GroupContext): Groups {
  const moves: Moves = { went: new Map(), came: new Map() };
  const insertions = insertionsOf(theirs.items, context, moves);
  const deletions = deletionsOf(theirs.items, sent, context, moves);
  for (const [move, came] of moves.came) {
    const went = moves.went.get(move) ?? [];
    const [first] = went;
    if (first) for (const revision of [...went, ...came]) revision.move = first.id;
  }
  return {
    insertions,
    deletions,
    reshapings: theirs.items.flatMap((item) => {
      if (item.is !== 'kept' || !item.form) return [];
      const { author, at, name } = person(item.form.by, context);
      const id = `${keyOfPlace(context.numberOf(item.token))}f${hash(JSON.stringify([context.version, name, item.form.to]))}`;
      return [{ token: item.token, to: item.form.to, revision: { id, author, at, kind: 'format' as const } }];
    }),
    restylings: restylingsOf(theirs.items, sent, context),
  };
}

/** `name` tells people apart in ids: what nobody has signed has no date of its own either. */
export function person(
  by: By,
  context: Pick<GroupContext, 'authorOf' | 'unknown' | 'at'>,
): { author: string; at: string; name: string } {
  if (!by?.author) return { author: context.unknown, at: by?.at ?? context.at, name: '' };
  const author = context.authorOf(by.author);
  return { author, at: by.at ?? context.at, name: `${by.author} ${by.at ? minuteOf(by.at) : ''}` };
}

/** Certainly the same person: those whose names are not known may be several. */
export const isSamePerson = (author: string, other: string, unknown: string): boolean =>
  author === other && author !== unknown;

/** By number of a move: the changes at each of its ends. */
type Moves = Record<'went' | 'came', Map<number, Revision[]>>;

const addTo = (map: Map<number, Revision[]>, move: number | undefined, revision: Revision): void => {
  if (move !== undefined) map.set(move, [...(map.get(move) ?? []), revision]);
};

function insertionsOf(items: Theirs['items'], context: GroupContext, moves: Moves): Insertion[] {
  const out: Insertion[] = [];
  let pending: Come[] = [];
  let gap = 0;
  const flush = (): void => {
    if (pending.length > 0) out.push(insertionOf(pending, gap, context, moves));
    pending = [];
  };
  for (const item of items) {
    if (item.is === 'come') {
      if (!item.apart) pending.push(item);
    } else {
      flush();
      gap = item.token + 1;
    }
  }
  flush();
  return out;
}

function insertionOf(items: readonly Come[], gap: number, context: GroupContext, moves: Moves): Insertion {
  const words = items.map((item) => context.textOf(item.token));
  const people = items.map((item) => person(item.by, context));
  const facts = people.map(({ name }, at) => [name, words[at]]);
  const key =
    `${keyOfPlace(context.numberOfGap(gap))}i${hash(JSON.stringify([context.version, facts]))}`.slice(0, 20);
  const revisions: Revision[] = [];
  const cuts = new Map<string, Revision>();
  let move: number | undefined;
  const tokens = items.map((item, at) => {
    const { author, at: when } = people[at] as (typeof people)[number];
    let row = revisions.at(-1);
    if (row?.author !== author || move !== item.move) {
      move = item.move;
      row = { id: `${key}${revisions.length.toString(36)}`, author, at: when, kind: 'insert' };
      revisions.push(row);
      addTo(moves.came, move, row);
    } else if (when < row.at) row.at = when;
    let del: string | undefined;
    if (item.cut !== undefined) {
      const by = person(item.cut, context);
      let cut = cuts.get(by.author);
      if (!cut) {
        cut = {
          id: `${key.slice(0, 6)}d${key.slice(7)}${cuts.size.toString(36)}`,
          author: by.author,
          at: by.at,
          kind: 'delete',
        };
        cuts.set(by.author, cut);
      }
      del = cut.id;
    }
    return { token: withChange(item.token, { ins: row.id, del }), author, item };
  });
  return { gap, key, tokens, revisions: [...revisions, ...cuts.values()] };
}

function deletionsOf(
  items: Theirs['items'],
  sent: readonly Token[],
  context: GroupContext,
  moves: Moves,
): Deletion[] {
  const out: Deletion[] = [];
  let open: { kept: Kept[]; author: string } | null = null;
  const flush = (): void => {
    if (!open) return;
    const tokens = open.kept.map(({ token }) => token);
    const people = open.kept.map(({ cut = null }) => person(cut, context));
    const at = people.map((one) => one.at).sort()[0] ?? context.at;
    const facts = tokens.map((token, n) => [people[n]?.name, context.textOf(sent[token] as Token)]);
    const id = `${keyOfPlace(context.numberOf(tokens[0] ?? 0))}d${hash(JSON.stringify([context.version, facts]))}`;
    const revision: Revision = { id, author: open.author, at, kind: 'delete' };
    addTo(moves.went, open.kept[0]?.move, revision);
    out.push({ tokens, revision });
    open = null;
  };
  for (const item of items) {
    if (item.is === 'come') continue;
    if (item.cut === undefined) {
      flush();
      continue;
    }
    const { author } = person(item.cut, context);
    if (open && (open.author !== author || open.kept[0]?.move !== item.move)) flush();
    open ??= { kept: [], author };
    open.kept.push(item);
  }
  flush();
  return out;
}

function restylingsOf(items: Theirs['items'], sent: readonly Token[], context: GroupContext): Restyling[] {
  const out: Restyling[] = [];
  let open: { tokens: number[]; to: FormatsBefore; who: ReturnType<typeof person> } | null = null;
  const flush = (): void => {
    if (!open) return;
    const { tokens, to, who } = open;
    const facts = tokens.map((token) => context.textOf(sent[token] as Token));
    const id = `${keyOfPlace(context.numberOf(tokens[0] ?? 0))}f${hash(JSON.stringify([context.version, who.name, to, facts]))}`;
    out.push({ tokens, to, revision: { id, author: who.author, at: who.at, kind: 'format' } });
    open = null;
  };
  for (const item of items) {
    if (item.is === 'come') continue;
    if (!item.look) {
      flush();
      continue;
    }
    const { to, by } = item.look;
    const who = person(by, context);
    const last = open as { to: FormatsBefore; who: typeof who } | null;
    if (last && (last.to !== to || last.who.name !== who.name)) flush();
    open ??= { tokens: [], to, who };
    open.tokens.push(item.token);
  }
  flush();
  return out;
}

import { isOrdinal } from '../document/guards.ts';
import { changeOf, type Token } from '../review/tokens.ts';
import type { Revision } from '../review/types.ts';
import { hash } from './anchors.ts';
import type { Deletion, Insertion } from './groups.ts';

/** Fewer characters than this are in many places by chance. */
const LEAST = 6;

/** Words that one person took out or put in, and the change that they are. */
export type Half = { words: string; author: string; revision: Revision };

/**
 * The halves of moves: the same words, taken out in one place and put in at another by the same person. They are decided
 * together from then on (`Revision.move`). Words that went or came more than once are no move: nobody can tell which.
 * Gives the revisions that are halves, by id.
 */
export function movesOf(gone: readonly Half[], come: readonly Half[]): Map<string, string> {
  const moves = new Map<string, string>();
  const byWords = (halves: readonly Half[]): Map<string, Half[]> => {
    const found = new Map<string, Half[]>();
    for (const half of halves) {
      if (Array.from(half.words).length < LEAST) continue;
      const key = `${half.author} ${half.words}`;
      found.set(key, [...(found.get(key) ?? []), half]);
    }
    return found;
  };
  const others = byWords(come);
  for (const [key, [from, ...more]] of byWords(gone)) {
    const [to, ...again] = others.get(key) ?? [];
    if (!from || !to || more.length > 0 || again.length > 0) continue;
    // By what was taken out alone: two copies may have put the same words in at two places.
    const move = `m${hash(from.revision.id)}`;
    moves.set(from.revision.id, move);
    moves.set(to.revision.id, move);
  }
  return moves;
}

export const withMove = (row: Revision, moves: ReadonlyMap<string, string>): Revision => {
  const move = moves.get(row.id);
  return move === undefined ? row : { ...row, move };
};

/** What was taken out, stretch by stretch. @param textOf the words of a token; a break has none */
export const goneHalves = (
  deletions: readonly Deletion[],
  before: readonly Token[],
  textOf: (token: Token) => string,
): Half[] =>
  deletions.map(({ tokens, revision }) => ({
    words: wordsOf(
      tokens.map((token) => before[token] as Token),
      textOf,
    ),
    author: revision.author,
    revision,
  }));

/** What was put in, each person's words by themselves. */
export const comeHalves = (insertions: readonly Insertion[], textOf: (token: Token) => string): Half[] =>
  insertions.flatMap(({ tokens, revisions }) =>
    revisions
      .filter(({ kind }) => kind === 'insert')
      .map((revision) => ({
        words: wordsOf(
          tokens.flatMap(({ token }) => (changeOf(token).ins === revision.id ? [token] : [])),
          textOf,
        ),
        author: revision.author,
        revision,
      })),
  );

/** The number of an item is counted where it stands: it is no part of what was moved. */
const wordsOf = (tokens: readonly Token[], textOf: (token: Token) => string): string =>
  tokens
    .filter((token) => token.is !== 'void' || !isOrdinal(token.node))
    .map((token) => textOf(token))
    .join('');

/** Changes with what was found of them later: that they are halves of a move. */
export function withMoves(
  revisions: readonly Revision[],
  moves: readonly { revision: string; move: string }[],
): Revision[] {
  const found = new Map(moves.map(({ revision, move }) => [revision, move]));
  return revisions.map((row) => (row.move === undefined ? withMove(row, found) : row));
}

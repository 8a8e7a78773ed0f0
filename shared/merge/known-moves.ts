import type { Revision } from '../review/types.ts';

/** Changes with what was found of them later: that they are halves of a move. */
export function withKnownMoves(
  revisions: readonly Revision[],
  moves: readonly { revision: string; move: string }[],
): Revision[] {
  const found = new Map(moves.map(({ revision, move }) => [revision, move]));
  return revisions.map((row) => {
    const move = row.move ?? found.get(row.id);
    return move === undefined ? row : { ...row, move };
  });
}

import { bigramsOf, similarity } from '../text/similarity.ts';
import type { LineKind } from './table-lines.ts';
import type { TheirLines } from './their-items.ts';
import type { By } from './word-copy.ts';

/** A row under the same name of which so much is the same was moved and changed on the way. */
const SAME = 0.5;

type Line = TheirLines['come'][number];

const isOne = (a: By, b: By): boolean => (a?.author ?? '') === (b?.author ?? '');

/**
 * Word has no moved rows: one is deleted, and the same is put in elsewhere in its table by the same person.
 * @param says what a line that came says, cell by cell
 * @param said the same of a line that was sent
 * @returns by line that came the number of the one that went
 */
export function movedLines(
  { come, kept }: TheirLines,
  says: (line: Line) => string[],
  said: (kind: LineKind, line: number) => string[],
): ReadonlyMap<Line, number> {
  const moved = new Map<Line, number>();
  const gone = kept.filter(({ cut }) => cut !== undefined);
  const used = new Set<object>();
  const pair = (isSame: (a: readonly string[], b: readonly string[]) => boolean): void => {
    for (const line of come) {
      if (moved.has(line)) continue;
      const words = says(line);
      if (words.join('') === '') continue;
      const found = gone.find(
        (one) =>
          one.kind === line.kind &&
          !used.has(one) &&
          isOne(one.cut ?? null, line.by) &&
          isSame(said(one.kind, one.line), words),
      );
      if (!found) continue;
      used.add(found);
      moved.set(line, found.line);
    }
  };
  pair((a, b) => a.join('｜') === b.join('｜'));
  pair(
    ([name = '', ...a], [own = '', ...b]) =>
      name !== '' && name === own && similarity(bigramsOf(a.join('｜')), bigramsOf(b.join('｜'))) >= SAME,
  );
  return moved;
}

import { pairUp } from '../text/align.ts';
import { longestIncreasing } from '../text/longest-increasing.ts';
import { differences } from '../review/differences.ts';

/**
 * Which rows (or columns) of a table are which, by what they say: for each of `b` the number of that of `a`, or -1. The
 * same words are the same row; between those as many rows as there were are those that there were.
 */
export function alignLines(a: readonly string[], b: readonly string[]): number[] {
  const of = b.map(() => -1);
  let [mine, other] = [0, 0];
  let [gapOfA, gapOfB] = [0, 0];
  const close = (): void => {
    fillGap(a, b, [mine - gapOfA, mine], [other - gapOfB, other], of);
    gapOfA = 0;
    gapOfB = 0;
  };
  for (const [kind, length] of differences(a.map(named), b.map(named))) {
    for (let n = 0; n < length; n += 1) {
      if (kind === 0) {
        close();
        of[other] = mine;
      } else if (kind === -1) gapOfA += 1;
      else gapOfB += 1;
      if (kind !== 1) mine += 1;
      if (kind !== -1) other += 1;
    }
  }
  close();
  return of;
}

type Range = readonly [from: number, to: number];

function fillGap(
  a: readonly string[],
  b: readonly string[],
  [fromA, toA]: Range,
  [fromB, toB]: Range,
  of: number[],
): void {
  if (toA - fromA === toB - fromB) {
    for (let n = 0; n < toA - fromA; n += 1) of[fromB + n] = fromA + n;
    return;
  }
  const found = pairUp(a.slice(fromA, toA), b.slice(fromB, toB)).flatMap((match, at) =>
    match ? [{ a: match.a, b: at }] : [],
  );
  const kept = longestIncreasing(found.map((pair) => pair.a));
  for (const at of kept) {
    const pair = found[at];
    if (pair) of[fromB + pair.b] = fromA + pair.a;
  }
}

/** `differences` has words of its own. */
const named = (line: string): string => `line ${line}`;

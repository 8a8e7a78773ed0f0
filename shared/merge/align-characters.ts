/** A character on one side of a comparison, and what marks lie on it. */
export type Marked = { text: string; ins: boolean; del: boolean };

/** With more characters on both sides than this, only what stands at both ends is the same. */
const MOST = 1_000_000;

/** What a pair is worth: the same character; one that must have a partner; the same marks. */
const SAME = 4;
const NEEDED = 40;
const MARKS = 1;

/**
 * The longest row of characters that both sides have in common, as steps: 0 one of each, -1 one of the first, 1 one of
 * the second. What was deleted in a copy stood there when it was sent, so it finds its partner first; and of two that
 * would do, the one with the same marks is the partner.
 */
export function alignCharacters(was: readonly Marked[], is: readonly Marked[]): (-1 | 0 | 1)[] {
  const height = was.length;
  const width = is.length;
  if (height * width > MOST) return [...was.map(() => -1 as const), ...is.map(() => 1 as const)];
  // Best of what is left from here on, row by row from the end.
  const best = new Int32Array((height + 1) * (width + 1));
  const at = (row: number, column: number): number => row * (width + 1) + column;
  for (let row = height - 1; row >= 0; row -= 1) {
    for (let column = width - 1; column >= 0; column -= 1) {
      const skip = Math.max(best[at(row + 1, column)] ?? 0, best[at(row, column + 1)] ?? 0);
      const pair = worth(was[row] as Marked, is[column] as Marked);
      best[at(row, column)] = pair > 0 ? Math.max(skip, pair + (best[at(row + 1, column + 1)] ?? 0)) : skip;
    }
  }
  const steps: (-1 | 0 | 1)[] = [];
  let row = 0;
  let column = 0;
  while (row < height || column < width) {
    const here = best[at(row, column)] ?? 0;
    const pair = row < height && column < width ? worth(was[row] as Marked, is[column] as Marked) : 0;
    if (pair > 0 && here === pair + (best[at(row + 1, column + 1)] ?? 0)) {
      steps.push(0);
      row += 1;
      column += 1;
    } else if (row < height && here === (best[at(row + 1, column)] ?? 0)) {
      steps.push(-1);
      row += 1;
    } else {
      steps.push(1);
      column += 1;
    }
  }
  return steps;
}

function worth(a: Marked, b: Marked): number {
  if (a.text !== b.text) return 0;
  const isNeeded = b.del && !b.ins;
  return SAME + (isNeeded ? NEEDED : 0) + (a.ins === b.ins && a.del === b.del ? MARKS : 0);
}

import fastDiff from 'fast-diff';

import { commonEnds } from '../text/common-ends.ts';

/**
 * Differences of two rows of symbols: kind (-1 only in the first, 0 in both, 1 only in the second) and how many of them.
 * Symbols of breaks begin with `start `, of items with `ordinal `; `moved` is the same as nothing.
 */
export function differences(was: readonly string[], will: readonly string[]): [-1 | 0 | 1, number][] {
  const moved = new Set(['moved']);
  const codes = new Map<string, string>();
  let next = 0x21;
  const encode = (symbol: string, side: string): string => {
    // What moved is the same as nothing on the other side.
    const key = moved.has(symbol) ? `${symbol} ${side}` : symbol;
    let code = codes.get(key);
    if (code === undefined) {
      if (next === 0xd800) next = 0xe000;
      code = String.fromCharCode(next);
      next += 1;
      codes.set(key, code);
    }
    return code;
  };
  const { head, tail } = commonEnds(was, will, same);
  const left = was.slice(head, was.length - tail);
  const right = will.slice(head, will.length - tail);
  const out: [-1 | 0 | 1, number][] = [];
  const add = (kind: -1 | 0 | 1, length: number): void => {
    if (length > 0) out.push([kind, length]);
  };
  add(0, head);
  if (left.length === 0 || right.length === 0 || new Set([...left, ...right]).size > 60_000) {
    add(-1, left.length);
    add(1, right.length);
  } else {
    const a = left.map((symbol) => encode(symbol, 'was')).join('');
    const b = right.map((symbol) => encode(symbol, 'will')).join('');
    for (const [kind, text] of fastDiff(a, b)) add(kind, text.length);
  }
  add(0, tail);
  slideToItems(out, will);
  return out;

  function same(a: string, b: string): boolean {
    return a === b && !moved.has(a);
  }
}

/**
 * The same text can come of an insertion here or a little earlier: one that brings an item or a block begins with its
 * ordinal or its break, as it was made, not with the words behind it.
 */
function slideToItems(runs: [-1 | 0 | 1, number][], will: readonly string[]): void {
  let right = 0;
  runs.forEach((run, at) => {
    const [kind, length] = run;
    const before = runs[at - 1];
    if (kind === 1 && before?.[0] === 0 && !isHead(will[right])) {
      const [, most] = before;
      for (let k = 1; k < most && will[right - k] === will[right + length - k]; k += 1) {
        if (!isHead(will[right - k])) continue;
        before[1] -= k;
        right -= k;
        const behind = runs[at + 1];
        if (behind?.[0] === 0) behind[1] += k;
        else runs.splice(at + 1, 0, [0, k]);
        break;
      }
    } else if (kind === 1 && before?.[0] === 0 && will[right - 1] === will[right + length - 1]) {
      // A lone ordinal before another one: the first of the two is the new one.
      const [, most] = before;
      if (length === 1 && most > 1) {
        before[1] -= 1;
        right -= 1;
        const behind = runs[at + 1];
        if (behind?.[0] === 0) behind[1] += 1;
        else runs.splice(at + 1, 0, [0, 1]);
      }
    }
    if (kind !== -1) right += length;
  });
}

function isHead(symbol: string | undefined): boolean {
  return symbol?.startsWith('ordinal ') === true || symbol?.startsWith('start ') === true;
}

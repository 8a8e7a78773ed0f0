/** Pairs of neighbouring characters with their count. Figures and white space don't count: they change every year. */
export function bigramsOf(text: string): Map<string, number> {
  const plain = text.replace(/[\s\d０-９]/g, '');
  const bigrams = new Map<string, number>();
  if (plain.length === 1) bigrams.set(plain, 1);
  for (let i = 0; i + 1 < plain.length; i += 1) {
    const pair = plain.slice(i, i + 2);
    bigrams.set(pair, (bigrams.get(pair) ?? 0) + 1);
  }
  return bigrams;
}

/** Names that headings and labels are compared with are counted once. */
const SIZES = new WeakMap<ReadonlyMap<string, number>, number>();

function size(bigrams: ReadonlyMap<string, number>): number {
  const known = SIZES.get(bigrams);
  if (known !== undefined) return known;
  let n = 0;
  for (const count of bigrams.values()) n += count;
  SIZES.set(bigrams, n);
  return n;
}

/** Dice's coefficient of two texts' bigrams: 0 for nothing in common, 1 for the same. Two empty texts are alike. */
export function similarity(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  const total = size(a) + size(b);
  if (total === 0) return 1;
  const [fewer, more] = a.size <= b.size ? [a, b] : [b, a];
  let common = 0;
  for (const [pair, count] of fewer) {
    const other = more.get(pair);
    if (other !== undefined) common += Math.min(count, other);
  }
  return (2 * common) / total;
}

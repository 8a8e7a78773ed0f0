/** Pairs of neighbouring characters with their count. Figures and white space don't count: they change every year. */
export function bigramsOf(text: string): Map<string, number> {
  const bigrams = new Map<string, number>();
  let before = '';
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (isNothing(char)) continue;
    if (before !== '') {
      const pair = before + char;
      bigrams.set(pair, (bigrams.get(pair) ?? 0) + 1);
    }
    before = char;
  }
  if (bigrams.size === 0 && before !== '') bigrams.set(before, 1);
  return bigrams;
}

/** Most characters are Han, and settled by the first two comparisons. */
function isNothing(char: string): boolean {
  if (char >= '\u3001' && char < '\uFEFF') return false;
  return /[\s\d０-９]/.test(char);
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

/**
 * How much of two rows (arrays, or strings by code unit) is the same at the front and, of what is left, at the back.
 * @param same what counts as the same; identity unless told
 */
export function commonEnds<T>(
  a: ArrayLike<T>,
  b: ArrayLike<T>,
  same: (one: T, other: T) => boolean = (one, other) => one === other,
): { head: number; tail: number } {
  const most = Math.min(a.length, b.length);
  const isSame = (i: number, j: number): boolean => same(a[i] as T, b[j] as T);
  let head = 0;
  while (head < most && isSame(head, head)) head += 1;
  let tail = 0;
  while (tail < most - head && isSame(a.length - 1 - tail, b.length - 1 - tail)) tail += 1;
  return { head, tail };
}

/** Places of `words` that make up all of `part`, in order; null where it is not in it. */
export function subsequence(part: readonly string[], words: readonly string[]): number[] | null {
  if (part.length === 0 || part.length > words.length) return null;
  const places: number[] = [];
  let at = 0;
  for (const word of part) {
    while (at < words.length && words[at] !== word) at += 1;
    if (at === words.length) return null;
    places.push(at);
    at += 1;
  }
  return places;
}

/** Where `run` stands in `words` without a gap; -1 where it does not. */
export function runIn(words: readonly string[], run: readonly string[]): number {
  for (let from = 0; from + run.length <= words.length; from += 1)
    if (run.every((word, n) => words[from + n] === word)) return from;
  return -1;
}

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

/** So many characters of a text may lead to one more place at which something was put into it. */
const FEW = 4;

/**
 * Places of `part` in a text that has grown out of it: it is in there in few pieces. Letters that are only found one by
 * one, all over other words, are no trace of it. Null where that is not so.
 */
export function grownOutOf(part: readonly string[], words: readonly string[]): number[] | null {
  const most = 1 + Math.floor(part.length / FEW);
  for (const places of [subsequence(part, words), fromEnd(part, words)]) {
    if (!places) return null;
    const pieces = places.filter((at, n) => n === 0 || at !== (places[n - 1] ?? 0) + 1).length;
    if (pieces <= most) return places;
  }
  return null;
}

/** The same, each as far behind as it can be. */
function fromEnd(part: readonly string[], words: readonly string[]): number[] | null {
  const places = subsequence(part.toReversed(), words.toReversed());
  return places && places.map((at) => words.length - 1 - at).toReversed();
}

/** Where `run` stands in `words` without a gap; -1 where it does not. */
export function runIn(words: readonly string[], run: readonly string[]): number {
  for (let from = 0; from + run.length <= words.length; from += 1)
    if (run.every((word, n) => words[from + n] === word)) return from;
  return -1;
}

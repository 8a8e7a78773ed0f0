/** Fewest insertions, deletions and exchanges that make one text the other; `most` + 1 where it is more than that. */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1;
      const value = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + cost);
      next.push(value);
      if (value < least) least = value;
    }
    if (least > most) return most + 1;
    row = next;
  }
  return row[b.length] ?? most + 1;
}

export type NearMiss = { from: number; to: number };

/**
 * The pieces of a formulation, with their places in it: a text from which at most `most` characters differ holds one
 * of them unchanged. None where it is too short to be told from others that way.
 */
export function piecesOf(right: string, most: number): { part: string; offset: number }[] {
  const size = Math.floor(right.length / (most + 1));
  if (most < 1 || size < 2) return [];
  return Array.from({ length: most + 1 }, (_, piece) => {
    const offset = piece * size;
    return { part: right.slice(offset, piece === most ? undefined : offset + size), offset };
  });
}

/**
 * Places where the text says nearly, but not quite, `right`: at most `most` characters differ, the first and the last
 * are the same.
 * @param starts where it would begin by the pieces of it that stand in the text, piece by piece
 */
export function nearMisses(text: string, right: string, most: number, starts: Iterable<number>): NearMiss[] {
  const found: NearMiss[] = [];
  const tried = new Set<number>();
  for (const start of starts) {
    if (text.startsWith(right, start)) continue;
    const near = bestAround(text, right, start, most, tried);
    if (near && !found.some((one) => one.from < near.to && near.from < one.to)) found.push(near);
  }
  return found;
}

function bestAround(
  text: string,
  right: string,
  start: number,
  most: number,
  tried: Set<number>,
): NearMiss | null {
  let best: (NearMiss & { distance: number }) | null = null;
  const first = right.charAt(0);
  const last = right.charAt(right.length - 1);
  for (let from = Math.max(0, start - most); from <= start + most; from += 1) {
    if (text.charAt(from) !== first || tried.has(from)) continue;
    if (text.startsWith(right, from)) return null;
    for (
      let to = from + right.length - most;
      to <= Math.min(text.length, from + right.length + most);
      to += 1
    ) {
      if (text.charAt(to - 1) !== last) continue;
      const distance = editDistance(text.slice(from, to), right, best ? best.distance - 1 : most);
      if (distance <= most && (!best || distance < best.distance)) best = { from, to, distance };
    }
    tried.add(from);
  }
  return best;
}

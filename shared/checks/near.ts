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
 * Places where the text says nearly, but not quite, `right`: at most `most` characters differ, the first and the last
 * are the same. A text that near holds one of `most` + 1 pieces of it unchanged, so only those places are compared.
 */
export function nearMisses(text: string, right: string, most: number): NearMiss[] {
  const found: NearMiss[] = [];
  const size = Math.floor(right.length / (most + 1));
  if (most < 1 || size < 2) return found;
  const tried = new Set<number>();
  for (let piece = 0; piece <= most; piece += 1) {
    const offset = piece * size;
    const part = right.slice(offset, piece === most ? undefined : offset + size);
    for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
      if (text.startsWith(right, at - offset)) continue;
      const near = bestAround(text, right, at - offset, most, tried);
      if (near && !found.some((one) => one.from < near.to && near.from < one.to)) found.push(near);
    }
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

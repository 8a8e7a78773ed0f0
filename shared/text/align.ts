import { longestIncreasing } from './longest-increasing.ts';
import { bigramsOf, similarity } from './similarity.ts';

/** A paragraph (or item, or heading) of one side and its counterpart on the other; -1 where there is none. */
export type Pair = {
  a: number;
  b: number;
  /** 0 to 1; 1 where the texts are the same apart from figures and white space. */
  similarity: number;
  /** Stands in another order than its neighbours: moved. */
  moved: boolean;
};

/** A counterpart in `a`, and how like it is. */
export type Match = { a: number; similarity: number };

/** Below this two paragraphs are not the same one rewritten. */
const ALIKE = 0.4;

/**
 * Matches the texts of two sides by what they say, and tells what was moved. The pairs come in the order of `b`, with
 * those of `a` that have no counterpart after the pair of the one before them.
 */
export function align(a: readonly string[], b: readonly string[]): Pair[] {
  return inOrder(pairUp(a, b), a.length);
}

/** The pairs in reading order: that of `b`, with what stands in `a` alone after the one before it. */
export function inOrder(partner: readonly (Match | null)[], lengthOfA: number): Pair[] {
  const order = stable(partner);
  const ofA = new Map<number, number>();
  const pairs: Pair[] = [];
  partner.forEach((match, index) => {
    if (match) ofA.set(match.a, index);
  });
  const lonelyAfter = new Map<number, number[]>();
  let anchor = -1;
  for (let index = 0; index < lengthOfA; index += 1) {
    const match = ofA.get(index);
    if (match === undefined) lonelyAfter.set(anchor, [...(lonelyAfter.get(anchor) ?? []), index]);
    else if (order.has(match)) anchor = match;
  }
  const addLonely = (at: number): void => {
    for (const index of lonelyAfter.get(at) ?? [])
      pairs.push({ a: index, b: -1, similarity: 0, moved: false });
  };
  addLonely(-1);
  partner.forEach((match, index) => {
    if (match) pairs.push({ a: match.a, b: index, similarity: match.similarity, moved: !order.has(index) });
    else pairs.push({ a: -1, b: index, similarity: 0, moved: false });
    addLonely(index);
  });
  return pairs;
}

export type Candidate = { a: number; b: number; similarity: number; far: number };

/** For each text of `b` its counterpart in `a`: the likest pairs first, the nearer place where they are equally like. */
export function pairUp(a: readonly string[], b: readonly string[], alike = ALIKE): (Match | null)[] {
  return choose(candidatesOf(a, b, alike), b.length);
}

/** Takes the best candidates, each text once. */
export function choose(candidates: Candidate[], lengthOfB: number): (Match | null)[] {
  candidates.sort((x, y) => y.similarity - x.similarity || x.far - y.far);
  const taken = new Set<number>();
  const partner: (Match | null)[] = Array.from({ length: lengthOfB }, () => null);
  for (const { a: mine, b: index, similarity: alike } of candidates) {
    if (taken.has(mine) || partner[index]) continue;
    taken.add(mine);
    partner[index] = { a: mine, similarity: alike };
  }
  return partner;
}

/** Pairs of texts that are alike enough; only those that share rare bigrams are looked at. */
export function candidatesOf(a: readonly string[], b: readonly string[], alike: number): Candidate[] {
  const ofA = a.map((text) => bigramsOf(text));
  const ofB = b.map((text) => bigramsOf(text));
  const holders = new Map<string, number[]>();
  ofA.forEach((bigrams, index) => {
    for (const pair of bigrams.keys()) {
      const list = holders.get(pair);
      if (list) list.push(index);
      else holders.set(pair, [index]);
    }
  });
  const candidates: Candidate[] = [];
  ofB.forEach((bigrams, index) => {
    for (const other of likely(bigrams, holders)) {
      const mine = ofA[other];
      if (!mine) continue;
      const found = similarity(mine, bigrams);
      const far = Math.abs(other / Math.max(1, a.length) - index / Math.max(1, b.length));
      if (found >= alike) candidates.push({ a: other, b: index, similarity: found, far });
    }
  });
  return candidates;
}

/** At most this many candidates are looked at closely. */
const CLOSE = 12;

/** Texts that share most bigrams, by their rarer ones: what stands in every paragraph tells nothing. */
function likely(
  bigrams: ReadonlyMap<string, number>,
  holders: ReadonlyMap<string, readonly number[]>,
): number[] {
  const shared = new Map<number, number>();
  for (const pair of bigrams.keys()) {
    const list = holders.get(pair) ?? [];
    for (const index of list) shared.set(index, (shared.get(index) ?? 0) + 1 / list.length);
  }
  return [...shared.entries()]
    .sort(([, x], [, y]) => y - x)
    .slice(0, CLOSE)
    .map(([index]) => index);
}

/** Places of `b` whose counterparts stand in rising order: the longest such sequence; the others were moved. */
function stable(partner: readonly (Match | null)[]): Set<number> {
  const matched = partner.flatMap((match, index) => (match ? [{ index, a: match.a }] : []));
  return new Set(longestIncreasing(matched.map(({ a }) => a)).map((at) => matched[at]?.index ?? -1));
}

import { longestIncreasing } from '../text/longest-increasing.ts';
import { differences } from '../review/differences.ts';
import { changeOf, type Token } from '../review/tokens.ts';
import { tableOfCell } from './flatten.ts';
import { isWordId } from './groups.ts';

/**
 * Where each token of the sent report stands in the report as it is now; -1 where it is gone. Blocks are known by their
 * ids, also where they were moved; their words by what they are, whoever has changed them.
 */
export function mapTokens(sent: readonly Token[], now: readonly Token[]): Int32Array {
  const map = new Int32Array(sent.length).fill(-1);
  const mine = stretches(sent);
  const others = new Map(stretches(now).map((stretch) => [stretch.id, stretch]));
  const common = mine.filter(({ id, table }) => others.get(id)?.table === table);
  const kept = new Set(
    longestIncreasing(common.map(({ id }) => others.get(id)?.from ?? 0)).map((at) => common[at]?.id ?? ''),
  );
  const taken = new Uint8Array(now.length);
  // What was moved is compared with itself; the rest of the report closes up behind it.
  for (const stretch of common) {
    const other = others.get(stretch.id);
    if (!other || kept.has(stretch.id)) continue;
    pair(range(stretch.from, stretch.to), range(other.from, other.to), sent, now, map);
    taken.fill(1, other.from, other.to);
  }
  const moved = new Set(common.filter(({ id }) => !kept.has(id)).map(({ id }) => id));
  let left: number[] = [];
  let from = 0;
  for (const stretch of [...mine, null]) {
    const to =
      stretch === null ? now.length : kept.has(stretch.id) ? (others.get(stretch.id)?.from ?? 0) : -1;
    if (to >= 0) {
      const right = range(from, to).filter((at) => !taken[at]);
      pair(left, right, sent, now, map);
      left = [];
      from = to;
    }
    // Words of a cell that is gone stand in no other.
    const isGone = stretch !== null && tableOfCell(stretch.id) !== null && !others.has(stretch.id);
    if (stretch && !isGone && !moved.has(stretch.id)) left.push(...range(stretch.from, stretch.to));
  }
  return map;
}

type Stretch = { id: string; from: number; to: number; table: boolean };

function stretches(tokens: readonly Token[]): Stretch[] {
  const out: Stretch[] = [];
  tokens.forEach((token, at) => {
    if (token.is !== 'start' && token.is !== 'table') return;
    out.push({ id: token.block.id, from: at, to: 0, table: token.is === 'table' });
  });
  out.forEach((stretch, at) => (stretch.to = out[at + 1]?.from ?? tokens.length));
  return out;
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, n) => from + n);

function pair(
  left: readonly number[],
  right: readonly number[],
  sent: readonly Token[],
  now: readonly Token[],
  map: Int32Array,
): void {
  let mine = 0;
  let other = 0;
  const was = left.map((at) => symbol(sent[at] as Token));
  const is = right.map((at) => symbol(now[at] as Token));
  for (const [kind, length] of differences(was, is)) {
    for (let n = 0; n < length; n += 1) {
      if (kind === 0) map[left[mine] ?? 0] = right[other] ?? 0;
      if (kind !== 1) mine += 1;
      if (kind !== -1) other += 1;
    }
  }
}

function symbol(token: Token): string {
  switch (token.is) {
    case 'start':
    case 'table':
      return `start ${token.block.id}`;
    case 'char':
      return token.text;
    case 'void':
      return token.node.type === 'ordinal'
        ? `ordinal ${token.node.scheme}`
        : `${token.node.type} ${token.node.id}`;
  }
}

/**
 * Where the sent tokens are now, as if no copy of this version had come back yet: what copies have put in must not pull
 * the rest about, or their order would tell.
 */
export function mapWithout(sent: readonly Token[], now: readonly Token[]): Int32Array {
  const known = new Set(sent.map((token) => changeOf(token).ins));
  const places: number[] = [];
  now.forEach((token, at) => {
    const { ins } = changeOf(token);
    if (ins === undefined || !isWordId(ins) || known.has(ins)) places.push(at);
  });
  const map = mapTokens(
    sent,
    places.map((at) => now[at] as Token),
  );
  return map.map((at) => (at < 0 ? -1 : (places[at] ?? -1)));
}

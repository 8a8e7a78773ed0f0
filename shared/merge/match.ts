import { pairUp } from '../text/align.ts';
import { bigramsOf, similarity } from '../text/similarity.ts';
import { diffText } from '../text/difference.ts';
import { longestIncreasing } from '../text/longest-increasing.ts';
import { differences } from '../review/differences.ts';
import { changeOf, type Token } from '../review/tokens.ts';
import type { Returned, Sent } from './cells.ts';
import { tableOfCell } from './flatten.ts';
import { goneWithChanges } from './gone-changes.ts';

/** A step through both copies: a cell of each, or -1 where one of them has none. */
export type Step = { sent: number; back: number };

/** A paragraph under its bookmark is the same one unless hardly a word of it is left. */
const ANCHORED = 0.3;
const ALIKE = 0.5;

/**
 * Goes through the copy as it was sent and as it came back. Paragraphs are found by their bookmarks, and by what they
 * say where the bookmarks are lost; what differs without having been tracked is told word by word.
 */
export function matchCopies(sent: Sent, back: Returned): Step[] {
  const partner = partners(sent, back);
  const stable = stablePairs(sent, partner);
  const backOf = new Int32Array(sent.cells.length).fill(-1);
  const matched = new Uint8Array(back.cells.length);
  let from = { sent: 0, back: 0 };
  const bounds = [...stable, [sent.blocks.length, back.blocks.length] as const];
  for (const [mine, other] of bounds) {
    const to = {
      sent: sent.blocks[mine]?.from ?? sent.cells.length,
      back: back.blocks[other]?.from ?? back.cells.length,
    };
    matchStretch(sent, back, from, to, backOf, matched);
    if (to.sent < sent.cells.length && to.back < back.cells.length) {
      // Paragraphs that are the same begin with the same break, whoever put it in.
      backOf[to.sent] = to.back;
      matched[to.back] = 1;
    }
    from = { sent: to.sent + 1, back: to.back + 1 };
  }
  return steps(sent, back, backOf, matched);
}

/**
 * The blocks that stand in the same order in both; the rest was moved. The cells of a table are where it is: a table is
 * one block, however many cells it has.
 */
function stablePairs(sent: Sent, partner: ReadonlyMap<number, number>): [number, number][] {
  const tableOf = (mine: number): string | null => tableOfCell(sent.blocks[mine]?.id ?? '');
  const pairs = [...partner.entries()].sort(([a], [b]) => a - b);
  const own = pairs.filter(([mine]) => tableOf(mine) === null);
  const kept = new Set(
    longestIncreasing(own.map(([, other]) => other)).map((at) => sent.blocks[own[at]?.[0] ?? -1]?.id ?? ''),
  );
  return pairs.filter(([mine]) => kept.has(tableOf(mine) ?? sent.blocks[mine]?.id ?? ''));
}

/** Number of a sent block → number of the block that came back. */
function partners(sent: Sent, back: Returned): Map<number, number> {
  const partner = new Map<number, number>();
  const taken = new Set<number>();
  const take = (mine: number, other: number): void => {
    partner.set(mine, other);
    taken.add(other);
  };
  const byAnchor = new Map<string, number>();
  back.blocks.forEach((block, at) => {
    for (const anchor of block.anchors) if (!byAnchor.has(anchor)) byAnchor.set(anchor, at);
  });
  sent.blocks.forEach((block, mine) => {
    const other = byAnchor.get(block.anchor);
    const found = other === undefined ? undefined : back.blocks[other];
    if (other === undefined || !found || taken.has(other) || found.table !== block.table) return;
    // A cell is told by its place, whatever stands in it.
    const isPlace = block.table || tableOfCell(block.id) !== null;
    if (isPlace || alike(block.text, found.text) >= ANCHORED) take(mine, other);
  });
  // The same words, and nowhere else.
  const places = new Map<string, number[]>();
  back.blocks.forEach((block, at) => {
    if (taken.has(at) || block.table || block.text === '') return;
    places.set(block.text, [...(places.get(block.text) ?? []), at]);
  });
  sent.blocks.forEach((block, mine) => {
    if (partner.has(mine) || block.table) return;
    const [only, ...more] = places.get(block.text) ?? [];
    if (only !== undefined && more.length === 0 && !taken.has(only)) take(mine, only);
  });
  const mine = sent.blocks.flatMap((block, at) =>
    partner.has(at) || block.table || !block.text ? [] : [at],
  );
  const other = back.blocks.flatMap((block, at) => (taken.has(at) || block.table || !block.text ? [] : [at]));
  const found = pairUp(
    mine.map((at) => sent.blocks[at]?.text ?? ''),
    other.map((at) => back.blocks[at]?.text ?? ''),
    ALIKE,
  );
  found.forEach((match, at) => {
    if (match) take(mine[match.a] ?? 0, other[at] ?? 0);
  });
  // What has other words by now, and whose words are nowhere else, is still the paragraph under its bookmark.
  sent.blocks.forEach((block, at) => {
    const under = byAnchor.get(block.anchor);
    if (partner.has(at) || block.table || under === undefined || taken.has(under)) return;
    if (back.blocks[under]?.table === false) take(at, under);
  });
  return partner;
}

function alike(a: string, b: string): number {
  if (a === b || Math.min(a.length, b.length) < 4) return 1;
  return similarity(bigramsOf(a), bigramsOf(b));
}

type Place = { sent: number; back: number };

function matchStretch(
  sent: Sent,
  back: Returned,
  from: Place,
  to: Place,
  backOf: Int32Array,
  matched: Uint8Array,
): void {
  const others: number[] = [];
  for (let at = from.back; at < to.back; at += 1) if (!back.cells[at]?.fresh) others.push(at);
  const is = others.map((at) => back.cells[at]?.text ?? '').join('');
  const gone = goneWithChanges(sent, from.sent, to.sent, is);
  const own: number[] = [];
  for (let at = from.sent; at < to.sent; at += 1) if (!gone.has(at)) own.push(at);
  const was = own.map((at) => sent.cells[at]?.text ?? '').join('');
  let mine = 0;
  let other = 0;
  const pair = (): void => {
    const at = others[other] ?? 0;
    backOf[own[mine] ?? 0] = at;
    matched[at] = 1;
    mine += 1;
    other += 1;
  };
  const changes = diffText(was, is);
  for (let n = 0; n < changes.length; n += 1) {
    const { kind, text } = changes[n] as (typeof changes)[number];
    const length = Array.from(text).length;
    const next = changes[n + 1];
    if (kind === 'same') for (let k = 0; k < length; k += 1) pair();
    else if (kind === 'insert') other += length;
    else if (next?.kind === 'insert' && isMarked(sent, own.slice(mine, mine + length))) {
      // Changes that were decided leave their neighbours as they are: what is the same there stays.
      for (const [side, count] of differences(Array.from(text), Array.from(next.text))) {
        for (let k = 0; k < count; k += 1) {
          if (side === 0) pair();
          else if (side === -1) mine += 1;
          else other += 1;
        }
      }
      n += 1;
    } else mine += length;
  }
}

/** Whether a change lay on some of these cells when the copy was sent. */
function isMarked({ cells, tokens }: Sent, places: readonly number[]): boolean {
  return places.some((at) => {
    const { ins, del } = changeOf(tokens[cells[at]?.token ?? -1] as Token);
    return ins !== undefined || del !== undefined;
  });
}

/** Both rows as one: where they part, what only the first has comes first. */
export function steps(sent: Sent, back: Returned, backOf: Int32Array, matched: Uint8Array): Step[] {
  const out: Step[] = [];
  let mine = 0;
  let other = 0;
  while (mine < sent.cells.length || other < back.cells.length) {
    if (mine < sent.cells.length && backOf[mine] === -1) {
      out.push({ sent: mine, back: -1 });
      mine += 1;
    } else if (other < back.cells.length && !matched[other]) {
      out.push({ sent: -1, back: other });
      other += 1;
    } else {
      out.push({ sent: mine, back: other });
      mine += 1;
      other += 1;
    }
  }
  return out;
}

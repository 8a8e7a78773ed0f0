import { diffText } from '../text/difference.ts';
import { longestIncreasing } from '../text/longest-increasing.ts';
import { changeOf, type Token } from '../review/tokens.ts';
import { alignCharacters, type Marked } from './align-characters.ts';
import type { Returned, Sent } from './cells.ts';
import { tableOfCell } from './flatten.ts';
import { goneWithChanges } from './gone-changes.ts';
import { partnersOf } from './partners.ts';
import type { WordChange } from './word-copy.ts';

/** A step through both copies: a cell of each, or -1 where one of them has none. */
export type Step = { sent: number; back: number };

/**
 * Goes through the copy as it was sent and as it came back. Paragraphs are found by their bookmarks, and by what they
 * say where the bookmarks are lost; what differs without having been tracked is told word by word.
 * @param knownCut tells a deletion that was in the copy already from a new one
 */
export function matchCopies(sent: Sent, back: Returned, knownCut: (del: WordChange) => boolean): Step[] {
  const partner = partnersOf(sent, back);
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
    matchStretch(sent, back, from, to, backOf, matched, knownCut);
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

type Place = { sent: number; back: number };

function matchStretch(
  sent: Sent,
  back: Returned,
  from: Place,
  to: Place,
  backOf: Int32Array,
  matched: Uint8Array,
  knownCut: (del: WordChange) => boolean,
): void {
  const others: number[] = [];
  for (let at = from.back; at < to.back; at += 1) if (!back.cells[at]?.fresh) others.push(at);
  const is = others.map((at) => back.cells[at]?.text ?? '').join('');
  const isOpen = {
    ins: others.some((at) => back.cells[at]?.ins !== undefined),
    del: others.some((at) => {
      const del = back.cells[at]?.del;
      return del !== undefined && knownCut(del);
    }),
  };
  const gone = goneWithChanges(sent, from.sent, to.sent, is, isOpen);
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
    else if (next?.kind === 'insert') {
      const count = Array.from(next.text).length;
      const [before, behind] = [own.slice(mine, mine + length), others.slice(other, other + count)];
      for (const step of finer(sent, back, before, behind)) {
        if (step === 0) pair();
        else if (step === -1) mine += 1;
        else other += 1;
      }
      n += 1;
    } else mine += length;
  }
}

/**
 * Words in the place of other words, gone into where they carry changes: those that were decided, or lie on some of them
 * only, leave their neighbours as they are. So are figures: what is left of one is not to be taken for its neighbour's.
 */
function finer(
  { cells, tokens }: Sent,
  back: Returned,
  mine: readonly number[],
  others: readonly number[],
): readonly (-1 | 0 | 1)[] {
  const was = mine.map((at): Marked => {
    const { ins, del } = changeOf(tokens[cells[at]?.token ?? -1] as Token);
    return { text: cells[at]?.text ?? '', ins: ins !== undefined, del: del !== undefined };
  });
  const is = others.map((at): Marked => {
    const { text = '', ins, del } = back.cells[at] ?? {};
    return { text, ins: ins !== undefined, del: del !== undefined };
  });
  const isFine =
    mine.some((at) => cells[at]?.part === 'void') || [...was, ...is].some(({ ins, del }) => ins || del);
  return isFine ? alignCharacters(was, is) : [...was.map(() => -1 as const), ...is.map(() => 1 as const)];
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

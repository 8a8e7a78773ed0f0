import { differences } from '../review/differences.ts';
import { changeOf, type Token } from '../review/tokens.ts';
import { textIn, type Sent } from './cells.ts';

/** With so many open changes in a stretch, each way of deciding all of them is tried; with more, one after the other. */
const FEW = 4;
/** So many changes of a stretch are tried at all: it takes a difference of two texts each time. */
const MOST = 24;

/**
 * Which cells of a stretch went because an open change was decided in Word: an insertion was rejected, or a deletion
 * accepted. A difference of two texts can't tell 12次 and 12余次 apart where one of them is gone; a change is decided
 * as a whole, so the way of deciding that leaves the least unexplained is the one that is taken.
 * @param is the stretch as it came back
 * @param isOpen whether some insertion, some deletion is open in it still
 * @returns places in `sent.cells`
 */
export function goneWithChanges(
  sent: Sent,
  from: number,
  to: number,
  is: string,
  isOpen: Readonly<Record<'ins' | 'del', boolean>>,
): ReadonlySet<number> {
  const cellsOf = new Map<string, number[]>();
  /** With everything rejected, insertions go; with everything accepted, deletions. */
  const slots = { ins: new Set<string>(), del: new Set<string>() };
  for (let at = from; at < to; at += 1) {
    const { ins, del } = changeOf(sent.tokens[sent.cells[at]?.token ?? -1] as Token);
    if (ins !== undefined) slots.ins.add(ins);
    if (del !== undefined) slots.del.add(del);
    for (const id of new Set([ins, del])) {
      if (id === undefined) continue;
      const cells = cellsOf.get(id);
      if (cells) cells.push(at);
      else cellsOf.set(id, [at]);
    }
  }
  const none: ReadonlySet<number> = new Set();
  if (cellsOf.size === 0 || cellsOf.size > MOST || textIn(sent.cells, from, to) === is) return none;
  const ids = [...cellsOf.keys()];
  const cellsWith = (gone: ReadonlySet<string>): Set<number> =>
    new Set([...gone].flatMap((id) => cellsOf.get(id) ?? []));
  /** Characters that one text has and the other has not, once these are gone. */
  const unexplained = (gone: ReadonlySet<string>): number => {
    const cells = cellsWith(gone);
    let was = '';
    for (let at = from; at < to; at += 1) if (!cells.has(at)) was += sent.cells[at]?.text ?? '';
    if (was === is) return 0;
    let sum = 0;
    for (const [kind, length] of differences(Array.from(was), Array.from(is))) if (kind !== 0) sum += length;
    return sum;
  };
  let best: ReadonlySet<string> = new Set();
  let least = unexplained(best);
  const isRefuted = (gone: ReadonlySet<string>): boolean =>
    (['ins', 'del'] as const).some(
      (slot) => isOpen[slot] && slots[slot].size > 0 && [...slots[slot]].every((id) => gone.has(id)),
    );
  const weigh = (gone: ReadonlySet<string>): void => {
    if (least === 0 || isRefuted(gone)) return;
    const left = unexplained(gone);
    if (left >= least) return;
    least = left;
    best = gone;
  };
  // Where several ways explain it, most likely all was decided in one way.
  weigh(slots.ins);
  weigh(slots.del);
  if (ids.length <= FEW) {
    for (let set = 1; set < 2 ** ids.length; set += 1) weigh(new Set(ids.filter((_, at) => (set >> at) & 1)));
  } else {
    for (const id of ids) {
      weigh(best.has(id) ? new Set([...best].filter((one) => one !== id)) : new Set([...best, id]));
    }
  }
  return best.size === 0 ? none : cellsWith(best);
}

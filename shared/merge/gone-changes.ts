import { diffText } from '../text/difference.ts';
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
 * @returns places in `sent.cells`
 */
export function goneWithChanges(sent: Sent, from: number, to: number, is: string): ReadonlySet<number> {
  const cellsOf = new Map<string, number[]>();
  for (let at = from; at < to; at += 1) {
    const { ins, del } = changeOf(sent.tokens[sent.cells[at]?.token ?? -1] as Token);
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
    for (const { kind, text } of diffText(was, is)) if (kind !== 'same') sum += Array.from(text).length;
    return sum;
  };
  let best: ReadonlySet<string> = new Set();
  let least = unexplained(best);
  const weigh = (gone: ReadonlySet<string>): void => {
    if (least === 0) return;
    const left = unexplained(gone);
    if (left >= least) return;
    least = left;
    best = gone;
  };
  if (ids.length <= FEW) {
    for (let set = 1; set < 2 ** ids.length; set += 1) weigh(new Set(ids.filter((_, at) => (set >> at) & 1)));
  } else {
    for (const id of ids) {
      weigh(best.has(id) ? new Set([...best].filter((one) => one !== id)) : new Set([...best, id]));
    }
  }
  return best.size === 0 ? none : cellsWith(best);
}

import { differences } from './differences.ts';
import { changeOf } from './tokens.ts';
import { fresh, symbols, type Item } from './track-items.ts';

/** Runs of which so much is the same are one, moved: the mark at its end may be another one in its new place. */
const SAME = 0.6;
/** Fewer letters that went here and came there are no move. A figure or an item's number counts as so many. */
const FEW = 4;
/** One edit that changes so much in so many places moves nothing. */
const MANY = 40;

type Run = { from: number; to: number; items: Item[] };

/** Marks the items of these blocks at both their ends. */
export function markMovedBlocks(
  items: readonly Item[],
  moved: ReadonlySet<string>,
  moveOf: (source: readonly Item[]) => string,
): void {
  if (moved.size === 0) return;
  // The tokens of a block follow its start; a deleted one's are deleted, an inserted one's inserted.
  const within: Record<Item['state'], boolean> = { keep: false, insert: false, delete: false, drop: false };
  const found = items.filter((item) => {
    const { token, state } = item;
    if (token.is === 'start' || token.is === 'table') within[state] = moved.has(token.block.id);
    return state !== 'keep' && within[state];
  });
  const move = moveOf(found.filter(({ state }) => state === 'delete'));
  for (const item of found) item.moved = move;
}

/** Marks words that one edit took out in one place and put in in another: an item, a sentence that was dragged. */
export function markMovedWords(items: readonly Item[], moveOf: (source: readonly Item[]) => string): void {
  const [gone, come] = [runsOf(items, 'delete'), runsOf(items, 'insert')];
  if (gone.length === 0 || gone.length > MANY || come.length > MANY) return;
  for (const there of come) {
    const here = gone.find((run) => run.to !== there.from && run.from !== there.to && isOne(run, there));
    if (!here) continue;
    gone.splice(gone.indexOf(here), 1);
    const move = moveOf(here.items);
    for (const item of [...here.items, ...there.items]) item.moved = move;
  }
}

function runsOf(items: readonly Item[], state: Item['state']): Run[] {
  const runs: Run[] = [];
  items.forEach((item, at) => {
    if (item.state !== state || item.moved !== null || item.token.is === 'table') return;
    const last = runs.at(-1);
    if (last?.to === at) {
      last.items.push(item);
      last.to = at + 1;
    } else runs.push({ from: at, to: at + 1, items: [item] });
  });
  return runs;
}

function isOne(a: Run, b: Run): boolean {
  const [was, will] = [a, b].map(({ items }) =>
    items.flatMap(({ token }) =>
      token.is === 'start' || changeOf(token).del !== undefined ? [] : [fresh(token)],
    ),
  ) as [Item['token'][], Item['token'][]];
  const most = Math.max(was.length, will.length);
  if (Math.min(was.length, will.length) < most * SAME) return false;
  let [at, same, weight] = [0, 0, 0];
  for (const [kind, length] of differences(symbols(was), symbols(will))) {
    if (kind === 0) {
      same += length;
      for (const { is } of was.slice(at, at + length)) weight += is === 'void' ? FEW : 1;
    }
    if (kind !== 1) at += length;
  }
  return same >= most * SAME && weight >= FEW;
}

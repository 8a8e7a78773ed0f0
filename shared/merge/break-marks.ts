import type { Block } from '../document/types.ts';
import { shows, type Spell } from '../edition/spell.ts';
import { anchorOf } from './anchors.ts';

export type Slot = 'ins' | 'del';
export const SLOTS: readonly Slot[] = ['ins', 'del'];

/** As much of a block as says where the change of its break goes. */
export type BreakBlock = {
  table: boolean;
  pIns?: string | undefined;
  pDel?: string | undefined;
  runs: readonly { ins?: unknown; del?: unknown }[];
};

/**
 * Which paragraph's mark carries the change of each block's break, by number; -1 where nothing changed, or no mark is
 * left for it. A tracked break begins a block here and ends the one before in Word. Only where whole blocks came or
 * went in a row it is each one's own, so that Word gives the neighbours their own form back.
 */
export function breakCarriers(blocks: readonly BreakBlock[], slot: Slot): number[] {
  const carriers = blocks.map(() => -1);
  const taken = new Set<number>();
  const changed = (block: BreakBlock | undefined): boolean =>
    block !== undefined && !block.table && block[slot === 'ins' ? 'pIns' : 'pDel'] !== undefined;
  let whole = false;
  for (let index = blocks.length - 1; index >= 0; index -= 1) {
    const block = blocks[index];
    if (!block || !changed(block)) continue;
    const next = blocks[index + 1];
    whole =
      (changed(next) ? whole : next !== undefined) &&
      block.runs.length > 0 &&
      block.runs.every((run) => run[slot] !== undefined);
    const own = whole || index === 0 || blocks[index - 1]?.table === true;
    const at = own ? index : index - 1;
    if (taken.has(at)) continue;
    taken.add(at);
    carriers[index] = at;
  }
  return carriers;
}

/** What the marks of a copy that was sent say, by the bookmarks of its paragraphs. */
export type SentMarks = {
  /** By paragraph: the one whose break its mark speaks of. */
  breakOf: Record<Slot, ReadonlyMap<string, string>>;
  /** Ids of blocks whose break's change the copy had no mark for: it says nothing about it. */
  silent: Record<Slot, ReadonlySet<string>>;
};

export function sentMarks(blocks: readonly Block[], spell: Spell): SentMarks {
  const plain = blocks.map((block): BreakBlock => ({
    table: block.type === 'table',
    pIns: block.pIns,
    pDel: block.pDel,
    runs: block.type === 'table' ? [] : block.children.filter((node) => spell(node).some(shows)),
  }));
  const of = (slot: Slot): [ReadonlyMap<string, string>, ReadonlySet<string>] => {
    const breakOf = new Map<string, string>();
    const silent = new Set<string>();
    breakCarriers(plain, slot).forEach((at, index) => {
      const block = blocks[index] as Block;
      const carrier = blocks[at];
      if (carrier) breakOf.set(anchorOf(carrier.id), anchorOf(block.id));
      else if (block.type !== 'table') silent.add(block.id);
    });
    return [breakOf, silent];
  };
  const [ins, silentIns] = of('ins');
  const [del, silentDel] = of('del');
  return { breakOf: { ins, del }, silent: { ins: silentIns, del: silentDel } };
}

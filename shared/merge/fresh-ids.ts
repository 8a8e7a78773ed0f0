import { hasOwnId, inlinesOf, isField, isNote } from '../document/guards.ts';
import { textOfNote } from '../document/notes.ts';
import type { Block, Inline } from '../document/types.ts';
import { hash } from './anchors.ts';

/** No id twice, and one for everything new; the same ones whichever copy came first. */
export function withFreshIds(blocks: readonly Block[], version: string): Block[] {
  const used = new Set<string>();
  for (const block of blocks) {
    used.add(block.id);
    for (const node of inlinesOf(block)) if (hasOwnId(node)) used.add(node.id);
  }
  const seen = new Set<string>();
  /** By what it is for: how many ids were given out. */
  const counts = new Map<string, number>();
  const idOf = (id: string, seed: string): string => {
    if (id !== '' && !seen.has(id)) {
      seen.add(id);
      return id;
    }
    let next = '';
    do {
      const n = (counts.get(seed) ?? 0) + 1;
      counts.set(seed, n);
      next = `w${hash(JSON.stringify([version, seed, n])).slice(0, 11)}`;
    } while (used.has(next));
    used.add(next);
    seen.add(next);
    return next;
  };
  return blocks.map((block): Block => {
    const { pIns = '' } = block;
    const id = idOf(block.id, `${pIns}b`);
    const named = id === block.id ? block : { ...block, id };
    let isChanged = false;
    const withIds = (nodes: readonly Inline[], line: string): Inline[] =>
      nodes.map((node): Inline => {
        if (!hasOwnId(node)) return node;
        const says = isField(node) ? node.value : isNote(node) ? textOfNote(node.body) : node.asset;
        const own = idOf(node.id, `${node.ins ?? line}f${says}`);
        if (own === node.id) return node;
        isChanged = true;
        return { ...node, id: own };
      });
    const next: Block =
      named.type !== 'table'
        ? { ...named, children: withIds(named.children, '') }
        : {
            ...named,
            children: named.children.map((row) => ({
              ...row,
              children: row.children.map((cell, c) => ({
                ...cell,
                children: withIds(cell.children, row.ins ?? named.columns?.[c]?.ins ?? pIns),
              })),
            })),
          };
    return isChanged ? next : named;
  });
}

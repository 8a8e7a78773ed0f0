import { hasOwnId, inlinesOf, isField, isNote, withHolders } from '../document/guards.ts';
import { textOfNote } from '../document/notes.ts';
import type { Block, Inline } from '../document/types.ts';
import { hash } from './anchors.ts';
import { COPY_OF } from './revive.ts';

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
    if (id !== '' && !id.startsWith(COPY_OF) && !seen.has(id)) {
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
  /** Of fields that were moved or copied: the new id of the one that had this id. */
  const copies = new Map<string, string>();
  const made = blocks.map((block): Block => {
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
        if (node.id.startsWith(COPY_OF)) copies.set(node.id.slice(COPY_OF.length), own);
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
  return copies.size > 0 ? made.map((block) => followingCopies(block, copies)) : made;
}

/** A field that follows another one's figure follows the copy of it, where both were moved. */
function followingCopies(block: Block, copies: ReadonlyMap<string, string>): Block {
  const isCopy = new Set(copies.values());
  const sourceOf = (node: Inline): string | undefined =>
    isField(node) && node.computed && isCopy.has(node.id) ? copies.get(node.computed.source) : undefined;
  if (!inlinesOf(block).some((node) => sourceOf(node) !== undefined)) return block;
  return withHolders(block, (nodes) =>
    nodes.map((node): Inline => {
      const source = sourceOf(node);
      return source === undefined || !isField(node) || !node.computed
        ? node
        : { ...node, computed: { ...node.computed, source } };
    }),
  );
}

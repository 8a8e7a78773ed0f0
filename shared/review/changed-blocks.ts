import { isCommentKey } from '../document/marks.ts';
import { ordinalLabels } from '../document/ordinals.ts';
import { textOfBlock } from '../document/plain-text.ts';
import { originalView } from '../document/resolve.ts';
import type { Block, Variables } from '../document/types.ts';
import type { ChangedBlock } from './types.ts';

/** Longest text of a block that is told; what is longer is looked up in a version. */
const MOST = 5000;

/**
 * Which blocks read otherwise though nothing in them is marked as changed: those that somebody edited directly, or in
 * which a change was accepted. New suggestions and comments change no block in this sense.
 * @param touched by block: who did anything to it between the two states
 */
export function changedBlocks(
  before: { blocks: readonly Block[]; variables: Variables },
  now: readonly Block[],
  touched: ReadonlyMap<string, ReadonlySet<string>>,
): ChangedBlock[] {
  if (touched.size === 0) return [];
  const old = originalView(before.blocks);
  const labels = ordinalLabels(old);
  const was = new Map(old.map((block) => [block.id, block]));
  const textOf = (block: Block | undefined): string =>
    block ? textOfBlock(block, labels, { variables: before.variables }).slice(0, MOST) : '';
  const original = originalView(now);
  const there = new Set(original.map(({ id }) => id));
  const changed = original.flatMap((block): ChangedBlock[] => {
    const authors = touched.get(block.id);
    const earlier = was.get(block.id);
    if (!authors || (earlier && keyOf(earlier) === keyOf(block))) return [];
    return [{ id: block.id, authors: [...authors], was: textOf(earlier) }];
  });
  const gone = old.flatMap((block): ChangedBlock[] => {
    const authors = touched.get(block.id);
    if (!authors || there.has(block.id)) return [];
    return [{ id: block.id, authors: [...authors], gone: true, was: textOf(block) }];
  });
  return [...changed, ...gone];
}

/** A block without its comments: their marks part texts that read as one. */
function keyOf(block: Block): string {
  return JSON.stringify(block, (_, value: unknown) => {
    if (Array.isArray(value)) return joined(value);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([key]) => !isCommentKey(key))
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  });
}

type Leaf = Record<string, unknown> & { text: string };

const isLeaf = (node: unknown): node is Leaf =>
  typeof node === 'object' && node !== null && typeof (node as Leaf).text === 'string';

const looks = (leaf: Leaf): string =>
  JSON.stringify(
    Object.entries(leaf)
      .filter(([key]) => key !== 'text' && !isCommentKey(key))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

/** Texts that look alike and follow one another are one; empty ones are none. */
function joined(nodes: readonly unknown[]): unknown[] {
  const out: unknown[] = [];
  for (const node of nodes) {
    const last = out.at(-1);
    if (isLeaf(node) && node.text === '') continue;
    if (isLeaf(node) && isLeaf(last) && looks(last) === looks(node))
      out[out.length - 1] = { ...last, text: last.text + node.text };
    else out.push(node);
  }
  return out;
}

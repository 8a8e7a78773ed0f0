import { inlinesOf, isField, withHolders } from '../document/guards.ts';
import type { Block, Sensitivity } from '../document/types.ts';
import { stricter } from '../document/with-computed.ts';

/**
 * Blocks of an earlier version with each field as closed as it is in the report now: what was decided about a figure is
 * about what it was before, too.
 */
export function fieldsAsNow(blocks: readonly Block[], now: readonly Block[]): Block[] {
  const known = new Map<string, Sensitivity>();
  for (const block of now)
    for (const node of inlinesOf(block)) if (isField(node)) known.set(node.id, node.sensitivity);
  return blocks.map((block) =>
    withHolders(block, (nodes) =>
      nodes.map((node) =>
        isField(node)
          ? { ...node, sensitivity: stricter(node.sensitivity, known.get(node.id) ?? 'public') }
          : node,
      ),
    ),
  );
}

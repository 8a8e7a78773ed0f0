import { createEditor, Transforms, type Descendant, type Operation } from 'slate';

import type { Block } from '../document/types.ts';
import { wayTo } from '../review/operations-to.ts';
import { hasHidden, withMarks } from '../document/marked-blocks.ts';
import { hideAsBefore } from './hide-as-before.ts';
import { HiddenTrace } from './hidden-trace.ts';

/**
 * Operations that lead from one text to the other and publish nothing that is hidden in the first: what would come into
 * the open is hidden. The store takes them without anybody's decision.
 * @returns also the blocks that they lead to; `hidden` counts the places that stay hidden
 */
export function wayHiding(
  from: readonly Block[],
  wanted: readonly Block[],
): { ops: Operation[]; blocks: Block[]; hidden: number } {
  if (!hasHidden(from)) return { ...wayTo(from, wanted), hidden: 0 };
  const kept = hideAsBefore(wanted, from);
  let { hidden } = kept;
  let way = wayTo(from, kept.blocks);
  // The store follows each character, where the words alone can't tell: what it would refuse is hidden by the block.
  for (
    let published = publishedBy(way, from);
    published.size > 0 && hidden <= kept.hidden + wanted.length;
    published = publishedBy(way, from)
  ) {
    hidden += published.size;
    way = wayTo(from, withMarks(way.blocks, published));
  }
  return { ...way, hidden };
}

function publishedBy({ ops, blocks }: ReturnType<typeof wayTo>, from: readonly Block[]): Set<string> {
  const trace = new HiddenTrace(from);
  const editor = createEditor();
  editor.children = from as unknown as Descendant[];
  for (const op of ops) {
    trace.step(op, editor);
    Transforms.transform(editor, op);
  }
  return trace.publishedIn(blocks);
}

import { hasOwnId, inlinesOf, isField } from './guards.ts';
import type { IdSource } from './ids.ts';
import type { Block, Field, Inline } from './types.ts';
import { NO_ROWS, withInlines, withoutUnknownMarks, type KnownRows, type TakenOff } from './known-marks.ts';
import { finalFragment, finalView } from './resolve.ts';

export type Adoption = {
  /**
   * Rows of changes and comments that the blocks arrive together with: what they stand behind stays open. Without rows
   * the blocks arrive as they read once every change is accepted, and without comments.
   */
  rows?: KnownRows;
  /** They are a piece of a report: what became of the break before the first one says nothing about them. */
  fragment?: true;
  /** Where new ids come from. Left out: ids stay, as a whole report is taken over. */
  ids?: IdSource;
};

export type Adopted = { blocks: Block[]; takenOff: TakenOff };

/**
 * The one way into a report for blocks that come from elsewhere: another year's report, a version, a copy, a draft, an
 * example, the clipboard, a foreign file. Afterwards no mark is left that the store would refuse, and no id that is in
 * use already.
 */
export function adoptBlocks(given: readonly Block[], { rows, ids, fragment }: Adoption): Adopted {
  const read = rows ? given : fragment ? finalFragment(given) : finalView(given);
  const { blocks, takenOff } = withoutUnknownMarks(read, rows ?? NO_ROWS);
  return { blocks: ids ? withNewIds(blocks, ids) : blocks, takenOff };
}

/** A field that follows another one's figure follows the copy of it, where that comes along. */
function withNewIds(blocks: readonly Block[], ids: IdSource): Block[] {
  const renamed = new Map<string, string>();
  for (const block of blocks) {
    for (const node of inlinesOf(block)) if (hasOwnId(node)) renamed.set(node.id, ids());
  }
  const given = new Set<string>();
  const rename = (node: Inline): Inline => {
    if (!hasOwnId(node)) return node;
    const id = given.has(node.id) ? undefined : renamed.get(node.id);
    given.add(node.id);
    if (!isField(node)) return { ...node, id: id ?? ids() };
    const field: Field = { ...node, id: id ?? ids() };
    const source = node.computed && renamed.get(node.computed.source);
    return source === undefined || !node.computed
      ? field
      : { ...field, computed: { ...node.computed, source } };
  };
  return blocks.map((block) => ({ ...withInlines(block, rename), id: ids() }));
}

import { carriedShare } from './carried.ts';
import { inlinesOf, isField, isOrdinal } from './guards.ts';
import { fieldValue } from './field-text.ts';
import { countWords, textOfBlock } from './plain-text.ts';
import type { Block, Ordinal, Variables } from './types.ts';

/** What is counted of a block. */
export type BlockFacts = {
  text: string;
  /** Characters as officials count them. */
  length: number;
  fields: number;
  emptyFields: number;
  items: number;
  /** Sentences that still stand as they were carried over, and all sentences. */
  unchanged: number;
  total: number;
};

type Known = { variables: Variables; labels: string; facts: BlockFacts };

/** A block that has not changed is the same object: what was counted of it holds while numbers and names do. */
const known = new WeakMap<Block, Known>();

/** Counted once a block, however often and wherever it is asked: typing in one paragraph counts no other. */
export function blockFacts(
  block: Block,
  labels: ReadonlyMap<Ordinal, string>,
  variables: Variables,
): BlockFacts {
  const nodes = inlinesOf(block);
  let words = '';
  for (const node of nodes) if (isOrdinal(node)) words += labels.get(node) ?? '';
  const before = known.get(block);
  if (before && before.variables === variables && before.labels === words) return before.facts;
  const text = textOfBlock(block, labels, { variables });
  const { unchanged, total } = carriedShare(block);
  const facts: BlockFacts = {
    text,
    length: countWords(text),
    fields: nodes.filter(isField).length,
    emptyFields: nodes.filter((node) => isField(node) && !fieldValue(node, variables)).length,
    items: nodes.filter(isOrdinal).length,
    unchanged,
    total,
  };
  known.set(block, { variables, labels: words, facts });
  return facts;
}

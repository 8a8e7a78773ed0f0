import { blockFacts } from './block-facts.ts';
import { headingLabels } from './numbering.ts';
import { ordinalLabels } from './ordinals.ts';
import { countWords } from './plain-text.ts';
import type { Block, Variables } from './types.ts';

/** What a report consists of, counted. */
export type Counts = {
  /** Number of headings by level: `{ "1": 3, "2": 7 }`. */
  headings: Record<string, number>;
  items: number;
  runs: number;
  fields: number;
  /** Footnotes and endnotes, images, annexes; left out where there are none. */
  notes?: number;
  images?: number;
  annexes?: number;
};

/** Characters of the whole report as officials count them, heading numbers included, and the places without a value. */
export function countReport(
  blocks: readonly Block[],
  variables: Variables,
): { words: number; emptyFields: number } {
  const labels = ordinalLabels(blocks);
  const numbers = headingLabels(blocks);
  let words = 0;
  let emptyFields = 0;
  for (const block of blocks) {
    const facts = blockFacts(block, labels, variables);
    const number = numbers.get(block.id);
    // `1.` before `2023年` is one word of digits: the two are counted together.
    words += number ? countWords(number + facts.text) : facts.length;
    emptyFields += facts.emptyFields;
  }
  return { words, emptyFields };
}

import { inlinesOf, isField } from '../../../../shared/document/guards.ts';
import { headingLabels } from '../../../../shared/document/numbering.ts';
import { ordinalLabels } from '../../../../shared/document/ordinals.ts';
import { fieldValue } from '../../../../shared/document/field-text.ts';
import { countWords, textOfBlock } from '../../../../shared/document/plain-text.ts';
import { NO_LABELS } from '../../../../shared/document/reading.ts';
import type { Block, Variables } from '../../../../shared/document/types.ts';

export type ReportStats = { title: string; length: number; emptyFields: number };

type BlockStats = { length: number; empty: number };

/**
 * Counts a report, block by block, and remembers the blocks: nodes are immutable, so a save counts what was typed
 * in, not the whole report. One counter a report; a change of variables starts afresh.
 */
export class StatsCounter {
  #known = new WeakMap<Block, BlockStats>();
  #variables: Variables | null = null;

  count(blocks: readonly Block[], variables: Variables): ReportStats {
    if (variables !== this.#variables) {
      this.#known = new WeakMap();
      this.#variables = variables;
    }
    const labels = ordinalLabels(blocks);
    let length = 0;
    let emptyFields = 0;
    for (const block of blocks) {
      let stats = this.#known.get(block);
      if (!stats) {
        stats = statsOf(block, variables);
        this.#known.set(block, stats);
      }
      length += stats.length;
      emptyFields += stats.empty;
    }
    for (const label of labels.values()) length += label.length;
    for (const label of headingLabels(blocks).values()) length += countWords(label);
    const title = blocks.find((block) => block.type === 'title');
    return { title: title ? textOfBlock(title, labels, { variables }).trim() : '', length, emptyFields };
  }
}

function statsOf(block: Block, variables: Variables): BlockStats {
  const text = textOfBlock(block, NO_LABELS, { variables });
  const empty = inlinesOf(block).filter((node) => isField(node) && !fieldValue(node, variables)).length;
  return { length: countWords(text), empty };
}

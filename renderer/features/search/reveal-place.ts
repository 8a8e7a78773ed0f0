import { wordsOf, placesOf } from '../../../shared/text/bigrams.ts';
import { fold } from '../../../shared/text/fold.ts';
import { ordinalLabels } from '../../../shared/document/ordinals.ts';
import { readingsOf } from '../../../shared/document/reading.ts';
import type { ReportSession } from '../../editor/session.ts';
import { remembered } from './search-memory.ts';

const MOST = 50;

/**
 * Shows a block of the report and marks the words in it that somebody searched for, until the caret goes elsewhere.
 * Answers with how to take the marks away.
 */
export function revealPlace(session: ReportSession, blockId: string): () => void {
  session.caret.reveal(blockId);
  const { blocks, variables } = session.snapshot();
  const index = blocks.findIndex((block) => block.id === blockId);
  const block = blocks[index];
  const [reading, ...others] = block ? readingsOf(block, index, ordinalLabels(blocks), variables) : [];
  // A table has a reading a cell, and offsets that say nothing without it.
  if (!reading || others.length > 0) return () => {};
  const text = fold(reading.text);
  const ranges = wordsOf(remembered().query).flatMap((word) =>
    placesOf(text, fold(word), MOST).map(([from, to]) => ({ block: blockId, from, to })),
  );
  session.highlights.set('find', ranges, blocks);
  const off = session.subscribeSelection(() => {
    if (session.currentBlock() !== blockId) clear();
  });
  const clear = (): void => {
    off();
    session.highlights.clear('find');
  };
  return clear;
}

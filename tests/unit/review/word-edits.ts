import { readReviewCopy } from '../../../electron/backend/docx/read/read-review-copy.ts';
import { inlinesOf, isField } from '../../../shared/document/guards.ts';
import { finalView, originalView } from '../../../shared/document/resolve.ts';
import type { Block, Field } from '../../../shared/document/types.ts';
import { toEdition } from '../../../shared/edition/gate.ts';
import { editionPolicy } from '../../../shared/edition/mask.ts';
import { wayHiding } from '../../../shared/edition/way-hiding.ts';
import { writeText } from '../../../shared/edition/write-text.ts';
import type { Merged } from '../../../shared/merge/merge.ts';
import { WordModel } from '../../attack/word-model.ts';
import { after } from './marked-copy.ts';
import { merged, writtenCopy, type Sent } from './returned.ts';

/** A report as it stands once a copy was edited in Word and taken in, and what its decisions would make of it. */
export type Returned = {
  result: Merged;
  blocks: Block[];
  accepted: Block[];
  rejected: Block[];
  hidden: number;
};

/** Sends a copy, edits it as Word does, and takes it in; a second time it must bring nothing. */
export async function editedInWord(sent: Sent, edit: (word: WordModel) => void): Promise<Returned> {
  const word = new WordModel(await writtenCopy(sent));
  edit(word);
  const copy = await readReviewCopy('稿.docx', word.save());
  const result = merged(sent, copy);
  const again = merged(sent, copy, after(sent, result));
  if (again.revisions.length > 0) throw new Error('a second time something comes again');
  const { blocks, hidden } = wayHiding(sent.blocks, result.blocks);
  return { result, blocks, hidden, accepted: finalView(blocks), rejected: originalView(blocks) };
}

/** What everybody may read of these blocks. */
export function publicText(blocks: readonly Block[], { variables }: Pick<Sent, 'variables'>): string {
  const source = {
    document: { schema: 2, blocks: [...blocks] },
    variables,
    year: 2025,
    unit: '青禾镇',
    state: 'drafting' as const,
  };
  return writeText(toEdition(source, undefined, 'public', editionPolicy(undefined)));
}

export const fieldsIn = (blocks: readonly Block[]): Field[] =>
  blocks.flatMap((block) => inlinesOf(block).filter((node) => isField(node)));

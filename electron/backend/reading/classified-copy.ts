import { FileError } from '../../../shared/errors/file-error.ts';
import { runsOf, type WordCopy } from '../../../shared/merge/word-copy.ts';
import { marksInLine } from '../../../shared/text/secrecy-marks.ts';

/** Paragraphs at the beginning in which a grade without a star is a mark, too. */
const HEAD = 4;

/** Refuses a review copy in which somebody has put the grade of a state secret. Throws FileError('classified'). */
export function refuseClassified(name: string, { blocks }: Pick<WordCopy, 'blocks'>): void {
  for (const [index, block] of blocks.entries()) {
    for (const runs of runsOf(block)) {
      const text = runs.map((run) => run.text).join('');
      const found = marksInLine(text, index < HEAD).find(({ kind }) => kind === 'state');
      const isMark = found && (block.is === 'paragraph' || /[★☆*]/.test(found.text));
      if (isMark) throw new FileError('classified', name, { facts: { what: found.grade ?? '' } });
    }
  }
}

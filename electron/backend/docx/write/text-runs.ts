import { TextRun, UnderlineType, type IRunOptions } from 'docx';

import type { EditionRun } from '../../../../shared/edition/types.ts';

/** Runs of an edition as Word runs; a gap that nobody has filled in is underlined. */
export function textRuns(runs: readonly EditionRun[], look: IRunOptions = {}): TextRun[] {
  return runs
    .filter((run) => run.text !== '')
    .map(
      (run) =>
        new TextRun({
          // As Word writes it for text typed in Chinese: signs that several scripts share are Chinese ones.
          font: { hint: 'eastAsia' },
          ...look,
          text: withoutForbidden(run.text),
          ...(run.blank ? { underline: { type: UnderlineType.SINGLE } } : {}),
        }),
    );
}

/** XML 1.0 has no place for these, and Word refuses the whole file for one of them. */
function withoutForbidden(text: string): string {
  return text.toWellFormed().replaceAll(/(?![\t\n])\p{Cc}|[\uFFFE\uFFFF]/gu, '');
}

import { CarriageReturn, Tab, TextRun, UnderlineType, type IRunOptions } from 'docx';

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
          children: contentOf(run.text),
          ...(run.blank ? { underline: { type: UnderlineType.SINGLE } } : {}),
        }),
    );
}

/** Line feeds and tabs are elements of their own in Word: as characters they read as spaces. */
export function contentOf(text: string): (string | CarriageReturn | Tab)[] {
  return text.split(/([\n\t])/).flatMap((part): (string | CarriageReturn | Tab)[] => {
    if (part === '\n') return [new CarriageReturn()];
    if (part === '\t') return [new Tab()];
    const kept = withoutForbidden(part);
    return kept ? [kept] : [];
  });
}

/** XML 1.0 has no place for these, and Word refuses the whole file for one of them. */
export function withoutForbidden(text: string): string {
  return text.toWellFormed().replaceAll(/\p{Cc}|[\uFFFE\uFFFF]/gu, '');
}

import { useEffect } from 'react';

import type { HighlightRange } from '../../editor/highlights.ts';
import type { DocumentSnapshot, ReportSession } from '../../editor/session.ts';
import type { Carried } from './use-carried.ts';

/**
 * Marks on the page what stands out in carried-over text: stale years, sessions, names, unchanged figures; with
 * `sentences` all that is word for word last year's.
 */
export function useCarriedMarks(
  session: ReportSession,
  snapshot: DocumentSnapshot,
  carried: Carried,
  sentences: boolean,
): void {
  useEffect(() => {
    const ranges: HighlightRange[] = [];
    for (const section of carried?.view.sections ?? []) {
      for (const sentence of section.sentences) {
        if (sentences) ranges.push({ block: sentence.block, from: sentence.from, to: sentence.to });
        else
          for (const { from, to, kind } of sentence.stale)
            ranges.push({ block: sentence.block, from, to, kind });
      }
      if (!sentences)
        for (const { block, cell, from, to } of section.figures)
          ranges.push({ block, cell, from, to, kind: 'figure' });
    }
    session.highlights.set('carried', ranges, snapshot.blocks);
  }, [session, snapshot, carried, sentences]);

  useEffect(() => () => session.highlights.clear('carried'), [session]);
}

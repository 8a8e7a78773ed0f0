import { useCallback, useEffect, useState } from 'react';

import type { ReviewSheetResult } from '../../../shared/contract/review-sheet.ts';
import type { ReviewForm } from '../../../shared/signoff/review-sheet.ts';
import { messageOf, useClient } from '../../client/client-context.ts';
import type { ReportSession } from '../../editor/session.ts';
import { useToast } from '../../ui/toast.tsx';

export type ReviewSheetState = {
  /** Null while it is looked for. */
  found: ReviewSheetResult | null;
  /** Keeps a sheet for the text that the window shows; rejects with AppError. */
  save: (form: ReviewForm) => Promise<void>;
};

/**
 * The sheet of a review (公开审查单) of a report, looked for whenever `wanted` becomes true.
 * @param of looked for anew whenever this is something else
 */
export function useReviewSheet(session: ReportSession, wanted: boolean, of?: unknown): ReviewSheetState {
  const client = useClient();
  const toast = useToast();
  const [found, setFound] = useState<ReviewSheetResult | null>(null);

  const look = useCallback(async () => {
    // What is reviewed is what is stored.
    await session.flush();
    return client.call('reviewSheet.get', { id: session.id });
  }, [client, session]);

  useEffect(() => {
    if (!wanted) return undefined;
    let live = true;
    look()
      .then((result) => live && setFound(result))
      .catch((error: unknown) => live && toast({ text: messageOf(error) }));
    return () => {
      live = false;
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies, react/exhaustive-deps -- asked anew for `of`
  }, [wanted, look, toast, of]);

  const save = async (form: ReviewForm): Promise<void> => {
    await session.flush();
    const { id, revision } = session;
    setFound(await client.call('reviewSheet.save', { id, revision, form }));
  };
  return { found, save };
}

import { useEffect } from 'react';

import type { ReportSession } from '../../editor/session.ts';
import { useToast } from '../../ui/toast.tsx';
import { usePeople } from '../people/people-context.ts';
import { rememberMode, startsSuggesting, suggestsByRole } from './start-mode.ts';

/** Of this window, until it is closed: somebody who reviews begins with tracked changes anew the next day. */
function memory(): Storage | null {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}

/** 审阅 begins in 修订, 起草 in 编辑; what somebody chose for this report holds while the window is open. */
export function useStartMode(session: ReportSession): void {
  const toast = useToast();
  const { person } = usePeople();
  const id = person?.id;
  const role = person?.role;

  useEffect(() => {
    if (id === undefined || role === undefined) return undefined;
    const who = { id, role };
    const { review } = session;
    review.setSuggesting(startsSuggesting(memory(), who, session.id));
    if (review.isSuggesting() && suggestsByRole(role) && !session.locked)
      toast({ text: '审阅从“修订”开始：改动都留痕。要直接改，按 Ctrl+Alt+T 切到“编辑”。' });
    let before = review.isSuggesting();
    return review.subscribe(() => {
      const suggesting = review.isSuggesting();
      if (suggesting === before || review.person?.id !== id) return;
      before = suggesting;
      rememberMode(memory(), who, session.id, suggesting);
      if (!suggesting && suggestsByRole(role)) toast({ text: '现在是“编辑”：直接改，不留痕。' });
    });
  }, [session, toast, id, role]);
}

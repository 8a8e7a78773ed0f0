import { useEffect } from 'react';

import type { ReportSession, SessionNotice } from '../../editor/session.ts';
import { useToast } from '../../ui/toast.tsx';
import { notKeptText } from '../drafts/not-kept-text.ts';

/** Tells what has happened to what is written here. */
export function useSessionNotices(session: ReportSession): void {
  const toast = useToast();
  useEffect(() => session.onNotice((notice) => toast({ text: noticeText(notice) })), [session, toast]);
}

export function noticeText(notice: SessionNotice): string {
  switch (notice.at) {
    case 'history-lost':
      return '正文已换成最新保存的内容，此前的改动不能再用“撤销”退回。';
    case 'taken-off':
      return `已保存。${notKeptText(notice.takenOff)}原样留了一份草稿，核对后可以丢弃。`;
    case 'kept-hidden':
      return '已保存，不公开的文字仍标着不公开；此前的改动不能再撤销。要公开，请选中它们，再取消“本段不公开”或“本句不公开”。';
    case 'set-aside':
      return '有一处改动存不进去，已原样留作草稿；正文回到上次保存的样子，接着写会照常保存。请在上方查看草稿。';
  }
}

import { useCallback, useEffect, useState, type ReactNode } from 'react';

import { messageOf } from '../../client/client-context.ts';
import { fenceNames, type CopyFence } from '../../../shared/review/copy-fence.ts';
import type { ReportSession } from '../../editor/session.ts';
import { waitingCopies } from '../../client/waiting-copies.ts';
import { useToast } from '../../ui/toast.tsx';
import { useCommands } from '../../commands/registry.ts';
import { saveFile } from '../export/save-file.ts';
import { usePeople } from '../people/people-context.ts';
import { SendCopyDialog } from './send-copy-dialog.tsx';
import { TakeBackDialog } from './take-back-dialog.tsx';

/** Review copies as Word files: sent out, and taken back. */
export function useWordReview(
  session: ReportSession,
  signed: boolean,
): { send: () => void; takeBack: () => void; dialog: ReactNode } {
  const toast = useToast();
  const { person } = usePeople();
  // A copy that was chosen for import and is one of this report's.
  const [waiting, setWaiting] = useState(() => waitingCopies.take(session.id));
  const [open, setOpen] = useState(!signed && waiting.length > 0);
  useEffect(
    () =>
      waitingCopies.listen((report) => {
        if (report !== session.id) return;
        setWaiting(waitingCopies.take(report));
        setOpen(!signed);
      }),
    [session, signed],
  );
  const isRefused = signed && waiting.length > 0;
  useEffect(() => {
    if (isRefused) toast({ text: '这份报告已签发，送审稿没有收回。要收，先点“开新一版”，再收回。' });
  }, [isRefused, toast]);

  const [sending, setSending] = useState(false);
  const [busy, setBusy] = useState(false);

  const author = person?.id;
  const send = useCallback(() => setSending(true), []);
  const write = (fence: CopyFence | undefined) => {
    setBusy(true);
    void exportCopy(session, author, fence, toast)
      .then(() => setSending(false))
      .catch((error: unknown) => toast({ text: messageOf(error) }))
      .finally(() => setBusy(false));
  };
  const takeBack = useCallback(() => setOpen(true), []);

  useCommands([
    {
      id: 'review.export-word',
      title: '导出送审稿（Word）',
      group: '审阅',
      words: '送审 修订 批注 只许 锁定 保护 docx',
      enabled: () => !signed,
      run: send,
    },
    {
      id: 'review.take-back',
      title: '收回送审稿',
      group: '审阅',
      words: '合并 Word WPS 退回 意见',
      enabled: () => !signed,
      run: takeBack,
    },
  ]);

  return {
    send,
    takeBack,
    dialog: sending ? (
      <SendCopyDialog
        blocks={session.snapshot().blocks}
        busy={busy}
        onSend={write}
        onClose={() => setSending(false)}
      />
    ) : (
      open && (
        <TakeBackDialog
          session={session}
          waiting={waiting}
          onClose={() => {
            setOpen(false);
            setWaiting([]);
          }}
        />
      )
    ),
  };
}

async function exportCopy(
  session: ReportSession,
  author: string | undefined,
  fence: CopyFence | undefined,
  toast: ReturnType<typeof useToast>,
): Promise<void> {
  await session.flush();
  const made = await session.client.call('review.export', {
    id: session.id,
    revision: session.revision,
    ...(author ? { author } : {}),
    ...(fence ? { fence } : {}),
  });
  session.review.endRound();
  const saved = await saveFile(made.name, made.bytes);
  if (saved !== 'dismissed')
    toast({
      text: `已导出送审稿（第 ${made.number} 版${fence ? `，${fenceNames[fence.allow]}` : ''}）。改好后在“更多”里收回。`,
    });
}

import { useState } from 'react';

import { messageOf, useConnection } from '../../client/client-context.ts';
import { go } from '../../base/use-route.ts';
import type { ReportSession } from '../../editor/session.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { useToast } from '../../ui/toast.tsx';
import { ReportDrafts } from '../drafts/report-drafts.tsx';
import { finishComment } from '../review/review-actions.ts';
import { notKeptText } from '../drafts/not-kept-text.ts';
import { saveText } from './save-text.ts';
import { useSaveState } from './use-session.ts';

type Props = { session: ReportSession };

/** What stands between the text and its being saved, with the ways out: what each keeps, and what it loses. */
export function ReportBanners({ session }: Props) {
  const save = useSaveState(session);
  const connection = useConnection();
  const toast = useToast();
  const [busy, setBusy] = useState(false);

  const run = (work: () => Promise<void>) => {
    setBusy(true);
    work()
      .catch((error: unknown) => toast({ text: messageOf(error) }))
      .finally(() => setBusy(false));
  };
  const saveCopy = () =>
    run(async () => {
      // A comment that is being written comes along.
      finishComment(session);
      const { id, takenOff } = await session.saveAsCopy();
      toast({ text: `已另存为副本，现在打开的就是它。${notKeptText(takenOff)}` });
      go({ at: 'report', id });
    });
  const reload = () => run(() => session.reload());
  const bringBack = () =>
    run(async () => void (await session.client.call('report.restore', { id: session.id })));

  const copyButton = (
    <Button size="small" variant="primary" disabled={busy} onClick={saveCopy}>
      另存为副本
    </Button>
  );
  if (connection === 'gone' && session.unsaved) {
    return (
      <Banner
        tone="bad"
        icon="offline"
        text="还有内容没有保存，存不进报告了。存成文本文件：只留文字，格式、批注和修订的痕迹不留。"
      >
        <Button size="small" variant="primary" disabled={busy} onClick={() => run(() => saveText(session))}>
          存成文本文件
        </Button>
      </Banner>
    );
  }
  if (save.state === 'conflict' && save.reason === 'removed') {
    return (
      <Banner
        tone="bad"
        text={
          session.unsaved
            ? '这份报告已在别处移入回收站，这里新写的没有存入。取回报告：接着在这里写，全部保留。另存为副本：这里的全部内容成为一份新报告。'
            : '这份报告已在别处移入回收站。取回以后可以接着写；内容都在。'
        }
      >
        <Button size="small" variant="primary" disabled={busy} onClick={bringBack}>
          取回报告
        </Button>
        {session.unsaved && (
          <Button size="small" disabled={busy} onClick={saveCopy}>
            另存为副本
          </Button>
        )}
      </Banner>
    );
  }
  if (save.state === 'conflict' && save.reason === 'signed') {
    return (
      <Banner
        tone="bad"
        text="这份报告已在别处签发，这里新写的没有存入。另存为副本：这里的全部内容成为一份新报告。重新载入：换成签发的内容，这里新写的留作草稿。"
      >
        {copyButton}
        <Button size="small" disabled={busy} onClick={reload}>
          重新载入
        </Button>
      </Banner>
    );
  }
  if (save.state === 'conflict') {
    return (
      <Banner
        tone="bad"
        text="这份报告在别的窗口改过了，这里新写的没有存入。另存为副本：两边的都留下，这里的成为一份新报告。重新载入：换成那边的内容，这里新写的留作草稿，可以再放回；此前的改动不能再撤销。"
      >
        {copyButton}
        <Button size="small" disabled={busy} onClick={reload}>
          重新载入
        </Button>
      </Banner>
    );
  }
  if (save.state === 'failed') {
    return (
      <Banner
        tone="bad"
        text={`${save.message || '没能保存，内容还在窗口里。'}程序会自动再试，也可以现在重试，或另存为副本（成为一份新报告）。`}
      >
        <Button size="small" variant="primary" disabled={busy} onClick={() => run(() => session.flush())}>
          重试
        </Button>
        <Button size="small" disabled={busy} onClick={saveCopy}>
          另存为副本
        </Button>
      </Banner>
    );
  }
  return <ReportDrafts session={session} />;
}

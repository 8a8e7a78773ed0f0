import { useState } from 'react';

import { messageOf } from '../../client/client-context.ts';
import { go } from '../../base/use-route.ts';
import type { ReportSession } from '../../editor/session.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useSaveState } from './use-session.ts';

type Props = { session: ReportSession };

/** What stands between the text and its being saved, with the ways out. */
export function ReportBanners({ session }: Props) {
  const save = useSaveState(session);
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
      const id = await session.saveAsCopy();
      toast({ text: '已另存为副本，现在打开的就是它。' });
      go({ at: 'report', id });
    });

  if (save.state === 'conflict') {
    return (
      <Banner
        tone="bad"
        text={
          save.message ||
          '这份报告在别的窗口改过了，这里的新内容还没有保存。另存为副本可以两份都留下；重新载入会用那边的内容，丢掉这里的。'
        }
      >
        <Button size="small" variant="primary" disabled={busy} onClick={saveCopy}>
          另存为副本
        </Button>
        <Button size="small" disabled={busy} onClick={() => run(() => session.reload())}>
          重新载入
        </Button>
      </Banner>
    );
  }
  if (save.state === 'failed') {
    return (
      <Banner tone="bad" text={save.message || '没能保存。内容还在窗口里，请重试或另存为副本。'}>
        <Button size="small" variant="primary" disabled={busy} onClick={() => run(() => session.flush())}>
          重试
        </Button>
        <Button size="small" disabled={busy} onClick={saveCopy}>
          另存为副本
        </Button>
      </Banner>
    );
  }
  return null;
}

import { useState } from 'react';

import type { DraftSummary } from '../../../shared/contract/drafts.ts';
import { messageOf } from '../../client/client-context.ts';
import { go } from '../../base/use-route.ts';
import type { ReportSession } from '../../editor/session.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { useToast } from '../../ui/toast.tsx';
import { notKeptText } from './not-kept-text.ts';
import { DraftDialog } from './draft-dialog.tsx';
import { draftLine } from './draft-words.ts';
import { useDrafts } from './use-drafts.ts';

/** Offers what could not be stored in this report earlier: to be looked at, put back, stored by itself or discarded. */
export function ReportDrafts({ session }: { session: ReportSession }) {
  const drafts = useDrafts(session.id, (id) => id === session.drafts.id);
  const toast = useToast();
  const [looking, setLooking] = useState<DraftSummary | null>(null);
  const [busy, setBusy] = useState(false);
  const [draft] = drafts;
  if (!draft) return null;

  const run = (work: () => Promise<void>) => {
    setBusy(true);
    work()
      .then(() => setLooking(null))
      .catch((error: unknown) => toast({ text: messageOf(error) }))
      .finally(() => setBusy(false));
  };
  const { client } = session;
  const discard = (id: string) => client.call('draft.discard', { draft: id });
  const putBack = (one: DraftSummary) =>
    run(async () => {
      await session.putBack(await client.call('draft.open', { draft: one.id }));
      await discard(one.id);
      toast({
        text: '草稿已放回正文并保存。',
        action: { label: '撤销', run: () => session.editor.undo() },
      });
    });
  const copy = (one: DraftSummary) =>
    run(async () => {
      const { id, takenOff } = await client.call('draft.copy', { draft: one.id });
      toast({
        text: `草稿已另存为一份新报告。${notKeptText(takenOff)}`,
        action: { label: '打开', run: () => go({ at: 'report', id }) },
      });
    });
  const drop = (one: DraftSummary) =>
    run(async () => {
      await discard(one.id);
      toast({ text: '草稿已丢弃。' });
    });
  const actions = (one: DraftSummary) => (
    <>
      <Button size="small" variant="primary" disabled={busy || session.locked} onClick={() => putBack(one)}>
        放回正文
      </Button>
      <Button size="small" disabled={busy} onClick={() => copy(one)}>
        另存为副本
      </Button>
      <Button size="small" disabled={busy} onClick={() => drop(one)}>
        丢弃
      </Button>
    </>
  );

  return (
    <>
      <Banner
        tone="warn"
        text={`有${drafts.length > 1 ? ` ${drafts.length} 份` : '一份'}没有存入这份报告的草稿：${draftLine(draft)}。`}
      >
        <Button size="small" variant="primary" onClick={() => setLooking(draft)}>
          看一看再决定
        </Button>
      </Banner>
      {looking && (
        <DraftDialog
          draft={looking}
          now={session.snapshot()}
          onClose={() => setLooking(null)}
          footer={
            <>
              <p className="draft-choices">
                放回正文：用草稿换下现在的全部正文，别处后来改的也换掉，可以撤销。另存为副本：两份都留下。丢弃：删掉草稿，找不回来。
              </p>
              {actions(looking)}
            </>
          }
        />
      )}
    </>
  );
}

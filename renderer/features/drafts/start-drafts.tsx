import { useState } from 'react';

import type { DraftSummary } from '../../../shared/contract/drafts.ts';
import { messageOf, useClient } from '../../client/client-context.ts';
import { go } from '../../base/use-route.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useToast } from '../../ui/toast.tsx';
import { notKeptText } from './not-kept-text.ts';
import { DraftDialog } from './draft-dialog.tsx';
import { draftLine } from './draft-words.ts';
import { useDrafts } from './use-drafts.ts';

/** Offers on the home page what could not be stored in any of the reports. */
export function StartDrafts() {
  const client = useClient();
  const drafts = useDrafts();
  const toast = useToast();
  const [listed, setListed] = useState(false);
  const [looking, setLooking] = useState<DraftSummary | null>(null);
  const [busy, setBusy] = useState(false);
  if (drafts.length === 0) return null;

  const run = (work: () => Promise<void>) => {
    setBusy(true);
    work()
      .then(() => setLooking(null))
      .catch((error: unknown) => toast({ text: messageOf(error) }))
      .finally(() => setBusy(false));
  };
  const copy = (draft: DraftSummary) =>
    run(async () => {
      const { id, takenOff } = await client.call('draft.copy', { draft: draft.id });
      toast({
        text: `草稿已另存为一份新报告。${notKeptText(takenOff)}`,
        action: { label: '打开', run: () => go({ at: 'report', id }) },
      });
    });
  const drop = (draft: DraftSummary) =>
    run(async () => {
      await client.call('draft.discard', { draft: draft.id });
      toast({ text: '草稿已丢弃。' });
    });
  const actions = (draft: DraftSummary) => (
    <>
      {draft.open && (
        <Button size="small" variant="primary" onClick={() => go({ at: 'report', id: draft.report })}>
          打开报告，放回
        </Button>
      )}
      <Button size="small" disabled={busy} onClick={() => copy(draft)}>
        另存为副本
      </Button>
      <Button size="small" disabled={busy} onClick={() => drop(draft)}>
        丢弃
      </Button>
    </>
  );

  return (
    <>
      <Banner tone="warn" text={`有 ${drafts.length} 份没有存入报告的草稿，内容都在。`}>
        <Button size="small" variant="primary" onClick={() => setListed(true)}>
          查看草稿
        </Button>
      </Banner>
      {listed && !looking && (
        <Dialog
          open
          width={760}
          title="没有存入报告的草稿"
          about="打开报告，放回：在报告里看过再换上草稿，可以撤销。另存为副本：成为一份新报告。丢弃：删掉草稿，找不回来。"
          onOpenChange={setListed}
        >
          <ul className="draft-list">
            {drafts.map((draft) => (
              <li key={draft.id}>
                <div>
                  <strong>{draft.title}</strong>
                  <p>
                    {draftLine(draft)}
                    {draft.open ? '' : '；原报告现在不能改'}
                  </p>
                </div>
                <Button size="small" onClick={() => setLooking(draft)}>
                  看一看
                </Button>
                {actions(draft)}
              </li>
            ))}
          </ul>
        </Dialog>
      )}
      {looking && (
        <DraftDialog draft={looking} now={null} onClose={() => setLooking(null)} footer={actions(looking)} />
      )}
    </>
  );
}

import { useEffect, useEffectEvent, useRef, useState, type DragEvent } from 'react';

import { STEP_KINDS } from '../../../shared/settings/approval.ts';
import type { StepOutcome } from '../../../shared/signoff/approval.ts';
import { go } from '../../base/use-route.ts';
import { messageOf, useClient } from '../../client/client-context.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useToast } from '../../ui/toast.tsx';
import { ApprovalFileSheet } from './approval-file-view.tsx';
import {
  APPROVAL_ENDING,
  readApproval,
  readApprovalFile,
  saveApprovalFile,
  type ReadApproval,
} from './approval-files.ts';
import { DialogNotice } from './dialog-notice.tsx';
import { STEP_FORM, StepForm, type TakenStep } from './step-form.tsx';
import { takeInText } from './take-in-text.ts';
import { TakeInPanel } from './take-in-panel.tsx';

import './signoff.css';
import './approval.css';

/** A file with the step that was taken here: it has to get back to whoever sent it. */
type Made = { name: string; file: string; kept: boolean };

type Props = {
  /** Dropped or chosen before; null: asks for one. */
  file: File | null;
  onClose: () => void;
};

/**
 * 打开审签文件: shows a report that is mostly not on this computer, with its words, takes its open step or sends it
 * back with a key of here, and saves the file that goes back. One of a report that is here can be taken in.
 */
export function ApprovalFileDialog({ file, onClose }: Props) {
  const client = useClient();
  const toast = useToast();
  const picker = useRef<HTMLInputElement>(null);
  const [read, setRead] = useState<ReadApproval | null>(null);
  const [outcome, setOutcome] = useState<StepOutcome>('approved');
  const [made, setMade] = useState<Made | null>(null);
  const [leaving, setLeaving] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const run = (work: () => Promise<void>): void => {
    setBusy(true);
    setFailed(null);
    work()
      .catch((error: unknown) => setFailed(messageOf(error)))
      .finally(() => setBusy(false));
  };
  const open = (chosen: File): void =>
    run(async () => {
      setRead(await readApprovalFile(client, chosen));
      setMade(null);
      setOutcome('approved');
    });
  const openFirst = useEffectEvent((chosen: File) => open(chosen));
  useEffect(() => {
    const begin = async (chosen: File): Promise<void> => {
      await Promise.resolve();
      openFirst(chosen);
    };
    if (file) void begin(file);
  }, [file]);

  const save = async (next: Omit<Made, 'kept'>): Promise<void> => {
    const saved = await saveApprovalFile(next);
    setMade({ ...next, kept: saved !== 'dismissed' });
  };
  const take = async ({ step, person, opinion, date, passphrase }: TakenStep): Promise<void> => {
    if (read === null) return;
    const asked = { file: read.text, step, outcome, person, opinion, date, passphrase };
    const signed = await client.call('approval.signFile', asked);
    // It stands here whatever becomes of saving it: nobody signs twice because a dialog was closed.
    setMade({ ...signed, kept: false });
    setRead(await readApproval(client, signed.name, signed.file));
    run(() => save(signed));
  };
  const reread = (): void =>
    run(async () => {
      if (read) setRead(await readApproval(client, read.name, read.text));
    });
  const takeIn = ({ text, view }: ReadApproval): void =>
    run(async () => {
      const { report, added, signed } = await client.call('approval.takeIn', { file: text });
      toast({ text: signed ? `已收入 ${added} 步，《${view.title}》已签发。` : `已收入 ${added} 步。` });
      onClose();
      go({ at: 'report', id: report });
    });
  const close = (): void => {
    if (made && !made.kept && !leaving) setLeaving(true);
    else onClose();
  };
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    const [dropped] = event.dataTransfer.files;
    if (dropped) open(dropped);
  };

  const view = read?.view ?? null;
  const isHere = view !== null && view.here !== 'none';
  const steps = view?.slots.map(({ step }) => step) ?? [];
  const opened = view?.slots.filter(({ isOpen }) => isOpen).map(({ step }) => step) ?? [];
  const maySign = view !== null && !isHere && made === null && opened.length > 0;
  const mayTakeIn = isHere && takeInText(view, null).refusal === null;
  return (
    <Dialog
      open
      width={view ? 1040 : 560}
      title="审签文件"
      about={view ? undefined : '别的电脑发来的审签文件（.nsa）：看过正文，签好，再把文件交回去。'}
      onOpenChange={(isOpen) => !isOpen && close()}
      footer={
        <>
          {/* Not in the body, whose first control has the focus when the dialog opens. */}
          <input
            ref={picker}
            className="visually-hidden"
            type="file"
            accept={APPROVAL_ENDING}
            aria-label="选择审签文件"
            tabIndex={-1}
            onChange={(event) => {
              const [chosen] = event.target.files ?? [];
              event.target.value = '';
              if (chosen) open(chosen);
            }}
          />
          {leaving && <span className="grow">签过的文件还没有保存，关掉就没有了。</span>}
          {outcome === 'returned' && maySign ? (
            <Button onClick={() => setOutcome('approved')}>返回</Button>
          ) : (
            <Button onClick={close}>{leaving ? '不保存' : '关闭'}</Button>
          )}
          {made === null && !view && (
            <Button variant="primary" disabled={busy} onClick={() => picker.current?.click()}>
              选审签文件
            </Button>
          )}
          {made && (
            <Button
              variant={made.kept ? 'normal' : 'primary'}
              disabled={busy}
              onClick={() => run(() => save(made))}
            >
              {made.kept ? '再存一份' : '保存审签文件'}
            </Button>
          )}
          {isHere && view.report !== null && (
            <Button
              onClick={() => {
                onClose();
                go({ at: 'report', id: view.report ?? '' });
              }}
            >
              打开报告
            </Button>
          )}
          {mayTakeIn && (
            <Button variant="primary" disabled={busy} onClick={() => read && takeIn(read)}>
              收入
            </Button>
          )}
          {maySign && outcome === 'approved' && <Button onClick={() => setOutcome('returned')}>退回…</Button>}
          {maySign && (
            <Button variant="primary" type="submit" form={STEP_FORM} disabled={busy}>
              {outcome === 'returned' ? '退回' : STEP_KINDS[opened[0]?.kind ?? 'sign']}
            </Button>
          )}
        </>
      }
    >
      <div
        onDragOver={(event) => event.dataTransfer.types.includes('Files') && event.preventDefault()}
        onDrop={onDrop}
      >
        {failed !== null && <DialogNotice tone="bad" text={failed} />}
        {view === null && failed === null && (
          <p className="signoff-note">{busy ? '正在打开…' : '选一个文件，或拖到这里。'}</p>
        )}
        {made && (
          <DialogNotice
            tone="good"
            text={
              made.kept
                ? `已签，文件已保存：${made.name}。请交回发来的人。`
                : '已签。请保存文件，交回发来的人。'
            }
          />
        )}
        {read && isHere && <TakeInPanel read={read} report={null} onKnown={reread} />}
        {view && !isHere && (
          <ApprovalFileSheet view={view} onKnown={reread}>
            {maySign && (
              <section className="approval-next" aria-label="下一步">
                {outcome === 'returned' && (
                  <p className="signoff-note">退回后已签的步骤作废，对方改好了从头审签。</p>
                )}
                <StepForm
                  key={`${outcome} ${read?.text.length ?? 0}`}
                  steps={steps}
                  open={opened}
                  outcome={outcome}
                  onTake={take}
                  onScan={null}
                />
              </section>
            )}
          </ApprovalFileSheet>
        )}
      </div>
    </Dialog>
  );
}

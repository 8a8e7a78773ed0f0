import { CircleAlert } from 'lucide-react';
import { useRef, useState } from 'react';

import { AppError } from '../../../shared/errors/app-error.ts';
import { stepName, STEP_KINDS } from '../../../shared/settings/approval.ts';
import type { Scan } from '../../../shared/signoff/approval.ts';
import type { Obstacle } from '../../../shared/signoff/types.ts';
import { messageOf, useClient } from '../../client/client-context.ts';
import type { ReportSession } from '../../editor/session.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useToast } from '../../ui/toast.tsx';
import { bytesOf, saveBytes } from '../export/save-file.ts';
import { ApprovalFoot } from './approval-foot.tsx';
import {
  APPROVAL_ENDING,
  readApproval,
  readApprovalFile,
  saveApprovalFile,
  type ReadApproval,
} from './approval-files.ts';
import { ApprovalPanel } from './approval-panel.tsx';
import type { ApprovalView } from './approval-view.ts';
import { barring, standingOf } from './approval-words.ts';
import { DialogNotice } from './dialog-notice.tsx';
import { ScanView, type ShownScan } from './scan-view.tsx';
import { scanType } from './scan-field.tsx';
import type { TakenStep } from './step-form.tsx';
import { TakeInPanel } from './take-in-panel.tsx';
import { takeInText } from './take-in-text.ts';
import { useApproval } from './use-approval.ts';

import './signoff.css';
import './approval.css';

type Props = { session: ReportSession; start: 'state' | 'send' | 'take-in'; onClose: () => void };

/** 审签: which steps are done, what bars the next one, and the form that takes it; for a unit of one step 签发. */
export function ApprovalDialog({ session, start, onClose }: Props) {
  const client = useClient();
  const toast = useToast();
  const picker = useRef<HTMLInputElement>(null);
  const { found, look } = useApproval(session);
  const [view, setView] = useState<ApprovalView>(() =>
    start === 'take-in' ? { at: 'take-in', read: null } : { at: start },
  );
  const [failed, setFailed] = useState<string | null>(null);
  // Said in the dialog and not as a notice at the foot, which would take the next Esc for itself.
  const [done, setDone] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const { id } = session;
  const ready = found !== null && 'state' in found ? found : null;
  const broken = found !== null && 'failed' in found ? found.failed : null;

  const show = (next: ApprovalView): void => {
    setFailed(null);
    setDone(null);
    setView(next);
  };
  const run = (work: () => Promise<void>): void => {
    setBusy(true);
    setFailed(null);
    work()
      .catch((error: unknown) => setFailed(messageOf(error)))
      .finally(() => setBusy(false));
  };

  const goTo = ({ block, field }: Obstacle): void => {
    onClose();
    if (field !== undefined) session.caret.goTo({ field });
    else if (block !== undefined) session.caret.goTo({ block });
  };
  const tellSigned = async (): Promise<void> => {
    const [signature] = await client.call('signoff.list', { id });
    toast({ text: `已签发，第 ${signature?.version ?? ''} 版已封存。` });
    onClose();
  };
  const take = async (taken: TakenStep): Promise<void> => {
    if (ready === null) return;
    // What the approver has seen is the report as it stood when the form was shown.
    const { revision } = ready;
    const { opinion, ...how } = taken;
    const call = () =>
      view.at === 'return'
        ? client.call('approval.return', { id, revision, ...how, reason: opinion })
        : client.call('approval.take', { id, revision, ...how, opinion });
    const state = await call().catch(async (error: unknown) => {
      if (!isStale(error)) throw error;
      // Somebody has written or signed meanwhile: what is there now is shown, and can be signed then.
      await look();
      setFailed(messageOf(error));
      return null;
    });
    if (state === null) return;
    const standing = standingOf(state);
    if (standing.at === 'complete') {
      await tellSigned();
      return;
    }
    show({ at: 'state' });
    await look();
    const isBack = standing.at === 'returned';
    setDone(isBack ? '已退回，改好后从头审签。' : `${stepName(taken.step)}已签，记入办理记录。`);
  };
  const showScan = (scan: ShownScan): void =>
    show({ at: 'scan', scan, before: view.at === 'return' ? 'return' : 'state' });
  const openScan = ({ sha256 }: Scan): void =>
    run(async () => {
      const { name, mime, bytes } = await client.call('approval.scan', { id, sha256 });
      showScan({ name, mime, bytes: bytesOf(bytes) });
    });
  const viewFile = (file: File): void =>
    run(async () => {
      const bytes = new Uint8Array(await file.arrayBuffer());
      showScan({ name: file.name, mime: scanType(file.name) ?? '', bytes });
    });
  const send = (): void =>
    run(async () => {
      await session.flush();
      const made = await client.call('approval.send', { id, revision: session.revision });
      if ((await saveApprovalFile(made)) === 'dismissed') return;
      show({ at: 'state' });
      setDone(`审签文件已保存：${made.name}。对方签好交回后，在这里收入。`);
    });
  const choose = (file: File): void =>
    run(async () => show({ at: 'take-in', read: await readApprovalFile(client, file) }));
  const reread = ({ name, text }: ReadApproval): void =>
    run(async () => show({ at: 'take-in', read: await readApproval(client, name, text) }));
  const takeIn = ({ text }: ReadApproval): void =>
    run(async () => {
      const { added, signed } = await client.call('approval.takeIn', { file: text });
      if (signed) {
        await tellSigned();
        return;
      }
      show({ at: 'state' });
      await look();
      setDone(`已收入 ${added} 步。`);
    });

  const steps = ready?.state.slots.map(({ step }) => step) ?? [];
  const open = ready?.state.slots.filter(({ isOpen }) => isOpen).map(({ step }) => step) ?? [];
  const isSigned = ready !== null && standingOf(ready.state).at === 'complete';
  const [next] = open;
  const isBarred = barring(ready?.obstacles ?? [], next?.kind).length > 0;
  const isMain = view.at === 'state' || view.at === 'return';
  const isSingle = steps.length <= 1;
  const mayTakeIn = view.at === 'take-in' && view.read && takeInText(view.read.view, id).refusal === null;
  return (
    <Dialog
      open
      width={widthOf(view, isMain && !isSingle && next !== undefined)}
      title={titleOf(view, isSigned ? '审签情况' : isSingle ? '签发' : '审签')}
      onOpenChange={(isOpen) => !isOpen && onClose()}
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
              const [file] = event.target.files ?? [];
              event.target.value = '';
              if (file) choose(file);
            }}
          />
          <ApprovalFoot
            view={view}
            busy={busy}
            action={next && !isBarred ? STEP_KINDS[next.kind] : null}
            mayReturn={next !== undefined && !isBarred}
            maySend={next !== undefined}
            onView={show}
            onSend={send}
            onChoose={() => picker.current?.click()}
            onTakeIn={mayTakeIn && view.read ? () => view.read && takeIn(view.read) : null}
            onSaveScan={(scan) => run(async () => void (await saveBytes(scan.name, [scan.bytes])))}
            onClose={onClose}
          />
        </>
      }
    >
      {found === null && <p className="signoff-note">正在核对…</p>}
      {(failed ?? broken) !== null && <DialogNotice tone="bad" text={failed ?? broken ?? ''} />}
      {done !== null && <DialogNotice tone="good" text={done} />}
      {/* What is being written in the form stays while something else is looked at. */}
      {ready && (
        <div hidden={!isMain}>
          <ApprovalPanel
            found={ready}
            steps={steps}
            open={open}
            outcome={view.at === 'return' ? 'returned' : 'approved'}
            onTake={take}
            onGo={goTo}
            onScan={openScan}
            onFile={viewFile}
          />
        </div>
      )}
      {view.at === 'scan' && <ScanView scan={view.scan} />}
      {view.at === 'send' && (
        <div className="approval-send">
          <p>
            交给另一台电脑上的同事审签：把文件保存下来，经内部渠道传过去。对方用年述打开，看过正文签好，再把文件交回。
          </p>
          <p className="approval-warning">
            <CircleAlert size={16} aria-hidden />
            文件里有全文和全部数据，不遮盖。只能内部传递，不要发到网上。
          </p>
        </div>
      )}
      {view.at === 'take-in' && (
        <TakeInPanel read={view.read} report={id} onKnown={() => view.read && reread(view.read)} />
      )}
    </Dialog>
  );
}

const isStale = (error: unknown): boolean => error instanceof AppError && error.code === 'stale-revision';

/** @param main what it is called where it shows the approval itself */
function titleOf(view: ApprovalView, main: string): string {
  if (view.at === 'scan') return '签批单';
  return view.at === 'state' || view.at === 'return' ? main : '审签文件';
}

/** CSS pixels: what the dialog shows side by side, or reads best in one column. */
function widthOf(view: ApprovalView, isSplit: boolean): number {
  if (view.at === 'take-in' && view.read) return 1000;
  if (view.at === 'scan') return 860;
  return isSplit ? 960 : 560;
}

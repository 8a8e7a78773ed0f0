import { lazy, Suspense, useCallback, useState, type ReactNode } from 'react';

import { useSetting } from '../../client/use-setting.ts';
import { useCommands } from '../../commands/registry.ts';
import type { ReportSession } from '../../editor/session.ts';

// Needed once a year: loaded when they are opened.
const ApprovalDialog = lazy(() =>
  import('./approval-dialog.tsx').then((module) => ({ default: module.ApprovalDialog })),
);
const VerifyDialog = lazy(() =>
  import('./verify-dialog.tsx').then((module) => ({ default: module.VerifyDialog })),
);
const RecordDialog = lazy(() =>
  import('./record-dialog.tsx').then((module) => ({ default: module.RecordDialog })),
);

const OpinionsDialog = lazy(() =>
  import('./opinions-dialog.tsx').then((module) => ({ default: module.OpinionsDialog })),
);

type Open = 'state' | 'send' | 'take-in' | 'verify' | 'record' | 'opinions' | null;

export type Signoff = {
  /** 审签, or 签发 where the unit has one step; what became of it where the report is signed. */
  sign: () => void;
  signTitle: string;
  verify: () => void;
  record: () => void;
  opinions: () => void;
  dialogs: ReactNode;
};

/** Signing, proving and the record of a report: its commands, and the dialog that is open. */
export function useSignoff(session: ReportSession): Signoff {
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const sign = useCallback(() => setOpen('state'), []);
  const verify = useCallback(() => setOpen('verify'), []);
  const record = useCallback(() => setOpen('record'), []);
  const opinions = useCallback(() => setOpen('opinions'), []);
  const { detail } = session;
  const isSigned = detail.state === 'signed-off';
  const [{ steps }] = useSetting('approval');
  const signTitle = isSigned ? '审签情况' : steps.length > 1 ? '审签' : '签发';
  useCommands([
    {
      id: 'signoff.sign',
      title: signTitle,
      group: '报告',
      words: '签发 审签 定稿 签字 拟稿 核稿 会签 退回 签批单',
      run: sign,
    },
    {
      id: 'approval.send',
      title: '发出审签文件',
      group: '报告',
      words: '审签 会签 签发 nsa 另一台电脑',
      enabled: () => !isSigned,
      run: () => setOpen('send'),
    },
    {
      id: 'approval.take-in',
      title: '收入审签文件',
      group: '报告',
      words: '审签 会签 签发 nsa 交回',
      enabled: () => !isSigned,
      run: () => setOpen('take-in'),
    },
    { id: 'signoff.verify', title: '核验签发稿', group: '报告', words: '指纹 签名', run: verify },
    { id: 'signoff.record', title: '办理记录', group: '报告', words: '谁改的 日志', run: record },
    {
      id: 'signoff.opinions',
      title: '征求意见采纳情况表',
      group: '审阅',
      words: '意见 采纳 汇总 反馈',
      run: opinions,
    },
  ]);
  const dialogs = (
    <Suspense>
      {(open === 'state' || open === 'send' || open === 'take-in') && (
        <ApprovalDialog session={session} start={open} onClose={close} />
      )}
      {open === 'verify' && <VerifyDialog report={session.id} onClose={close} />}
      {open === 'opinions' && <OpinionsDialog session={session} onClose={close} />}
      {open === 'record' && <RecordDialog report={session.id} title={detail.title} onClose={close} />}
    </Suspense>
  );
  return { sign, signTitle, verify, record, opinions, dialogs };
}

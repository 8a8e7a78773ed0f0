import { lazy, Suspense, useCallback, useState, type ReactNode } from 'react';

import type { ReportSession } from '../../editor/session.ts';
import { useCommands } from '../../commands/registry.ts';

// Needed once a year: loaded when they are opened.
const SignoffDialog = lazy(() =>
  import('./signoff-dialog.tsx').then((module) => ({ default: module.SignoffDialog })),
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

type Open = 'sign' | 'verify' | 'record' | 'opinions' | null;

export type Signoff = {
  sign: () => void;
  verify: () => void;
  record: () => void;
  opinions: () => void;
  dialogs: ReactNode;
};

/** Signing, proving and the record of a report: its commands, and the dialog that is open. */
export function useSignoff(session: ReportSession): Signoff {
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const sign = useCallback(() => setOpen('sign'), []);
  const verify = useCallback(() => setOpen('verify'), []);
  const record = useCallback(() => setOpen('record'), []);
  const opinions = useCallback(() => setOpen('opinions'), []);
  const { detail } = session;
  useCommands([
    {
      id: 'signoff.sign',
      title: '签发',
      group: '报告',
      words: '定稿 签字',
      enabled: () => detail.state !== 'signed-off',
      run: sign,
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
      {open === 'sign' && <SignoffDialog session={session} onClose={close} />}
      {open === 'verify' && <VerifyDialog report={session.id} onClose={close} />}
      {open === 'opinions' && <OpinionsDialog session={session} onClose={close} />}
      {open === 'record' && <RecordDialog report={session.id} title={detail.title} onClose={close} />}
    </Suspense>
  );
  return { sign, verify, record, opinions, dialogs };
}

import { lazy, Suspense, useCallback, useMemo, useState, type ReactNode } from 'react';

import { useCommands } from '../../commands/registry.ts';
import { SignoffWindowsContext, type SignoffWindows } from './signoff-windows-context.ts';

// Needed now and then: loaded when they are opened.
const OrderDialog = lazy(() =>
  import('./order-dialog.tsx').then((module) => ({ default: module.OrderDialog })),
);
const ApprovalFileDialog = lazy(() =>
  import('./approval-file-dialog.tsx').then((module) => ({ default: module.ApprovalFileDialog })),
);

const VerifyDialog = lazy(() =>
  import('./verify-dialog.tsx').then((module) => ({ default: module.VerifyDialog })),
);

type Open =
  { at: 'order' } | { at: 'file'; file: File | null } | { at: 'verify'; files: readonly File[] } | null;

/** 审签顺序, 打开审签文件 and 核验, from everywhere: they belong to no report that is open. */
export function SignoffWindowsProvider({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const editOrder = useCallback(() => setOpen({ at: 'order' }), []);
  const openApprovalFile = useCallback((file?: File) => setOpen({ at: 'file', file: file ?? null }), []);
  const verify = useCallback((files: readonly File[] = []) => setOpen({ at: 'verify', files }), []);
  const windows = useMemo<SignoffWindows>(
    () => ({ editOrder, openApprovalFile, verify }),
    [editOrder, openApprovalFile, verify],
  );
  useCommands([
    {
      id: 'approval.order',
      title: '审签顺序',
      group: '报告',
      words: '设置 拟稿 核稿 会签 签发 步骤',
      run: editOrder,
    },
    {
      id: 'approval.open-file',
      title: '打开审签文件',
      group: '报告',
      words: '会签 核稿 签发 nsa 收到',
      run: () => openApprovalFile(),
    },
    {
      id: 'verify.open',
      title: '核验收到的文件',
      group: '报告',
      words: '指纹 签名 签发稿 核验文件 nsv 真假',
      run: () => verify(),
    },
  ]);
  return (
    <SignoffWindowsContext value={windows}>
      {children}
      <Suspense>
        {open?.at === 'order' && <OrderDialog onClose={close} />}
        {open?.at === 'verify' && <VerifyDialog report={null} files={open.files} onClose={close} />}
        {open?.at === 'file' && <ApprovalFileDialog file={open.file} onClose={close} />}
      </Suspense>
    </SignoffWindowsContext>
  );
}

import { Download, FileInput, FileOutput, Files } from 'lucide-react';
import { Fragment, type ReactNode } from 'react';

import { Button } from '../../ui/button.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import type { ApprovalView } from './approval-view.ts';
import type { ShownScan } from './scan-view.tsx';
import { STEP_FORM } from './step-form.tsx';

type Props = {
  view: ApprovalView;
  busy: boolean;
  /** What the next step is called; null where none can be taken. */
  action: string | null;
  mayReturn: boolean;
  maySend: boolean;
  onView: (view: ApprovalView) => void;
  onSend: () => void;
  /** Asks for an approval file. */
  onChoose: () => void;
  /** Takes in the file that is shown; null where there is nothing to take in. */
  onTakeIn: (() => void) | null;
  onSaveScan: (scan: ShownScan) => void;
  onClose: () => void;
};

/** The buttons of the dialog 审签, by what it shows. */
export function ApprovalFoot(props: Props) {
  // Each view has buttons of its own: one that was pressed must not become another before the press has ended.
  return <Fragment key={props.view.at}>{buttonsOf(props)}</Fragment>;
}

function buttonsOf(props: Props): ReactNode {
  const { view, busy, action, mayReturn, maySend, onView, onSend, onChoose, onTakeIn, onSaveScan, onClose } =
    props;
  const back = (to: 'state' | 'return' = 'state') => <Button onClick={() => onView({ at: to })}>返回</Button>;
  if (view.at === 'scan') {
    return (
      <>
        <Button icon={Download} onClick={() => onSaveScan(view.scan)}>
          另存
        </Button>
        {back(view.before)}
      </>
    );
  }
  if (view.at === 'send') {
    return (
      <>
        {back()}
        <Button variant="primary" disabled={busy} onClick={onSend}>
          保存审签文件
        </Button>
      </>
    );
  }
  if (view.at === 'take-in') {
    return (
      <>
        {back()}
        <Button variant={view.read ? 'normal' : 'primary'} disabled={busy} onClick={onChoose}>
          {view.read ? '换一个文件' : '选审签文件'}
        </Button>
        {onTakeIn && (
          <Button variant="primary" disabled={busy} onClick={onTakeIn}>
            收入
          </Button>
        )}
      </>
    );
  }
  if (view.at === 'return') {
    return (
      <>
        {back()}
        <Button variant="primary" type="submit" form={STEP_FORM}>
          退回
        </Button>
      </>
    );
  }
  return (
    <>
      {maySend && (
        <Menu align="start" trigger={<Button icon={Files}>审签文件</Button>}>
          <MenuItem icon={FileOutput} onSelect={() => onView({ at: 'send' })}>
            发出审签文件…
          </MenuItem>
          <MenuItem icon={FileInput} onSelect={() => onView({ at: 'take-in', read: null })}>
            收入审签文件…
          </MenuItem>
        </Menu>
      )}
      {mayReturn && <Button onClick={() => onView({ at: 'return' })}>退回…</Button>}
      <span className="grow" />
      <Button onClick={onClose}>{action === null ? '关闭' : '取消'}</Button>
      {action !== null && (
        <Button variant="primary" type="submit" form={STEP_FORM}>
          {action}
        </Button>
      )}
    </>
  );
}

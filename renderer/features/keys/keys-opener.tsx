import { KeyRound } from 'lucide-react';
import { lazy, Suspense, useState, type ReactNode } from 'react';

import { useCommands } from '../../commands/registry.ts';
import { Button } from '../../ui/button.tsx';

// Needed a few times a year: loaded when it is opened.
const KeysDialog = lazy(() => import('./keys-dialog.tsx').then((module) => ({ default: module.KeysDialog })));

/** The dialog 密钥, and how to open it. */
function useKeysDialog(): [ReactNode, () => void] {
  const [open, setOpen] = useState(false);
  const dialog = open && (
    <Suspense>
      <KeysDialog onClose={() => setOpen(false)} />
    </Suspense>
  );
  return [dialog, () => setOpen(true)];
}

/** The command 密钥, on every screen. */
export function KeysCommand() {
  const [dialog, open] = useKeysDialog();
  useCommands([
    { id: 'keys.open', title: '密钥', group: '报告', words: '指纹 密钥卡 签发口令 忘记口令', run: open },
  ]);
  return dialog;
}

/** The same as a button, for the dialog of who is at work. */
export function KeysButton() {
  const [dialog, open] = useKeysDialog();
  return (
    <>
      <Button icon={KeyRound} onClick={open}>
        密钥…
      </Button>
      {dialog}
    </>
  );
}

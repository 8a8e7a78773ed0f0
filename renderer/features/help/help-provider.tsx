import { useMemo, useState, type ReactNode } from 'react';

import { useCommands } from '../../commands/registry.ts';
import { HelpContext } from './help-context.ts';
import { HelpDialog } from './help-dialog.tsx';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';

/** F1 (or ? outside of a text) opens the help, Ctrl+/ the sheet of keys, from everywhere. */
export function HelpProvider({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState<'help' | 'shortcuts' | null>(null);
  const help = useMemo(
    () => ({ open: () => setOpen('help'), openShortcuts: () => setOpen('shortcuts') }),
    [],
  );
  useCommands([
    {
      id: 'help.open',
      title: '使用说明',
      group: '帮助',
      keys: 'F1 ?',
      words: '帮助 手册',
      inDialogs: true,
      run: help.open,
    },
    {
      id: 'help.shortcuts',
      title: '快捷键',
      group: '帮助',
      keys: 'Ctrl+/',
      inDialogs: true,
      run: help.openShortcuts,
    },
  ]);

  const close = () => setOpen(null);
  return (
    <HelpContext value={help}>
      {children}
      {open === 'help' && <HelpDialog onClose={close} onShortcuts={() => setOpen('shortcuts')} />}
      {open === 'shortcuts' && <ShortcutsDialog onClose={close} />}
    </HelpContext>
  );
}

import { useEffect, useMemo, useState, type ReactNode } from 'react';

import { HelpContext } from './help-context.ts';
import { HelpDialog } from './help-dialog.tsx';
import { isTyping } from './is-typing.ts';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';

/** F1 (or ? outside of a text) opens the help, Ctrl+/ the sheet of keys, from everywhere. */
export function HelpProvider({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState<'help' | 'shortcuts' | null>(null);
  const help = useMemo(
    () => ({ open: () => setOpen('help'), openShortcuts: () => setOpen('shortcuts') }),
    [],
  );

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.isComposing) return;
      const ctrl = event.ctrlKey || event.metaKey;
      const asksHelp =
        event.key === 'F1' || ((event.key === '?' || event.key === '？') && !isTyping(event.target));
      if (asksHelp && !ctrl) setOpen('help');
      else if (ctrl && event.key === '/') setOpen('shortcuts');
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);

  const close = () => setOpen(null);
  return (
    <HelpContext value={help}>
      {children}
      {open === 'help' && <HelpDialog onClose={close} onShortcuts={() => setOpen('shortcuts')} />}
      {open === 'shortcuts' && <ShortcutsDialog onClose={close} />}
    </HelpContext>
  );
}

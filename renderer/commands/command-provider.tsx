import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';

import { rememberFocus } from '../ui/remember-focus.ts';
import { useToast } from '../ui/toast.tsx';
import { isTyping } from '../base/is-typing.ts';
import { isPressed } from './chord.ts';
import { runCommand, type Command } from './command.ts';
import { Palette } from './palette.tsx';
import { CommandContext, CommandRegistry, useCommands } from './registry.ts';
import { useProgramMenu } from './use-program-menu.ts';
import { useRecent } from './use-recent.ts';

/** Holds the commands, acts on their keys, and opens the palette (Ctrl+K). */
export function CommandProvider({ children }: { children: ReactNode }) {
  const [registry] = useState(() => new CommandRegistry());
  const [offered, setOffered] = useState<readonly Command[] | null>(null);
  const [recent, remember] = useRecent();
  const chosen = useRef<Command | null>(null);
  const giveBack = useRef<(() => void) | null>(null);
  const toast = useToast();
  const say = useCallback((text: string) => toast({ text }), [toast]);
  useProgramMenu(registry, say);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isText(event)) return;
      const command = registry.list().find((one) => reacts(one, event));
      if (!command) return;
      // Also when it is switched off just now: the browser's own meaning of the keys would surprise.
      event.preventDefault();
      runCommand(command);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [registry]);

  const close = (command: Command | null) => {
    chosen.current = command;
    if (command) remember(command.id);
    setOffered(null);
  };

  const open = useCallback(() => {
    giveBack.current = rememberFocus();
    setOffered(registry.list());
  }, [registry]);

  useEffect(() => {
    if (offered) return;
    giveBack.current?.();
    giveBack.current = null;
    if (!chosen.current) return;
    const command = chosen.current;
    chosen.current = null;
    // The focus is back where it was by then: what the command does, it does there.
    requestAnimationFrame(() => {
      runCommand(command);
    });
  }, [offered]);

  return (
    <CommandContext value={registry}>
      <PaletteCommand open={open} />
      {children}
      {offered && <Palette commands={offered} recent={recent} onClose={close} />}
    </CommandContext>
  );
}

/** Inside the context, which a hook of the provider itself is not. */
function PaletteCommand({ open }: { open: () => void }) {
  useCommands([{ id: 'commands.open', title: '命令面板', group: '帮助', keys: 'Ctrl+K', run: open }]);
  return null;
}

function reacts(command: Command, event: KeyboardEvent): boolean {
  if (!command.run || !command.keys || command.by === 'owner' || !isPressed(event, command.keys))
    return false;
  return command.inDialogs === true || !document.querySelector('.ui-dialog');
}

/** A bare letter or sign is text where text can be written: no command is even looked for. */
function isText(event: KeyboardEvent): boolean {
  const isSign = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
  return isSign && isTyping(event.target);
}

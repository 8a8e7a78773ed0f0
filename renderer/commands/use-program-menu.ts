import { useEffect } from 'react';

import { BRIDGE_COMMAND } from '../client/bridge.ts';
import { isEnabled, runCommand, type Command } from './command.ts';
import type { CommandRegistry } from './registry.ts';

/** What the browser does by itself in an input, by the command that does it in a report. */
const IN_INPUTS: Readonly<Record<string, 'undo' | 'redo'>> = { 'edit.undo': 'undo', 'edit.redo': 'redo' };

const isInput = (element: Element | null): boolean =>
  element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;

/**
 * Does what was chosen in the program's own menu, or says why not. Undo means what has the focus: an input has a history
 * of its own, which only the browser knows.
 * @param say tells something to the person
 */
export function runFromMenu(id: string, commands: readonly Command[], say: (text: string) => void): void {
  const inInput = IN_INPUTS[id];
  if (inInput && isInput(document.activeElement)) {
    document.execCommand(inInput);
    return;
  }
  const command = commands.find((one) => one.id === id);
  if (!command) {
    say(inInput ? '这里没有可以撤销或恢复的改动。' : '这里用不了这一项。请打开一份报告或回到首页再试。');
  } else if (document.querySelector('.ui-dialog') && !command.inDialogs) {
    say('请先关闭打开着的对话框。');
  } else if (isEnabled(command) || command.refused) {
    runCommand(command);
  } else {
    say(inInput ? '没有可以撤销或恢复的改动了。' : `现在不能${command.title}。`);
  }
}

/** Hears what is chosen in the menu of the desktop program. */
export function useProgramMenu(registry: CommandRegistry, say: (text: string) => void): void {
  useEffect(() => {
    const onMessage = (event: MessageEvent<unknown>) => {
      // The preload runs in this very window; anything else has no business here.
      if (event.source !== window) return;
      const { data } = event;
      if (typeof data !== 'object' || data === null || !('type' in data) || !('id' in data)) return;
      if (data.type === BRIDGE_COMMAND && typeof data.id === 'string')
        runFromMenu(data.id, registry.list(), say);
    };
    window.addEventListener('message', onMessage);
    return () => window.removeEventListener('message', onMessage);
  }, [registry, say]);
}

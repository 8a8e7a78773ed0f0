import { createContext, use, useEffect, useLayoutEffect, useRef } from 'react';

import { groupOrder, type Command } from './command.ts';

type Source = () => readonly Command[];

/** Which commands are switched off for now, and what says so to whoever asks for one. */
export type Refusal = { refuses: (command: Command) => boolean; tell: () => void };

/** All commands of what is on the screen now. Asked when it is needed, so that registering costs no rendering. */
export class CommandRegistry {
  readonly #sources = new Set<Source>();
  #refusal: Refusal | null = null;

  /** @param source asked anew each time, so that titles and `run` may change. Answers with how to take it out. */
  register(source: Source): () => void {
    this.#sources.add(source);
    return () => void this.#sources.delete(source);
  }

  /** Switches commands off, whoever has registered them. Answers with how to switch them on again. */
  refuse(refusal: Refusal): () => void {
    this.#refusal = refusal;
    return () => {
      if (this.#refusal === refusal) this.#refusal = null;
    };
  }

  /** By group, in the order in which they were registered. An id that was registered twice counts once, the later. */
  list(): Command[] {
    const byId = new Map<string, Command>();
    for (const source of this.#sources) for (const command of source()) byId.set(command.id, command);
    const refusal = this.#refusal;
    const commands = [...byId.values()].map((command): Command =>
      refusal?.refuses(command) ? { ...command, enabled: () => false, refused: refusal.tell } : command,
    );
    return commands.sort((a, b) => groupOrder(a.group) - groupOrder(b.group));
  }
}

export const CommandContext = createContext<CommandRegistry | null>(null);

/**
 * Registers a feature's commands while the component is mounted:
 * `useCommands([{ id: 'export.open', title: '导出报告', group: '报告', keys: 'Ctrl+Shift+E', run: open }])`.
 * The list may be a new one on each rendering.
 */
export function useCommands(commands: readonly Command[]): void {
  const registry = use(CommandContext);
  const latest = useRef(commands);
  useLayoutEffect(() => {
    latest.current = commands;
  });
  useEffect(() => registry?.register(() => latest.current), [registry]);
}

/** Switches commands off while `refusal` is given. */
export function useRefusal(refusal: Refusal | null): void {
  const registry = use(CommandContext);
  useEffect(() => (refusal && registry ? registry.refuse(refusal) : undefined), [registry, refusal]);
}

/** For what shows the commands. */
export function useCommandRegistry(): CommandRegistry {
  const registry = use(CommandContext);
  if (!registry) throw new Error('no commands above this component');
  return registry;
}

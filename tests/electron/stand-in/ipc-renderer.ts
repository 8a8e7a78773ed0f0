import { EventEmitter } from 'node:events';

import type Electron from 'electron';

import { cloned, clonedAll } from './clone.ts';
import type { StandInContents } from './contents.ts';
import { onReset, refuse } from './life.ts';

/** The preload's side of the wall. Attached to a page, it reaches the main process that runs in the same test. */
class StandInIpcRenderer
  extends EventEmitter
  implements Pick<Electron.IpcRenderer, 'send' | 'invoke' | 'postMessage'>
{
  readonly sent: unknown[][] = [];
  /** What main answers where none runs. */
  answer: unknown = null;
  page: StandInContents | null = null;

  send(channel: string, ...args: unknown[]): void {
    const sent = clonedAll(args);
    this.sent.push([channel, ...sent]);
    this.page?.say(channel, ...sent);
  }
  async invoke(channel: string, ...args: unknown[]): Promise<unknown> {
    const sent = clonedAll(args);
    this.sent.push([channel, ...sent]);
    return this.page ? this.page.invoke(channel, ...sent) : cloned(this.answer);
  }
  postMessage(channel: string, message: unknown): void {
    this.sent.push([channel, cloned(message)]);
  }
  /** No port is reached by `send`; this is how main's ports arrive. */
  receive(channel: string, ports: readonly unknown[] = [], ...args: unknown[]): void {
    this.emit(channel, { ports, sender: this }, ...args);
  }
}
export const ipcRenderer = new StandInIpcRenderer();

/** Paths of files that a page was given. One that was made by a script has none. */
export const filePaths = new Map<object, string>();

export const webUtils = {
  getPathForFile: (file: File): string => {
    if (!(file instanceof File))
      refuse('getPathForFile expected to receive a File object but one was not provided', TypeError);
    return filePaths.get(file) ?? '';
  },
} satisfies Electron.WebUtils;

onReset(() => {
  ipcRenderer.removeAllListeners();
  ipcRenderer.sent.length = 0;
  ipcRenderer.answer = null;
  ipcRenderer.page = null;
  filePaths.clear();
});

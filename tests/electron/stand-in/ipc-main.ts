import { EventEmitter } from 'node:events';

import type Electron from 'electron';

import { onReset, refuse } from './life.ts';

type Handler = Parameters<Electron.IpcMain['handle']>[1];

/** Main's ear. A channel has any number of listeners, and one handler. */
export class StandInIpcMain
  extends EventEmitter
  implements Pick<Electron.IpcMain, 'handle' | 'handleOnce' | 'removeHandler'>
{
  readonly handlers = new Map<string, Handler>();

  handle(channel: string, listener: Handler): void {
    if (this.handlers.has(channel)) refuse(`Attempted to register a second handler for '${channel}'`);
    if (typeof listener !== 'function')
      refuse(`Expected handler to be a function, but found type '${typeof listener}'`, TypeError);
    this.handlers.set(channel, listener);
  }
  handleOnce(channel: string, listener: Handler): void {
    this.handle(channel, (event, ...args: unknown[]) => {
      this.removeHandler(channel);
      return listener(event, ...args);
    });
  }
  removeHandler(channel: string): void {
    this.handlers.delete(channel);
  }
}

export const ipcMain = new StandInIpcMain();
onReset(() => {
  ipcMain.removeAllListeners();
  ipcMain.handlers.clear();
});

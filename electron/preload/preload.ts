import { contextBridge, ipcRenderer } from 'electron';

import { CHANNELS, UNANSWERED, type BridgeAnswer, type TakenFiles } from '../main/channels.ts';

/** Hands what main sends to the page, in the page's own window. Ports can't cross the bridge in any other way. */
function relay(channel: string): void {
  ipcRenderer.on(channel, (event) => {
    window.postMessage(channel, location.origin, event.ports);
  });
}

for (const channel of [CHANNELS.port, CHANNELS.lost, CHANNELS.gone, CHANNELS.closing, CHANNELS.files])
  relay(channel);
ipcRenderer.on(CHANNELS.command, (_event, id: unknown) => {
  if (typeof id === 'string') window.postMessage({ type: CHANNELS.command, id }, location.origin);
});

/** Asks main. Whatever goes wrong on the way is an answer: an error that is thrown from here loses its code. */
async function ask<T>(channel: string, ...args: unknown[]): Promise<BridgeAnswer<T>> {
  try {
    return (await ipcRenderer.invoke(channel, ...args)) as BridgeAnswer<T>;
  } catch {
    return { ok: false, error: UNANSWERED };
  }
}

contextBridge.exposeInMainWorld('nianshu', {
  platform: process.platform,
  connect: (): void => ipcRenderer.send(CHANNELS.connect),
  saveFile: (name: string, bytes: Uint8Array, beside: unknown = []) =>
    ask<string | null>(CHANNELS.saveFile, name, bytes, beside),
  printPages: (title: string, pages: readonly Uint8Array[]) =>
    ask<'printed' | null>(CHANNELS.printPages, title, pages),
  takeFiles: () => ask<TakenFiles>(CHANNELS.takeFiles),
  paste: () => ask<null>(CHANNELS.paste),
  readyToClose: (): void => ipcRenderer.send(CHANNELS.readyToClose),
  closingTakesLong: (): void => ipcRenderer.send(CHANNELS.closingTakesLong),
  stayOpen: (): void => ipcRenderer.send(CHANNELS.stayOpen),
  setUnsaved: (unsaved: boolean): void => ipcRenderer.send(CHANNELS.unsaved, unsaved),
});

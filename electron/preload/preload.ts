import { contextBridge, ipcRenderer } from 'electron';

import { CHANNELS, type PrintAnswer, type SaveFileAnswer, type TakeFilesAnswer } from '../main/channels.ts';

/** Hands what main sends to the page, in the page's own window. Ports can't cross the bridge in any other way. */
function relay(channel: string): void {
  ipcRenderer.on(channel, (event) => {
    window.postMessage(channel, location.origin, event.ports);
  });
}

for (const channel of [CHANNELS.port, CHANNELS.lost, CHANNELS.gone, CHANNELS.closing, CHANNELS.files])
  relay(channel);

contextBridge.exposeInMainWorld('nianshu', {
  platform: process.platform,
  connect: (): void => ipcRenderer.send(CHANNELS.connect),
  saveFile: async (name: string, bytes: Uint8Array, beside: unknown = []): Promise<SaveFileAnswer> =>
    (await ipcRenderer.invoke(CHANNELS.saveFile, name, bytes, beside)) as SaveFileAnswer,
  printPages: async (title: string, pages: readonly Uint8Array[]): Promise<PrintAnswer> =>
    (await ipcRenderer.invoke(CHANNELS.printPages, title, pages)) as PrintAnswer,
  takeFiles: async (): Promise<TakeFilesAnswer> =>
    (await ipcRenderer.invoke(CHANNELS.takeFiles)) as TakeFilesAnswer,
  readyToClose: (): void => ipcRenderer.send(CHANNELS.readyToClose),
  stayOpen: (): void => ipcRenderer.send(CHANNELS.stayOpen),
  setUnsaved: (unsaved: boolean): void => ipcRenderer.send(CHANNELS.unsaved, unsaved),
});

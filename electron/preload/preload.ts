import { contextBridge, ipcRenderer } from 'electron';

import { CHANNELS, type SaveFileAnswer } from '../main/channels.ts';

/** Hands what main sends to the page, in the page's own window. Ports can't cross the bridge in any other way. */
function relay(channel: string): void {
  ipcRenderer.on(channel, (event) => {
    window.postMessage(channel, location.origin, event.ports);
  });
}

for (const channel of [CHANNELS.port, CHANNELS.lost, CHANNELS.gone, CHANNELS.closing]) relay(channel);

contextBridge.exposeInMainWorld('nianshu', {
  platform: process.platform,
  connect: (): void => ipcRenderer.send(CHANNELS.connect),
  saveFile: async (name: string, bytes: Uint8Array, beside: unknown = []): Promise<SaveFileAnswer> =>
    (await ipcRenderer.invoke(CHANNELS.saveFile, name, bytes, beside)) as SaveFileAnswer,
  readyToClose: (): void => ipcRenderer.send(CHANNELS.readyToClose),
  stayOpen: (): void => ipcRenderer.send(CHANNELS.stayOpen),
  setUnsaved: (unsaved: boolean): void => ipcRenderer.send(CHANNELS.unsaved, unsaved),
});

import { MessageChannelMain } from 'electron';

import { program } from './good.ts';

export const done = program((window) => {
  const { port1 } = new MessageChannelMain();
  window.webContents.postMessage('port', null, [port1]);
  window.webContents.postMessage('port', null, [port1]);
});

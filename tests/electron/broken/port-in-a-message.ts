import { MessageChannelMain } from 'electron';

import { program } from './good.ts';

export const done = program((window) => {
  window.webContents.send('port', new MessageChannelMain().port1);
});

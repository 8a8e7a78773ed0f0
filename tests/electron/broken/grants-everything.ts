import { BrowserWindow } from 'electron';

import { program } from './good.ts';

export const done = program(() => {
  const print = new BrowserWindow({ show: false, webPreferences: { partition: 'print' } });
  print.webContents.on('will-navigate', (event) => event.preventDefault());
  print.webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
});

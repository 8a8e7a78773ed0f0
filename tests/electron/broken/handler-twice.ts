import { app, ipcMain } from 'electron';

import { openWindow, start } from './good.ts';

start();
// One handler a window: the second window has none left to register.
app.on('browser-window-created', () => ipcMain.handle('save', () => true));
const open = async (): Promise<void> => {
  await app.whenReady();
  openWindow();
  openWindow();
};
export const done = open();

import { app, ipcMain } from 'electron';

import { openWindow, start } from './good.ts';

start();
// One handler a window: the second window has none left to register.
app.on('browser-window-created', () => ipcMain.handle('save', () => true));
export const done = app.whenReady().then(() => {
  openWindow();
  openWindow();
});

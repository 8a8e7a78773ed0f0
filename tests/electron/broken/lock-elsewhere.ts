import { app } from 'electron';

import { openWindow, start } from './good.ts';

start();
// The lock lies in this folder: it was asked for in another one.
app.setPath('userData', process.cwd());
export const done = app.whenReady().then(openWindow);

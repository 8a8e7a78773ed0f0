import { app } from 'electron';

import { openWindow } from './good.ts';

if (!app.requestSingleInstanceLock()) app.quit();
export const done = app.whenReady().then(openWindow);

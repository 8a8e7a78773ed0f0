import { app } from 'electron';

import { openWindow } from './good.ts';

app.requestSingleInstanceLock();
app.on('second-instance', () => {});
export const done = app.whenReady().then(openWindow);

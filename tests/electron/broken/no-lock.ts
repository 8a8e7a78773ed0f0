import { app } from 'electron';

import { openWindow } from './good.ts';

export const done = app.whenReady().then(openWindow);

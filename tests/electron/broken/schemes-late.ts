import { app, protocol } from 'electron';

import { openWindow } from './good.ts';

app.requestSingleInstanceLock();
app.on('second-instance', () => {});
const open = async (): Promise<void> => {
  await app.whenReady();
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true } }]);
  openWindow();
};
export const done = open();

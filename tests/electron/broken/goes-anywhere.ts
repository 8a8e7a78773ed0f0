import { program } from './good.ts';

export const done = program((window) => {
  window.webContents.removeAllListeners('will-navigate');
});

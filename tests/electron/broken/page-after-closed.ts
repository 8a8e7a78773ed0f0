import { program } from './good.ts';

export const done = program((window) => {
  window.on('closed', () => window.webContents.send('bye'));
  window.destroy();
});

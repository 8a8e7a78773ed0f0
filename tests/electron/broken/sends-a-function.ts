import { program } from './good.ts';

export const done = program((window) => {
  window.webContents.send('progress', { tell: () => 1 });
});

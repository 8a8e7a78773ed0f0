import { Menu } from 'electron';

import { program } from './good.ts';

export const done = program((window) => {
  window.destroy();
  Menu.buildFromTemplate([{ label: '复制' }]).popup();
});

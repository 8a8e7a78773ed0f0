import { Menu } from 'electron';

import { program } from './good.ts';

export const done = program(() => {
  Menu.buildFromTemplate([{ accelerator: 'CmdOrCtrl+P', click: () => {} }]).popup();
});

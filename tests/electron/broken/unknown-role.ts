import { Menu } from 'electron';

import { program } from './good.ts';

export const done = program(() => {
  Menu.setApplicationMenu(Menu.buildFromTemplate([{ role: 'copyAll' as 'copy', label: '全部复制' }]));
});

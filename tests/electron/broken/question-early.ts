import { dialog } from 'electron';

import { program } from './good.ts';

export const done = dialog.showMessageBox({ message: '要打开吗？' }).then(() => program());

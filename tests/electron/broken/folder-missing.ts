import { app } from 'electron';

import { program } from './good.ts';

app.setPath('userData', '/nowhere/window');
export const done = program();

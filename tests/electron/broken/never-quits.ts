import { app } from 'electron';

import { program } from './good.ts';

app.on('will-quit', (event) => event.preventDefault());
export const done = program();

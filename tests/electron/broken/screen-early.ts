import { screen } from 'electron';

import { program } from './good.ts';

const { width } = screen.getPrimaryDisplay().workAreaSize;
export const done = program((window) => window.setSize(width, 600));

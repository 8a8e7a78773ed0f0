import { utilityProcess } from 'electron';

import { program } from './good.ts';

utilityProcess.fork('/backend.js');
export const done = program();

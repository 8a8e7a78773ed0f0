import { app } from 'electron';

import { program } from './good.ts';

export const done = program(() => app.disableHardwareAcceleration());

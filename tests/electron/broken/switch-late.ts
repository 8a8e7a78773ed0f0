import { app } from 'electron';

import { program } from './good.ts';

export const done = program(() => app.commandLine.appendSwitch('ozone-platform', 'x11'));

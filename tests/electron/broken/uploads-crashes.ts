import { crashReporter } from 'electron';

import { program } from './good.ts';

crashReporter.start({});
export const done = program();

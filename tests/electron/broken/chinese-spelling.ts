import { session } from 'electron';

import { program } from './good.ts';

export const done = program(() => session.defaultSession.setSpellCheckerLanguages(['zh-CN']));

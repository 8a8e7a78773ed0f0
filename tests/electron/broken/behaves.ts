import { program } from './good.ts';

export const done = program();

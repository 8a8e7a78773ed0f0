import { openWindow, start } from './good.ts';

start();
openWindow();
export const done = Promise.resolve();

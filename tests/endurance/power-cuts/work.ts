import { writeSync } from 'node:fs';
import { join } from 'node:path';

import { deskAt } from './desk.ts';
import { SCENES, type Kind } from './scenes.ts';
import { backupsIn, noticesIn, stateOf, type Line } from './state.ts';

/**
 * Works through a scene, and says what it begins and what is done. Its calls are watched from outside: a line is
 * written with a call of its own, so that its place among the others is known.
 * Arguments: scene, folder, seed.
 */
const [kind = '', root = '', seed = ''] = process.argv.slice(2);
const say = (line: Line): void => void writeSync(1, `${JSON.stringify(line)}\n`);
let number = 0;
const desk = deskAt(root, Number(seed), async (what, work) => {
  number += 1;
  say({ begin: number, what });
  await work();
  const dataDir = join(root, 'data');
  // Nobody sees what is in a database that is closed: the next one that opens it does.
  const state = desk.store ? stateOf(desk.store, dataDir) : last;
  last = state;
  say({ done: number, state, notices: noticesIn(dataDir), backups: backupsIn(root) });
});
let last: ReturnType<typeof stateOf> | null = null;
await SCENES[kind as Kind].work(desk);

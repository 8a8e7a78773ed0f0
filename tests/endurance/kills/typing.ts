import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';

import type { Backend } from '../../../electron/backend/service/registry.ts';
import { openStore } from '../../../electron/backend/store/store.ts';
import { makeParagraph, makeTitle } from '../../../shared/document/make.ts';
import { inspect, must, tidies } from './inspect.ts';
import type { Kind } from './kind.ts';
import { lanes, type Lane } from './lanes.ts';
import { drawMoment } from './moment.ts';
import { killWhile, type Victim } from './victim.ts';

/** Milliseconds in which a process is killed, as a rule. */
const SOON = 400;
/** Now and then it lives until it has brought its log into the database file: `startCare` begins after three seconds. */
const LATE = 3300;

/** Works until the process is gone. */
const write = async (victim: Victim, lane: Lane, answered: () => void): Promise<void> => {
  for (;;) {
    // A window that had no answer asks again, and what was done is not done twice.
    lane.pending ??= lane.step();
    await lane.pending.send(victim);
    lane.state = lane.pending.after;
    lane.pending = null;
    answered();
  }
};

/** Several windows write, each for itself; whatever was answered is there afterwards. */
export const typing: Kind = async ({ draw, victims, folder }) => {
  const dataDir = folder();
  const store = await openStore(dataDir, () => new Date());
  const insert = (unit: string): string =>
    store.reports.insert({
      template: 'work-summary',
      year: 2023,
      unit,
      document: { schema: 1, blocks: [makeTitle('总结'), makeParagraph('')] },
      variables: {},
    });
  store.review.savePerson({ id: 'writer', name: '李明', unit: '', role: 'writer' });
  const all: Lane[] = lanes(draw, ['甲村', '乙村', '丙村'].map(insert), insert('丁村'));
  await store.close();

  const writers = (victim: Victim, answered: () => void): (() => Promise<void>)[] =>
    all.map((lane) => () => write(victim, lane, answered));

  const look = async (backend: Backend): Promise<void> => {
    for (const lane of all) {
      const is = await lane.read(backend);
      const may = [lane.state, ...(lane.pending ? [lane.pending.after] : [])];
      must(
        may.some((one) => isDeepStrictEqual(one, is)),
        `${lane.name}: what was answered is not what is there`,
        { is, may },
      );
      if (lane.pending?.asksAgain) continue;
      lane.state = is;
      lane.pending = null;
    }
  };

  return {
    round: async () => {
      const victim = await victims.take();
      await victim.open(dataDir);
      if (draw.chance(0.04)) {
        // Somebody has written long enough for the log to have been brought into the database file.
        const late = { come: pause(LATE + draw.below(SOON)), over: () => {} };
        await killWhile(
          victim,
          draw,
          late,
          writers(victim, () => {}),
        );
      } else {
        const moment = drawMoment(draw, SOON, [dataDir]);
        await killWhile(victim, draw, moment, writers(victim, moment.answered));
      }
      if (draw.chance(0.2)) {
        // A crash while the program starts again.
        const next = await victims.take();
        const opening = next.open(dataDir).catch(() => {});
        await pause(draw.below(60));
        await next.kill(draw);
        await opening;
      }
      await inspect(dataDir, look);
    },
    end: () => tidies(dataDir),
  };
};

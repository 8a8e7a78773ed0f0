import { BrowserPrinter } from '../../../electron/backend/print/browser-printer.ts';
import { createBackend } from '../../../electron/backend/service/backend.ts';
import { Draw } from '../../endurance/draw.ts';
import { testPorts } from '../../unit/service/deps.ts';
import { BackendClient, type Running } from '../../unit/session/backend-client.ts';
import { sendOut } from './outs.ts';
import { workOn, type Tally, type Walked } from './walk.ts';

/** What came of it, by kind of act and over all. */
export type Result = {
  reports: number;
  /** Of each kind of act: how often it was tried, what came into the open by it, and how much it hid without a decision. */
  acts: Tally;
  files: { leaks: number };
  /** Of the public characters that were left in the end, those that nobody could read. */
  overHidden: { of: number; share: number };
  failures: Pick<Walked, 'seed' | 'problems' | 'last'>[];
};

/** At most so much of what is public may end up hidden by acts that were to hide nothing. */
export const OVER_HIDDEN_AT_MOST = 0.15;

/** Every so many reports are printed, too. */
const PRINT_EVERY = 4;

/** Works on random reports, thirty acts each, and sends each out by every way there is. */
export async function workOnReports(seed: number, count: number, acts = 30): Promise<Result> {
  const printer = new BrowserPrinter();
  const ports = testPorts({ printer, now: () => new Date('2025-12-20T08:00:00Z') });
  const backend = await createBackend(ports);
  await backend.call('people.save', { person: { id: 'p1', name: '周敏', unit: '青禾镇', role: 'writer' } });
  const running: Running = {
    backend,
    client: () => new BackendClient(backend),
    close: () => backend.close(),
  };
  const draw = new Draw(seed);
  const result: Result = {
    reports: 0,
    acts: {},
    files: { leaks: 0 },
    overHidden: { of: 0, share: 0 },
    failures: [],
  };
  let over = 0;
  try {
    for (let at = 0; at < count; at += 1) {
      const worked = await workOn(running, draw.below(2 ** 31), acts);
      const { walked } = worked;
      const files = await sendOut(backend, worked, walked.copied, at % PRINT_EVERY === 0);
      result.files.leaks += files.filter(({ what }) => what === 'leak').length;
      walked.problems.push(...files.map((problem) => ({ ...problem, act: 'sent out', at: acts })));
      await backend.call('report.remove', { id: worked.id });
      result.reports += 1;
      over += walked.over;
      result.overHidden.of += walked.open;
      for (const [name, { tried, leaks, over: hidden }] of Object.entries(walked.tally)) {
        const all = (result.acts[name] ??= { tried: 0, leaks: 0, over: 0 });
        all.tried += tried;
        all.leaks += leaks;
        all.over += hidden;
      }
      const { seed: own, problems, last } = walked;
      if (problems.length > 0) result.failures.push({ seed: own, problems: problems.slice(0, 5), last });
    }
    result.overHidden.share = over / Math.max(1, result.overHidden.of);
    return result;
  } finally {
    await printer.close();
    await running.close();
    ports.remove();
  }
}

import { createBackend } from '../../electron/backend/service/backend.ts';
import type { Backend } from '../../electron/backend/service/registry.ts';
import type { Bomb } from '../hostile/bomb.ts';
import { BOMBS } from '../hostile/bombs.ts';
import { takeInText } from '../take-in.ts';
import { testPorts } from '../unit/service/deps.ts';
import type { Bench } from './run.ts';
import { ms, quantile } from './timing.ts';

/** Saves of which the slowest twentieth says something. */
const SAVES = 80;
/** Milliseconds between two saves, as of somebody who types. */
const PAUSE = 25;

type Saver = () => Promise<number>;

async function saverOf(backend: Backend): Promise<Saver> {
  const { id } = await takeInText(
    (method, params) => backend.call(method, params),
    `青禾镇2023年工作总结\n${'一、工作情况\n开展宣讲12场，化解纠纷3件，群众满意。\n'.repeat(60)}`,
  );
  if (!id) throw new Error('not taken in');
  let base = (await backend.call('report.open', { id })).revision;
  let n = 0;
  return async () => {
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    const ops = [{ type: 'insert_text' as const, path: [2, 0], offset: 0, text: '字' }];
    // From when somebody asks, as a window does: what holds up the thread counts.
    const asked = performance.now();
    const result = await new Promise<{ revision: number }>((resolve, reject) => {
      setImmediate(() => {
        backend
          .call('report.apply', { id, session: 's', batch: `s${(n += 1)}`, base, ops })
          .then(resolve, reject);
      });
    });
    base = result.revision;
    return performance.now() - asked;
  };
}

/** Milliseconds of saves while a bomb is read, over and over where it is read quickly. */
async function during(backend: Backend, bomb: Bomb, save: Saver): Promise<number[]> {
  const task = bomb.task();
  if (!('bytes' in task.file)) return [];
  const { name } = task.file;
  const bytes = Buffer.from(task.file.bytes).toString('base64');
  const enough = new AbortController();
  const read = async (): Promise<void> => {
    while (!enough.signal.aborted) {
      const asked =
        task.kind === 'signed'
          ? backend.call('signoff.verifyFile', { name, bytes })
          : backend.call('import.outline', { name, bytes });
      await asked.catch(() => {});
      // Nobody brings files faster than this.
      await new Promise((resolve) => setTimeout(resolve, 4 * PAUSE));
    }
  };
  const stopped = read();
  const times: number[] = [];
  while (times.length < SAVES) times.push(await save());
  enough.abort();
  await stopped;
  return times;
}

/** How long another window's save takes while each bomb is read, against the same with nothing going on, turn by turn. */
export const bench: Bench = {
  name: '读有害文件时，另一个窗口的保存（95%，对照没有别的事时）',
  run: async () => {
    const ports = testPorts();
    const backend = await createBackend(ports);
    const save = await saverOf(backend);
    for (let n = 0; n < SAVES; n += 1) await save();
    const ratios: number[] = [];
    const wanted = process.env['NIANSHU_BOMB'];
    for (const bomb of BOMBS) {
      if (wanted !== undefined && !bomb.what.includes(wanted)) continue;
      const quiet: number[] = [];
      while (quiet.length < SAVES) quiet.push(await save());
      const busy = await during(backend, bomb, save);
      const [a, b] = [quantile(quiet, 0.95), quantile(busy, 0.95)];
      ratios.push(b / a);
      process.stdout.write(
        `${bomb.what}：${ms(b)}，平时 ${ms(a)}，${(b / a).toFixed(2)} 倍（中位 ${ms(quantile(busy, 0.5))}，平时 ${ms(quantile(quiet, 0.5))}）\n`,
      );
    }
    process.stdout.write(
      `最大 ${Math.max(...ratios).toFixed(2)} 倍，中位 ${quantile(ratios, 0.5).toFixed(2)} 倍\n`,
    );
    await backend.close();
    ports.remove();
  },
};

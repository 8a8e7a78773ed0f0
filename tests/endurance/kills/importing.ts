import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import type { Backend } from '../../../electron/backend/service/registry.ts';
import { inspect, must, tidies } from './inspect.ts';
import type { Kind } from './kind.ts';
import { largeWord, type WordFile } from './large-word.ts';
import { givenBack, recognised, sendFile, takeAll } from './send-file.ts';
import { killWhile } from './victim.ts';

const MB = 1024 * 1024;
/** The whole check reads each original of each report: so many large ones, and another folder is begun. */
const MOST = 3;

type Wanted = { file: WordFile; unit: string };

/** Whether a file is in as a report of this unit. Throws where it is, and not whole. */
const wholeOne = async (
  backend: Backend,
  unit: string,
  { size: bytes, hash }: WordFile,
): Promise<boolean> => {
  const found = (await backend.call('report.list', {})).filter((report) => report.unit === unit);
  must(found.length < 2, `${unit} is in twice`);
  const [report] = found;
  if (!report) return false;
  const [original, ...others] = await backend.call('original.list', { id: report.id });
  must(original !== undefined && others.length === 0, `${unit} has not just one original`, others);
  must(original.size === bytes, `the original of ${unit} has another size`, original);
  must(
    (await givenBack(backend, original.id, bytes)) === hash,
    `the original of ${unit} is not what came in`,
  );
  return true;
};

/** Files come in with their originals, small, large and very large ones, and two at once: each whole or not at all. */
export const importing: Kind = async ({ draw, victims, folder, size }) => {
  const source = folder();
  const [small, middle, large] = [100_000, 18 * MB, size].map((bytes, at) =>
    largeWord(join(source, `${at}.docx`), `青禾镇2021年工作总结之${'一二三'[at] ?? ''}`, bytes),
  ) as [WordFile, WordFile, WordFile];
  const files = [small, middle, large, large];

  let dataDir = folder();
  /** What is in, by unit; what is larger than fits into the database counts. */
  let inside = new Map<string, WordFile>();
  let units = 0;
  /** Milliseconds that recognising and taking in took, the last time. */
  const lasts = { recognise: 1500, take: 60 };

  const look = async (backend: Backend, wanted: readonly Wanted[], answered: boolean): Promise<void> => {
    const there: boolean[] = [];
    for (const { unit, file } of wanted) {
      const is = await wholeOne(backend, unit, file);
      must(is || !answered, `${unit} was answered and is not there`);
      if (is) inside.set(unit, file);
      there.push(is);
    }
    must(
      there.every((is) => is === there[0]),
      'of files that are taken in together one is in, another not',
    );
    const listed = (await backend.call('report.list', {})).map(({ unit }) => unit);
    must(
      listed.length === inside.size && listed.every((unit) => inside.has(unit)),
      'the reports are not those that were taken in',
      { listed, inside: [...inside.keys()] },
    );
    // The same once more, after the crash.
    const again = draw.pick(wanted).file;
    units += 1;
    const unit = `再来${units}村`;
    const batch = `again-${units}`;
    await sendFile(backend, batch, '0', again);
    await recognised(backend, batch, '0');
    await takeAll(backend, batch, [{ key: '0', unit }]);
    must(await wholeOne(backend, unit, again), 'what came in again is not there');
    inside.set(unit, again);
  };

  const leave = async (): Promise<void> => {
    await tidies(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  };

  return {
    round: async () => {
      if ([...inside.values()].filter((file) => file.size > 16 * MB).length > MOST) {
        await leave();
        dataDir = folder();
        inside = new Map();
      }
      const victim = await victims.take();
      await victim.open(dataDir);
      const wanted = Array.from({ length: draw.chance(0.3) ? 2 : 1 }, (_, at): Wanted => {
        units += 1;
        return { file: at === 0 ? draw.pick(files) : draw.pick([small, middle]), unit: `第${units}村` };
      });
      const pieces = Math.ceil((wanted[0]?.file.size ?? 0) / (4 * MB));
      const where = draw.pick(['stage', 'recognise', 'take', 'take'] as const);
      const atPiece = draw.below(pieces + 1);
      const fraction = draw.fraction();
      const { promise: when, resolve: kill } = Promise.withResolvers<void>();
      const killIn = (milliseconds: number): void => void pause(milliseconds).then(kill);
      let answered = false;

      await killWhile(victim, draw, { come: when, over: () => {} }, [
        async () => {
          for (const [at, { file }] of wanted.entries()) {
            await sendFile(victim, 'batch', `${at}`, file, (sent) => {
              if (where === 'stage' && sent >= atPiece) kill();
            });
          }
          let begun = performance.now();
          if (where === 'recognise') killIn(fraction * lasts.recognise);
          for (const at of wanted.keys()) await recognised(victim, 'batch', `${at}`);
          lasts.recognise = performance.now() - begun;
          begun = performance.now();
          if (where === 'take') killIn(fraction * 1.5 * lasts.take);
          await takeAll(
            victim,
            'batch',
            wanted.map(({ unit }, at) => ({ key: `${at}`, unit })),
          );
          answered = true;
          lasts.take = performance.now() - begun;
          await when;
        },
      ]);
      await inspect(dataDir, (backend) => look(backend, wanted, answered));
    },
    end: leave,
  };
};

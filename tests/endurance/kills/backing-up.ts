import { existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import type { Backend } from '../../../electron/backend/service/registry.ts';
import { restoreFrom } from '../../../electron/backend/store/backups/restore.ts';
import { openSealed } from '../../../electron/backend/store/backups/sealed-file.ts';
import { openStore } from '../../../electron/backend/store/store.ts';
import { makeParagraph, makeTitle } from '../../../shared/document/make.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import { inspect, must, start, tidies } from './inspect.ts';
import type { Kind } from './kind.ts';
import { largeWord } from './large-word.ts';
import { recognised, sendFile, takeAll } from './send-file.ts';
import { drawMoment } from './moment.ts';
import { killWhile } from './victim.ts';

const MB = 1024 * 1024;
const PASSPHRASE = '八个字的口令在此';
const LENGTH = 600_000;
/** Larger than what is kept in the database: it lies beside it, and goes along to the second folder. */
const ORIGINAL = 18 * MB;

/** A backup that was answered, and how often something had been written by when it was asked for and by when it was there. */
type Done = { file: string; atLeast: number; atMost: number; second: 'none' | 'clear' | 'sealed' };

const textAfter = (times: number): string =>
  `总结\n${Array.from({ length: times }, (_, n) => `${n + 1}。`).join('')}`;

/**
 * Throws where a backup is not whole.
 * @param mayLack the reports come first: of a copy that was broken off on its way to the second folder, originals may
 *   not be there yet
 */
const wholeCopy = async (backend: Backend, file: string, mayLack: boolean): Promise<void> => {
  const found = await backend.call('backup.check', {
    file,
    passphrase: file.endsWith('.nsb') ? PASSPHRASE : null,
  });
  must(mayLack || found.missingOriginals === 0, `originals are missing beside ${basename(file)}`, found);
};

/** Backups of every form are made while somebody writes: what was answered is whole, what was broken off is nowhere. */
export const backingUp: Kind = async ({ draw, victims, folder }) => {
  const [dataDir, second, elsewhere] = [folder(), folder(), folder()];
  const store = await openStore(dataDir, () => new Date());
  const insert = (unit: string, text: string): string =>
    store.reports.insert({
      template: 'work-summary',
      year: 2023,
      unit,
      document: { schema: 1, blocks: [makeTitle('总结'), makeParagraph(text)] },
      variables: {},
    });
  const id = insert('青禾镇', '');
  insert('白石镇', '长'.repeat(LENGTH));
  await store.close();
  const original = largeWord(join(elsewhere, '总结.docx'), '青禾镇2021年工作总结', ORIGINAL);
  const first = await start(dataDir);
  await sendFile(first, 'b', '0', original);
  await recognised(first, 'b', '0');
  await takeAll(first, 'b', [{ key: '0', unit: '青禾镇' }]);
  await first.close();
  rmSync(original.path);

  /** So often something was written and answered; once more may be there. */
  let written = 0;
  const timesIn = async (backend: Backend): Promise<number> => {
    const { document } = await backend.call('report.open', { id });
    const text = plainText(document.blocks);
    const times = text.split('。').length - 1;
    must(text === textAfter(times), 'what was written is not there as it was written', text.slice(-60));
    return times;
  };
  /** How often something had been written, of a backup that is put in somewhere else. Throws where it is not whole. */
  const timesInBackup = async (file: string): Promise<number> => {
    const other = folder();
    let clear = file;
    if (file.endsWith('.nsb')) {
      clear = join(other, 'clear.db');
      await openSealed(file, clear, PASSPHRASE);
    }
    const target = folder();
    await restoreFrom(target, clear, false, new Date());
    const copy = await openStore(target, () => new Date());
    try {
      const text = plainText(copy.reports.get(id).document.blocks);
      const times = text.split('。').length - 1;
      must(text === textAfter(times), 'what was written is not in the backup as it was written');
      return times;
    } finally {
      await copy.close();
      rmSync(other, { recursive: true, force: true });
      rmSync(target, { recursive: true, force: true });
    }
  };

  const lasts = { make: 400, whole: 600, sealed: 1200 };
  const seen = new Set<string>();
  let chosen: Done['second'] = 'none';

  const look = async (backend: Backend, done: readonly Done[]): Promise<void> => {
    const times = await timesIn(backend);
    must(times === written || times === written + 1, 'more or less is there than was written', {
      times,
      written,
    });
    written = times;
    const listed = await backend.call('backup.list', {});
    const found = await backend.call('backup.find', { path: elsewhere });
    for (const { file, readable, where } of [...listed, ...found]) {
      must(readable, `${basename(file)} is listed and can't be read`);
      if (seen.has(file)) continue;
      seen.add(file);
      await wholeCopy(backend, file, where === 'second');
    }
    for (const { file, atLeast, atMost, second: to } of done) {
      const copies = [file];
      if (to !== 'none') {
        const name = to === 'sealed' ? `${basename(file, '.db')}.nsb` : basename(file);
        const copy = listed.find((one) => one.where === 'second' && one.name === name)?.file;
        must(copy !== undefined, 'the second folder has no copy', {
          name,
          listed: listed.map((one) => one.name),
        });
        copies.push(copy);
      }
      for (const copy of copies) {
        await wholeCopy(backend, copy, false);
        const holds = await timesInBackup(copy);
        must(holds >= atLeast && holds <= atMost, `${basename(copy)} holds more or less than it can`, {
          holds,
          atLeast,
          atMost,
        });
      }
    }
    for (const name of readdirSync(elsewhere)) if (/\.(?:db|nsb)$/.test(name)) rmSync(join(elsewhere, name));
  };

  return {
    round: async () => {
      const victim = await victims.take();
      await victim.open(dataDir);
      if (draw.chance(0.5)) {
        chosen = draw.pick(['none', 'clear', 'sealed']);
        const passphrase = chosen === 'sealed' ? PASSPHRASE : null;
        await victim.call('backup.setSecond', {
          folder: chosen === 'none' ? null : second,
          remindDays: 7,
          passphrase,
        });
      }
      const done: Done[] = [];
      let { revision } = await victim.call('report.open', { id });
      const write = async (): Promise<void> => {
        for (;;) {
          const offset = textAfter(written).length - '总结\n'.length;
          const ops = [{ type: 'insert_text', path: [1, 0], offset, text: `${written + 1}。` }];
          const batch = `batch-${revision}`;
          ({ revision } = await victim.call('report.apply', {
            id,
            session: 's',
            batch,
            base: revision,
            ops,
          }));
          written += 1;
          await pause(5);
        }
      };
      const make = async (how: 'make' | 'whole' | 'sealed'): Promise<void> => {
        const begun = performance.now();
        const atLeast = written;
        const { file } =
          how === 'make'
            ? await victim.call('backup.make', {})
            : await victim.call('backup.whole', {
                folder: elsewhere,
                passphrase: how === 'sealed' ? PASSPHRASE : null,
              });
        lasts[how] = performance.now() - begun;
        done.push({ file, atLeast, atMost: written + 1, second: how === 'make' ? chosen : 'none' });
      };
      const how = draw.pick(['make', 'make', 'whole', 'sealed'] as const);
      // What is typed is written in the data folder all the time.
      const folders = [join(dataDir, 'backups'), second, elsewhere];
      const moment = drawMoment(draw, lasts[how], folders);
      const backUp = async (): Promise<void> => {
        await make(how);
        moment.answered();
        for (;;) {
          await make(draw.pick(['make', 'whole', 'sealed'] as const));
          moment.answered();
        }
      };
      await killWhile(victim, draw, moment, [write, backUp]);
      for (const { file } of done) must(existsSync(file), 'a backup that was answered is not there', file);
      await inspect(dataDir, (backend) => look(backend, done));
    },
    end: () =>
      tidies(dataDir, [second, elsewhere], async (backend) => {
        await backend.call('backup.whole', { folder: elsewhere, passphrase: null });
        await backend.call('backup.setSecond', { folder: second, remindDays: 7, passphrase: null });
        await backend.call('backup.make', {});
      }),
  };
};

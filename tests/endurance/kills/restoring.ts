import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import type { Backend } from '../../../electron/backend/service/registry.ts';
import { restoreFrom } from '../../../electron/backend/store/backups/restore.ts';
import { isSound } from '../../../electron/backend/store/backups/sound.ts';
import { openStore } from '../../../electron/backend/store/store.ts';
import { makeParagraph, makeTitle } from '../../../shared/document/make.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import { inspect, must, start, tidies } from './inspect.ts';
import type { Kind } from './kind.ts';
import { drawMoment } from './moment.ts';
import { killWhile, type Victim } from './victim.ts';

const PASSPHRASE = '八个字的口令在此';
/** Characters of the report that makes the database large enough to be in the middle of something. */
const LENGTH = 600_000;

type Copy = { file: string; passphrase: string | null; text: string };

const document = (text: string) => ({ schema: 1, blocks: [makeTitle('总结'), makeParagraph(text)] });

/** Backups are put in by turns, while the program is open and while it is not; somebody writes in between. */
export const restoring: Kind = async ({ draw, victims, folder }) => {
  const dataDir = folder();
  const elsewhere = folder();
  const store = await openStore(dataDir, () => new Date());
  const about = { template: 'work-summary', year: 2023, unit: '青禾镇', variables: {} };
  const id = store.reports.insert({ ...about, document: document('甲') });
  store.reports.insert({ ...about, unit: '白石镇', document: document('长'.repeat(LENGTH)) });
  await store.close();

  const textOf = async (backend: Backend): Promise<string> => {
    const long = (await backend.call('report.list', {})).find(({ unit }) => unit === '白石镇');
    const { document: words } = await backend.call('report.open', { id: long?.id ?? '' });
    must(plainText(words.blocks).length === LENGTH + 3, 'the long report is not whole');
    const { document: own } = await backend.call('report.open', { id });
    return plainText(own.blocks);
  };
  /** What is in a backup, as it is when it is put in somewhere else. */
  const inBackup = async (file: string): Promise<string> => {
    const other = folder();
    await restoreFrom(other, file, false, new Date());
    return inspect(other, textOf);
  };

  let text = '总结\n甲';
  const write = async (to: Pick<Victim, 'call'>, words: string): Promise<void> => {
    const { revision } = await to.call('report.open', { id });
    const ops = [{ type: 'insert_text', path: [1, 0], offset: 0, text: words }];
    await to.call('report.apply', { id, session: 's', batch: `${Math.random()}`, base: revision, ops });
    text = `总结\n${words}${text.slice('总结\n'.length)}`;
  };

  const copies: Copy[] = [];
  const first = await start(dataDir);
  copies.push({ file: (await first.call('backup.make', {})).file, passphrase: null, text });
  await write(first, '乙');
  copies.push({
    file: (await first.call('backup.whole', { folder: elsewhere, passphrase: null })).file,
    passphrase: null,
    text,
  });
  await write(first, '丙');
  copies.push({
    file: (await first.call('backup.whole', { folder: elsewhere, passphrase: PASSPHRASE })).file,
    passphrase: PASSPHRASE,
    text,
  });
  await first.close();

  /** Milliseconds that putting one in takes, while the program is open, from the clear and encrypted, and while it is not. */
  const lasts = { open: 300, sealed: 900, closed: 300 };
  const befores = (): string[] =>
    readdirSync(join(dataDir, 'backups')).filter((name) => name.includes('before-restore'));

  return {
    round: async () => {
      const victim = await victims.take();
      const closed = draw.chance(0.4);
      /** What is or may be there; the last one may not have been reached. */
      let now = text;
      let pending: { copy: Copy; was: string; kept: string[] } | null = null;
      const acknowledged: { before: string | null; was: string }[] = [];
      const usable = copies.filter(({ passphrase }) => !closed || passphrase === null);
      const put = async (copy: Copy): Promise<void> => {
        pending = { copy, was: now, kept: befores() };
        const begun = performance.now();
        const { file, passphrase } = copy;
        const { before } = closed
          ? await victim.restore(dataDir, file)
          : await victim.call('backup.restore', { file, passphrase });
        lasts[closed ? 'closed' : passphrase === null ? 'open' : 'sealed'] = performance.now() - begun;
        acknowledged.push({ before, was: now });
        now = copy.text;
        text = copy.text;
        pending = null;
      };
      if (!closed) {
        await victim.open(dataDir);
        await write(victim, draw.words(6));
        now = text;
      }
      const copy = draw.pick(usable);
      const long = lasts[closed ? 'closed' : copy.passphrase === null ? 'open' : 'sealed'];
      const moment = drawMoment(draw, long, [dataDir]);
      const on = async (): Promise<void> => {
        await put(copy);
        moment.answered();
        for (;;) {
          await put(draw.pick(usable));
          moment.answered();
        }
      };
      await killWhile(victim, draw, moment, [on]);

      const is = await inspect(dataDir, textOf);
      const last = pending as { copy: Copy; was: string; kept: string[] } | null;
      must(is === now || is === last?.copy.text, 'neither the one state nor the other', {
        is,
        now,
        may: last?.copy.text,
      });
      for (const { before, was } of acknowledged) {
        must(before !== null && isSound(before), 'what was there before is not kept');
        must((await inBackup(before)) === was, 'what is kept is not what was there before');
      }
      if (last && is !== now && last.was !== last.copy.text) {
        const kept = befores().filter((name) => !last.kept.includes(name));
        const found = await Promise.all(kept.map((name) => inBackup(join(dataDir, 'backups', name))));
        must(found.includes(last.was), 'what was there before is not kept, and the new state is there', {
          kept,
          found,
        });
      }
      text = is;
    },
    end: () => tidies(dataDir, [elsewhere]),
  };
};

import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createBackend } from '../../../electron/backend/service/backend.ts';
import { isSound } from '../../../electron/backend/store/backups/sound.ts';
import { DATABASE } from '../../../electron/backend/store/base/database-file.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import { READY, takeIn } from '../../unit/signoff/setup.ts';
import { must, mustBeRefusal } from './answers.ts';
import type { Kind } from './kind.ts';
import { mutateBytes } from './mutate-bytes.ts';
import { portsOn } from '../ports.ts';

const PASSPHRASE = '八个字的口令在此';
const NAME = '带来的备份';

/**
 * Backups that are brought from elsewhere: each is put in as a whole, and what can’t be read of it is told, or nothing is
 * touched. Of an encrypted one nothing but the very bytes is accepted.
 */
export const backups: Kind = async (draw) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'nianshu-mutated-'));
  const elsewhere = mkdtempSync(join(tmpdir(), 'nianshu-mutated-'));
  const kept = join(elsewhere, 'kept.db');
  const faults: string[] = [];
  const open = () => createBackend({ ...portsOn(dataDir), shell: 'cli' });
  let backend = await open();
  const id = await takeIn(backend, READY);
  const make = async (passphrase: string | null): Promise<Buffer> =>
    readFileSync((await backend.call('backup.whole', { folder: elsewhere, passphrase })).file);
  const [clear, sealed] = [await make(null), await make(PASSPHRASE)];
  const textNow = async (): Promise<string> => {
    const { document, variables } = await backend.call('report.open', { id });
    return plainText(document.blocks, { variables });
  };
  const text = await textNow();
  await backend.close();
  copyFileSync(join(dataDir, DATABASE), kept);

  /** The data folder as it was, whatever has been put in. */
  const anew = async (): Promise<void> => {
    await backend.close();
    rmSync(dataDir, { recursive: true, force: true });
    mkdirSync(dataDir, { mode: 0o700 });
    copyFileSync(kept, join(dataDir, DATABASE));
    backend = await open();
  };
  await anew();
  let last = { name: '', bytes: clear };

  const put = async (name: string, bytes: Buffer, whole: boolean): Promise<'taken' | 'refused'> => {
    const file = join(elsewhere, name);
    writeFileSync(file, bytes);
    const passphrase = name.endsWith('.nsb') ? PASSPHRASE : null;
    await backend.call('backup.find', { path: file });
    try {
      await backend.call('backup.restore', { file, passphrase });
    } catch (error) {
      mustBeRefusal(error, name);
      must((await textNow()) === text, 'a backup was refused, and the data are others');
      return 'refused';
    } finally {
      rmSync(file, { force: true });
    }
    must(!name.endsWith('.nsb') || whole, 'an encrypted backup was accepted with other bytes');
    must(isSound(join(dataDir, DATABASE)), 'the database is not sound after a backup was put in');
    for (const report of await backend.call('report.list', {}))
      try {
        await backend.call('report.open', { id: report.id });
      } catch (error) {
        // Words in it were changed without the file's structure noticing: it is told, and not shown.
        must(
          error instanceof AppError && error.code === 'damaged-database',
          'a report can’t be opened',
          String(error),
        );
      }
    const before = readdirSync(join(dataDir, 'backups')).filter((one) => one.includes('before-restore'));
    must(before.length > 0, 'what was there before is not kept');
    await anew();
    return 'taken';
  };

  return {
    one: () => {
      const [seed, form] = draw.pick([
        [clear, '.db'],
        [clear, '.db'],
        [sealed, '.nsb'],
      ] as const);
      const bytes = mutateBytes(seed, draw);
      last = { name: NAME + (draw.chance(0.03) ? (form === '.db' ? '.nsb' : '.db') : form), bytes };
      return put(last.name, bytes, bytes.equals(seed));
    },
    sound: async () => {
      must((await put(`${NAME}.nsb`, sealed, true)) === 'taken', 'a sound backup is not put in');
    },
    last: () => last,
    faults: () => faults,
    close: async () => {
      await backend.close();
      for (const folder of [dataDir, elsewhere]) rmSync(folder, { recursive: true, force: true });
    },
  };
};

import { execFileSync } from 'node:child_process';
import { closeSync, constants, mkdirSync, openSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, describe, expect, it } from 'vitest';

import { existsOn, readOn } from '../../electron/backend/store/backups/other-disk.ts';
import { BackupKeeper } from '../../electron/backend/store/care/keeper.ts';
import { memoryLogger } from '../contract/transports.ts';
import { addReport, withStore } from './damage.ts';
import { tempFolder } from './folder.ts';
import { runHere } from './run-here.ts';

/** Whoever opens such a file waits until somebody writes to it: as a drive does whose server is gone. */
function silence(file: string): () => void {
  rmSync(file, { force: true });
  execFileSync('mkfifo', [file]);
  return () => {
    closeSync(openSync(file, constants.O_RDWR | constants.O_NONBLOCK));
  };
}

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

describe.skipIf(process.platform === 'win32')('a disk that does not answer', () => {
  it('is asked once until it does, and nobody waits for it', async () => {
    const file = join(tempFolder(), 'mark');
    ends.push(silence(file));
    expect(await readOn(file, 20)).toBeNull();
    // Not asked again: the answer comes at once, however long one would wait.
    expect(await readOn(file, 1_000_000_000)).toBeNull();
  });

  it('gives the same answer to all who ask at once, where it does', async () => {
    const file = join(tempFolder(), 'mark');
    writeFileSync(file, '在');
    expect(await Promise.all([readOn(file), readOn(file), readOn(file)])).toEqual(['在', '在', '在']);
    expect(await Promise.all([existsOn(file), readOn(file)])).toEqual([true, '在']);
  });

  it('counts as a second folder that is not there; backups beside the database go on', async () => {
    const dataDir = tempFolder();
    const stick = tempFolder();
    mkdirSync(stick, { recursive: true });
    await withStore(dataDir, async (store) => {
      const keeper = new BackupKeeper({
        dataDir,
        progress: () => store.progress(),
        notices: store.notices,
        now: () => new Date('2026-03-01T08:00:00Z'),
        logger: memoryLogger(),
        run: runHere,
        patience: 20,
        changed: () => {},
      });
      await keeper.setSecond(stick, 7, null);
      const own = keeper.state.second?.place.folder ?? '';
      ends.push(silence(join(own, '年述备份.json')));
      addReport(store, 2023);
      await keeper.tick();
      expect(readdirSync(join(dataDir, 'backups'))).toEqual(['nianshu-2026-03-01.db']);
      expect(keeper.state.second?.last).toBeNull();
      expect(store.notices.list()).toEqual([]);
      await keeper.stop();
    });
  });
});

import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

import { createBackend } from '../../electron/backend/service/backend.ts';
import { backupFolder } from '../../electron/backend/store/backups/catalogue.ts';
import { makeCopy } from '../../electron/backend/store/backups/copy.ts';
import { makeFolder } from '../../electron/backend/store/base/write-through.ts';
import { openStore } from '../../electron/backend/store/store.ts';
import { makeParagraph, makeTitle } from '../../shared/document/make.ts';
import { testPorts } from '../unit/service/deps.ts';

const TITLE = '瓦窑坪街道法治政府建设年度报告';
const SECRET = '对涉矿纠纷重点人员逐户走访摸排，逐一建立台账并按月回访';
const OTHER = '青禾镇组织法治宣讲走进田间地头';
const main = fileURLToPath(new URL('../../electron/shells/cli/main.ts', import.meta.url));

const filesWith = (folder: string, words: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file).includes(words));

/** Where the program is ended: as soon as the plan lies there; while backups are written anew. */
const MOMENTS: readonly (readonly [string, (dataDir: string) => boolean])[] = [
  ['the plan is written', (dataDir) => existsSync(join(dataDir, 'erasing.json'))],
  [
    'a backup is being written anew',
    (dataDir) => readdirSync(backupFolder(dataDir)).some((name) => name.endsWith('.partial')),
  ],
];

describe('an erasure that is killed', () => {
  it.each(MOMENTS)(
    'when %s is finished at the next start',
    async (_when, isThere) => {
      const ports = testPorts();
      const { dataDir, now } = ports;
      const store = await openStore(dataDir, now);
      const insert = (title: string, text: string): string =>
        store.reports.insert({
          template: 'work-summary',
          year: 2025,
          unit: '青禾镇',
          document: { schema: 2, blocks: [makeTitle(title), makeParagraph(text)] },
          variables: {},
        });
      const id = insert(TITLE, SECRET);
      insert('青禾镇工作总结', OTHER);
      store.review.savePerson({ id: 'p1', name: '周琳', unit: '', role: 'writer' });
      makeFolder(backupFolder(dataDir));
      for (const name of ['a.db', 'b.db', 'c.db'])
        await makeCopy({
          source: join(dataDir, 'nianshu.db'),
          target: join(backupFolder(dataDir), name),
          at: now().toISOString(),
          kind: 'by-hand',
          originals: null,
        });
      await store.close();

      const child = spawn(process.execPath, [
        main,
        'purge',
        id,
        '--title',
        TITLE,
        '--person',
        '周琳',
        '--data',
        dataDir,
      ]);
      const ended = new Promise((resolve) => child.once('close', resolve));
      while (child.exitCode === null && !isThere(dataDir)) await pause(1);
      child.kill('SIGKILL');
      await ended;

      const backend = await createBackend(ports);
      expect(await backend.call('report.list', {})).toHaveLength(1);
      const backups = await backend.call('backup.list', {});
      expect(backups.map(({ readable, reports }) => [readable, reports])).toEqual([
        [true, 1],
        [true, 1],
        [true, 1],
      ]);
      await backend.close();
      expect(existsSync(join(dataDir, 'erasing.json'))).toBe(false);
      expect(filesWith(dataDir, SECRET.slice(0, 8))).toEqual([]);
      expect(filesWith(dataDir, TITLE)).toEqual([]);
      expect(filesWith(dataDir, OTHER.slice(0, 8)).length).toBeGreaterThanOrEqual(4);
      ports.remove();
    },
    60_000,
  );
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

import { newestSound } from '../../electron/backend/store/backups/catalogue.ts';
import { isSound } from '../../electron/backend/store/backups/sound.ts';
import { openStore } from '../../electron/backend/store/store.ts';
import { makeParagraph, makeTitle } from '../../shared/document/make.ts';
import { plainText } from '../../shared/document/plain-text.ts';
import { tempFolder } from './folder.ts';
import { keepCopy } from './keep-copy.ts';

const writer = fileURLToPath(new URL('writer.ts', import.meta.url));
const restorer = fileURLToPath(new URL('restorer.ts', import.meta.url));

describe('a process that is killed while it saves', () => {
  it.each([1, 37, 230])('loses nothing that was answered (killed after %i answers)', async (answers) => {
    const dataDir = tempFolder();
    const first = await openStore(dataDir, () => new Date());
    const id = first.reports.insert({
      template: 't',
      year: 2023,
      unit: '青禾镇',
      document: { schema: 1, blocks: [makeTitle('总结'), makeParagraph('')] },
      variables: {},
    });
    await first.close();

    const child = spawn(process.execPath, [writer, dataDir, id], { stdio: ['ignore', 'pipe', 'inherit'] });
    let answered = 0;
    for await (const line of createInterface({ input: child.stdout })) {
      answered = Number(line);
      if (answered === answers) child.kill('SIGKILL');
    }
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');

    const after = await openStore(dataDir, () => new Date());
    expect(after.notices.list()).toEqual([]);
    const report = after.reports.get(id);
    // One more may be on disk than was answered, never one less.
    expect(report.revision).toBeGreaterThanOrEqual(answered);
    expect(answered).toBeGreaterThanOrEqual(answers);
    expect(plainText(report.document.blocks)).toBe(`总结\n${'字'.repeat(report.revision)}`);
    await after.close();
  });
});

describe('a process that is killed while it puts a backup in', () => {
  it.each([0, 13, 60, 200])(
    'leaves the one or the other, whole (killed after %i ms)',
    { timeout: 90_000 },
    async (after) => {
      const dataDir = tempFolder();
      const texts = ['甲', '乙'];
      const files: string[] = [];
      for (const text of texts) {
        const store = await openStore(dataDir, () => new Date());
        store.reports.insert({
          template: 't',
          year: 2023,
          unit: '青禾镇',
          document: { schema: 1, blocks: [makeTitle('总结'), makeParagraph(text.repeat(200_000))] },
          variables: {},
        });
        await store.close();
        const file = await keepCopy(dataDir, text);
        files.push(file);
      }
      const child = spawn(process.execPath, [restorer, dataDir, ...files], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      for await (const line of createInterface({ input: child.stdout })) {
        if (line === '1') setTimeout(() => child.kill('SIGKILL'), after);
      }
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');

      const opened = await openStore(dataDir, () => new Date());
      const reports = opened.reports.list();
      expect([1, 2]).toContain(reports.length);
      for (const { id } of reports)
        expect(plainText(opened.reports.get(id).document.blocks)).toHaveLength(200_003);
      await opened.close();
      expect(isSound(join(dataDir, 'nianshu.db'))).toBe(true);
      // What was there before is kept each time.
      expect(newestSound(dataDir)).toBeDefined();
    },
  );
});

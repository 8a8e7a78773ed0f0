import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

import { openStore } from '../../electron/backend/store/store.ts';
import { makeParagraph, makeTitle } from '../../shared/document/make.ts';
import { plainText } from '../../shared/document/plain-text.ts';
import { tempFolder } from './folder.ts';

const writer = fileURLToPath(new URL('writer.ts', import.meta.url));

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

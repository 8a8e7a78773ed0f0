import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { createReader, type Reader } from '../../../electron/backend/reading/reader.ts';
import { createBackend } from '../../../electron/backend/service/backend.ts';
import type { Backend } from '../../../electron/backend/service/registry.ts';
import { loadTemplates } from '../../../electron/backend/service/templates.ts';
import { forkReader } from '../../../electron/shells/fork-reader.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { memoryLogger } from '../../contract/transports.ts';
import { BOMBS } from '../../hostile/bombs.ts';
import { takeInText } from '../../take-in.ts';
import { testPorts } from '../service/deps.ts';

// A bomb takes what it is given; the machine may be busy with other tests.
vi.setConfig({ testTimeout: 180_000 });

const resources = testPorts().resourcesDir;

const sent = (what: string): { name: string; bytes: string } => {
  const task = BOMBS.find((bomb) => bomb.what === what)?.task();
  if (!task || !('file' in task) || !('bytes' in task.file)) throw new Error(`no bomb ${what}`);
  return { name: task.file.name, bytes: Buffer.from(task.file.bytes).toString('base64') };
};

describe('a file that is made to do harm', () => {
  let reader: Reader;
  beforeAll(() => {
    const templates = [...loadTemplates(resources).values()];
    reader = createReader({ start: forkReader, templates, logger: memoryLogger() });
  });
  afterAll(() => reader.close());

  it.each(BOMBS)('$what: $becomes', async ({ task, becomes }) => {
    const error = await reader.read(task()).then(
      () => null,
      (cause: unknown) => cause,
    );
    if (error !== null && !(error instanceof AppError)) throw error;
    expect(error?.code ?? 'read').toBe(becomes);
    if (!error) return;
    // One sentence that names the file, and one that says what to do.
    expect(error.message).toMatch(
      /^“(?:总结|送审稿)\.\w+”[^。\n]+，没有(?:导入|识别|核验|收回，报告没有改动)。请[^。\n]+。$/,
    );
  });
});

describe('while such a file is read', () => {
  const ports = testPorts();
  let backend: Backend;
  beforeAll(async () => {
    backend = await createBackend(ports);
  });
  afterAll(async () => {
    await backend.close();
    ports.remove();
  });

  it('other windows save and import as ever, before it is done', async () => {
    const { id } = await takeInText(
      (method, params) => backend.call(method, params),
      '青禾镇2023年工作总结\n一、工作情况\n开展宣讲12场。',
    );
    if (!id) throw new Error('not taken in');
    const file = sent('19900 个段落');
    const done: string[] = [];
    const bomb = backend.call('import.outline', file).then(() => done.push('bomb'));
    const { revision } = await backend.call('report.open', { id });
    const ops = [{ type: 'insert_text' as const, path: [2, 0], offset: 0, text: '字' }];
    await backend
      .call('report.apply', { id, session: 's', batch: 'b', base: revision, ops })
      .then(() => done.push('saved'));
    const small = { name: '总结.txt', bytes: Buffer.from('青禾镇2022年工作总结').toString('base64') };
    await backend.call('import.outline', small).then(() => done.push('imported'));
    await bomb;
    expect(done).toEqual(['saved', 'imported', 'bomb']);
  });

  it('running out of memory ends its process alone', async () => {
    const bomb = backend.call('signoff.verifyFile', sent('PDF：两层压缩，解开 300 MB'));
    await expect(bomb).rejects.toMatchObject({
      code: 'too-large',
      message: expect.stringContaining('读取时超出了内存上限，没有核验。') as string,
    });
    const small = { name: '总结.txt', bytes: Buffer.from('青禾镇2022年工作总结').toString('base64') };
    expect(await backend.call('import.outline', small)).toMatchObject({ title: '青禾镇2022年工作总结' });
  });

  it('cancelling ends it at once', async () => {
    const controller = new AbortController();
    const bomb = backend.call('import.outline', sent('五十万次换行'), { signal: controller.signal });
    controller.abort();
    await expect(bomb).rejects.toMatchObject({ code: 'cancelled' });
  });
});

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createBackend } from '../../../electron/backend/service/backend.ts';
import type { Backend } from '../../../electron/backend/service/registry.ts';
import { inlinesOf, isImage } from '../../../shared/document/guards.ts';
import { photo, photoAsset, pngOf } from '../../rich-report.ts';
import { testPorts } from '../service/deps.ts';
import { p, picture, wordFile } from './word-parts.ts';

const report = (year: string, unit = '青禾镇', more = ''): string =>
  [`${unit}${year}工作总结`, '一、主要工作', `全年开展普法活动12场${more}。`].join('\n');

const asked = (file: string, year = 2018, unit = '青禾镇') => ({
  file,
  year,
  unit,
  template: 'work-summary',
});

describe('many files at once', () => {
  let ports: ReturnType<typeof testPorts>;
  let backend: Backend;
  beforeEach(async () => {
    ports = testPorts();
    backend = await createBackend(ports);
  });
  afterEach(async () => {
    await backend.close();
    ports.remove();
  });

  async function read(file: string, text: string, name = `${file}.txt`) {
    const bytes = Buffer.from(text);
    const sent = { name, size: bytes.length, offset: 0, bytes: bytes.toString('base64') };
    await backend.call('import.stage', { batch: 'b', file, ...sent });
    return backend.call('import.recognise', { batch: 'b', file });
  }
  it('are stored together, each with its original and its record; one that can’t be does not hold up the others', async () => {
    await read('a', report('2018年'));
    await read('b', report('2019年'));
    // Large ones wait on the disk, the others in memory.
    await read('c', report('2020年') + '\n'.repeat(1.5 * 1024 * 1024));
    expect(readdirSync(join(ports.dataDir, 'incoming', 'b'))).toEqual(['c']);
    const taken = await backend.call('import.take', {
      batch: 'b',
      files: [asked('a'), { ...asked('b'), into: { report: 'gone' } }, asked('c', 2020)],
    });
    expect(taken).toEqual([
      { file: 'a', id: expect.any(String), twins: [] },
      { file: 'b', refused: { code: 'no-person', message: expect.any(String) } },
      { file: 'c', id: expect.any(String), twins: [] },
    ]);
    const list = await backend.call('report.list', {});
    expect(new Set(list.map(({ year }) => year))).toEqual(new Set([2018, 2020]));
    for (const { id, year } of list) {
      const [original] = await backend.call('original.list', { id });
      expect(original?.name).toBe(year === 2018 ? 'a.txt' : 'c.txt');
      const { entries, intact } = await backend.call('record.list', { id });
      expect(entries.map(({ action, details }) => [action, details])).toEqual([['imported', original?.name]]);
      expect(intact).toBe(true);
    }
    // What was refused can be taken in another way; what was not is thrown away with the batch.
    await backend.call('import.take', { batch: 'b', files: [asked('b', 2019)] });
    await backend.call('import.discard', { batch: 'b' });
    expect(await backend.call('report.list', {})).toHaveLength(3);
    expect(readdirSync(join(ports.dataDir, 'incoming'))).toEqual([]);
  });

  it('bring their images with them, which are stored with the report or not at all', async () => {
    // The large one waits on the disk.
    const small = Buffer.from(pngOf(800, 700));
    const chunk = Buffer.alloc(12 + 1.5 * 1024 * 1024);
    chunk.writeUInt32BE(chunk.length - 12, 0);
    chunk.write('prVt', 4);
    const large = new Uint8Array(Buffer.concat([small.subarray(0, -12), chunk, small.subarray(-12)]));
    const body = p('青禾镇2018年工作总结') + p(picture('rId1', '现场'));
    const more = { 'word/media/a.png': photo, 'word/media/b.png': large };
    const bytes = wordFile({
      body: body + p(picture('rId2')),
      relations: { rId1: 'media/a.png', rId2: 'media/b.png' },
      more,
    });
    const sent = {
      name: '总结.docx',
      size: bytes.length,
      offset: 0,
      bytes: Buffer.from(bytes).toString('base64'),
    };
    await backend.call('import.stage', { batch: 'b', file: 'a', ...sent });
    await backend.call('import.recognise', { batch: 'b', file: 'a' });
    await expect(backend.call('asset.get', { asset: photoAsset })).rejects.toMatchObject({
      code: 'not-found',
    });
    // Looked at a second time, as when somebody goes back.
    await backend.call('import.recognise', { batch: 'b', file: 'a' });
    expect(readdirSync(join(ports.dataDir, 'incoming', 'b'))).toEqual(['a.image1']);
    const [taken] = await backend.call('import.take', { batch: 'b', files: [asked('a')] });
    if (!taken || !('id' in taken)) throw new Error('not taken');
    const { document } = await backend.call('report.open', { id: taken.id });
    const images = document.blocks.flatMap((block) => inlinesOf(block)).filter((node) => isImage(node));
    expect(images).toHaveLength(2);
    for (const { asset } of images)
      expect((await backend.call('asset.get', { asset })).mime).toBe('image/png');
    expect(images[0]).toMatchObject({ asset: photoAsset, alt: '现场' });
    await backend.call('import.discard', { batch: 'b' });
    expect(readdirSync(join(ports.dataDir, 'incoming'))).toEqual([]);
    // They go out again, too.
    const made = await backend.call('export.make', { id: taken.id, format: 'docx', edition: 'internal' });
    expect(made.imagesLost).toBeUndefined();
    const parts = Object.keys(unzipSync(new Uint8Array(Buffer.from(made.bytes, 'base64'))));
    expect(parts.filter((name) => name.startsWith('word/media/'))).toHaveLength(2);
  });

  it('that are the same under another name are known, by their bytes and by their text', async () => {
    const text = report('2018年');
    await read('a', text, '总结.txt');
    expect((await read('b', text, '总结（副本）.txt')).sameFile).toEqual({ name: '总结.txt', how: 'bytes' });
    expect((await read('c', `${text}\n \n`, '总结最终版.txt')).sameFile).toEqual({
      name: '总结.txt',
      how: 'text',
    });
    await backend.call('import.take', { batch: 'b', files: [asked('a')] });
    expect((await read('d', text, '旧总结.txt')).same).toMatchObject({ year: 2018, how: 'bytes' });
  });

  it('of one year and unit are told, those of one step too', async () => {
    await read('a', report('2018年'));
    await read('b', report('2018年', '青禾镇', '，覆盖300人次'));
    await read('c', report('2018年', '白石镇'));
    const taken = await backend.call('import.take', {
      batch: 'b',
      files: [asked('a'), asked('b'), asked('c', 2018, '白石镇')],
    });
    const [first] = taken;
    if (!first || !('id' in first)) throw new Error('not taken');
    expect(taken.map((one) => ('twins' in one ? one.twins : null))).toEqual([[], [first.id], []]);
    const later = await read('d', report('2018年', '青禾镇', '，覆盖400人次'));
    expect(later.twins.map(({ id }) => id)).toHaveLength(2);
  });

  it('without a year take it from the file’s name, where that says one; else nobody knows', async () => {
    expect((await read('a', report(''), '2017年总结.txt')).year).toBe(2017);
    expect((await read('b', report(''), '总结.txt')).year).toBeNull();
    expect((await read('c', report(''), '2016-2017总结.txt')).year).toBeNull();
  });

  it('go into no store whose folder has vanished, and say so', async () => {
    await read('a', report('2018年'));
    ports.remove();
    expect(existsSync(ports.dataDir)).toBe(false);
    await expect(backend.call('import.take', { batch: 'b', files: [asked('a')] })).rejects.toMatchObject({
      code: 'read-only',
    });
  });
});

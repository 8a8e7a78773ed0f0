import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { createBackend } from '../../../electron/backend/service/backend.ts';
import type { Backend } from '../../../electron/backend/service/registry.ts';
import { photo } from '../../rich-report.ts';
import { p, picture, wordFile } from '../import/word-parts.ts';
import { testPorts } from './deps.ts';

const TITLE = '瓦窑坪街道2025年法治政府建设年度报告';
const SECRET = '对涉矿纠纷重点人员逐户走访摸排';
const OTHER = '青禾镇组织法治宣讲走进田间地头';

/** A search of its own: raw bytes, UTF-16, and what zips in them hold. */
function filesWith(folder: string, words: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => holds(readFileSync(file), words));
}

function holds(bytes: Buffer, words: string): boolean {
  if (bytes.includes(words) || bytes.includes(Buffer.from(words, 'utf16le'))) return true;
  for (let at = bytes.indexOf('PK\u0003\u0004'); at >= 0; at = bytes.indexOf('PK\u0003\u0004', at + 4)) {
    try {
      const from = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
      const text = inflateRawSync(bytes.subarray(from), { finishFlush: 2 }).toString('utf8');
      if (text.replaceAll(/<[^>]+>/g, '').includes(words)) return true;
    } catch {
      // Not deflated.
    }
  }
  return false;
}

// Each step of an erasing starts a thread of its own.
vi.setConfig({ testTimeout: 60_000 });

describe('erasing a report for good', () => {
  let ports: ReturnType<typeof testPorts>;
  let backend: Backend;
  let disk: string;
  const person = { id: 'p1', name: '周琳', unit: '', role: 'writer' as const };

  beforeEach(async () => {
    ports = testPorts();
    disk = mkdtempSync(join(tmpdir(), 'nianshu-disk-'));
    backend = await createBackend(ports);
    await backend.call('people.save', { person });
    await backend.call('settings.set', { key: 'currentPerson', value: 'p1' });
  });
  afterEach(async () => {
    await backend.close();
    ports.remove();
    rmSync(disk, { recursive: true, force: true });
  });

  async function take(bytes: Uint8Array, name: string, unit: string): Promise<string> {
    const sent = { name, size: bytes.length, offset: 0, bytes: Buffer.from(bytes).toString('base64') };
    await backend.call('import.stage', { batch: 'b', file: name, ...sent });
    await backend.call('import.recognise', { batch: 'b', file: name });
    const asked = { file: name, year: 2025, unit, template: 'work-summary' };
    const [first] = await backend.call('import.take', { batch: 'b', files: [asked] });
    await backend.call('import.discard', { batch: 'b' });
    if (!first || 'refused' in first) throw new Error(first?.refused.message);
    return first.id;
  }

  /** A report with everything that can be stored of one, and another one. */
  async function filled(): Promise<{ id: string; other: string }> {
    const body = p(TITLE) + p(`一是${SECRET}12次。`) + p(picture('rId1', '现场'));
    const file = wordFile({ body, relations: { rId1: 'media/a.png' }, more: { 'word/media/a.png': photo } });
    const id = await take(file, '瓦窑坪.docx', '瓦窑坪街道');
    const other = await take(Buffer.from(`青禾镇2025年工作总结\n${OTHER}5场。`), '青禾.txt', '青禾镇');
    const { document, variables, revision } = await backend.call('report.open', { id });
    await backend.call('report.apply', {
      id,
      session: 's',
      batch: 'b1',
      base: revision,
      ops: [{ type: 'insert_text', path: [0, 0], offset: 0, text: `（${SECRET}）` }],
      author: 'p1',
    });
    await backend.call('report.apply', {
      id,
      session: 's',
      batch: 'b2',
      base: revision + 1,
      ops: [{ type: 'remove_text', path: [0, 0], offset: 0, text: `（${SECRET}）` }],
      author: 'p1',
    });
    await backend.call('version.create', { id, kind: 'saved', name: SECRET.slice(0, 8), author: 'p1' });
    await backend.call('draft.keep', {
      draft: 'd1',
      report: id,
      reason: 'refused',
      base: 0,
      document,
      variables,
      about: { title: TITLE, template: 'work-summary', year: 2025, unit: '瓦窑坪街道' },
    });
    await backend.call('settings.set', {
      key: 'phraseLibrary',
      value: [
        { id: 'f1', text: `${SECRET}12次。`, tags: [], from: '瓦窑坪街道 2025', at: '2025-01-01T00:00:00Z' },
        { id: 'f2', text: `${OTHER}5场。`, tags: [], from: '青禾镇 2025', at: '2025-01-01T00:00:00Z' },
      ],
    });
    await backend.call('edition.decide', { id, decisions: [{ kind: 'name', text: SECRET, allowed: true }] });

    return { id, other };
  }

  it('takes it out of every file: log, versions, drafts, record, index, originals, images, phrases, backups', async () => {
    const { id, other } = await filled();
    await backend.call('backup.make', {});
    await backend.call('backup.setSecond', { folder: disk, remindDays: 7, passphrase: null });
    await backend.call('backup.make', {});
    mkdirSync(join(ports.dataDir, 'damaged', 'x'), { recursive: true });
    writeFileSync(join(ports.dataDir, 'damaged', 'x', 'nianshu.db'), `broken ${SECRET}`);
    mkdirSync(join(ports.dataDir, 'incoming', 'b'), { recursive: true });
    writeFileSync(join(ports.dataDir, 'incoming', 'b', 'a'), Buffer.from(SECRET, 'utf16le'));
    expect(filesWith(ports.dataDir, SECRET).length).toBeGreaterThan(2);
    expect(filesWith(disk, SECRET).length).toBeGreaterThan(0);

    const look = await backend.call('purge.look', { id });
    expect(look).toMatchObject({
      title: TITLE,
      versions: 1,
      drafts: 1,
      originals: 1,
      images: 1,
      phrases: 1,
      closed: 0,
    });
    expect(look.backups).toBeGreaterThanOrEqual(3);

    const result = await backend.call('purge.run', {
      id,
      title: ` ${TITLE}`,
      person: 'p1',
      deleteClosed: false,
    });
    expect(result).toMatchObject({ found: [], closed: [], clean: true, deleted: 0, removed: 2 });
    expect(result.files).toBeGreaterThan(4);
    expect(result.rewritten).toBe(look.backups);
    for (const words of [SECRET, TITLE, SECRET.slice(0, 6), '瓦窑坪街道2025'])
      expect([...filesWith(ports.dataDir, words), ...filesWith(disk, words)], words).toEqual([]);
    expect(existsSync(join(ports.dataDir, 'erasing.json'))).toBe(false);

    // The others are as they were, in the backups, too.
    expect((await backend.call('report.list', {})).map((one) => one.id)).toEqual([other]);
    const { value } = await backend.call('settings.get', { key: 'phraseLibrary' });
    expect(value).toMatchObject([{ id: 'f2' }]);
    const backups = await backend.call('backup.list', {});
    for (const { file, readable, reports } of backups) {
      expect([readable, reports]).toEqual([true, 1]);
      expect(holds(readFileSync(file), OTHER)).toBe(true);
    }
    // That something was erased, when and by whom; not what.
    const { entries, intact } = await backend.call('unit.record', {});
    expect(entries.map(({ action, name, details }) => [action, name, details])).toEqual([
      ['purged', '周琳', '一份报告'],
    ]);
    expect(intact).toBe(true);
  });

  it('leaves everything where the title is another, or nobody has said who they are', async () => {
    const { id } = await filled();
    const asked = { id, title: '青禾镇', person: 'p1', deleteClosed: false };
    await expect(backend.call('purge.run', asked)).rejects.toThrow('什么也没有清除');
    await expect(
      backend.call('purge.run', { ...asked, title: TITLE, person: 'nobody' }),
    ).rejects.toMatchObject({ code: 'no-person' });
    const gone = new AbortController();
    gone.abort();
    await expect(
      backend.call('purge.run', { ...asked, title: TITLE }, { signal: gone.signal }),
    ).rejects.toMatchObject({ code: 'cancelled' });
    expect((await backend.call('report.open', { id })).title).toBe(TITLE);
  });

  it('keeps it erased where a window still has it open, or an older copy is put in that still holds it', async () => {
    const { id, other } = await filled();
    const { document, variables } = await backend.call('report.open', { id });
    await backend.call('backup.make', {});
    const kept = join(disk, 'kept.db');
    const [newest] = await backend.call('backup.list', {});
    writeFileSync(kept, readFileSync(newest?.file ?? ''));
    await backend.call('purge.run', { id, title: TITLE, person: 'p1', deleteClosed: false });
    // What a window still holds of it is not stored again.
    const about = { title: TITLE, template: 'work-summary', year: 2025, unit: '瓦窑坪街道' };
    const draft = {
      draft: 'd2',
      report: id,
      reason: 'refused' as const,
      base: 0,
      document,
      variables,
      about,
    };
    await expect(backend.call('draft.keep', draft)).rejects.toThrow('彻底清除');
    await expect(backend.call('report.saveCopy', { id, document, variables })).rejects.toThrow('彻底清除');
    await backend.call('backup.restore', { file: kept, passphrase: null });
    expect((await backend.call('report.list', {})).map((one) => one.id)).toEqual([other]);
    expect(filesWith(ports.dataDir, SECRET)).toEqual([]);
  });
});

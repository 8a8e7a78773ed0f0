import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

import { beforeEach, describe, expect, it } from 'vitest';

import { openDb } from '../../electron/backend/sqlite/driver.ts';
import { type NewOriginal } from '../../electron/backend/store/original-store.ts';
import { Incoming, Room } from '../../electron/backend/service/incoming.ts';
import { openStore } from '../../electron/backend/store/store.ts';
import type { Store } from '../../electron/backend/store/types.ts';
import { makeParagraph, makeTitle } from '../../shared/document/make.ts';
import { codeOf } from '../contract/transports.ts';
import { tempFolder } from './folder.ts';
import { hashOf } from '../../electron/backend/store/base/original-file.ts';

const LARGE = Buffer.alloc(17 * 1024 * 1024, '图');
const SMALL = Buffer.from('青禾镇二〇二一年工作总结');

let dataDir: string;
let store: Store;

/** A file as it waits in the data folder before it is taken in. */
function incoming(bytes: Buffer, name = '1'): NewOriginal {
  const file = join(dataDir, 'incoming', name);
  mkdirSync(join(dataDir, 'incoming'), { recursive: true });
  writeFileSync(file, bytes);
  return { name: '总结.docx', size: bytes.length, hash: hashOf(bytes), textHash: 'text', file };
}

const insert = (source: NewOriginal): string =>
  store.reports.insert({
    template: 'work-summary',
    year: 2021,
    unit: '青禾镇',
    document: { schema: 1, blocks: [makeTitle('青禾镇2021年工作总结'), makeParagraph('普法12场。')] },
    variables: {},
    source,
  });

function whole(report: string): Buffer {
  const [original] = store.originals.list(report);
  return Buffer.from(store.originals.read(original?.id ?? 0, 0, LARGE.length).bytes);
}

const kept = (): string => join(dataDir, 'originals', hashOf(LARGE));

beforeEach(async () => {
  dataDir = tempFolder();
  store = await openStore(dataDir, () => new Date());
  return () => store.close();
});

describe('the file that a report was imported from', () => {
  it('is whole under its name, whatever becomes of the file that came in', () => {
    const source = incoming(LARGE);
    const id = insert(source);
    rmSync(source.file ?? '');
    expect(whole(id).equals(LARGE)).toBe(true);
    expect(readdirSync(join(dataDir, 'originals'))).toEqual([hashOf(LARGE)]);
  });

  it('stays whole when another file comes in under the name that a killed run had left it', () => {
    const source = incoming(LARGE);
    const id = insert(source);
    const next = new Incoming(source.file ?? '', LARGE.length, new Room());
    next.add(Buffer.from('another file'));
    expect(whole(id).equals(LARGE)).toBe(true);
  });

  it('is kept once when it comes in twice', () => {
    const source = incoming(LARGE);
    insert(source);
    insert(source);
    expect(readdirSync(join(dataDir, 'originals'))).toEqual([hashOf(LARGE)]);
    expect(readFileSync(source.file ?? '').equals(LARGE)).toBe(true);
  });

  it.each([
    ['cut off by a kill in the middle', (file: string): void => truncateSync(file, 5_000_000)],
    [
      'as long as it should be, with other bytes',
      (file: string): void => writeFileSync(file, Buffer.alloc(LARGE.length, 'x')),
    ],
    ['gone', (file: string): void => rmSync(file)],
  ])('that is %s is mended by importing it again', (_, harm) => {
    const id = insert(incoming(LARGE));
    // Not through the name that the import still has: a link would share the harm.
    const copy = readFileSync(kept());
    rmSync(kept());
    writeFileSync(kept(), copy);
    harm(kept());
    expect(store.originals.mend(incoming(LARGE, '2'))).toBe(true);
    expect(whole(id).equals(LARGE)).toBe(true);
    expect(store.originals.mend(incoming(LARGE, '3'))).toBe(false);
  });

  it('that was left half by a kill before any row named it does not count as there', () => {
    mkdirSync(join(dataDir, 'originals'));
    writeFileSync(kept(), LARGE.subarray(0, 82_000));
    const id = insert(incoming(LARGE));
    expect(whole(id).equals(LARGE)).toBe(true);
  });

  it('inside the database is mended, too', () => {
    const id = insert(incoming(SMALL));
    const db = openDb(join(dataDir, 'nianshu.db'));
    db.prepare("UPDATE originals SET bytes = x'00'").run();
    db.close();
    expect(store.originals.mend(incoming(SMALL, '2'))).toBe(true);
    expect(whole(id).equals(SMALL)).toBe(true);
  });

  it('is never given back half', async () => {
    const id = insert(incoming(LARGE));
    truncateSync(kept(), 5_000_000);
    const [original] = store.originals.list(id);
    const reading = (): Promise<unknown> =>
      Promise.resolve().then(() => store.originals.read(original?.id ?? 0, 0, 1000));
    expect(await codeOf(reading())).toBe('damaged-file');
    rmSync(kept());
    expect(await codeOf(reading())).toBe('not-found');
  });

  it('leaves nothing half behind when it can’t be written', () => {
    writeFileSync(join(dataDir, 'originals'), 'a file where the folder should be');
    expect(() => insert(incoming(LARGE))).toThrow(/没有/);
    expect(store.reports.list()).toEqual([]);
    expect(existsSync(kept())).toBe(false);
  });
});

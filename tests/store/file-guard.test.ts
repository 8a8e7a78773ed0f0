import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { beforeEach, describe, expect, it } from 'vitest';

import { openStore } from '../../electron/backend/store/store.ts';
import type { Store } from '../../electron/backend/store/types.ts';
import { makeParagraph, makeTitle } from '../../shared/document/make.ts';
import { plainText } from '../../shared/document/plain-text.ts';
import { tempFolder } from './folder.ts';

const NOW = (): Date => new Date();

let dataDir: string;
let store: Store;
let id: string;
let base = 0;

const file = (): string => join(dataDir, 'nianshu.db');

function type(text: string): number {
  const { revision } = store.atomically(() =>
    store.reports.apply({
      id,
      batch: `b${base}`,
      base,
      ops: [{ type: 'insert_text', path: [1, 0], offset: 0, text }],
    }),
  );
  base = revision;
  return revision;
}

const PERSON = { id: 'p', name: '李明', unit: '青禾镇', role: 'writer' } as const;

/** Everything that answers that something was stored. */
const SAVES: readonly [string, () => unknown][] = [
  ['a batch', () => type('甲')],
  ['a setting', () => store.settings.set('currentPerson', 'p')],
  ['a person', () => store.review.savePerson(PERSON)],
  ['a state', () => store.reports.setMeta(id, { state: 'in-review' })],
  [
    'an entry of the record',
    () => store.record.add(id, { person: '', name: '', action: 'edited', details: '' }),
  ],
  ['a removal', () => store.reports.remove(id)],
];

beforeEach(async () => {
  dataDir = tempFolder();
  base = 0;
  store = await openStore(dataDir, NOW);
  id = store.reports.insert({
    template: 't',
    year: 2023,
    unit: '青禾镇',
    document: { schema: 1, blocks: [makeTitle('总结'), makeParagraph('')] },
    variables: {},
  });
  return () => store.close();
});

describe('a save while the database file is no longer the one that was opened', () => {
  it.each(SAVES)('is not acknowledged: %s, the file was replaced by another', (_, save) => {
    renameSync(file(), `${file()}.old`);
    copyFileSync(`${file()}.old`, file());
    expect(save).toThrow(/移走、删除或换成了别的文件，刚才的内容没有保存/);
  });

  it.each(SAVES)('is not acknowledged: %s, the file was removed', (_, save) => {
    rmSync(file());
    expect(save).toThrow(/没有保存/);
  });

  it.each(SAVES)('is not acknowledged: %s, the log was removed', (_, save) => {
    expect(existsSync(`${file()}-wal`)).toBe(true);
    rmSync(`${file()}-wal`);
    expect(save).toThrow(/没有保存/);
  });

  it('goes on when the file is back, and what was refused is stored once', async () => {
    expect(type('一')).toBe(1);
    renameSync(file(), `${file()}.away`);
    expect(() => type('二')).toThrow(/没有保存/);
    expect(() => type('二')).toThrow(/没有保存/);
    renameSync(`${file()}.away`, file());
    expect(type('二')).toBe(2);
    await store.close();
    store = await openStore(dataDir, NOW);
    expect(plainText(store.reports.get(id).document.blocks)).toBe('总结\n二一');
  });

  it('is not hindered by reading, nor by another process that writes', async () => {
    const other = await openStore(dataDir, NOW);
    other.settings.set('currentPerson', 'p');
    expect(type('一')).toBe(1);
    expect(other.reports.get(id).revision).toBe(1);
    await other.close();
    expect(type('二')).toBe(2);
    renameSync(file(), `${file()}.away`);
    expect(store.reports.list()).toHaveLength(1);
    renameSync(`${file()}.away`, file());
  });
});

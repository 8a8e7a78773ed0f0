import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { openDb } from '../../../electron/backend/sqlite/driver.ts';
import { newId } from '../../../shared/document/ids.ts';
import { behindRun, editWord } from '../../office/edit-word.ts';
import { openOffice, takeIn, type Office } from './setup.ts';
import { takeInText } from '../../take-in.ts';
import { DATABASE } from '../../../electron/backend/store/base/database-file.ts';

let office: Office;
let id: string;
let marked: string;
let thread: string;
let stop: (() => void) | null = null;

const call: Office['backend']['call'] = (method, params) => office.backend.call(method, params);
const at = '2023-12-19T01:02:03.000Z';
const op = { type: 'insert_text', path: [0, 0], offset: 0, text: '新' };
const BY = 'w:author="王芳" w:date="2023-12-19T09:30:00Z"';

async function typed(more: object = {}): Promise<unknown> {
  const { revision } = await call('report.open', { id });
  const batch = { id, session: 's', batch: newId(), base: revision, ops: [op], author: 'writer' };
  return call('report.apply', { ...batch, ...more });
}

beforeAll(async () => {
  office = await openOffice();
  id = await takeIn(office.backend);
  thread = newId();
  await typed({
    ops: [{ type: 'set_node', path: [2, 0], properties: {}, newProperties: { [`c_${thread}`]: true } }],
    review: {
      threads: [
        {
          id: thread,
          author: 'writer',
          at,
          quote: '',
          section: '',
          state: 'open',
          comments: [{ id: newId(), thread, author: 'writer', at, body: '请核对' }],
        },
      ],
    },
  });
  const copy = await call('review.export', { id, author: 'writer' });
  marked = editWord(Buffer.from(copy.bytes, 'base64'), (xml) =>
    behindRun(
      xml,
      '将做好以下工作。',
      `<w:ins w:id="900" ${BY}><w:r><w:t>层层压实责任。</w:t></w:r></w:ins>`,
    ),
  ).toString('base64');
});
afterAll(() => office.close());
afterEach(() => stop?.());

/** From now on the record can't be written: as if the program ended between a change and its entry. */
function breakRecord(): void {
  const db = openDb(join(office.dataDir, DATABASE));
  db.exec("CREATE TRIGGER record_broken BEFORE INSERT ON record BEGIN SELECT RAISE(ABORT, 'killed'); END");
  stop = () => {
    db.exec('DROP TRIGGER record_broken');
    db.close();
    stop = null;
  };
}

/** Everything that is stored of reports and said about them. */
function stored(): Record<string, unknown[]> {
  const db = openDb(join(office.dataDir, DATABASE), { readonly: true });
  const tables = [
    'reports',
    'batches',
    'revisions',
    'threads',
    'comments',
    'decisions',
    'versions',
    'people',
  ];
  const rows = tables.map((table) => [table, db.prepare(`SELECT * FROM ${table}`).all()] as const);
  db.close();
  return Object.fromEntries(rows);
}

const CALLS: Record<string, () => Promise<unknown>> = {
  typing: () => typed(),
  'a reply': () => call('review.reply', { id, thread, comment: newId(), author: 'writer', body: '已核对' }),
  'resolving a comment': () =>
    call('review.setThreadState', { id, thread, author: 'writer', state: 'resolved' }),
  'a version': () => call('version.create', { id, kind: 'sent', name: '第一轮', author: 'writer' }),
  'sending a copy': () => call('review.export', { id, author: 'writer' }),
  'taking a copy back': () =>
    call('review.merge', { id, files: [{ name: '改.docx', bytes: marked }], author: 'writer', apply: true }),
  'a new report': () => call('report.create', { template: 'work-summary', year: 2025, unit: '青禾镇' }),
  'a file taken in': () => takeInText(call, '青禾镇2022年总结\n正文。'),
  'the year': () => call('report.setMeta', { id, year: 2022 }),
  'the recycle bin': () => call('report.remove', { id }),
};

describe('a change and its entry in the record', () => {
  it.each(Object.keys(CALLS))('are stored together or not at all: %s', async (name) => {
    const before = stored();
    const { entries } = await call('record.list', { id });
    const open = await call('report.open', { id });
    const told: string[] = [];
    const hush = office.backend.listen((event) => void told.push(event));
    breakRecord();
    await expect(CALLS[name]?.()).rejects.toThrow();
    stop?.();
    hush();
    expect(stored()).toEqual(before);
    expect(told).toEqual([]);
    expect((await call('record.list', { id })).entries).toEqual(entries);
    // Nor does memory know more than the disk.
    expect(await call('report.open', { id })).toEqual(open);
    await typed();
    expect((await call('report.open', { id })).revision).toBe(open.revision + 1);
  });

  it('puts a batch down once that was sent again after a reconnect', async () => {
    const { revision } = await call('report.open', { id });
    const first = { id: newId(), thread: newId(), author: 'writer', at, body: '补一句' };
    const batch = {
      id,
      session: 's',
      batch: newId(),
      base: revision,
      ops: [
        { type: 'set_node', path: [3, 0], properties: {}, newProperties: { [`c_${first.thread}`]: true } },
      ],
      author: 'writer',
      review: {
        threads: [
          {
            id: first.thread,
            author: 'writer',
            at,
            quote: '',
            section: '',
            state: 'open' as const,
            comments: [first],
          },
        ],
      },
    };
    await call('report.apply', batch);
    const { entries } = await call('record.list', { id });
    expect(await call('report.apply', batch)).toEqual({ revision: revision + 1 });
    expect((await call('record.list', { id })).entries).toEqual(entries);
  });
});

import { existsSync } from 'node:fs';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { Events, Params } from '../../shared/contract/methods.ts';
import { base64, SAMPLE } from './sample.ts';
import { serve, type Served } from './backend-for-test.ts';
import { codeOf, transports, type Connected } from './transports.ts';
import { takeInText } from '../take-in.ts';

/** Text typed at the front of the report's title. */
const typed = (text: string): { type: string; text: string }[] => [
  { type: 'insert_text', path: [0, 0], offset: 0, text } as { type: string; text: string },
];

/** The same cases, whatever carries them. */
describe.each(transports)('the backend over $name', (transport) => {
  let served: Served;
  let dataDir: string;
  let connected: Connected;

  beforeEach(async () => {
    served = await serve(transport);
    ({ dataDir, connected } = served);
  });
  afterEach(() => served.close());

  const call: Connected['client']['call'] = (method, params, options) =>
    connected.client.call(method, params, options);

  async function newReport(extra: Partial<Params<'report.create'>> = {}): Promise<string> {
    const [template] = await call('template.list', {});
    const made = await call('report.create', {
      template: template?.id ?? '',
      year: 2023,
      unit: '青禾镇',
      ...extra,
    });
    return made.id;
  }

  async function importSample(): Promise<string> {
    const { id, found } = await takeInText(call, SAMPLE);
    expect(found.refused).toBeUndefined();
    return id ?? '';
  }

  it('says what it is', async () => {
    expect(await call('app.info', {})).toEqual({
      version: '0.1.0',
      dataDir,
      shell: 'browser',
      commandLine: 'nianshu-cli',
      notices: [],
    });
    expect(existsSync(dataDir)).toBe(true);
  });

  it('has templates', async () => {
    const templates = await call('template.list', {});
    expect(templates.length).toBeGreaterThanOrEqual(2);
    for (const template of templates) expect(template.slots.length).toBeGreaterThan(2);
  });

  it('makes, lists and opens a report', async () => {
    expect(await call('report.list', {})).toEqual([]);
    const id = await newReport();
    const [summary] = await call('report.list', {});
    expect(summary).toMatchObject({ id, year: 2023, unit: '青禾镇', state: 'drafting', demo: false });
    const detail = await call('report.open', { id });
    expect(detail).toMatchObject({ id, year: 2023, from: null });
    expect(detail.document.blocks[0]?.type).toBe('title');
    expect(detail.title).toContain('2023');
  });

  it('saves what is typed, once however often it is sent', async () => {
    const id = await newReport();
    const { revision } = await call('report.open', { id });
    const batch = { id, session: 's1', batch: 'b1', base: revision, ops: typed('甲') };
    const saved = await call('report.apply', batch);
    expect(saved.revision).toBeGreaterThan(revision);
    expect(await call('report.apply', batch)).toEqual(saved);
    const after = await call('report.open', { id });
    expect(after.revision).toBe(saved.revision);
    expect(after.title.match(/甲/g)).toHaveLength(1);
  });

  it('refuses what is based on an older revision, and changes nothing', async () => {
    const id = await newReport();
    const { revision } = await call('report.open', { id });
    const saved = await call('report.apply', {
      id,
      session: 's1',
      batch: 'b1',
      base: revision,
      ops: typed('甲'),
    });
    const late = call('report.apply', { id, session: 's2', batch: 'b2', base: revision, ops: typed('乙') });
    expect(await codeOf(late)).toBe('stale-revision');
    const after = await call('report.open', { id });
    expect(after.revision).toBe(saved.revision);
    expect(after.title).not.toContain('乙');
  });

  it('refuses operations that do not fit', async () => {
    const id = await newReport();
    const { revision, document } = await call('report.open', { id });
    const ops = [{ type: 'remove_node', path: [999], node: { text: '' } }];
    expect(await codeOf(call('report.apply', { id, session: 's', batch: 'b', base: revision, ops }))).toBe(
      'invalid-document',
    );
    expect((await call('report.open', { id })).document).toEqual(document);
  });

  it('tells every window what was saved, and by whom', async () => {
    const id = await newReport();
    const { revision } = await call('report.open', { id });
    const { promise, resolve } = Promise.withResolvers<Events['report.changed']>();
    const stop = connected.client.on('report.changed', resolve);
    const saved = await call('report.apply', {
      id,
      session: 's1',
      batch: 'b1',
      base: revision,
      ops: typed('甲'),
    });
    expect(await promise).toEqual({ id, revision: saved.revision, session: 's1' });
    stop();
  });

  it('changes what is known of a report', async () => {
    const id = await newReport();
    expect(await call('report.setMeta', { id, unit: '云川市', state: 'in-review' })).toMatchObject({
      unit: '云川市',
      state: 'in-review',
    });
    expect((await call('report.list', {}))[0]?.unit).toBe('云川市');
  });

  it('keeps a copy of a document that could not be saved', async () => {
    const id = await newReport();
    const { document, variables } = await call('report.open', { id });
    const copy = await call('report.saveCopy', { id, document, variables });
    expect(copy.id).not.toBe(id);
    expect((await call('report.open', { id: copy.id })).document.blocks.length).toBe(document.blocks.length);
  });

  it('removes a report, and takes it back', async () => {
    const id = await newReport();
    await call('report.remove', { id });
    expect(await call('report.list', {})).toEqual([]);
    await call('report.restore', { id });
    expect((await call('report.list', {})).map((report) => report.id)).toEqual([id]);
  });

  it('takes a report in, and refuses an empty file', async () => {
    const { id, found } = await takeInText(call, SAMPLE);
    expect(found).toMatchObject({ year: 2022, unit: '青禾镇', doubtful: [] });
    expect(found.counts).toMatchObject({ headings: { '1': 3, '2': 2 }, items: 5, runs: 2 });
    expect((await takeInText(call, '', '空.txt')).found.refused?.code).toBe('empty-file');
    expect((await call('report.list', {})).map((report) => report.id)).toEqual([id]);
  });

  it('tells of the progress of a long call', async () => {
    const [a, b] = [await importSample(), await newReport()];
    const seen: number[] = [];
    const sides = { a: { report: a }, b: { report: b }, edition: 'internal' as const };
    await call(
      'compare.export',
      { ...sides, format: 'docx' },
      { onProgress: ({ total }) => seen.push(total) },
    );
    expect(seen.length).toBeGreaterThan(0);
  });

  it('recognises a file without storing it', async () => {
    const outline = await call('import.outline', { name: '总结.txt', bytes: base64(SAMPLE) });
    expect(outline.title).toContain('青禾镇');
    expect(outline.counts.items).toBe(5);
    expect(await call('report.list', {})).toEqual([]);
  });

  it('rolls a report over, and finds last year’s text and values', async () => {
    const from = await importSample();
    const id = await newReport({ from });
    const detail = await call('report.open', { id });
    expect(detail.from).toEqual({ id: from, year: 2022 });
    expect(detail.title).toContain('2023');
    const past = await call('past.sections', { id, heading: '规范行政执法' });
    expect(past[0]).toMatchObject({ id: from, year: 2022, heading: '规范行政执法' });
    expect(typeof (await call('past.values', { id }))).toBe('object');
  });

  it('exports text and Word, each edition under its name', async () => {
    const id = await importSample();
    const text = await call('export.make', { id, format: 'txt', edition: 'internal' });
    expect(Buffer.from(text.bytes, 'base64').toString('utf8')).toContain('规范行政执法');
    const word = await call('export.make', { id, format: 'docx', edition: 'public' });
    expect(Buffer.from(word.bytes, 'base64').subarray(0, 2).toString()).toBe('PK');
    expect(word.name).toMatch(/\.docx$/);
  });

  it('says that PDF needs a printer', async () => {
    const id = await importSample();
    expect(await codeOf(call('export.make', { id, format: 'pdf', edition: 'internal' }))).toBe('no-printer');
  });

  it('loads the demo, once', async () => {
    const { ids } = await call('demo.load', {});
    expect(ids.length).toBeGreaterThanOrEqual(4);
    await call('demo.load', {});
    const reports = await call('report.list', {});
    expect(reports.filter((report) => report.demo)).toHaveLength(ids.length);
  });

  it('keeps the unit’s settings, and tells every window', async () => {
    expect(await call('settings.get', { key: 'lengthLimit' })).toEqual({ value: null });
    const { promise, resolve } = Promise.withResolvers<Events['settings.changed']>();
    const stop = connected.client.on('settings.changed', resolve);
    await call('settings.set', { key: 'lengthLimit', value: 4000 });
    expect(await promise).toEqual({ key: 'lengthLimit' });
    stop();
    expect(await codeOf(call('settings.set', { key: 'lengthLimit', value: '多' }))).toBe('bad-request');
    expect(await call('settings.get', { key: 'lengthLimit' })).toEqual({ value: 4000 });
  });

  it('refuses what does not fit the contract', async () => {
    const ask = call as (method: string, params: unknown) => Promise<unknown>;
    expect(await codeOf(ask('no.such', {}))).toBe('unknown-method');
    expect(await codeOf(ask('constructor', {}))).toBe('unknown-method');
    for (const params of [null, [], 'x', { id: '' }, { id: 7 }, { id: 'a', extra: 1 }, {}]) {
      expect(await codeOf(ask('report.open', params))).toBe('bad-request');
    }
    expect(await codeOf(call('report.open', { id: 'none' }))).toBe('not-found');
    expect(await codeOf(call('report.create', { template: 'none', year: 2023, unit: 'u' }))).toBe(
      'not-found',
    );
  });
});

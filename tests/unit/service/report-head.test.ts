import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createBackend } from '../../../electron/backend/service/backend.ts';
import type { Backend } from '../../../electron/backend/service/registry.ts';
import { makeParagraph, makeTitle } from '../../../shared/document/make.ts';
import type { Block } from '../../../shared/document/types.ts';
import { testPorts } from './deps.ts';

describe('what stands around a report', () => {
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

  const stored = async (blocks: Block[]): Promise<string> => {
    const { id } = await backend.call('report.create', {
      template: 'work-summary',
      year: 2025,
      unit: '青禾镇',
    });
    const document = { schema: 1, blocks: blocks as unknown[] };
    return (await backend.call('report.saveCopy', { id, document, variables: { unit: '青禾镇' } })).id;
  };

  it('is kept: head, contact, imprint', async () => {
    const id = await stored([makeTitle('总结'), makeParagraph('正文。')]);
    const head = {
      number: '青府〔2025〕5号',
      contact: '李敏',
      copies: '县司法局',
      printDate: '2025年12月1日',
    };
    const { number, contact, copies } = await backend.call('report.setHead', { id, head });
    expect([number, contact, copies]).toEqual(['青府〔2025〕5号', '李敏', '县司法局']);
    expect(await backend.call('report.head', { id })).toMatchObject(head);
  });

  it('has its number in one place', async () => {
    const id = await stored([
      makeParagraph('青府〔2025〕5号', 'docnumber'),
      makeTitle('总结'),
      makeParagraph('正文。'),
    ]);
    expect((await backend.call('report.setHead', { id, head: { number: '青府〔2025〕5号' } })).number).toBe(
      '',
    );
    await expect(backend.call('report.setHead', { id, head: { number: '青府〔2025〕9号' } })).rejects.toThrow(
      '在正文里改',
    );
  });
});

describe('the unit of a report', () => {
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

  it('is one: put right in the list it changes in the text, changed in the text it changes in the list', async () => {
    const { id } = await backend.call('report.create', {
      template: 'work-summary',
      year: 2025,
      unit: '青禾镇',
    });
    const told: unknown[] = [];
    backend.listen((event, data) => event === 'report.changed' && told.push(data));
    await backend.call('report.setMeta', { id, unit: '青山镇' });
    const renamed = await backend.call('report.open', { id });
    expect([renamed.unit, renamed.variables['unit'], renamed.revision]).toEqual(['青山镇', '青山镇', 1]);
    expect(renamed.title).toContain('青山镇');
    expect(told).toEqual([{ id, revision: 1, session: '' }]);
    await backend.call('report.apply', {
      id,
      session: 'w',
      batch: 'b1',
      base: 1,
      ops: [],
      variables: { unit: '青河镇' },
    });
    const [listed] = await backend.call('report.list', {});
    expect(listed?.unit).toBe('青河镇');
  });

  it('is known of a text that does not say it, and changes no word of it', async () => {
    const { id } = await backend.call('report.create', {
      template: 'work-summary',
      year: 2025,
      unit: '青禾镇',
    });
    const document = { schema: 1, blocks: [makeTitle('**镇总结'), makeParagraph('正文。')] as unknown[] };
    const copy = await backend.call('report.saveCopy', { id, document, variables: {} });
    await backend.call('report.setMeta', { id: copy.id, unit: '青山镇' });
    const report = await backend.call('report.open', { id: copy.id });
    expect([report.unit, report.variables['unit']]).toEqual(['青山镇', '青山镇']);
    expect(report.document.blocks).toEqual(document.blocks);
  });
});

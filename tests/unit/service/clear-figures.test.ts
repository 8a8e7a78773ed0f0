import { afterEach, beforeEach, expect, it } from 'vitest';

import { createBackend } from '../../../electron/backend/service/backend.ts';
import type { Backend } from '../../../electron/backend/service/registry.ts';
import { makeField, makeParagraph, makeTitle, padInlines } from '../../../shared/document/make.ts';
import type { Block } from '../../../shared/document/types.ts';
import { keyOfLeftover } from '../../../shared/edition/leftovers.ts';
import { testPorts } from './deps.ts';

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

async function stored(year: number, unit: string, blocks: Block[]): Promise<string> {
  const { id } = await backend.call('report.create', { template: 'work-summary', year, unit });
  const { document, variables } = await backend.call('report.open', { id });
  const copy = await backend.call('report.saveCopy', {
    id,
    document: { ...document, blocks },
    variables,
    review: { threads: [], comments: [], revisions: [] } as never,
    about: { year, unit, template: 'work-summary' },
  });
  await backend.call('report.remove', { id });
  return copy.id;
}

const figures = async (id: string): Promise<string[]> =>
  (await backend.call('edition.leftovers', { id })).leftovers
    .filter(({ kind }) => kind === 'figure')
    .map(({ text, allowed }) => `${text} ${allowed}`);

it('the unit’s report of the year before says what is hidden; an answer is kept', async () => {
  const past = padInlines([
    { text: '全年审查合同' },
    makeField({ value: '6800', unit: '宗' }),
    { text: '。' },
  ]);
  await stored(2024, '青禾镇', [makeTitle('青禾镇2024年工作总结'), makeParagraph(past)]);
  const now = [makeTitle('2025年工作总结'), makeParagraph('全年审查合同7452宗。')];
  const id = await stored(2025, '青禾镇', now);
  expect(await figures(id)).toEqual(['7452宗 false']);
  await expect(backend.call('export.make', { id, format: 'txt', edition: 'public' })).rejects.toMatchObject({
    code: 'leftovers',
  });
  const { leftovers } = await backend.call('edition.leftovers', { id });
  await backend.call('edition.decide', {
    id,
    decisions: leftovers.map((one) => ({ kind: one.kind, text: keyOfLeftover(one), allowed: true })),
  });
  expect(await figures(id)).toEqual(['7452宗 true']);
  const made = await backend.call('export.make', { id, format: 'txt', edition: 'public' });
  expect(Buffer.from(made.bytes, 'base64').toString()).toContain('7452宗');

  // Another unit's report says nothing about this one's.
  expect(await figures(await stored(2025, '松原镇', now))).toEqual([]);
});

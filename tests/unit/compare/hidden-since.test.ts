import { afterAll, beforeAll, expect, it } from 'vitest';

import {
  makeField,
  makeHeading,
  makeParagraph,
  makeTitle,
  padInlines,
} from '../../../shared/document/make.ts';
import { startBackend, storedReport, type Running } from '../session/backend-client.ts';

let running: Running;
beforeAll(async () => {
  running = await startBackend();
});
afterAll(() => running.close());

it('a public comparison with an earlier version has nothing that was hidden since', async () => {
  const { backend } = running;
  const id = await storedReport(running, [
    makeTitle('总结'),
    makeHeading(1, '工作情况'),
    makeParagraph('群众普遍满意，工作扎实推进。'),
    makeParagraph('拟对三家企业立案查处，暂不公布。'),
  ]);
  const about = { id, kind: 'saved', name: '版', author: 'p1' } as const;
  const { id: version } = await backend.call('version.create', about);
  const { revision } = await backend.call('report.open', { id });
  const hide = { type: 'set_node', path: [3], properties: {}, newProperties: { secret: true } } as const;
  await backend.call('report.apply', {
    id,
    batch: 'hide',
    base: revision,
    session: 'test',
    ops: [hide],
    author: 'p1',
  });
  const compared = async (edition: 'public' | 'internal'): Promise<string> =>
    JSON.stringify(
      await backend.call('compare.run', {
        a: { report: id, version },
        b: { report: id },
        edition,
        allowLeftovers: true,
      }),
    );
  expect(await compared('internal')).toContain('立案');
  const shown = await compared('public');
  expect(shown).not.toContain('立案');
  expect(shown).toContain('群众普遍满意');

  // Also where it was deleted after a version had kept it hidden.
  await backend.call('version.create', about);
  const { revision: next, document } = await backend.call('report.open', { id });
  const remove = { type: 'remove_node', path: [3], node: document.blocks[3] } as never;
  await backend.call('report.apply', {
    id,
    batch: 'cut',
    base: next,
    session: 'test',
    ops: [remove],
    author: 'p1',
  });
  expect(await compared('public')).not.toContain('立案');
});

const figure = (value: string, sensitivity: 'public' | 'internal' = 'public') =>
  makeField({ value, unit: '件', label: '案件', sensitivity });

const close = (path: number[], sensitivity: string) =>
  ({
    type: 'set_node',
    path,
    properties: { sensitivity: 'public' },
    newProperties: { sensitivity },
  }) as const;

it('a figure that was public in an earlier version, or typed by hand, is as closed there as it is now', async () => {
  const { backend } = running;
  const [turned, typed, never] = [figure('8371'), figure('6154', 'internal'), figure('2963')];
  const id = await storedReport(running, [
    makeTitle('总结'),
    makeParagraph(padInlines([{ text: '受理' }, turned, { text: '，又受理' }, never, { text: '。' }])),
    makeParagraph('查处6154件。'),
  ]);
  const about = { id, kind: 'saved', name: '版', author: 'p1' } as const;
  const { id: version } = await backend.call('version.create', about);
  const { revision } = await backend.call('report.open', { id });
  const ops = [
    close([1, 1], 'internal'),
    close([1, 3], 'secret'),
    { type: 'remove_text', path: [2, 0], offset: 2, text: '6154件' },
    { type: 'split_node', path: [2, 0], position: 2, properties: {} },
    { type: 'insert_node', path: [2, 1], node: typed },
  ];
  await backend.call('report.apply', { id, batch: 'x', base: revision, session: 's', ops, author: 'p1' });
  const sides = { a: { report: id, version }, b: { report: id } };
  await expect(backend.call('compare.run', { ...sides, edition: 'public' })).rejects.toMatchObject({
    code: 'leftovers',
    details: { leftovers: [{ kind: 'value', text: '6154件' }] },
  });
  const open = { ...sides, edition: 'public', allowLeftovers: true } as const;
  expect(JSON.stringify(await backend.call('compare.run', open))).not.toMatch(/8371|2963/);
  expect(JSON.stringify(await backend.call('compare.run', { ...open, edition: 'internal' }))).not.toContain(
    '2963',
  );
});

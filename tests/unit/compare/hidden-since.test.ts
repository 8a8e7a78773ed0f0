import { afterAll, beforeAll, expect, it } from 'vitest';

import { makeHeading, makeParagraph, makeTitle } from '../../../shared/document/make.ts';
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

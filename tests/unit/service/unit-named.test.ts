import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createBackend } from '../../../electron/backend/service/backend.ts';
import type { Backend } from '../../../electron/backend/service/registry.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import { UNKNOWN_UNIT } from '../../../shared/document/unit-name.ts';
import { takeInText } from '../../take-in.ts';
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

/** Neither title nor signature says whose it is; the text does, in several forms. */
const UNSAID = [
  '2025年工作总结',
  '一、主要举措',
  '青禾镇人民政府召开会议，中共青禾镇委员会印发青委〔2025〕3号文件，青禾镇党委、青禾办事处落实青府〔2025〕5号文件。',
  '开展检查18次。',
].join('\n');

async function takenIn(text: string, unit?: string): Promise<string> {
  const batch = `b${(n += 1)}`;
  const bytes = Buffer.from(text);
  await backend.call('import.stage', {
    batch,
    file: '0',
    name: '总结.txt',
    size: bytes.length,
    offset: 0,
    bytes: bytes.toString('base64'),
  });
  const found = await backend.call('import.recognise', { batch, file: '0' });
  const template = found.refused ? '' : found.template;
  const [taken] = await backend.call('import.take', {
    batch,
    files: [{ file: '0', year: 2025, unit: unit ?? UNKNOWN_UNIT, template: template || 'work-summary' }],
  });
  if (!taken || !('id' in taken) || !taken.id) throw new Error('not taken in');
  return taken.id;
}
let n = 0;

const opened = async (id: string) => {
  const { document, variables, unit } = await backend.call('report.open', { id });
  return { text: plainText(document.blocks, { variables }), variable: variables['unit'], unit };
};
const asked = async (id: string): Promise<string[]> =>
  (await backend.call('edition.leftovers', { id })).leftovers.map(({ kind, text }) => `${kind} ${text}`);
const published = async (id: string): Promise<string> => {
  const made = await backend.call('export.make', {
    id,
    format: 'txt',
    edition: 'public',
    allowLeftovers: true,
  });
  return Buffer.from(made.bytes, 'base64').toString();
};

describe('the name of the unit', () => {
  it('not said at all: asked before the public edition goes out, once', async () => {
    const id = await takenIn(UNSAID);
    expect(await opened(id)).toMatchObject({ unit: UNKNOWN_UNIT, variable: undefined });
    expect(await asked(id)).toContain('no-unit 单位名称还没有填');
    await expect(backend.call('export.make', { id, format: 'txt', edition: 'public' })).rejects.toMatchObject(
      {
        code: 'leftovers',
      },
    );
    await backend.call('edition.decide', {
      id,
      decisions: [{ kind: 'no-unit', text: '单位名称还没有填', allowed: true }],
    });
    const { leftovers } = await backend.call('edition.leftovers', { id });
    expect(leftovers.find(({ kind }) => kind === 'no-unit')?.allowed).toBe(true);
  });

  it.each([
    ['typed in with the file', (): Promise<string> => takenIn(UNSAID, '青禾镇')],
    [
      'typed in afterwards',
      async (): Promise<string> => {
        const id = await takenIn(UNSAID);
        await backend.call('report.setMeta', { id, unit: '青禾镇' });
        return id;
      },
    ],
  ])(
    '%s: it is the variable, fields in the text, and every other form is asked about',
    async (_name, make) => {
      const id = await make();
      const report = await opened(id);
      expect(report).toMatchObject({ unit: '青禾镇', variable: '青禾镇' });
      expect(report.text.replaceAll('\n', '')).toContain('青禾镇人民政府召开会议，中共青禾镇委员会印发');
      const text = await published(id);
      expect(text).not.toContain('青禾镇');
      expect(text).toContain('**镇人民政府召开会议，中共**镇委员会印发');
      const found = await asked(id);
      expect(found).not.toContain('no-unit 单位名称还没有填');
      for (const form of ['青禾', '青委〔2025〕3号', '青府〔2025〕5号'])
        expect(
          found.some((one) => one.startsWith('value') && one.includes(form)),
          form,
        ).toBe(true);
    },
  );

  it('recognised wrongly and put right with the file: the text reads as it came in', async () => {
    const text = '松原镇2025年工作总结\n一、举措\n青禾镇学习松原镇经验。\n二、打算\n继续。';
    const id = await takenIn(text, '青禾镇');
    const report = await opened(id);
    expect(report.text.replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
    expect(report.variable).toBe('青禾镇');
    expect(await published(id)).not.toContain('青禾镇');
  });

  it('a redacted text stays so, and its name in clear is asked about', async () => {
    const text = '**镇2025年工作总结\n一、举措\n**镇召开会议，青禾镇司法所落实。\n二、打算\n继续。';
    const id = await takenIn(text);
    await backend.call('report.setMeta', { id, unit: '青禾镇' });
    const report = await opened(id);
    expect(report.text.replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
    expect((await asked(id)).some((one) => one.startsWith('value 青禾'))).toBe(true);
  });

  it('a hidden sentence with the name in it stays hidden', async () => {
    const { id = '' } = await takeInText(
      (method, params) => backend.call(method, params),
      UNSAID.replaceAll('青禾', '云山'),
    );
    const { document, revision } = await backend.call('report.open', { id });
    const at = document.blocks.findIndex((block) => plainText([block]).includes('云山镇'));
    const op = { type: 'set_node', path: [at, 0], properties: {}, newProperties: { secret: true } };
    await backend.call('report.apply', { id, session: 's', batch: 'b1', base: revision, ops: [op] });
    await backend.call('report.setMeta', { id, unit: '云山镇' });
    expect(await opened(id)).toMatchObject({ variable: '云山镇' });
    expect(await published(id)).not.toMatch(/云山|\*\*镇/);
  });
});

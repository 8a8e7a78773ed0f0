import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createBackend } from '../../../electron/backend/service/backend.ts';
import type { Backend } from '../../../electron/backend/service/registry.ts';
import { makeField, makeParagraph, makeTitle } from '../../../shared/document/make.ts';
import { SCHEMA_VERSION, type Sensitivity } from '../../../shared/document/types.ts';
import { testPorts } from './deps.ts';

type Figure = { label: string; value: string; sensitivity?: Sensitivity };

describe('figures that go out', () => {
  let backend: Backend;
  let ports: ReturnType<typeof testPorts>;
  beforeEach(async () => {
    ports = testPorts();
    backend = await createBackend(ports);
  });
  afterEach(async () => {
    await backend.close();
    ports.remove();
  });

  /** A report of a year with these figures, and a secretary who is named in it and masked. */
  const report = async (year: number, figures: readonly Figure[], words = '办理'): Promise<string> => {
    const variables = { unit: '青禾镇', secretary: '林春生' };
    const { id } = await backend.call('report.create', {
      template: 'law-government-report',
      year,
      unit: variables.unit,
    });
    const blocks = [
      makeTitle(`${year}年报告`),
      ...figures.map(({ label, value, sensitivity = 'internal' }) =>
        makeParagraph([
          { text: words },
          makeField({ kind: 'count', value, unit: '件', label, sensitivity }),
          { text: '。' },
        ]),
      ),
    ];
    const copy = await backend.call('report.saveCopy', {
      id,
      document: { schema: SCHEMA_VERSION, blocks },
      variables,
      review: { revisions: [], threads: [], decisions: [] },
      about: { year, unit: variables.unit, template: 'law-government-report' },
    });
    await backend.call('report.remove', { id });
    return copy.id;
  };
  const workbook = async (allowLeftovers = false): Promise<{ all: string; leftOut: number }> => {
    const made = await backend.call('figures.export', { unit: '青禾镇', edition: 'public', allowLeftovers });
    const parts = Object.values(unzipSync(Buffer.from(made.bytes, 'base64'))).map((part) => strFromU8(part));
    return { all: parts.join('\n') + made.name, leftOut: made.leftOut ?? 0 };
  };

  it('name nothing of which no year may be printed', async () => {
    for (const year of [2024, 2025])
      await report(year, [
        { label: '采石场专案', value: `${year - 2000}` },
        { label: '巡河护岸', value: `${year - 1000}`, sensitivity: year === 2024 ? 'public' : 'internal' },
      ]);
    const { all, leftOut } = await workbook();
    expect(all).not.toMatch(/采石场|1025/);
    expect(all).toMatch(/巡河护岸[\s\S]*1024[\s\S]*\*\*/);
    expect(leftOut).toBe(1);
    const inside = await backend.call('figures.series', { unit: '青禾镇', edition: 'internal' });
    expect(inside.series.map(({ label }) => label)).toContain('采石场专案');
    expect(inside.leftOut).toBeUndefined();
  });

  it('mask in their names what is masked in a report, also of another year', async () => {
    await report(2024, [{ label: '林春生接访', value: '7', sensitivity: 'public' }]);
    await report(2025, [{ label: '林春生接访', value: '9', sensitivity: 'public' }]);
    const { all } = await workbook();
    expect(all).not.toContain('林春生');
    expect(all).toContain('***接访');
  });

  it('and a file for the house names nothing that is always hidden', async () => {
    const figures = [{ label: '马家湾8371件专案', value: '8371', sensitivity: 'secret' as const }];
    for (const year of [2024, 2025]) await report(year, figures);
    const made = await backend.call('figures.export', { unit: '青禾镇', edition: 'internal' });
    const parts = Object.values(unzipSync(Buffer.from(made.bytes, 'base64'))).map((part) => strFromU8(part));
    expect(parts.join('\n')).toContain('马家湾**');
    expect(parts.join('\n')).not.toContain('8371');
  });

  it('are stopped by a name that looks like a secret, until somebody has decided', async () => {
    const figures = [{ label: '举报电话13800138000来电', value: '7', sensitivity: 'public' as const }];
    await report(2024, figures);
    const newest = await report(2025, figures);
    const failed = await workbook().catch((error: unknown) => error);
    expect(failed).toMatchObject({
      code: 'leftovers',
      details: { leftovers: [{ kind: 'phone', text: '13800138000', report: newest }] },
    });
    await expect(backend.call('figures.series', { unit: '青禾镇', edition: 'public' })).rejects.toMatchObject(
      { code: 'leftovers' },
    );
    expect((await workbook(true)).all).toContain('13800138000');
    await backend.call('edition.decide', {
      id: newest,
      decisions: [{ kind: 'phone', text: '13800138000', allowed: true }],
    });
    expect((await workbook()).all).toContain('13800138000');
  });

  it('and a comparison that goes out asks as an export does', async () => {
    const a = await report(2024, []);
    const b = await report(2025, [{ label: '来访', value: '1' }], '联系人13800138000，办理');
    const sides = { a: { report: a }, b: { report: b } };
    await expect(backend.call('compare.run', { ...sides, edition: 'public' })).rejects.toMatchObject({
      code: 'leftovers',
    });
    await expect(backend.call('compare.run', { ...sides, edition: 'internal' })).resolves.toHaveProperty(
      'sections',
    );
    await expect(
      backend.call('compare.run', { ...sides, edition: 'public', allowLeftovers: true }),
    ).resolves.toHaveProperty('sections');
  });
});

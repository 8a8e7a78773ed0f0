import { homedir, hostname, tmpdir } from 'node:os';

import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';

import { writeComparisonDocx } from '../../../electron/backend/docx/write/write-comparison.ts';
import { writeDocx } from '../../../electron/backend/docx/write/write-docx.ts';
import { compareEditions } from '../../../shared/compare/compare.ts';
import { toEdition } from '../../../shared/edition/gate.ts';
import { chartSvg } from '../../../shared/indicators/chart.ts';
import { figuresWorkbook } from '../../../shared/indicators/workbook.ts';
import type { Series } from '../../../shared/indicators/types.ts';
import { samplePolicy, sampleReport, sampleTemplate } from './sample.ts';

/** Names of this machine, of whoever works at it, and of its folders. `root` alone is a word of XML, too. */
const HERE = [hostname(), homedir(), tmpdir(), process.cwd(), process.env['USER'] ?? ''].filter(
  (name) => name.length > 4,
);

const inside = (zip: Uint8Array): string =>
  Object.entries(unzipSync(zip))
    .map(([name, part]) => name + strFromU8(part, true))
    .join('\n');

describe('a file that goes out', () => {
  const open = toEdition(sampleReport(), sampleTemplate, 'public', samplePolicy);
  const series: Series = {
    key: 'k',
    label: '调解',
    kind: 'count',
    unit: '件',
    guessed: false,
    points: [],
    changes: [],
    warnings: [],
  };

  it.each<[string, () => Promise<string>]>([
    ['Word', async () => inside(await writeDocx(open))],
    [
      'a comparison',
      async () => {
        const side = { id: 'a', slots: new Map<string, string>(), doc: open };
        const comparison = await compareEditions(side, side, { fixedPhrases: [] });
        return inside(await writeComparisonDocx(comparison, new Date('2025-12-01T00:00:00Z')));
      },
    ],
    ['a workbook', () => Promise.resolve(inside(figuresWorkbook([series], [2025], '数据')))],
    ['a chart', () => Promise.resolve(chartSvg(series, [2025], '来源'))],
  ])('names neither the machine nor its user: %s', async (_, made) => {
    const all = await made();
    for (const name of HERE) expect(all).not.toContain(name);
    // Its properties name the unit as the edition may call it.
    expect(all).not.toMatch(/青禾|周明远/);
  });
});

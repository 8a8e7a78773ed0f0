import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

import { writeComparisonDocx } from '../../../electron/backend/docx/write/write-comparison.ts';
import { writeDocx } from '../../../electron/backend/docx/write/write-docx.ts';
import { writeReviewCopy } from '../../../electron/backend/docx/write/write-review-copy.ts';
import { compareEditions } from '../../../shared/compare/compare.ts';
import { countingIds } from '../../../shared/document/ids.ts';
import { makeField, makeParagraph, padInlines } from '../../../shared/document/make.ts';
import { toEdition } from '../../../shared/edition/gate.ts';
import { editionPolicy } from '../../../shared/edition/mask.ts';
import { toReviewCopy } from '../../../shared/edition/review-copy.ts';
import { seriesOf } from '../../../shared/indicators/series.ts';
import type { ReportState } from '../../../shared/document/report-state.ts';
import type { Edition } from '../../../shared/edition/edition.ts';
import { figuresWorkbook } from '../../../shared/indicators/workbook.ts';
import { layout, type LayoutSettings } from '../../../shared/settings/layout.ts';
import { buildCase, reportSpec } from '../../attack/reports.ts';
import { schemaProblems, type OfficeFile } from '../../office/schema-check.ts';
import { photos } from '../../rich-report.ts';
import { richReport } from '../import/word-report.ts';
import { samplePolicy, sampleReport, sampleTemplate } from './sample.ts';

const ids = countingIds('f');
const RUNS = process.env['NIANSHU_NIGHTLY'] === '1' ? 100 : 8;
const field = (value: string, label: string) => makeField({ value, unit: '次', label }, ids);
const PEOPLE = [{ id: 'p1', name: '周明远', unit: '青禾镇', role: 'reviewer' as const }];
const IDENTITY = {
  format: 2 as const,
  report: 'r',
  version: 'v',
  number: 1,
  title: '稿',
  year: 2025,
  copy: '',
};
const HEAD = {
  copy: '000001',
  secrecy: '秘密★1年',
  urgency: '特急',
  number: '青府〔2025〕5号',
  signer: '林春生',
};

const choices: Partial<LayoutSettings>[] = [
  {},
  { head: true, seal: true },
  { pageNumber: 'plain', digits: 'times', titleFont: 'heiti' },
  { pageNumber: 'none', pageNumberPlace: 'centre', titleFont: 'zhongsong' },
  { pageNumberPlace: 'centre', mark: '青禾镇人民政府文件', head: true },
];

describe('every part of a Word file follows the ISO 29500 transitional schemas', () => {
  it('in either edition, as a draft and signed, in every layout', async () => {
    const files: OfficeFile[] = [];
    const add = async (edition: Edition, state: ReportState, choice: number): Promise<void> => {
      const head = choice === 4 ? { ...HEAD, signer: '' } : HEAD;
      const source = { ...sampleReport(), state, head };
      const doc = toEdition(source, sampleTemplate, edition, samplePolicy, layout.parse(choices[choice]));
      const stamp = state === 'signed-off' ? 'eyJzdGFtcCI6MX0' : null;
      files.push({ name: `${edition} ${state} ${choice}`, bytes: await writeDocx(doc, { stamp }) });
    };
    for (const at of choices.keys()) await add('internal', 'signed-off', at);
    await add('internal', 'drafting', 0);
    await add('public', 'drafting', 1);
    await add('public', 'signed-off', 4);
    for (const edition of ['internal', 'public'] as const) {
      const doc = toEdition(richReport(), sampleTemplate, edition, samplePolicy, layout.parse(choices[1]));
      files.push({ name: `rich ${edition}`, bytes: await writeDocx(doc, { images: photos }) });
    }
    expect(await schemaProblems(files)).toEqual([]);
  });

  it('in the forms of random reports: final, marked up, sent out to review, compared', async () => {
    const files: OfficeFile[] = [];
    const keep = (name: string, bytes: Uint8Array): number => files.push({ name, bytes });
    await fc.assert(
      fc.asyncProperty(reportSpec, reportSpec, async (spec, other) => {
        const [one, two] = [buildCase(spec), buildCase(other, 1000)];
        const docs = [one, two].map(({ source, template, settings, ...rest }) => {
          const policy = editionPolicy(template, settings);
          return toEdition({ ...source, state: 'signed-off' }, template, 'internal', policy, rest.layout);
        });
        const [before, after] = docs;
        if (!before || !after) throw new Error('no edition');
        keep('internal', await writeDocx(before));
        const policy = editionPolicy(one.template, one.settings);
        const copy = toReviewCopy(one.source, one.template, policy, one.layout);
        const rows = { ...one.review, people: PEOPLE };
        keep('marked up', await writeReviewCopy(copy, rows, null));
        keep('review copy', await writeReviewCopy(copy, rows, IDENTITY));
        const sides = [before, after].map((doc, at) => ({
          id: `${at}`,
          doc,
          slots: new Map<string, string>(),
        }));
        const [a, b] = sides;
        if (!a || !b) throw new Error('no side');
        const comparison = await compareEditions(a, b);
        keep('comparison', await writeComparisonDocx(comparison, new Date('2025-12-01T02:03:04Z')));
      }),
      { numRuns: RUNS },
    );
    expect(await schemaProblems(files)).toEqual([]);
  }, 600_000);

  it('and so does every part of a workbook of figures', async () => {
    const years = [2024, 2025];
    const reports = years.map((year) => ({
      id: String(year),
      year,
      blocks: [
        makeParagraph(
          padInlines([field('12', '学法'), field(year === 2024 ? '3' : '90', '<普法> & “宣讲”')]),
        ),
      ],
      variables: {},
    }));
    const series = seriesOf(reports, { known: [] });
    expect(series.length).toBeGreaterThan(0);
    const bytes = figuresWorkbook(series, years, '青禾镇2024—2025年年度数据');
    expect(await schemaProblems([{ name: 'figures', bytes }])).toEqual([]);
  });

  it('is really looked at: what does not follow them is named', async () => {
    const doc = toEdition(sampleReport(), sampleTemplate, 'internal', samplePolicy);
    const parts = unzipSync(await writeDocx(doc));
    const broken = (part: string, from: RegExp, to: string): Uint8Array => {
      const xml = strFromU8(parts[part] ?? new Uint8Array());
      expect(xml).toMatch(from);
      return zipSync({ ...parts, [part]: strToU8(xml.replace(from, to)) });
    };
    const problems = await schemaProblems([
      {
        name: 'order',
        bytes: broken('word/styles.xml', /(<w:widowControl[^>]*>)(.*?)(<w:spacing[^>]*>)/s, '$3$2$1'),
      },
      { name: 'value', bytes: broken('word/document.xml', /w:lineRule="exact"/, 'w:lineRule="exactly"') },
      {
        name: 'missing',
        bytes: broken('word/_rels/document.xml.rels', /Target="styles.xml"/, 'Target="nowhere.xml"'),
      },
      { name: 'property', bytes: broken('docProps/core.xml', /dc:title/g, 'dc:titel') },
    ]);
    for (const name of ['order', 'value', 'missing', 'property'])
      expect(problems.some((line) => line.startsWith(`${name}: `))).toBe(true);
  });
});

import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';

import { writeComparisonDocx } from '../../../electron/backend/docx/write/write-comparison.ts';
import { comparisonHtml } from '../../../electron/backend/print/comparison-html.ts';
import { compareEditions } from '../../../shared/compare/compare.ts';
import type { Comparison } from '../../../shared/compare/types.ts';
import {
  makeHeading,
  makeOrdinal,
  makeParagraph,
  makeTitle,
  padInlines,
} from '../../../shared/document/make.ts';
import type { Block } from '../../../shared/document/types.ts';
import { toEdition } from '../../../shared/edition/gate.ts';
import { editionPolicy } from '../../../shared/edition/mask.ts';
import { writeText } from '../../../shared/edition/write-text.ts';

const edition = (year: number, blocks: Block[]) =>
  toEdition(
    { document: { schema: 1, blocks }, variables: {}, year, unit: '青禾镇', state: 'signed-off' },
    undefined,
    'internal',
    editionPolicy(undefined),
  );
const items = (...texts: string[]): Block =>
  makeParagraph(padInlines(texts.flatMap((text) => [makeOrdinal(), { text }])));
const table = (...rows: string[][]): Block => ({
  type: 'table',
  id: 't',
  children: rows.map((cells) => ({
    type: 'table-row',
    children: cells.map((text) => ({ type: 'table-cell', children: [{ text }] })),
  })),
});

const BEFORE = edition(2024, [
  makeTitle('青禾镇2024年总结'),
  makeHeading(1, '工作情况'),
  makeParagraph('这一段整段删去，今年不再提起旧的事项安排。'),
  items('加强学习，组织集中学法9次。', '规范执法，办理案件23宗。', '接受监督，负责人出庭应诉。'),
  table(['年度', '检查'], ['2023年', '552']),
  makeHeading(1, '存在问题'),
  makeParagraph('执法力量不足。'),
]);
const AFTER = edition(2025, [
  makeTitle('青禾镇2025年总结'),
  makeHeading(1, '工作情况'),
  items('加强学习，组织集中学法10次。', '新增基层立法联系点，收集群众意见建议。'),
  items('接受监督，负责人出庭应诉。'),
  table(['年度', '检查'], ['2023年', '552'], ['2024年', '610']),
  makeHeading(1, '主要问题和原因'),
  makeParagraph('执法力量不足，主要是培训没有跟上。'),
]);

/** The paragraphs of a Word document with all changes accepted or rejected, as Word joins them. */
function resolved(xml: string, keep: 'ins' | 'del'): string[] {
  const drop = keep === 'ins' ? 'del' : 'ins';
  const out: string[] = [];
  let open = '';
  const rows = xml.replaceAll(/<w:tr>.*?<\/w:tr>/gs, (row) =>
    new RegExp(`<w:trPr>.*?<w:${drop} .*?</w:trPr>`, 's').test(row) ? '' : row,
  );
  for (const [, inside = ''] of rows.matchAll(/<w:p>(.*?)<\/w:p>/gs)) {
    const properties = /<w:pPr>(.*?)<\/w:pPr>/s.exec(inside)?.[1] ?? '';
    const kept = inside.replaceAll(new RegExp(`<w:${drop} [^>]*>(?!</w:rPr>).*?</w:${drop}>`, 'gs'), '');
    open += [...kept.matchAll(/<w:(?:t|delText)(?: [^>]*)?>([^<]*)</g)].map((match) => match[1]).join('');
    if (new RegExp(`<w:rPr>.*<w:${drop} [^>]*/>`, 's').test(properties)) continue;
    out.push(open);
    open = '';
  }
  return open ? [...out, open] : out;
}

/** A section of the first level. */
const part = (n: string, ...texts: string[]): Block[] => [
  makeHeading(1, `${n}工作情况`),
  ...texts.map((text) => makeParagraph(text)),
];

describe('a comparison as a file', () => {
  let comparison: Comparison;
  let xml: string;

  beforeAll(async () => {
    comparison = await compareEditions(
      { id: 'a', doc: BEFORE, slots: new Map() },
      { id: 'b', doc: AFTER, slots: new Map() },
    );
    const bytes = await writeComparisonDocx(comparison, new Date('2025-12-01T02:03:04Z'));
    xml = strFromU8(unzipSync(bytes)['word/document.xml'] ?? new Uint8Array());
  });

  it('gives the new text when Word accepts all, the old one when it rejects all', () => {
    const lines = (doc: typeof BEFORE): string[] => writeText(doc).split(/[\n\t]/);
    expect(resolved(xml, 'ins')).toEqual(lines(AFTER));
    expect(resolved(xml, 'del')).toEqual(lines(BEFORE));
  });

  it('gives both texts, too, where sections were moved about', async () => {
    const study = (more: string) => part('学习宣传', `坚持领导带头学法，组织集中学法${more}次，形成制度。`);
    const police = (more: string) =>
      part('行政执法', `规范执法程序，办理案件${more}宗，没有一宗被撤销。`, '案卷评查每季度一次。');
    const people = part('人民调解', '调解员进村入户，矛盾纠纷就地化解，全年没有积案。');
    const plan = part('下一步', '充实力量，加强培训，落实责任，确保各项任务按时完成。');
    const old = edition(2024, [
      makeTitle('青禾镇2024年总结'),
      ...study('9'),
      ...police('23'),
      ...people,
      ...plan,
    ]);
    const now = edition(2025, [
      makeTitle('青禾镇2025年总结'),
      ...people,
      ...police('31'),
      ...plan,
      ...study('12'),
    ]);
    const moved = await compareEditions(
      { id: 'a', doc: old, slots: new Map() },
      { id: 'b', doc: now, slots: new Map() },
    );
    expect(moved.sections.filter((section) => section.moved).length).toBeGreaterThan(0);
    const bytes = await writeComparisonDocx(moved, new Date('2025-12-01T02:03:04Z'));
    const written = strFromU8(unzipSync(bytes)['word/document.xml'] ?? new Uint8Array());
    expect(resolved(written, 'ins')).toEqual(writeText(now).split(/[\n\t]/));
    // The numbers of headings follow their place: the old ones come back, too.
    expect(resolved(written, 'del')).toEqual(writeText(old).split(/[\n\t]/));
  });

  it('names author and date of each change, with ids of their own', () => {
    const ids = [...xml.matchAll(/<w:(?:ins|del) [^>]*w:id="(\d+)"/g)].map((match) => match[1]);
    expect(ids.length).toBeGreaterThan(5);
    expect(new Set(ids).size).toBe(ids.length);
    expect(xml).toContain('w:author="2025年" w:date="2025-12-01T02:03:04Z"');
  });

  it('is printed with deletions struck, insertions underlined and the share of each section', () => {
    const html = comparisonHtml(comparison, '');
    expect(html).toContain('集中学法<del>9</del><ins>10</ins><sup>+11.1%</sup>次');
    expect(html).toContain('各节沿用情况');
    expect(html.match(/<tr>/g)?.length).toBeGreaterThan(5);
  });
});

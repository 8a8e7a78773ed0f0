import { describe, expect, it } from 'vitest';

import { countingIds } from '../../../shared/document/ids.ts';
import {
  makeField,
  makeHeading,
  makeOrdinal,
  makeParagraph,
  makeTitle,
  padInlines,
} from '../../../shared/document/make.ts';
import type { Block, Inline } from '../../../shared/document/types.ts';
import { textOfRuns, toEdition } from '../../../shared/edition/gate.ts';
import { editionPolicy } from '../../../shared/edition/mask.ts';
import type { EditionDocument } from '../../../shared/edition/types.ts';
import { writeText } from '../../../shared/edition/write-text.ts';
import { samplePolicy, sampleReport, sampleTemplate } from '../export/sample.ts';

const ids = countingIds('g');

function edition(
  blocks: Block[],
  kind: 'internal' | 'public',
  variables = { unit: '青禾镇' },
): EditionDocument {
  return toEdition(
    { document: { schema: 1, blocks }, variables, year: 2025, unit: '青禾镇', state: 'drafting' },
    sampleTemplate,
    kind,
    samplePolicy,
  );
}

function read(nodes: Inline[], kind: 'internal' | 'public', variables?: { unit: string }): string {
  return writeText(edition([makeParagraph(nodes, 'body', ids)], kind, variables));
}

function field(props: Parameters<typeof makeField>[0]): Inline[] {
  return [makeField(props, ids)];
}

describe('the public edition', () => {
  it('masks an internal value as wide as it is, and keeps the unit', () => {
    expect(read(field({ value: '348', unit: '宗' }), 'public')).toBe('***宗');
    expect(read(field({ value: '27.5', unit: '万元' }), 'public')).toBe('****万元');
    expect(read(field({ value: '周明远', unit: '书记', unitPlace: 'before' }), 'public')).toBe('书记***');
    expect(read(field({ value: '𠮷', unit: '', kind: 'person' }), 'public')).toBe('*');
  });

  it('prints public values', () => {
    expect(read([makeField({ value: '36', unit: '场', sensitivity: 'public' }, ids)], 'public')).toBe('36场');
  });

  it('keeps an imported mask, and masks what is not filled in', () => {
    expect(read([makeField({ mask: 'xxx', unit: '次' }, ids)], 'public')).toBe('xxx次');
    expect(read([makeField({ mask: '20xx', unit: '年', kind: 'year' }, ids)], 'public')).toBe('20xx年');
    expect(read([makeField({ unit: '次' }, ids)], 'public')).toBe('**次');
  });

  it('lets no value pass as a mask', () => {
    expect(read([makeField({ mask: '348', unit: '次' }, ids)], 'public')).toBe('**次');
    expect(read([makeField({ mask: '周明远', kind: 'person' }, ids)], 'public')).toBe('**');
  });

  it('masks an internal variable also where its field was made public', () => {
    const unit = makeField({ kind: 'place', variable: 'unit', unit: '镇', sensitivity: 'public' }, ids);
    expect(read([unit], 'public')).toBe('**镇');
    expect(read([unit], 'public', { unit: '桃溪街道' })).toBe('**街道');
    const unknown = makeField({ variable: 'nobody', sensitivity: 'public' }, ids);
    expect(
      writeText(
        toEdition(
          {
            document: { schema: 1, blocks: [makeParagraph([unknown], 'body', ids)] },
            variables: { nobody: '秘密' },
            year: 2025,
            unit: '青禾镇',
            state: 'drafting',
          },
          undefined,
          'public',
          editionPolicy(undefined),
        ),
      ),
    ).toBe('**');
  });

  it('masks the unit in title, properties and file name', () => {
    const named = { ...sampleTemplate, name: '青禾镇法治总结' };
    const doc = toEdition(sampleReport(), named, 'public', editionPolicy(named));
    expect(doc.title).toBe('**镇2025年全面依法治市工作总结和2026年工作计划');
    expect(doc.unit).toBe('**镇');
    expect(doc.fileName).toBe('某镇2025年法治总结（公开版，征求意见稿）');
    expect(JSON.stringify(doc)).not.toContain('青禾');
  });

  it('prints the unit where the template lets it', () => {
    const template = {
      ...sampleTemplate,
      variables: sampleTemplate.variables.map((variable) => ({
        ...variable,
        sensitivity: 'public' as const,
      })),
    };
    const source = sampleReport();
    const doc = toEdition(source, template, 'public', editionPolicy(template));
    expect(doc.unit).toBe('青禾镇');
    expect(doc.fileName).toBe('青禾镇2025年全面依法治市工作总结（公开版，征求意见稿）');
    // The fields themselves are still marked as internal, and stay so.
    expect(doc.title).toContain('**镇');
  });

  it('has no title but its file name where the report has none', () => {
    const doc = edition([makeParagraph('正文。', 'body', ids)], 'public');
    expect(doc.title).toBe('某镇2025年全面依法治市工作总结（公开版，征求意见稿）');
  });
});

describe('both editions', () => {
  it('leave deleted words, comments, labels and hints out', () => {
    for (const kind of ['internal', 'public'] as const) {
      const doc = edition(
        [
          makeParagraph(
            [
              { text: '保留', c_thread1: true },
              { text: '删去', del: 'r1' },
              makeField(
                {
                  value: '1',
                  sensitivity: 'public',
                  unit: '次',
                  label: '标签',
                  indicator: 'key-x',
                  last: { value: '往年', unit: '次', year: 2024 },
                },
                ids,
              ),
            ],
            'body',
            ids,
          ),
        ],
        kind,
      );
      expect(writeText(doc)).toBe('保留1次');
      expect(JSON.stringify(doc)).not.toMatch(/删去|thread1|标签|key-x|往年/);
    }
  });

  it('number headings and items as they read once changes are accepted', () => {
    const doc = edition(
      [
        { ...makeHeading(1, [{ text: '删去', del: 'r' }], undefined, ids), pDel: 'r' },
        makeHeading(1, '其一', undefined, ids),
        makeParagraph(
          [{ ...makeOrdinal(), del: 'r' }, { text: '旧', del: 'r' }, makeOrdinal(), { text: '新。' }],
          'body',
          ids,
        ),
      ],
      'internal',
    );
    expect(writeText(doc)).toBe('一、其一\n一是新。');
  });

  it('join blocks where the break before them is deleted', () => {
    const doc = edition(
      [
        makeParagraph('前半', 'body', ids),
        { ...makeParagraph('中间', 'body', ids), pDel: 'r' },
        { ...makeParagraph('后半', 'body', ids), pDel: 'r' },
        makeParagraph('下一段', 'body', ids),
      ],
      'internal',
    );
    expect(writeText(doc)).toBe('前半中间后半\n下一段');
  });

  it('run the body on in its heading’s line where the source had it so', () => {
    const heading = { ...makeHeading(3, '加强领导。', undefined, ids), runIn: true as const };
    const doc = edition([heading, makeParagraph('全年召开会议。', 'body', ids)], 'internal');
    expect(writeText(doc)).toBe('1.加强领导。全年召开会议。');
    expect(doc.blocks).toHaveLength(1);
  });

  it('leave a marked gap where a field is empty', () => {
    const doc = edition(
      [
        makeParagraph([{ text: '开展' }, makeField({ unit: '次', sensitivity: 'public' }, ids)], 'body', ids),
        makeParagraph([makeField({ kind: 'date', sensitivity: 'public' }, ids)], 'body', ids),
      ],
      'public',
    );
    expect(doc.blocks[0]).toMatchObject({
      runs: [{ text: '开展' }, { text: '　　', blank: true }, { text: '次' }],
    });
    expect(writeText(doc).split('\n')[1]).toMatch(/^\s+年\s+月\s+日$/);
  });

  it('leave empty paragraphs out', () => {
    const doc = edition(
      [makeTitle('', ids), makeParagraph('', 'body', ids), makeHeading(1, '', undefined, ids)],
      'internal',
    );
    expect(writeText(doc)).toBe('一、');
  });

  it('drop the spaces that were typed to indent or centre', () => {
    const gap = makeField({ unit: '', sensitivity: 'public' }, ids);
    const doc = edition(
      [
        makeTitle('　　标题　', ids),
        makeParagraph([{ text: '　 ' }, { text: '　　正 文。' }, { text: ' ' }], 'body', ids),
        makeParagraph([{ text: '　' }, gap, { text: '　' }], 'body', ids),
      ],
      'internal',
    );
    expect(doc.blocks.map((block) => block.type !== 'table' && block.runs)).toEqual([
      [{ text: '标题' }],
      [{ text: '正 文。' }],
      [{ text: '　　', blank: true }],
    ]);
  });

  it('know where items begin, whatever was cut off before them, and in the line of a heading too', () => {
    const parts: Block[] = [
      makeParagraph([{ text: '　主要：' }, makeOrdinal(), { text: '甲。' }, makeOrdinal(), { text: '乙。' }]),
      { ...makeHeading(3, '抓学习。'), runIn: true },
      makeParagraph(padInlines([makeOrdinal('shouxian'), makeField({ value: '', unit: '次' })])),
      makeParagraph('一是没有这样写。'),
      makeParagraph(
        padInlines([{ text: '　' }, makeField({}), { text: '：' }, makeOrdinal(), { text: '丙。' }]),
      ),
    ];
    const { blocks } = edition(parts, 'internal');
    const starts = blocks.map((block) => {
      if (block.type !== 'paragraph' && block.type !== 'heading') return [];
      const words = textOfRuns(block.type === 'heading' ? (block.runIn ?? []) : block.runs);
      return (block.items ?? []).map(({ from, to }) => words.slice(0, from) + '|' + words.slice(from, to));
    });
    expect(starts).toEqual([['主要：|一是', '主要：一是甲。|二是'], ['|首先，'], [], ['　　：|一是']]);
  });

  it('are drafts until the report is signed off', () => {
    const source = sampleReport();
    expect(toEdition(source, sampleTemplate, 'internal', samplePolicy).draft).toBe(true);
    expect(
      toEdition({ ...source, state: 'signed-off' }, sampleTemplate, 'internal', samplePolicy).draft,
    ).toBe(false);
  });

  it('hold a table’s cells', () => {
    const table = toEdition(sampleReport(), sampleTemplate, 'public', samplePolicy).blocks.find(
      (block) => block.type === 'table',
    );
    expect(
      table?.type === 'table' && table.rows.map((row) => row.cells.map(({ runs }) => textOfRuns(runs))),
    ).toEqual([
      ['事项', '数量'],
      ['行政检查', '****宗'],
    ]);
  });
});

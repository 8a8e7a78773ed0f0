import { countingIds, type IdSource } from '../../../shared/document/ids.ts';
import {
  makeHeading,
  makeParagraph,
  makeSignature,
  makeTitle,
  padInlines,
} from '../../../shared/document/make.ts';
import {
  SCHEMA_VERSION,
  type Block,
  type Inline,
  type TableBlock,
  type TableCell,
} from '../../../shared/document/types.ts';
import type { EditionSource } from '../../../shared/edition/gate.ts';
import { image, note } from '../../rich-report.ts';

/** @param at spans and alignment by `row column` */
export function makeTable(
  rows: number,
  columns: number,
  at: Readonly<Record<string, Partial<TableCell>>> = {},
  more: Partial<TableBlock> = {},
  ids: IdSource = countingIds('tb'),
): TableBlock {
  const covered = new Set<string>();
  for (const [place, { colSpan = 1, rowSpan = 1 }] of Object.entries(at)) {
    const [r = 0, c = 0] = place.split(' ').map(Number);
    for (let y = r; y < r + rowSpan; y += 1)
      for (let x = c; x < c + colSpan; x += 1) if (y !== r || x !== c) covered.add(`${y} ${x}`);
  }
  return {
    type: 'table',
    id: ids(),
    ...more,
    children: Array.from({ length: rows }, (_, r) => ({
      type: 'table-row',
      ...(r === 0 ? { header: true as const } : {}),
      children: Array.from({ length: columns }, (__, c): TableCell => ({
        type: 'table-cell',
        ...at[`${r} ${c}`],
        children: at[`${r} ${c}`]?.children ?? [
          { text: covered.has(`${r} ${c}`) ? '' : r === 0 ? `栏${c + 1}` : `格${r + 1}之${c + 1}` },
        ],
      })),
    })),
  };
}

const text = (...nodes: Inline[]): Inline[] => padInlines(nodes);

/** A report of an invented town with everything in it beside text, fields and items. */
export function richReport(): EditionSource {
  const ids = countingIds('rich');
  const wide = makeTable(
    12,
    30,
    {
      '0 0': { colSpan: 3 },
      '1 0': { rowSpan: 4, align: 'left' },
      '2 5': { colSpan: 2, rowSpan: 3, align: 'right' },
      '11 20': { colSpan: 10, align: 'center' },
    },
    { landscape: true, columns: Array.from({ length: 30 }, (_, at) => ({ width: at === 0 ? 30 : 20 })) },
    ids,
  );
  const blocks: Block[] = [
    makeTitle('2025年法治政府建设工作报告', ids),
    makeParagraph('云川市全面依法治市委员会办公室：', 'addressee', ids),
    makeHeading(1, '主要工作', undefined, ids),
    makeParagraph(
      text(
        { text: '一年来，' },
        { text: '坚持依法行政', bold: true },
        { text: '，绿化面积增加3万m' },
        { text: '2', sup: true },
        { text: '，比上年' },
        {
          ...note('n1', ''),
          body: [{ text: '上年指2024年；' }, { text: '以统计口径为准', bold: true }, { text: '。' }],
        },
        { text: '有所增加' },
        note('n2', '数据来自青禾镇司法所。\n有的还在核对。', 'end'),
        { text: '。' },
      ),
      'body',
      ids,
    ),
    makeParagraph('表1 各村普法活动情况', 'caption', ids),
    makeParagraph('单位：万元', 'measure', ids),
    makeTable(
      4,
      4,
      { '0 1': { colSpan: 2 }, '1 0': { rowSpan: 3 }, '2 3': { align: 'right' } },
      { columns: [{ width: 120 }, {}, { width: 80 }, {}] },
      ids,
    ),
    makeTable(2, 3, {}, {}, ids),
    makeParagraph(text({ ...image('i1', '普法宣传活动现场'), width: 240, height: 120 }), 'body', ids),
    makeParagraph('图1 普法宣传活动', 'caption', ids),
    makeParagraph(
      text(
        { text: '文中的图' },
        { ...image('i2', ''), width: 60, height: 30 },
        {
          text: '也不被裁掉。',
        },
      ),
      'body',
      ids,
    ),
    { ...makeHeading(1, '下一步打算', undefined, ids), pageBreak: true },
    makeParagraph('继续推进法治建设。', 'body', ids),
    { ...makeParagraph('表2 明细', 'caption', ids), landscape: true },
    wide,
    makeParagraph('特此报告。', 'body', ids),
    makeParagraph('附件：1.普法活动一览表', 'attachment', ids),
    makeParagraph('2.执法情况说明', 'attachment', ids),
    makeSignature('unit', '青禾镇人民政府', ids),
    makeSignature('date', '2025年12月20日', ids),
    { type: 'annex', id: ids(), children: [{ text: '普法活动一览表' }] },
    makeHeading(1, '总体情况', undefined, ids),
    makeParagraph('全年活动见下表。', 'body', ids),
    makeTable(3, 2, {}, {}, ids),
    { type: 'annex', id: ids(), children: [{ text: '执法情况说明' }] },
    makeHeading(1, '检查', undefined, ids),
    makeHeading(2, '专项检查', undefined, ids),
    makeParagraph('专项检查按计划完成。', 'body', ids),
  ];
  return {
    document: { schema: SCHEMA_VERSION, blocks },
    variables: { unit: '青禾镇' },
    year: 2025,
    unit: '青禾镇',
    state: 'drafting',
    head: {
      contact: '周明远，联系电话：0571-00000000',
      copies:
        '云川市司法局，云川市人民政府办公室，各镇人民政府、街道办事处，市政府各部门、各直属单位，驻云川各单位',
      printer: '青禾镇党政办公室',
      printDate: '2025年12月22日',
    },
  };
}

import { countingIds } from '../../../shared/document/ids.ts';
import {
  makeField,
  makeHeading,
  makeOrdinal,
  makeParagraph,
  makeSignature,
  makeTitle,
  padInlines,
} from '../../../shared/document/make.ts';
import { SCHEMA_VERSION, type Block, type Inline } from '../../../shared/document/types.ts';
import { editionPolicy } from '../../../shared/edition/mask.ts';
import type { EditionSource } from '../../../shared/edition/gate.ts';
import type { Template } from '../../../shared/template/schema.ts';

const ids = countingIds('s');
const unit = (): Inline => makeField({ kind: 'place', variable: 'unit', unit: '镇', label: '单位' }, ids);
const count = (value: string, measure: string, sensitivity: 'public' | 'internal' = 'internal'): Inline =>
  makeField({ value, unit: measure, sensitivity }, ids);

/** A small report of an invented town with everything in it that a writer has to cope with. */
export function sampleReport(more: readonly Block[] = []): EditionSource {
  const blocks: Block[] = [
    makeTitle([unit(), { text: '2025年全面依法治市工作总结和2026年工作计划' }], ids),
    makeParagraph('云川市委全面依法治市委员会办公室：', 'addressee', ids),
    makeParagraph(
      padInlines([
        { text: '2025年，在市委、市政府的正确领导下，' },
        unit(),
        {
          text: '坚持以习近平新时代中国特色社会主义思想为指导，“法治青年”行动——深入推进……具体情况汇报如下：',
        },
      ]),
      'body',
      ids,
    ),
    makeHeading(1, '法治建设工作情况', 'work', ids),
    makeHeading(2, '学习宣传贯彻习近平法治思想', 'study', ids),
    makeParagraph(
      padInlines([
        makeOrdinal(),
        { text: '抓好党委理论学习中心组学法。全年开展学法' },
        count('12', '次'),
        { text: '，领导干部参加' },
        count('348', '人'),
        { text: '次。' },
        makeOrdinal(),
        { text: '抓好普法宣传。投入经费' },
        count('27.5', '万元'),
        { text: '，开展普法活动' },
        count('36', '场', 'public'),
        { text: '，由' },
        makeField({ kind: 'person', value: '周明远', unit: '书记', unitPlace: 'before' }, ids),
        { text: '带头宣讲，覆盖' },
        makeField({ kind: 'count', value: '', unit: '人次' }, ids),
        { text: '。' },
      ]),
      'body',
      ids,
    ),
    makeHeading(3, '村（社区）普法阵地', undefined, ids),
    makeParagraph('建成法治文化阵地，接待群众，效果较好。', 'body', ids),
    makeHeading(4, '第一类阵地', undefined, ids),
    {
      type: 'table',
      id: 't1',
      children: [
        {
          type: 'table-row',
          header: true,
          children: ['事项', '数量'].map((text) => ({ type: 'table-cell' as const, children: [{ text }] })),
        },
        {
          type: 'table-row',
          children: [
            { type: 'table-cell', children: [{ text: '行政检查' }] },
            { type: 'table-cell', children: padInlines([count('5821', '宗')]) },
          ],
        },
      ],
    },
    makeHeading(1, '2026年工作计划', 'plan', ids),
    makeParagraph('将继续深入推进法治建设。', 'body', ids),
    ...more,
    makeParagraph(
      '附件：1.青年普法工作安排表以及一个长得必须换行才能写完的名称，用来看换行后怎样对齐',
      'attachment',
      ids,
    ),
    makeParagraph('2.行政执法情况统计表', 'attachment', ids),
    makeSignature('unit', [unit()], ids),
    makeSignature(
      'date',
      padInlines([makeField({ kind: 'date', value: '2025年12月20日', sensitivity: 'public' }, ids)]),
      ids,
    ),
  ];
  return {
    document: { schema: SCHEMA_VERSION, blocks },
    variables: { unit: '青禾镇' },
    year: 2025,
    unit: '青禾镇',
    state: 'drafting',
  };
}

export const sampleTemplate: Template = {
  id: 'sample',
  name: '全面依法治市工作总结',
  description: '',
  title: '{unit}{year}年总结',
  signature: true,
  variables: [
    {
      key: 'unit',
      label: '单位',
      kind: 'place',
      unit: '镇',
      unitPlace: 'after',
      sensitivity: 'internal',
      example: '',
    },
  ],
  slots: [
    {
      key: 'work',
      heading: '法治建设工作情况',
      aliases: [],
      level: 1,
      required: true,
      style: 'prose',
      minItems: 0,
      guidance: '',
      indicators: [],
      keywords: [],
      examples: [],
    },
  ],
};

export const samplePolicy = editionPolicy(sampleTemplate);

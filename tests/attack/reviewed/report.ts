import { newId } from '../../../shared/document/ids.ts';
import {
  makeField,
  makeHeading,
  makeOrdinal,
  makeParagraph,
  makeTitle,
  padInlines,
} from '../../../shared/document/make.ts';
import type { Block, Field, Inline, TableBlock } from '../../../shared/document/types.ts';
import type { Draw } from '../../endurance/draw.ts';
import { note } from '../../rich-report.ts';
import type { Sent } from '../../unit/review/returned.ts';

const WORDS = [
  '开展法治宣传教育',
  '规范行政执法行为',
  '化解基层矛盾纠纷',
  '完善重大决策程序',
  '加强执法队伍建设',
  '推进政务公开工作',
  '落实普法责任清单',
  '审查各类合同文本',
];

/** When what was open in the report when it was sent had been changed. */
const AT = '2025-11-03T02:03:00.000Z';

const cell = (children: Inline[]): TableBlock['children'][number]['children'][number] => ({
  type: 'table-cell',
  children: padInlines(children),
});

/**
 * A random report that is sent for review: everything in it is public, so that what is read in Word and what is read here
 * can be held against each other; with figures of each shape, items, notes, a table, and some open changes.
 */
export function reviewedReport(draw: Draw): Sent {
  const say = (): string => `${draw.pick(WORDS)}${draw.below(90) + 10}`.replace(/\d+$/, '');
  const field = (more: Partial<Field>): Field =>
    makeField({ label: '数', indicator: `i${draw.below(1e6)}`, sensitivity: 'public', ...more });
  const figure = (): Field =>
    draw.pick([
      () => field({ value: String(draw.below(900) + 10), unit: draw.pick(['件', '宗', '次', '名']) }),
      () => field({ value: `${draw.below(8) + 1}.${draw.below(9)}万`, unit: '份' }),
      () => field({ kind: 'percentage', value: `${draw.below(90) + 9}.5`, unit: '%' }),
      () => field({ kind: 'money', value: String(draw.below(90) + 1), unit: '万元', approx: '约' }),
      () => field({ kind: 'place', value: '青禾镇' }),
      () => field({ kind: 'person', value: '张三', unit: '书记', unitPlace: 'before' }),
      () => field({ kind: 'date', value: `2025年${draw.below(9) + 1}月${draw.below(20) + 1}日` }),
    ])();
  const sentence = (): Inline[] => [{ text: say() }, figure(), { text: `，${say()}。` }];
  const paragraph = (): Block =>
    makeParagraph(
      padInlines([
        ...sentence(),
        ...(draw.chance(0.5) ? sentence() : []),
        ...(draw.chance(0.2) ? [note(newId(), `${say()}情况。`)] : []),
      ]),
    );
  const items = (): Block =>
    makeParagraph(padInlines([makeOrdinal(), ...sentence(), makeOrdinal(), { text: `${say()}。` }]));
  const table = (): TableBlock => ({
    type: 'table',
    id: newId(),
    children: [
      { type: 'table-row', children: ['事项', '数量', '说明'].map((text) => cell([{ text }])) },
      ...Array.from({ length: 2 + draw.below(2) }, () => ({
        type: 'table-row' as const,
        children: [cell([{ text: say() }]), cell([figure()]), cell([{ text: say() }])],
      })),
    ],
  });
  const section = (name: string): Block[] => [
    makeHeading(1, name),
    paragraph(),
    ...(draw.chance(0.7) ? [items()] : []),
    ...(draw.chance(0.5) ? [table(), makeParagraph(`以上为${name}。`)] : []),
    paragraph(),
  ];
  const sent: Sent = {
    blocks: [makeTitle('青禾镇工作总结'), ...section('工作情况'), ...section('存在问题')],
    variables: {},
    review: { revisions: [], threads: [], decisions: [] },
    people: [{ id: 'li', name: '李明', unit: '青禾镇', role: 'writer' }],
  };
  if (draw.chance(0.5)) openChanges(sent, draw);
  return sent;
}

/** Words that were put in and taken out here, and that nobody had decided about. */
function openChanges(sent: Sent, draw: Draw): void {
  const texts = sent.blocks.flatMap((block) => (block.type === 'paragraph' ? [block] : []));
  const [one, other] = [draw.pick(texts), draw.pick(texts)];
  one.children = padInlines([...one.children, { text: '并持续改进。', ins: 'i1' }]);
  sent.review.revisions.push({ id: 'i1', author: 'li', at: AT, kind: 'insert' });
  const last = other.children.findLastIndex((node) => !('type' in node) && node.text.length > 2 && !node.ins);
  const leaf = other.children[last];
  if (!leaf || 'type' in leaf) return;
  const parts: Inline[] = [
    { ...leaf, text: leaf.text.slice(0, 2), del: 'd1' },
    { ...leaf, text: leaf.text.slice(2) },
  ];
  other.children = padInlines([
    ...other.children.slice(0, last),
    ...parts,
    ...other.children.slice(last + 1),
  ]);
  sent.review.revisions.push({ id: 'd1', author: 'li', at: AT, kind: 'delete' });
}

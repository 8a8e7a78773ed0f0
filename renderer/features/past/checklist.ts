import { inlinesOf, isField } from '../../../shared/document/guards.ts';
import { fieldValue } from '../../../shared/document/field-text.ts';
import type { Block, Variables } from '../../../shared/document/types.ts';
import type { CarriedView } from '../../../shared/reuse/carried-view.ts';
import type { Stale } from '../../../shared/reuse/stale.ts';
import type { Target } from '../../editor/caret.ts';

export type CheckItem = {
  key: string;
  text: string;
  /** How many are still to do; 0: done. */
  left: number;
  /** The first of them. */
  target: Target | null;
};

/** What a report that was rolled over still has of the old year, and what was done on the way. */
export function checklistOf(
  blocks: readonly Block[],
  variables: Variables,
  view: CarriedView,
  years: { from: number; to: number },
): CheckItem[] {
  const fields = blocks.flatMap((block) =>
    inlinesOf(block).filter((node) => isField(node) && !node.variable),
  );
  // What came masked has no value of last year's, and is to be filled in all the same.
  const empty = fields.filter((field) => isField(field) && !fieldValue(field, variables));
  const [firstEmpty] = empty;
  const stale = view.sections.flatMap(({ sentences }) =>
    sentences.flatMap((sentence) => sentence.stale.map((one) => ({ ...one, block: sentence.block }))),
  );
  const figures = view.sections.flatMap((section) => section.figures);
  const of = (kind: Stale['kind']) => stale.filter((one) => one.kind === kind);
  const carried = view.sections.filter(({ sentences }) => sentences.length > 0);
  const sentences = carried.reduce((n, section) => n + section.sentences.length, 0);
  const [firstCarried] = carried;
  return [
    item(
      'years',
      of('year'),
      '还有 # 处往年的年份',
      `年份已顺延：${years.from}→${years.to}，计划年份随之顺延`,
    ),
    {
      key: 'fields',
      text: empty.length > 0 ? `${fields.length} 处数据，还有 ${empty.length} 处未填` : '数据都填好了',
      left: empty.length,
      target: firstEmpty && isField(firstEmpty) ? { field: firstEmpty.id } : null,
    },
    item('sessions', of('session'), '有 # 处届次、会次要核对', '没有要核对的届次、会次'),
    item('names', of('name'), '有 # 处别的单位的名称', '没有别的单位的名称'),
    item('figures', [...of('figure'), ...figures], '有 # 处数据与往年相同', '没有原样留下的数据'),
    {
      key: 'sections',
      text:
        sentences > 0
          ? `${carried.length} 节里还有 ${sentences} 句是往年的原话`
          : '各节都改写过了，没有往年的原话',
      left: sentences,
      target: firstCarried?.sentences[0] ? { block: firstCarried.sentences[0].block } : null,
    },
  ];
}

/** An entry for things found; `#` in its words is how many. */
function item(key: string, found: { block: string }[], open: string, done: string): CheckItem {
  return {
    key,
    text: found.length > 0 ? open.replace('#', String(found.length)) : done,
    left: found.length,
    target: found[0] ? { block: found[0].block } : null,
  };
}

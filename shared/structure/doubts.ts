import { plainLabel } from './annexes.ts';
import { DOUBTFUL, type BlockCertainty, type Doubt } from './certainty.ts';
import { inlinesOf, isField } from '../document/guards.ts';
import { headingLabels } from '../document/numbering.ts';
import { fieldText } from '../document/field-text.ts';
import type { Block } from '../document/types.ts';
import { FIELD_SURE, sureOfField } from './field-sure.ts';
import type { Kind } from './line-kinds.ts';
import { misnumbered } from './misnumbered.ts';

/** How sure it is what a line is. */
export function sureOfKind(kind: Kind): number {
  // What a table is, its file says.
  return kind.kind === 'table' ? 1 : kind.sure;
}

/** What is to be asked of a line taken for what it is; null where nothing is. */
export function doubtOfKind(kind: Kind): Omit<Doubt, 'block'> | null {
  const sure = sureOfKind(kind);
  switch (kind.kind) {
    case 'title':
      return sure < DOUBTFUL ? { kind: 'title', sure, why: '第一行没有写明是什么报告，按标题收入' } : null;
    case 'heading':
      if (sure >= DOUBTFUL) return null;
      return { kind: 'heading', sure, why: kind.label ? '较长，按标题收入' : '没有编号，按标题收入' };
    case 'signature':
      return sure < DOUBTFUL ? { kind: 'role', sure, why: '在末尾、日期之前，按落款收入' } : null;
    case 'paragraph':
      if (kind.doubt) return { kind: 'paragraph', sure, why: kind.doubt };
      return sure < DOUBTFUL ? { kind: 'role', sure, why: '在正文之前、以冒号结尾，按主送机关收入' } : null;
    case 'annex':
      return sure < DOUBTFUL && kind.part === 'label'
        ? { sure, why: '“附件”后面没有找到确定的标题，按附件收入' }
        : null;
    case 'table':
      return null;
  }
}

/** The label of an annex is counted: where the source has another, that is told. @param typed by block, as it was typed */
export function doubtsOfAnnexes(blocks: readonly Block[], typed: ReadonlyMap<number, string>): Doubt[] {
  const labels = headingLabels(blocks);
  return [...typed].flatMap(([block, label]): Doubt[] => {
    const right = labels.get(blocks[block]?.id ?? '') ?? '';
    return plainLabel(label) === right ? [] : [{ block, why: `“${label.trim()}”按附件的顺序编为“${right}”` }];
  });
}

/** Masks and figures that may be none, a doubt a block. */
export function doubtsOfFields(blocks: readonly Block[]): Doubt[] {
  const doubts: Doubt[] = [];
  blocks.forEach((block, at) => {
    const shown: string[] = [];
    let least = 1;
    for (const node of inlinesOf(block)) {
      if (!isField(node)) continue;
      const sure = sureOfField(node);
      if (sure >= FIELD_SURE) continue;
      shown.push(`“${fieldText(node, {})}”`);
      least = Math.min(least, sure);
    }
    if (shown.length > 0)
      doubts.push({
        block: at,
        kind: 'field',
        sure: least,
        why: `${shown.join('、')}像是遮盖的内容，按字段收入`,
      });
  });
  return doubts;
}

/** Ordinals that skip a number or repeat one, a doubt a block. */
export function doubtsOfOrdinals(blocks: readonly Block[]): Doubt[] {
  const byBlock = Map.groupBy(misnumbered(blocks), ({ block }) => block);
  return [...byBlock].map(([block, wrong]): Doubt => {
    const said = wrong.map(({ typed, right }) => `“${bare(typed)}”（应为“${bare(right)}”）`).join('、');
    return { block, kind: 'ordinal', sure: 0.75, why: `序号${said}跳过或重复了，按原样保留` };
  });
}

const bare = (label: string): string => label.replace(/[，、,：:]$/, '');

/** The number of a heading is kept as typed only where counting gives another, and then it is asked about. */
export function dropRightNumbers(blocks: readonly Block[]): Doubt[] {
  const doubts: Doubt[] = [];
  const typed = new Map<string, string>();
  for (const block of blocks) {
    if (block.type !== 'heading' || block.typedNumber === undefined) continue;
    typed.set(block.id, block.typedNumber);
    delete block.typedNumber;
  }
  const counted = headingLabels(blocks);
  blocks.forEach((block, index) => {
    const label = typed.get(block.id);
    if (block.type !== 'heading' || label === undefined || counted.get(block.id) === label) return;
    block.typedNumber = label;
    const right = counted.get(block.id) ?? '';
    if (label && plainNumber(label) !== plainNumber(right))
      doubts.push({
        block: index,
        kind: 'number',
        sure: 0.8,
        why: `编号“${label}”与顺序不符，按原样保留（应为“${right}”）`,
      });
  });
  return doubts;
}

/** A number without its form: （一） and (一) are the same. */
function plainNumber(label: string): string {
  return label.replace(/[（）()、.．\s]/g, '');
}

/** A block's certainty with its slot's and its items', where it has any. */
export function certaintyOf(kind: Kind, slot: number | undefined, items: readonly number[]): BlockCertainty {
  return {
    sure: sureOfKind(kind),
    ...(slot === undefined ? {} : { slot }),
    ...(items.length > 0 ? { items: [...items] } : {}),
  };
}

import { isField, isText, isTextBlock } from '../document/guards.ts';
import { ordinalLabels } from '../document/ordinals.ts';
import { fieldValue } from '../document/field-text.ts';
import { readInlines } from '../document/reading.ts';
import type { Block, Field, Variables } from '../document/types.ts';

/** A mask over something that everybody may read, as it was imported: `（****-****年）` behind a national outline. */
export type MaskedFact = {
  /** The fields of the mask, in reading order. */
  fields: string[];
  block: string;
  /** As it reads now, with what stands before it. */
  text: string;
  /** Why it is public. */
  why: string;
  /** What belongs there, field by field, where it is known. */
  values?: string[];
};

/** National programmes with their years: names and years are published (中央文件). */
const PROGRAMMES: readonly (readonly [RegExp, string, string])[] = [
  [/法治政府建设实施纲要/, '2021', '2025'],
  [/法治社会建设实施纲要/, '2020', '2025'],
  [/法治中国建设规划/, '2020', '2025'],
  [/(?:八五|第八个五年)[^，。；]{0,4}普法|普法[^，。；]{0,6}第八个五年/, '2021', '2025'],
  [/国民经济和社会发展第十四个五年规划/, '2021', '2025'],
];

const PUBLISHED = /(?:纲要|规划|条例|办法|规定|意见|方案|计划|法)》?[（(]?$/;

/** Masks in a redacted report that hide what is public knowledge. They are pointed out, not filled in. */
export function findMaskedFacts(blocks: readonly Block[], variables: Variables): MaskedFact[] {
  const labels = ordinalLabels(blocks);
  return blocks.flatMap((block) => {
    if (!isTextBlock(block)) return [];
    const { text, pieces } = readInlines(block.children, labels, { variables, view: 'final' });
    const facts: MaskedFact[] = [];
    let run: { field: Field; from: number; to: number }[] = [];
    const settle = (): void => {
      const before = text.slice(0, run[0]?.from ?? 0);
      const fact = factOf(
        run.map(({ field }) => field),
        before,
      );
      const masks = run.map(({ from, to }) => text.slice(from, to)).join('—');
      if (fact) facts.push({ ...fact, block: block.id, text: before.slice(-24) + masks });
      run = [];
    };
    for (const { node, from, to } of pieces) {
      if (isField(node) && node.mask && !fieldValue(node, variables) && isYearLike(node))
        run.push({ field: node, from, to });
      else if (!isText(node) || !/^\s*(?:[-—–~～至]+\s*)?$/.test(node.text)) settle();
    }
    settle();
    return facts;
  });
}

function isYearLike(field: Field): boolean {
  return field.kind === 'year' || (field.kind === 'date' && field.unit === '年');
}

function factOf(run: readonly Field[], before: string): Pick<MaskedFact, 'fields' | 'why' | 'values'> | null {
  if (run.length === 0) return null;
  const clause = before.split(/[。；！？]/).at(-1) ?? '';
  const close = clause.slice(-40);
  if (!PUBLISHED.test(close) && !/[（(]$/.test(close)) return null;
  const known = PROGRAMMES.find(([name]) => name.test(close));
  if (!known && !PUBLISHED.test(close)) return null;
  const fields = run.map((field) => field.id);
  const values = known && run.length === 2 ? [known[1], known[2]] : undefined;
  return { fields, why: '已公布文件的年份，不用隐去', ...(values ? { values } : {}) };
}

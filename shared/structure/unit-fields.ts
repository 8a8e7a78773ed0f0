import { isField, isText } from '../document/guards.ts';
import { newId, type IdSource } from '../document/ids.ts';
import { makeField, padInlines } from '../document/make.ts';
import type { Block, Field, Inline } from '../document/types.ts';
import { fieldText } from '../document/field-text.ts';
import { inlinesOf } from '../document/guards.ts';
import { UNKNOWN_UNIT } from '../document/unit-name.ts';
import { unitSpans } from './inlines.ts';

/** Whether a report names its unit by a variable that nobody has filled in: one that came in redacted (`**镇`). */
export const hidesItsUnit = (blocks: readonly Block[]): boolean =>
  blocks.some((block) => inlinesOf(block).some((node) => isField(node) && node.variable === 'unit'));

/**
 * The blocks with fields where the unit's name stands in clear, so that the text follows the name and the public edition
 * masks it. What it reads like stays, character for character; a name that marks cut in two stays text.
 */
export function withUnitFields(blocks: readonly Block[], unit: string, ids: IdSource = newId): Block[] {
  if (unit === UNKNOWN_UNIT) return [...blocks];
  return mapInlines(blocks, (nodes) => {
    if (!nodes.some((node) => isText(node) && !node.del && unitSpans(node.text, unit).length > 0))
      return nodes;
    return padInlines(
      nodes.flatMap((node): Inline[] => {
        if (!isText(node) || node.del) return [node];
        const { text, ...marks } = node;
        const parts: Inline[] = [];
        let at = 0;
        for (const { from, to, field } of unitSpans(text, unit)) {
          parts.push({ text: text.slice(at, from), ...marks }, { ...makeField(field, ids), ...marks });
          at = to;
        }
        return at === 0 ? [node] : [...parts, { text: text.slice(at), ...marks }];
      }),
    );
  });
}

/** The blocks with the unit's name as words again, where it turns out to be another one. */
export function withoutUnitFields(blocks: readonly Block[], unit: string): Block[] {
  return mapInlines(blocks, (nodes) => {
    if (!nodes.some((node) => isField(node) && node.variable === 'unit')) return nodes;
    return padInlines(
      nodes.map((node): Inline =>
        isField(node) && node.variable === 'unit'
          ? { text: fieldText(node, { unit }), ...marksOf(node) }
          : node,
      ),
    );
  });
}

/** What a field bears as any word does: secrecy, formats, changes, comments. */
function marksOf(field: Field): object {
  return Object.fromEntries(
    Object.entries(field).filter(
      ([key]) => ['secret', 'ins', 'del', 'bold', 'sup', 'fmt', 'was'].includes(key) || key.startsWith('c_'),
    ),
  );
}

function mapInlines(blocks: readonly Block[], map: (nodes: readonly Inline[]) => readonly Inline[]): Block[] {
  const mapped = (nodes: Inline[]): Inline[] => map(nodes) as Inline[];
  return blocks.map((block): Block => {
    if (block.type !== 'table') {
      const children = mapped(block.children);
      return children === block.children ? block : { ...block, children };
    }
    return {
      ...block,
      children: block.children.map((row) => ({
        ...row,
        children: row.children.map((cell) => ({ ...cell, children: mapped(cell.children) })),
      })),
    };
  });
}

import { inlinesOf, isField, isOrdinal, isText } from '../document/guards.ts';
import { headingLabels } from '../document/numbering.ts';
import { ordinalLabels } from '../document/ordinals.ts';
import { fieldText, fieldValue } from '../document/plain-text.ts';
import type { Block, Inline, Ordinal, Variables } from '../document/types.ts';
import type { BlockView, FieldSpan, OrdinalSpan } from './types.ts';

type Entry = { key: string; variables: Variables; views: readonly BlockView[] };

/** Makes views of blocks, and gives the same objects again for blocks that read as before. */
export class Views {
  #known = new WeakMap<Block, Entry>();

  of(blocks: readonly Block[], variables: Variables): BlockView[] {
    const labels = ordinalLabels(blocks);
    const numbers = headingLabels(blocks);
    const out: BlockView[] = [];
    for (const block of blocks) {
      const number = numbers.get(block.id) ?? '';
      const key = number + keyOf(block, labels);
      let entry = this.#known.get(block);
      if (!entry || entry.key !== key || entry.variables !== variables) {
        entry = { key, variables, views: viewsOf(block, number, labels, variables) };
        this.#known.set(block, entry);
      }
      out.push(...entry.views);
    }
    return out;
  }
}

/** The labels of the block's items: they change with the blocks before it. */
function keyOf(block: Block, labels: ReadonlyMap<Ordinal, string>): string {
  let key = '';
  if (block.type === 'table') return key;
  for (const node of block.children) if (isOrdinal(node)) key += labels.get(node) ?? '';
  return key;
}

function viewsOf(
  block: Block,
  number: string,
  labels: ReadonlyMap<Ordinal, string>,
  variables: Variables,
): BlockView[] {
  const base = {
    id: block.id,
    role: block.type === 'paragraph' ? (block.role ?? 'body') : block.type === 'signature' ? block.role : '',
    level: block.type === 'heading' ? block.level : (0 as const),
    slot: block.type === 'heading' ? block.slot : undefined,
    runIn: block.type === 'heading' && block.runIn === true,
    number,
    typedNumber: block.type === 'heading' ? block.typedNumber : undefined,
    carried: block.carried,
  };
  if (block.type !== 'table') {
    return [{ ...base, type: block.type, ...read(inlinesOf(block), labels, variables) }];
  }
  return block.children.flatMap((row, r) =>
    row.children.map((cell, c): BlockView => ({
      ...base,
      type: 'cell',
      cell: [r, c],
      ...read(cell.children, labels, variables),
    })),
  );
}

function read(
  children: readonly Inline[],
  labels: ReadonlyMap<Ordinal, string>,
  variables: Variables,
): Pick<BlockView, 'text' | 'fields' | 'ordinals' | 'nodes'> {
  const fields: FieldSpan[] = [];
  const ordinals: OrdinalSpan[] = [];
  const nodes = children.filter((node) => !node.del);
  let text = '';
  for (const node of nodes) {
    const from = text.length;
    if (isText(node)) text += node.text;
    else if (isOrdinal(node)) {
      const label = labels.get(node) ?? '';
      text += label;
      ordinals.push({ from, to: text.length, node, label });
    } else if (isField(node)) {
      text += fieldText(node, variables);
      fields.push({ from, to: text.length, field: node, value: fieldValue(node, variables) });
    }
  }
  return { text, fields, ordinals, nodes };
}

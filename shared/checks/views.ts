import { inlinesOf, isField, isNote, isOrdinal } from '../document/guards.ts';
import { headingLabels } from '../document/numbering.ts';
import { ordinalLabels } from '../document/ordinals.ts';
import { fieldValue } from '../document/field-text.ts';
import { textOfNote } from '../document/notes.ts';
import { readInlines } from '../document/reading.ts';
import type { Block, Inline, Ordinal, Variables } from '../document/types.ts';
import type { BlockView, FieldSpan, OrdinalSpan } from './types.ts';

type Entry = { key: string; variables: Variables; views: readonly BlockView[] };

type Labels = { ordinals: ReadonlyMap<Ordinal, string>; headings: ReadonlyMap<string, string> };
type Last = { blocks: readonly Block[]; variables: Variables; labels: Labels; entries: readonly Entry[] };

/** Makes views of blocks, and gives the same objects again for blocks that read as before. */
export class Views {
  #known = new WeakMap<Block, Entry>();
  #last: Last | null = null;

  of(blocks: readonly Block[], variables: Variables): BlockView[] {
    const last = this.#last;
    // A keystroke changes words, not what is counted: then the numbers of before still hold.
    const kept = last?.variables === variables && countsAlike(last.blocks, blocks) ? last : null;
    const labels = kept?.labels ?? { ordinals: ordinalLabels(blocks), headings: headingLabels(blocks) };
    const entries = blocks.map((block, at) => {
      const before = kept?.blocks[at] === block ? kept.entries[at] : undefined;
      return before ?? this.#entry(block, labels, variables);
    });
    this.#last = { blocks, variables, labels, entries };
    const out: BlockView[] = [];
    for (const { views } of entries) for (const view of views) out.push(view);
    return out;
  }

  #entry(block: Block, { ordinals, headings }: Labels, variables: Variables): Entry {
    const number = headings.get(block.id) ?? '';
    const key = number + keyOf(block, ordinals);
    const known = this.#known.get(block);
    if (known?.key === key && known.variables === variables) return known;
    const entry = { key, variables, views: viewsOf(block, number, ordinals, variables) };
    this.#known.set(block, entry);
    return entry;
  }
}

/** True where the same headings and ordinals stand in the same places. */
function countsAlike(before: readonly Block[], now: readonly Block[]): boolean {
  return (
    before.length === now.length &&
    now.every((block, at) => {
      const old = before[at];
      return old === block || (old !== undefined && countsTheSame(old, block));
    })
  );
}

function countsTheSame(a: Block, b: Block): boolean {
  if (a.id !== b.id || a.type !== b.type) return false;
  if (
    a.type === 'heading' &&
    b.type === 'heading' &&
    (a.level !== b.level || a.typedNumber !== b.typedNumber)
  )
    return false;
  const [ours, theirs] = [inlinesOf(a).filter(isOrdinal), inlinesOf(b).filter(isOrdinal)];
  return ours.length === theirs.length && ours.every((node, at) => node === theirs[at]);
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
    return [withNotes({ ...base, type: block.type, ...read(inlinesOf(block), labels, variables) })];
  }
  return block.children.flatMap((row, r) =>
    row.children.map((cell, c) =>
      withNotes({ ...base, type: 'cell', cell: [r, c], ...read(cell.children, labels, variables) }),
    ),
  );
}

/** The view with those of its notes. They are no part of the report's sections: only rules for single texts see them. */
function withNotes(view: Omit<BlockView, 'notes'>): BlockView {
  const notes = view.pieces.flatMap(({ node }): BlockView[] => {
    if (!isNote(node)) return [];
    const text = textOfNote(node.body);
    return [
      {
        id: view.id,
        ...(view.cell ? { cell: view.cell } : {}),
        type: 'note',
        note: node.id,
        role: '',
        level: 0,
        slot: undefined,
        runIn: false,
        number: '',
        typedNumber: undefined,
        carried: undefined,
        text,
        fields: [],
        ordinals: [],
        pieces: [{ node: { text }, at: 0, from: 0, to: text.length }],
        notes: [],
      },
    ];
  });
  return { ...view, notes };
}

function read(
  children: readonly Inline[],
  labels: ReadonlyMap<Ordinal, string>,
  variables: Variables,
): Pick<BlockView, 'text' | 'pieces' | 'fields' | 'ordinals'> {
  const { text, pieces } = readInlines(children, labels, { variables, view: 'final' });
  const fields: FieldSpan[] = [];
  const ordinals: OrdinalSpan[] = [];
  for (const { node, from, to } of pieces) {
    if (isField(node)) fields.push({ from, to, field: node, value: fieldValue(node, variables) });
    else if (isOrdinal(node)) ordinals.push({ from, to, node, label: text.slice(from, to) });
  }
  return { text, pieces, fields, ordinals };
}

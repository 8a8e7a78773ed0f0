import { holdersOf, isField, isText } from '../document/guards.ts';
import { markedBlocks } from '../document/marked-blocks.ts';
import type { Block, Inline } from '../document/types.ts';
import type { MergeNote, Revision } from '../review/types.ts';
import type { Theirs } from './their-items.ts';

/** At most so much of the words of a note. */
const MOST = 300;

const wordsOf = (node: Inline): string => {
  if (isText(node)) return node.text;
  return isField(node) ? `${node.value}${node.unit}` : '';
};

/** What copies brought that is hidden in the report: each change of words that the public edition leaves out. */
export function keptHidden(blocks: readonly Block[], revisions: readonly Revision[]): MergeNote[] {
  const rows = new Map(revisions.flatMap((row) => (row.kind === 'insert' ? [[row.id, row] as const] : [])));
  if (rows.size === 0) return [];
  const marked = markedBlocks(blocks);
  const found = new Map<string, MergeNote>();
  for (const block of blocks) {
    const whole = marked.has(block.id);
    for (const node of holdersOf(block).flat()) {
      const row = rows.get(node.ins ?? '');
      if (!row || !(whole || node.secret) || wordsOf(node).trim() === '') continue;
      const note = found.get(row.id) ?? { id: row.id, block: block.id, author: row.author, text: '' };
      found.set(row.id, { ...note, text: (note.text + wordsOf(node)).slice(0, MOST) });
    }
  }
  return [...found.values()];
}

/** Figures that stood in the copy as words, and are fields again because they are not public. */
export function keptMasked(
  { items }: Pick<Theirs, 'items'>,
  blocks: readonly Block[],
  revisions: readonly Revision[],
): MergeNote[] {
  const values = new Set(
    items.flatMap((item) => {
      if (item.is !== 'come' || !item.masked || item.token.is !== 'void') return [];
      return [wordsOf(item.token.node)];
    }),
  );
  if (values.size === 0) return [];
  const rows = new Map(revisions.map((row) => [row.id, row]));
  const found = new Map<string, MergeNote>();
  for (const block of blocks) {
    const lines = block.type === 'table' ? block.children.map(({ ins }) => ins) : [block.pIns];
    const around = lines.flatMap((id) => rows.get(id ?? '') ?? [])[0];
    for (const node of holdersOf(block).flat()) {
      const row = rows.get(node.ins ?? '') ?? (node.ins === undefined ? around : undefined);
      if (!row || !isField(node) || !values.has(wordsOf(node))) continue;
      found.set(node.id, { id: node.id, block: block.id, author: row.author, text: wordsOf(node) });
    }
  }
  return [...found.values()];
}

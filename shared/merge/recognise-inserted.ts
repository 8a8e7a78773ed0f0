import { isField, isOrdinal, isText } from '../document/guards.ts';
import { padInlines } from '../document/make.ts';
import { headingLabels } from '../document/numbering.ts';
import { ordinalLabels } from '../document/ordinals.ts';
import { readInlines, textOfNodes, type Piece } from '../document/reading.ts';
import { resolve } from '../document/resolve.ts';
import type { Block, Inline, TextBlock, Variables } from '../document/types.ts';
import { alignLines } from './align-lines.ts';

/**
 * A report with its changes, in which what was put in is what it was recognised as when the same file was read with all
 * changes accepted: a new paragraph is a heading or the signature, a figure in it is a field, 一是 an item. The words stay.
 * @param marked the report with its changes
 * @param final the same file with all changes accepted
 */
export function recogniseInserted(
  marked: readonly Block[],
  final: readonly Block[],
  variables: Variables,
): Block[] {
  const accepted = resolve(marked, () => true).filter((block) => block.type !== 'table');
  const theirs = final.filter((block) => block.type !== 'table');
  const ours = linesOf(accepted, variables);
  const found = linesOf(theirs, variables);
  const pairs = new Map<string, { as: TextBlock; line: Line }>();
  alignLines(
    ours.map(({ all }) => bare(all)),
    found.map(({ all }) => bare(all)),
  ).forEach((mine, at) => {
    const [own, as, line] = [accepted[mine], theirs[at], found[at]];
    if (own && as && line && bare(ours[mine]?.all ?? '') === bare(line.all)) pairs.set(own.id, { as, line });
  });
  const labels = ordinalLabels(marked);
  const read = (node: Inline): string => textOfNodes([node], labels, { variables });
  return marked.map((block) => {
    const pair = pairs.get(block.id);
    if (!pair || block.type === 'table') return block;
    if (isNew(block)) return asRecognised(block, pair, read);
    return block.type === pair.as.type ? withFields(block, pair, read) : block;
  });
}

/** What a block reads like, its number included. */
type Line = { label: string; words: string; all: string; pieces: readonly Piece[] };

function linesOf(blocks: readonly TextBlock[], variables: Variables): Line[] {
  const numbers = headingLabels(blocks);
  const labels = ordinalLabels(blocks);
  return blocks.map((block) => {
    const typed = block.type === 'heading' ? block.typedNumber : undefined;
    const label = typed ?? numbers.get(block.id) ?? '';
    const { text, pieces } = readInlines(block.children, labels, { variables });
    return { label, words: text, all: label + text, pieces };
  });
}

/** White space is none of the words: recognition drops it at both ends and behind a number. */
const bare = (text: string): string => text.replaceAll(/\s/g, '');

/** All of it was put in, and none of it taken out again. */
function isNew(block: TextBlock): boolean {
  return (
    block.pIns !== undefined &&
    block.pDel === undefined &&
    block.children.every((node) => (isText(node) && node.text === '') || (node.ins && !node.del))
  );
}

type Pair = { as: TextBlock; line: Line };
/** What a node of the report reads like. */
type Read = (node: Inline) => string;

function asRecognised(block: TextBlock, pair: Pair, read: Read): TextBlock {
  const { as, line } = pair;
  // A report has one title, and an annex counts its own label.
  if (as.type === 'title' || as.type === 'annex') return block;
  const children = behindLabel(block.children, line.label);
  if (children === null) return block;
  const { id, pIns, pageBreak } = block;
  const { children: _, id: _id, ...form } = as;
  const made = {
    ...form,
    id,
    children,
    ...(pIns ? { pIns } : {}),
    ...(pageBreak ? { pageBreak } : {}),
  } as TextBlock;
  return withFields(made, pair, read);
}

/** The nodes without the number that they begin with, and the white space around it; null where they begin otherwise. */
function behindLabel(nodes: readonly Inline[], label: string): Inline[] | null {
  let left = bare(label);
  const out: Inline[] = [];
  let isBehind = false;
  for (const node of nodes) {
    if (isBehind || !isText(node)) {
      if (left !== '') return null;
      isBehind ||= !isText(node);
      out.push(node);
      continue;
    }
    let at = 0;
    while (at < node.text.length && (left !== '' || /\s/.test(node.text[at] ?? ''))) {
      const char = node.text[at] ?? '';
      at += 1;
      if (/\s/.test(char)) continue;
      if (!left.startsWith(char)) return null;
      left = left.slice(char.length);
    }
    isBehind = at < node.text.length;
    if (isBehind || node.text === '') out.push({ ...node, text: node.text.slice(at) });
  }
  return left === '' ? padInlines(out) : null;
}

/** The fields and items that stand wholly in words of one change. */
function withFields<T extends TextBlock>(block: T, { line }: Pair, read: Read): T {
  const found = line.pieces.flatMap(({ node, from, to }) =>
    (isField(node) || isOrdinal(node)) && to > from ? [{ node, from, to }] : [],
  );
  if (found.length === 0) return block;
  const own = block.children.map((node) => (node.del ? '' : read(node)));
  // Only where the words are the same to the letter do places in one mean the same in the other.
  if (own.join('') !== line.words) return block;
  let place = 0;
  const children = block.children.flatMap((node, at): Inline[] => {
    const from = place;
    place += own[at]?.length ?? 0;
    if (!isText(node) || !node.ins || node.del) return [node];
    const inside = found.filter((one) => one.from >= from && one.to <= place);
    if (inside.length === 0) return [node];
    const { text, ...marks } = node;
    const out: Inline[] = [];
    let next = 0;
    for (const one of inside) {
      out.push({ text: text.slice(next, one.from - from), ...marks }, { ...one.node, ...marks });
      next = one.to - from;
    }
    return [...out, { text: text.slice(next), ...marks }];
  });
  return { ...block, children: padInlines(children) };
}

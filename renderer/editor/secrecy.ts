import { Editor, Element, Node, Path, Range, Text, Transforms, type Point } from 'slate';

import { isImage, isInlineVoid, isNote, isOrdinal, isText } from '../../shared/document/guards.ts';
import { companionsOf } from '../../shared/document/companions.ts';
import { sectionsOf } from '../../shared/document/numbering.ts';
import { annexOf } from '../../shared/document/section-moves.ts';
import type { Block, Inline } from '../../shared/document/types.ts';
import { blocksOf } from './places.ts';
import { decidingSecrecy } from './publishing.ts';
import { asOneStep } from './with-history-steps.ts';

/** What of the selection the public edition leaves out; null where there is nothing that it could leave out. */
export type SecrecyState = { sentence: boolean | null; block: boolean | null };

export function secrecyState(editor: Editor): SecrecyState {
  const { selection } = editor;
  if (!selection) return { sentence: null, block: null };
  const blocks = selectedBlocks(editor, selection).map((index) => blocksOf(editor)[index]);
  const nodes = sentenceRanges(editor, selection).flatMap((range) => inlinesIn(editor, range));
  return {
    sentence: nodes.length > 0 ? nodes.every(([node]) => node.secret === true) : null,
    block: blocks.length > 0 ? blocks.every((block) => block?.secret === true) : null,
  };
}

/** 本段不公开: the blocks of the selection, a heading with its section, an annex with all in it, or the way back. */
export function toggleSecretBlocks(editor: Editor): void {
  const { selection } = editor;
  if (!selection) return;
  const indices = selectedBlocks(editor, selection);
  if (indices.length === 0) return;
  const secret = indices.some((index) => !blocksOf(editor)[index]?.secret);
  decide(editor, () => {
    Editor.withoutNormalizing(editor, () => {
      for (const index of indices) {
        if (secret) Transforms.setNodes(editor, { secret: true } as object, { at: [index] });
        else Transforms.unsetNodes(editor, 'secret', { at: [index] });
      }
    });
  });
}

/** 本句不公开: the sentences that the selection touches, or the way back. */
export function toggleSecretSentences(editor: Editor): void {
  const { selection } = editor;
  if (!selection) return;
  const ranges = sentenceRanges(editor, selection);
  const nodes = ranges.flatMap((range) => inlinesIn(editor, range));
  if (nodes.length === 0) return;
  const secret = nodes.some(([node]) => !node.secret);
  const caret = Editor.rangeRef(editor, selection, { affinity: 'inward' });
  decide(editor, () => markSentences(editor, ranges, secret));
  const back = caret.unref();
  if (back) Transforms.select(editor, back);
}

/** 本句不公开 for the sentences that a range touches; part of a step that says what is public. */
export const hideSentences = (editor: Editor, range: Range): void =>
  markSentences(editor, sentenceRanges(editor, range), true);

function markSentences(editor: Editor, ranges: readonly Range[], secret: boolean): void {
  Editor.withoutNormalizing(editor, () => {
    for (const range of ranges) {
      const ref = Editor.rangeRef(editor, range, { affinity: 'inward' });
      // Cut at both ends first, so that whole nodes take the mark.
      for (const edge of [Range.end(range), Range.start(range)])
        Transforms.splitNodes(editor, { at: edge, match: (node) => Text.isText(node) });
      const inside = ref.unref();
      if (!inside) continue;
      for (const [, path] of inlinesIn(editor, inside)) {
        if (secret) Transforms.setNodes(editor, { secret: true } as object, { at: path, voids: true });
        else Transforms.unsetNodes(editor, 'secret', { at: path, voids: true });
      }
    }
  });
}

/** One step, by which the person says what is public. */
const decide = (editor: Editor, work: () => void): void =>
  decidingSecrecy(editor, () => asOneStep(editor, work));

/**
 * Indices of the blocks of the selection, with the sections of its headings, all of its annexes, and what is about its
 * tables, images and annexes; title and signature are never left out by themselves.
 */
function selectedBlocks(editor: Editor, selection: Range): number[] {
  const blocks = blocksOf(editor);
  const [from, to] = Range.edges(selection).map((point) => point.path[0] ?? 0) as [number, number];
  const found = new Set<number>();
  let sections: ReturnType<typeof sectionsOf> | undefined;
  for (let index = from; index <= to; index += 1) {
    const block = blocks[index];
    if (!block || !canBeSecret(block)) continue;
    found.add(index);
    if (block.type === 'annex') {
      const end = annexOf(blocks, block.id)?.to ?? index;
      for (let at = index; at < end; at += 1) if (canBeSecret(blocks[at]!)) found.add(at);
    }
    if (block.type !== 'heading') continue;
    // Only here: the toolbar asks with every key.
    sections ??= sectionsOf(blocks);
    const end = sections.find((one) => one.from === index)?.to ?? index;
    for (let at = index; at < end; at += 1) found.add(at);
  }
  // What is about a table, an image or an annex says nothing without it. The toolbar asks with every key.
  for (const index of found)
    if (blocks[index]?.type === 'table' || blocks[index]?.type === 'annex' || holdsImage(blocks[index]))
      for (const about of companionsOf(blocks, index)) found.add(about);
  return [...found].sort((a, b) => a - b);
}

const holdsImage = (block: Block | undefined): boolean =>
  block?.type === 'paragraph' && block.children.some(isImage);

function canBeSecret(block: Block): boolean {
  // One that came to bear the mark by a change of its type must get rid of it.
  return (block.type !== 'title' && block.type !== 'signature') || block.secret === true;
}

/** Paragraphs and cells hold sentences. */
function holdersOf(editor: Editor, selection: Range): Path[] {
  const paths: Path[] = [];
  for (const [node, path] of Editor.nodes(editor, { at: selection, mode: 'lowest', voids: false })) {
    const holder = Text.isText(node) || isInlineVoid(node) ? Path.parent(path) : path;
    const type = (Node.getIf(editor, holder) as { type?: string } | undefined)?.type;
    if (type !== 'paragraph' && type !== 'table-cell') continue;
    if (!paths.some((other) => Path.equals(other, holder))) paths.push(holder);
  }
  return paths;
}

/** The sentences that the selection touches, whole: one stretch a paragraph. */
function sentenceRanges(editor: Editor, selection: Range): Range[] {
  const [start, end] = Range.edges(selection);
  return holdersOf(editor, selection).flatMap((path) => {
    const { children } = Node.get(editor, path) as unknown as { children: Inline[] };
    const first = Path.isAncestor(path, start.path) ? placeOf(start, path) : { node: 0, offset: 0 };
    const last = Path.isAncestor(path, end.path) ? placeOf(end, path) : END;
    const stretch = stretchAround(children, first, last);
    return stretch
      ? [
          {
            anchor: { path: [...path, stretch.from.node], offset: stretch.from.offset },
            focus: { path: [...path, stretch.to.node], offset: stretch.to.offset },
          },
        ]
      : [];
  });
}

type Place = { node: number; offset: number };
const END: Place = { node: Number.POSITIVE_INFINITY, offset: 0 };

function placeOf(point: Point, holder: Path): Place {
  return { node: point.path[holder.length] ?? 0, offset: point.offset };
}

const before = (a: Place, b: Place): boolean => a.node < b.node || (a.node === b.node && a.offset < b.offset);

/**
 * Where sentences end: behind 。！？； and what closes a quotation after it, with the notes and images that stand right
 * behind; before an ordinal; at the end.
 */
const SENTENCE_END = /[。！？；][”’」』）]*/g;

/** From the beginning of the sentence at `first` to the end of the one at `last`; null where there is no text. */
export function stretchAround(
  nodes: readonly Inline[],
  first: Place,
  last: Place,
): { from: Place; to: Place } | null {
  const ends: Place[] = [];
  nodes.forEach((node, at) => {
    if (isOrdinal(node) && at > 0) {
      const text = nodes[at - 1];
      ends.push({ node: at - 1, offset: text && isText(text) ? text.text.length : 0 });
    }
    if (!isText(node)) return;
    for (const match of node.text.matchAll(SENTENCE_END))
      ends.push(behindSigns(nodes, { node: at, offset: match.index + match[0].length }));
  });
  const finalNode = nodes.length - 1;
  const final = nodes[finalNode];
  const end: Place = { node: finalNode, offset: final && isText(final) ? final.text.length : 0 };
  const from = ends.findLast((place) => !before(first, place)) ?? { node: 0, offset: 0 };
  const to =
    ends.find((place) => (before(from, place) && !before(place, last)) || samePlace(place, last)) ?? end;
  // A caret right behind the last full stop stands in the sentence that ends there.
  if (!before(from, end) && ends.length > 1 && samePlace(from, end)) {
    const earlier = ends.findLast((place) => before(place, from)) ?? { node: 0, offset: 0 };
    return { from: earlier, to: end };
  }
  if (!before(from, end))
    return before({ node: 0, offset: 0 }, end) ? { from: { node: 0, offset: 0 }, to: end } : null;
  return before(from, to) ? { from, to } : { from, to: end };
}

/** Behind the notes and images that stand at the place, with nothing between. */
function behindSigns(nodes: readonly Inline[], place: Place): Place {
  let { node: at, offset } = place;
  for (;;) {
    const text = nodes[at];
    const next = nodes[at + 1];
    if (!text || !isText(text) || offset < text.text.length || !next) return { node: at, offset };
    // Texts that marks have parted are one.
    if (isText(next)) {
      if (next.text !== '') return { node: at, offset };
      at += 1;
    } else if (isNote(next) || isImage(next)) at += 2;
    else return { node: at, offset };
    offset = 0;
  }
}

const samePlace = (a: Place, b: Place): boolean => a.node === b.node && a.offset === b.offset;

/** Text leaves with words and voids of a stretch inside one holder. */
function inlinesIn(editor: Editor, range: Range): [Inline, Path][] {
  const [start, end] = Range.edges(range);
  const holder = Path.parent(start.path);
  const parent = Node.getIf(editor, holder);
  if (!parent || !Element.isElement(parent)) return [];
  const from = start.path.at(-1) ?? 0;
  const to = end.path.at(-1) ?? 0;
  const found: [Inline, Path][] = [];
  (parent.children as unknown as Inline[]).forEach((node, at) => {
    if (at < from || at > to) return;
    const path = [...holder, at];
    if (!isText(node)) found.push([node, path]);
    else {
      const begin = at === from ? start.offset : 0;
      const stop = at === to ? end.offset : node.text.length;
      if (stop > begin) found.push([node, path]);
    }
  });
  return found;
}

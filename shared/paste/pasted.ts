import {
  inlinesOf,
  isField,
  isImage,
  isInlineVoid,
  isNote,
  isOrdinal,
  isTable,
  isText,
} from '../document/guards.ts';
import { newId, type IdSource } from '../document/ids.ts';
import { makeOrdinal, makeParagraph, padInlines } from '../document/make.ts';
import { isOrdinalMark } from '../document/ordinals.ts';
import type { Block, Inline, ParagraphBlock } from '../document/types.ts';
import { documentProblems } from '../document/validate.ts';
import { adoptBlocks } from '../document/adopt-blocks.ts';
import { ordinalTokens } from '../structure/items.ts';
import { recognise } from '../structure/recognise.ts';
import { laidOver } from '../structure/looks.ts';
import type { SourceLine } from '../structure/source-line.ts';
import { holdsSomething } from '../structure/source-text.ts';
import type { Template } from '../template/schema.ts';

export type PasteInto = {
  template: Template | null;
  /** Full name of the report's unit, '' where it is not known. */
  unit: string;
  /** Slots that the report's headings fill already. */
  slots: ReadonlySet<string>;
  /** Nothing is written in the report yet: what comes in is a report, with its title and signature. */
  whole: boolean;
  /** The line that it goes into is empty: a single heading may take its place. */
  blank?: boolean;
};

/** How many things were recognised, for the message. */
export type PasteFound = {
  headings: number;
  items: number;
  fields: number;
  tables: number;
  notes: number;
  images: number;
};

/** A single line without a mark at a sentence's end, and short: words, not a piece of a report. */
const SHORT = 30;

/**
 * Foreign lines as blocks of a report: headings, items, figures, masks and tables are recognised. The number of a
 * heading is left to counting. Nothing else of the words is lost.
 */
export function blocksOfLines(
  source: readonly SourceLine[],
  into: PasteInto,
  ids: IdSource = newId,
): Block[] {
  const lines = source.filter((line) => holdsSomething(line));
  const [only] = lines;
  if (!only) return [];
  const blocks = recognised(lines, into, ids);
  return lines.length === 1 && isWords(only) && !tellsMore(blocks, into)
    ? [makeParagraph(laidOver(only, [], ids), 'body', ids)]
    : blocks;
}

const isWords = ({ text, table, heading }: SourceLine): boolean =>
  !table && !heading && text.length <= SHORT && !/[。；]/.test(text);

/** Even a few words are more where they count (一是), are masked (**宗), or are a heading with a line to itself. */
function tellsMore([block]: readonly Block[], into: PasteInto): boolean {
  if (!block) return false;
  if (block.type === 'heading') return into.blank === true;
  return inlinesOf(block).some((node) => isOrdinal(node) || (isField(node) && node.mask !== undefined));
}

function recognised(lines: SourceLine[], into: PasteInto, ids: IdSource): Block[] {
  const templates = into.template ? [into.template] : [];
  const { document } = recognise(lines, {
    templates,
    ids,
    keepMarks: true,
    ...(into.whole ? {} : { part: { unit: into.unit } }),
  });
  return document.blocks.map((block) => {
    if (block.type === 'paragraph' && !into.whole) return counted(block);
    if (block.type !== 'heading') return block;
    const { typedNumber: _, slot, ...rest } = block;
    return slot && !into.slots.has(slot) ? { ...rest, slot } : rest;
  });
}

/**
 * Items of a piece count on where they come to stand: 二是 copied by itself, too, is an item, and may be 四是 there.
 * 首先 alone is an adverb.
 */
function counted(block: ParagraphBlock): ParagraphBlock {
  const nodes = block.children.map((node): Inline => {
    if (!isOrdinal(node)) return node;
    const { typed: _, ...rest } = node;
    return rest;
  });
  const [first, ...others] = nodes;
  if (!first || !isText(first)) return { ...block, children: nodes };
  const [token] = ordinalTokens(first.text);
  if (!token || token.from > 0 || token.n === null || token.scheme === 'shouxian')
    return { ...block, children: nodes };
  const rest = { ...first, text: first.text.slice(token.to) };
  const mark = token.text.slice(-1);
  const ordinal = { ...makeOrdinal(token.scheme), ...(isOrdinalMark(mark) ? { mark } : {}) };
  return { ...block, children: padInlines([ordinal, rest, ...others]) };
}

export function foundIn(blocks: readonly Block[]): PasteFound {
  const inlines = blocks.flatMap((block) => inlinesOf(block));
  return {
    headings: blocks.filter(({ type }) => type === 'heading').length,
    items: inlines.filter((node) => isOrdinal(node)).length,
    fields: inlines.filter((node) => isField(node)).length,
    tables: blocks.filter((block) => isTable(block)).length,
    notes: inlines.filter((node) => isNote(node)).length,
    images: inlines.filter((node) => isImage(node)).length,
  };
}

/**
 * Our own nodes from the clipboard as blocks: with new ids, without what was deleted and without the marks of a
 * review, whose comments and authors belong to where they were copied from. Null where they are not ours after all.
 */
export function blocksOfFragment(
  fragment: unknown,
  slots: ReadonlySet<string>,
  ids: IdSource = newId,
): Block[] | null {
  if (!Array.isArray(fragment) || fragment.length === 0) return null;
  try {
    const isInline = fragment.some((node) => isText(node) || isInlineVoid(node));
    const raw = isInline ? [makeParagraph(fragment as Inline[], 'body', ids)] : (fragment as Block[]);
    const { blocks: adopted } = adoptBlocks(raw, { ids, fragment: true });
    const blocks = adopted.map((block) => withoutTakenSlot(block, slots));
    return documentProblems(blocks).length === 0 ? blocks : null;
  } catch {
    return null;
  }
}

/** A slot that a heading of the report fills already is given up. */
function withoutTakenSlot(block: Block, slots: ReadonlySet<string>): Block {
  if (block.type !== 'heading' || block.slot === undefined || !slots.has(block.slot)) return block;
  const { slot: _slot, ...rest } = block;
  return rest;
}

import { inlinesOf, isNote, isOrdinal, isTextBlock } from '../document/guards.ts';
import { companionsOf, withListCounted } from '../document/companions.ts';
import { ordinalRuns } from '../document/ordinals.ts';
import type { Block, Inline, Ordinal, TextBlock } from '../document/types.ts';
import { endsWithin, sectionsWhere } from '../document/marked-blocks.ts';
import { finalView } from '../document/resolve.ts';

/**
 * Ids of the blocks that the public edition leaves out whole: those marked as not public, the sections of such
 * headings, those of which every sentence is, what is about one of them (the caption of a table, the line that names an
 * annex), and headings under which nothing is left. Tracked deletions are gone.
 */
export function hiddenBlocks(blocks: readonly Block[]): Set<string> {
  const hidden = sectionsWhere(blocks, (block) => block.secret === true || isWhollySecret(block));
  if (hidden.size === 0) return hidden;
  blocks.forEach((block, at) => {
    if (!hidden.has(block.id)) return;
    for (const about of companionsOf(blocks, at)) hidden.add(blocks[about]?.id ?? '');
  });
  hideEmptied(blocks, hidden);
  return hidden;
}

/**
 * A heading or an annex under which everything is hidden would tell that something was there. Backwards: the inner ones
 * first.
 */
function hideEmptied(blocks: readonly Block[], hidden: Set<string>): void {
  for (let from = blocks.length - 1; from >= 0; from -= 1) {
    const heading = blocks[from];
    if ((heading?.type !== 'heading' && heading?.type !== 'annex') || hidden.has(heading.id)) continue;
    const level = heading.type === 'annex' ? 0 : heading.level;
    let lost = false;
    let left = false;
    for (let at = from + 1; at < blocks.length && !left; at += 1) {
      const block = blocks[at];
      if (!block || endsWithin(block, level)) break;
      if (hidden.has(block.id)) lost ||= !isBlank(visible(block));
      else left = block.type === 'heading' || block.type === 'table' || !isBlank(visible(block));
    }
    if (lost && !left) hidden.add(heading.id);
  }
}

function visible(block: Block): Inline[] {
  return inlinesOf(block).filter((node) => !node.del);
}

function isBlank(nodes: readonly Inline[]): boolean {
  return nodes.every((node) => 'text' in node && node.text.trim() === '');
}

function isWhollySecret(block: Block): boolean {
  // With every paragraph that is begun, for all blocks of the report: nearly none has a secret word.
  if (!inlinesOf(block).some((node) => node.secret)) return false;
  // The head of a table says nothing without its rows.
  const body =
    block.type === 'table' ? { ...block, children: block.children.filter(({ header }) => !header) } : block;
  const nodes = visible(body.type === 'table' && body.children.length === 0 ? block : body);
  return !isBlank(nodes) && nodes.every((node) => node.secret || ('text' in node && node.text.trim() === ''));
}

/**
 * The blocks as the public edition reads, tracked changes accepted: without what is not public, and without a trace
 * of it: numbers close up, a run of items still begins where it began, a sentence list still ends in a full stop.
 */
export function publicView(blocks: readonly Block[]): Block[] {
  const hidden = hiddenBlocks(blocks);
  const touched = new Set(hidden);
  const starts = runStarts(blocks, hidden);
  let headingsGone = false;
  let ordinalsGone = false;
  const stripped = blocks.map((block): Block => {
    const whole = hidden.has(block.id);
    if (whole && block.type === 'heading') headingsGone = true;
    ordinalsGone ||= inlinesOf(block).some((node) => isOrdinal(node) && (whole || node.secret));
    const { secret: _, ...open } = block as TextBlock;
    const clean = open as Block;
    if (isTextBlock(clean)) {
      const children = strip(clean.children, whole, starts);
      if (children.length < clean.children.length) touched.add(clean.id);
      return { ...clean, children: children.length > 0 ? children : [{ text: '' }] };
    }
    return {
      ...clean,
      children: clean.children.map((row) => ({
        ...row,
        children: row.children.map((cell) => ({ ...cell, children: strip(cell.children, whole, starts) })),
      })),
    };
  });
  // Hidden blocks stay, emptied, until the tracked changes are settled: a deleted paragraph mark joins to them.
  const kept = finalView(stripped).filter((block) => !(touched.has(block.id) && isBlank(inlinesOf(block))));
  const listed = blocks.some((block) => hidden.has(block.id) && isListed(block))
    ? withListCounted(kept)
    : kept;
  // A number that was typed counted what is gone now.
  const counted = headingsGone ? listed.map(withoutTypedNumber) : listed;
  return ordinalsGone ? counted.map(withoutTypedLabels) : counted;
}

const isListed = (block: Block): boolean => block.type === 'paragraph' && block.role === 'attachment';

function withoutTypedLabels(block: Block): Block {
  if (!isTextBlock(block)) return block;
  const children = block.children.map((node): Inline => {
    if (!isOrdinal(node) || node.typed === undefined) return node;
    const { typed: _, ...counted } = node;
    return counted;
  });
  return { ...block, children };
}

function withoutTypedNumber(block: Block): Block {
  if (block.type !== 'heading' || block.typedNumber === undefined) return block;
  const { typedNumber: _, ...counted } = block;
  return counted;
}

/** Ordinals that begin a run from here on, because the one that began it is hidden. */
function runStarts(blocks: readonly Block[], hidden: ReadonlySet<string>): Set<Ordinal> {
  const gone = new Set<Ordinal>();
  for (const block of blocks) {
    const whole = hidden.has(block.id);
    for (const node of inlinesOf(block)) {
      if (isOrdinal(node) && (whole || node.secret || node.del)) gone.add(node);
    }
  }
  const starts = new Set<Ordinal>();
  for (const run of ordinalRuns(blocks)) {
    const [begins] = run;
    const first = run.find((ordinal) => !gone.has(ordinal));
    if (begins?.restart && first && first !== begins) starts.add(first);
  }
  return starts;
}

const SENTENCE_END = /[。！？]\s*$/;
const CLAUSE_END = /[；，、：;,]\s*$/;

function strip(nodes: readonly Inline[], whole: boolean, starts: ReadonlySet<Ordinal>): Inline[] {
  if (whole) return [];
  const kept = nodes
    .filter((node) => !node.secret)
    .map((node): Inline => (isOrdinal(node) && starts.has(node) ? { ...node, restart: true } : node));
  if (kept.length === nodes.length) return kept;
  // “…；三是…。” without its last part ends in a full stop. A note stands behind the mark, and hides nothing of it.
  const end = nodes.findLast((node) => isRead(node));
  const at = kept.findLastIndex((node) => isRead(node));
  const last = kept[at];
  if (end?.secret && 'text' in end && SENTENCE_END.test(end.text) && last && 'text' in last)
    kept[at] = { ...last, text: last.text.replace(CLAUSE_END, '。') };
  return kept;
}

/** Neither deleted nor white space nor the sign of a note. */
const isRead = (node: Inline): boolean =>
  !node.del && !isNote(node) && !('text' in node && node.text.trim() === '');

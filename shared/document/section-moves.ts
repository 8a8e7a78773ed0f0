import { sectionsOf, type Section } from './numbering.ts';
import type { Block, HeadingLevel } from './types.ts';

/** Keys of the template slots that a report must have. */
export type RequiredSlots = ReadonlySet<string>;

/** Why something is not done, in words for the writer; null where it may be done. */
export type Refusal = string | null;

/** `…` around a heading's words, shortened. Fields in it don't matter here. */
export function headingWords(block: Block): string {
  const text =
    'children' in block ? block.children.map((node) => ('text' in node ? node.text : '')).join('') : '';
  return text.length > 16 ? `${text.slice(0, 15)}…` : text || '没有文字的标题';
}

/** A required heading is bound to its level, to the section it lies in, and to its place among the required ones. */
type Bound = { slot: string; level: HeadingLevel; parent: string | null; words: string };

function boundHeadings(blocks: readonly Block[], required: RequiredSlots): Bound[] {
  const bound: Bound[] = [];
  /** The headings that the place lies in, outermost first. */
  const around: { level: number; id: string }[] = [];
  for (const block of blocks) {
    if (block.type !== 'heading') continue;
    while ((around.at(-1)?.level ?? 0) >= block.level) around.pop();
    const parent = around.at(-1)?.id ?? null;
    around.push({ level: block.level, id: block.id });
    if (!block.slot || !required.has(block.slot)) continue;
    bound.push({ slot: block.slot, level: block.level, parent, words: headingWords(block) });
  }
  return bound;
}

/** What a change of the blocks would do to a required heading that it must not. */
export function whyNot(before: readonly Block[], after: readonly Block[], required: RequiredSlots): Refusal {
  const had = boundHeadings(before, required);
  const has = boundHeadings(after, required);
  const left = new Map(has.map((one) => [one.slot, one]));
  for (const one of had) {
    const now = left.get(one.slot);
    if (!now) return `“${one.words}”是模板规定必写的一节，不能删除。不用的内容可以清空，标题文字可以改。`;
    if (now.level !== one.level) return `“${one.words}”是必写的一节，标题级别由模板规定，不能升降。`;
  }
  const wrong = had.findIndex(({ slot }, index) => has[index]?.slot !== slot);
  if (wrong >= 0)
    return `必写的各节要按模板的次序排：“${had[wrong]?.words}”在前，“${has[wrong]?.words}”在后。`;
  const adrift = had.find(({ parent }, index) => has[index]?.parent !== parent);
  if (adrift) return `这样一来，必写的“${adrift.words}”会归到别的标题下面，所以没有移动。`;
  return null;
}

export function sectionOf(blocks: readonly Block[], headingId: string): Section | null {
  return sectionsOf(blocks).find(({ heading }) => heading.id === headingId) ?? null;
}

/** Where a section of this level may stand: before a heading that doesn't become part of it, or at the end of the body. */
export function placesFor(blocks: readonly Block[], section: Section): number[] {
  const { level } = section.heading;
  const places: number[] = [];
  let hasParent = level === 1;
  const behind = blocks.findIndex((block) => block.type === 'signature' || block.type === 'annex');
  const end = behind < 0 ? blocks.length : behind;
  for (let at = 0; at <= end; at += 1) {
    const block = blocks[at];
    const fits = at === end || (block?.type === 'heading' && block.level <= level);
    if (fits && hasParent && (at <= section.from || at >= section.to)) places.push(at);
    if (block?.type === 'heading' && block.level < level) hasParent = true;
  }
  return places;
}

/** The next place above (−1) or below (1) for a section; null where there is none. */
export function nextPlace(blocks: readonly Block[], section: Section, step: 1 | -1): number | null {
  const places = placesFor(blocks, section);
  if (step === 1) return places.find((place) => place > section.to) ?? null;
  return places.findLast((place) => place < section.from) ?? null;
}

/** The blocks with the section standing before what is at `to` now. */
export function withSectionAt(blocks: readonly Block[], section: Section, to: number): Block[] {
  const moved = blocks.slice(section.from, section.to);
  const rest = [...blocks.slice(0, section.from), ...blocks.slice(section.to)];
  const at = to > section.from ? to - moved.length : to;
  return [...rest.slice(0, at), ...moved, ...rest.slice(at)];
}

/** The blocks with the section's headings one level deeper (1) or higher (−1); null where a level would not exist. */
export function withSectionLevel(blocks: readonly Block[], section: Section, by: 1 | -1): Block[] | null {
  const headings = blocks.slice(section.from, section.to).filter((block) => block.type === 'heading');
  if (headings.some(({ level }) => level + by < 1 || level + by > 4)) return null;
  return blocks.map((block, at) =>
    at >= section.from && at < section.to && block.type === 'heading'
      ? { ...block, level: (block.level + by) as HeadingLevel }
      : block,
  );
}

export function withoutSection(blocks: readonly Block[], section: Section): Block[] {
  return [...blocks.slice(0, section.from), ...blocks.slice(section.to)];
}

/** An annex with all that is in it: blocks `from` (its title) up to `to` (exclusive); null where there is none of that id. */
export function annexOf(blocks: readonly Block[], annexId: string): { from: number; to: number } | null {
  const from = blocks.findIndex((block) => block.type === 'annex' && block.id === annexId);
  if (from < 0) return null;
  const next = blocks.findIndex((block, at) => at > from && block.type === 'annex');
  return { from, to: next < 0 ? blocks.length : next };
}

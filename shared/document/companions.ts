import { inlinesOf, isImage, isText } from './guards.ts';
import type { Block } from './types.ts';

/** What a line of the attachments note begins with: 附件：1. */
const LISTED = /^\s*(?:附件\s*[:：]?)?\s*(?:\d{1,2}\s*[.．、])?\s*/;
/** Titles of fewer characters stand in others by chance. */
const TELLING = 3;

const textOf = (block: Block): string =>
  inlinesOf(block)
    .map((node) => (isText(node) && !node.del ? node.text : ''))
    .join('');

const roleOf = (block: Block | undefined): string =>
  block?.type === 'paragraph' ? (block.role ?? 'body') : '';

/** A paragraph of images alone. */
function isFigure(block: Block | undefined): boolean {
  if (block?.type !== 'paragraph') return false;
  const nodes = inlinesOf(block).filter((node) => !node.del);
  return (
    nodes.some(isImage) && nodes.every((node) => isImage(node) || (isText(node) && node.text.trim() === ''))
  );
}

const ofFigure = (block: Block | undefined): boolean => block !== undefined && /^\s*图/.test(textOf(block));

/**
 * Indices of the blocks that are about this one, and say nothing without it: the caption (题注) and the unit line (单位行)
 * above a table, the caption below an image, an annex's line in the attachments note (附件说明).
 */
export function companionsOf(blocks: readonly Block[], index: number): number[] {
  const block = blocks[index];
  if (block?.type === 'table') {
    const found: number[] = [];
    for (let at = index - 1; at >= 0; at -= 1) {
      const role = roleOf(blocks[at]);
      if (role !== 'measure' && role !== 'caption') break;
      // The caption of an image stands below it.
      if (role === 'caption' && isFigure(blocks[at - 1]) && ofFigure(blocks[at])) break;
      found.unshift(at);
    }
    return found;
  }
  if (isFigure(block)) {
    const isOwn =
      roleOf(blocks[index + 1]) === 'caption' &&
      (ofFigure(blocks[index + 1]) || !isTableBehind(blocks, index + 1));
    return isOwn ? [index + 1] : [];
  }
  return block?.type === 'annex' ? listedOf(blocks, index) : [];
}

function isTableBehind(blocks: readonly Block[], caption: number): boolean {
  let at = caption + 1;
  while (roleOf(blocks[at]) === 'measure' || roleOf(blocks[at]) === 'caption') at += 1;
  return blocks[at]?.type === 'table';
}

/** By the annex's title, else by its number, where as many are listed as there are. */
function listedOf(blocks: readonly Block[], index: number): number[] {
  const lines = blocks.flatMap((block, at) => (roleOf(block) === 'attachment' ? [at] : []));
  const annexes = blocks.flatMap(({ type }, at) => (type === 'annex' ? [at] : []));
  const plain = (at: number): string =>
    textOf(blocks[at] as Block)
      .replace(LISTED, '')
      .replaceAll(/[\s《》“”。；;]/g, '');
  const title = plain(index);
  const named = lines.filter((at) => {
    const line = plain(at);
    if (line === '' || title === '') return false;
    const [short, long] = line.length < title.length ? [line, title] : [title, line];
    return long === short || (short.length >= TELLING && long.includes(short));
  });
  if (named.length > 0) {
    const same = named.filter((at) => plain(at) === title);
    return same.length > 0 ? same : named;
  }
  const nth = lines[annexes.indexOf(index)];
  return lines.length === annexes.length && nth !== undefined ? [nth] : [];
}

/** The attachments note, counted anew after lines of it are gone; one alone has no number. */
export function withListCounted(blocks: readonly Block[]): Block[] {
  const count = blocks.filter((block) => roleOf(block) === 'attachment').length;
  let nth = 0;
  return blocks.map((block) => {
    if (block.type !== 'paragraph' || roleOf(block) !== 'attachment') return block;
    nth += 1;
    const at = block.children.findIndex((node) => isText(node) && node.text !== '');
    const first = block.children[at];
    if (!first || !isText(first)) return block;
    const lead = `${nth === 1 ? '附件：' : ''}${count > 1 ? `${nth}.` : ''}`;
    const children = [...block.children];
    children[at] = { ...first, text: lead + first.text.replace(LISTED, '') };
    return { ...block, children };
  });
}

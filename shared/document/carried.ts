import { isField, isOrdinal, isText, isTextBlock } from './guards.ts';
import type { Piece } from './reading.ts';
import type { Block, Carried, Inline } from './types.ts';

/** A sentence of a block, with its place in what the block reads like: the key is the same while nobody edits its words. */
export type Sentence = { key: string; from: number; to: number };

/** 32-bit FNV-1a in base 36: short, stable, and good enough to tell the sentences of one paragraph apart. */
function hash(text: string): string {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    h ^= text.charCodeAt(i);
    h = Math.imul(h, 0x01000193);
  }
  return (h >>> 0).toString(36);
}

/**
 * Splits what is read into sentences: at 。！？； and at ordinals. A field counts as one placeholder, so
 * that filling in this year's figure does not make last year's sentence look edited.
 */
export function sentencesOf(pieces: readonly Pick<Piece, 'node' | 'from' | 'to'>[]): Sentence[] {
  const sentences: Sentence[] = [];
  let current = '';
  let from = 0;
  const flush = (to: number): void => {
    const words = current.trim();
    if (words) sentences.push({ key: hash(words), from, to });
    current = '';
    from = to;
  };
  for (const piece of pieces) {
    const { node } = piece;
    if (isOrdinal(node)) {
      flush(piece.from);
      from = piece.to;
    } else if (isField(node)) current += '\uFFFC';
    else if (isText(node)) {
      let at = piece.from;
      for (const char of node.text) {
        at += char.length;
        current += char;
        if ('。！？；'.includes(char)) flush(at);
      }
    }
  }
  flush(pieces.at(-1)?.to ?? 0);
  return sentences;
}

/** The keys of a block's sentences; no word of its ordinals and fields counts, so that nothing needs to be read. */
function keysOf(nodes: readonly Inline[]): string[] {
  return sentencesOf(nodes.map((node) => ({ node, from: 0, to: 0 }))).map(({ key }) => key);
}

/** What to store on a block that is carried over from `year`. Null for tables and empty blocks. */
export function carriedOf(block: Block, year: number): Carried | null {
  if (!isTextBlock(block)) return null;
  const keys = keysOf(block.children);
  return keys.length ? { year, keys } : null;
}

/** Sentences of the block, and how many of them still stand word for word as they were carried over. */
export function carriedShare(block: Block): { unchanged: number; total: number } {
  if (!isTextBlock(block)) return { unchanged: 0, total: 0 };
  const keys = keysOf(block.children);
  const carried = new Set(block.carried?.keys);
  return { unchanged: keys.filter((key) => carried.has(key)).length, total: keys.length };
}

/** True while at least one sentence of the block is still last year's, word for word. */
export function isCarried(block: Block): boolean {
  return carriedShare(block).unchanged > 0;
}

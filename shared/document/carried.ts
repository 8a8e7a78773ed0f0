import { isField, isOrdinal, isTextBlock } from './guards.ts';
import type { Block, Carried, Inline } from './types.ts';

/** A sentence of a block, counted in inline nodes: the key is the same while nobody edits its words. */
export type Sentence = { key: string; text: string };

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
 * Splits inline nodes into sentences: at 。！？； and at ordinals. A field counts as one placeholder, so
 * that filling in this year's figure does not make last year's sentence look edited.
 */
export function sentencesOf(nodes: readonly Inline[]): Sentence[] {
  const sentences: Sentence[] = [];
  let current = '';
  const flush = () => {
    const text = current.trim();
    if (text) sentences.push({ key: hash(text), text });
    current = '';
  };
  for (const node of nodes) {
    if (isOrdinal(node)) flush();
    else if (isField(node)) current += '\uFFFC';
    else {
      for (const char of node.text) {
        current += char;
        if ('。！？；'.includes(char)) flush();
      }
    }
  }
  flush();
  return sentences;
}

/** What to store on a block that is carried over from `year`. Null for tables and empty blocks. */
export function carriedOf(block: Block, year: number): Carried | null {
  if (!isTextBlock(block)) return null;
  const keys = sentencesOf(block.children).map((sentence) => sentence.key);
  return keys.length ? { year, keys } : null;
}

/** Sentences of the block, and how many of them still stand word for word as they were carried over. */
export function carriedShare(block: Block): { unchanged: number; total: number } {
  if (!isTextBlock(block)) return { unchanged: 0, total: 0 };
  const sentences = sentencesOf(block.children);
  const keys = new Set(block.carried?.keys);
  return {
    unchanged: sentences.filter((sentence) => keys.has(sentence.key)).length,
    total: sentences.length,
  };
}

/** True while at least one sentence of the block is still last year's, word for word. */
export function isCarried(block: Block): boolean {
  return carriedShare(block).unchanged > 0;
}

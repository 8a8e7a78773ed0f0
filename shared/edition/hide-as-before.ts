import { holdersOf, isImage, isNote, isText, withHolders } from '../document/guards.ts';
import { markedBlocks } from '../document/marked-blocks.ts';
import { textOfNote } from '../document/notes.ts';
import type { Block, Inline } from '../document/types.ts';
import { HiddenWords, runsWhere, type Stretch } from './hidden-words.ts';

/**
 * The blocks with everything hidden that was hidden before: blocks that lost their mark, fields that lost theirs, and
 * words that stand in the open now, wherever they have come to. What was public before with the same words stays so.
 * @returns the blocks themselves where nothing is to be hidden; `hidden` counts the places
 */
export function hideAsBefore(
  blocks: readonly Block[],
  before: readonly Block[],
): { blocks: readonly Block[]; hidden: number } {
  const was = markedBlocks(before);
  const is = markedBlocks(blocks);
  const words = new HiddenWords();
  const fields = new Set<string>();
  const open = new Map<string, string>();
  const asides = new HiddenAsides(words);
  for (const block of before) {
    const whole = was.has(block.id);
    const isHidden = (node: Inline): boolean => whole || node.secret === true;
    let text = '';
    for (const nodes of holdersOf(block)) {
      for (const run of runsWhere(nodes, isHidden)) words.add(run);
      for (const node of nodes) {
        // By itself, too: what stands beside it may be newer.
        if (isText(node) && node.secret) words.add(node.text);
        if ('id' in node && isHidden(node)) fields.add(node.id);
        asides.add(node, isHidden(node));
      }
      text += `${runsWhere(nodes, (node) => !isHidden(node)).join('\n')}\n`;
    }
    open.set(block.id, text);
  }
  let hidden = 0;
  const hide = (nodes: readonly Inline[], known: string): Inline[] => {
    const stretches = stretchesIn(nodes, words, known);
    return nodes.flatMap((node, at): Inline[] => {
      if ('id' in node && !node.secret && (fields.has(node.id) || asides.has(node))) {
        hidden += 1;
        return [{ ...node, secret: true }];
      }
      const cuts = stretches.get(at);
      if (!cuts || !isText(node)) return [node];
      hidden += cuts.length;
      return cutAt(node, cuts);
    });
  };
  /** What is left of a hidden stretch beside hidden words, however short it is. */
  const hideRests = (nodes: readonly Inline[], known: string): Inline[] => {
    const isOpen = (part: string): boolean => known.includes(part);
    return nodes.map((node, at): Inline => {
      const isBeside = nodes[at - 1]?.secret === true || nodes[at + 1]?.secret === true;
      if (!isText(node) || node.secret || !isBeside || !words.holds(node.text, isOpen)) return node;
      hidden += 1;
      return { ...node, secret: true };
    });
  };
  const next = blocks.map((block): Block => {
    if (is.has(block.id)) return block;
    if (was.has(block.id)) {
      hidden += 1;
      return { ...block, secret: true };
    }
    const known = open.get(block.id) ?? '';
    const count = hidden;
    const made = withHolders(block, (nodes) => hideRests(hide(nodes, known), known));
    return hidden === count ? block : made;
  });
  return hidden === 0 ? { blocks, hidden } : { blocks: next, hidden };
}

/** Notes and images by what they say and show: what comes back from Word has other ids. */
class HiddenAsides {
  readonly #hidden = new Set<string>();
  readonly #open = new Set<string>();
  readonly #words: HiddenWords;

  /** @param words those of hidden notes are added to them: they may have come into the text, and words of it into a note */
  constructor(words: HiddenWords) {
    this.#words = words;
  }

  add(node: Inline, isHidden: boolean): void {
    const key = asideOf(node);
    if (key === null) return;
    (isHidden ? this.#hidden : this.#open).add(key);
    if (isHidden && isNote(node)) this.#words.add(key);
  }

  /** True for one that was hidden, and for a note that repeats one; not where it stood in the open, too. */
  has(node: Inline): boolean {
    const key = asideOf(node);
    if (key === null || this.#open.has(key)) return false;
    return this.#hidden.has(key) || (isNote(node) && this.#words.in(key).length > 0);
  }
}

function asideOf(node: Inline): string | null {
  const key = isNote(node) ? textOfNote(node.body) : isImage(node) ? node.asset : '';
  return key === '' ? null : key;
}

/** Where hidden words stand in the open, by node. @param known what stood in the open there before */
function stretchesIn(nodes: readonly Inline[], words: HiddenWords, known: string): Map<number, Stretch[]> {
  const found = new Map<number, Stretch[]>();
  if (words.isEmpty) return found;
  let at = 0;
  while (at < nodes.length) {
    const first = at;
    let text = '';
    for (let node = nodes[at]; node && isText(node) && !node.secret; node = nodes[at]) {
      text += node.text;
      at += 1;
    }
    if (at === first) {
      at += 1;
      continue;
    }
    for (const [from, to] of words.in(text)) {
      if (known.includes(text.slice(from, to))) continue;
      let begin = 0;
      for (let index = first; index < at; index += 1) {
        const { length } = (nodes[index] as { text: string }).text;
        const cut: Stretch = [Math.max(0, from - begin), Math.min(length, to - begin)];
        if (cut[0] < cut[1]) found.set(index, [...(found.get(index) ?? []), cut]);
        begin += length;
      }
    }
  }
  return found;
}

function cutAt(node: Extract<Inline, { text: string }>, cuts: readonly Stretch[]): Inline[] {
  const parts: Inline[] = [];
  let done = 0;
  for (const [from, to] of cuts) {
    if (from > done) parts.push({ ...node, text: node.text.slice(done, from) });
    parts.push({ ...node, text: node.text.slice(from, to), secret: true });
    done = to;
  }
  if (done < node.text.length) parts.push({ ...node, text: node.text.slice(done) });
  return parts;
}

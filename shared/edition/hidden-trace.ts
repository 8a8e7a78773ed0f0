import {
  createEditor,
  Node,
  Text,
  Transforms,
  type Descendant,
  type Editor,
  type Operation,
  type SetNodeOperation,
} from 'slate';

import {
  hasOwnId,
  holdersOf,
  inlinesOf,
  isField,
  isImage,
  isInlineVoid,
  isNote,
  isText,
} from '../document/guards.ts';
import { textOfNote } from '../document/notes.ts';
import { markedBlocks } from '../document/marked-blocks.ts';
import type { Block, Inline } from '../document/types.ts';
import { HiddenWords, runsWhere } from './hidden-words.ts';

/** One character of the shadow for each of the text: hidden, not hidden, or put in since. */
const HIDDEN = 'h';
const OPEN = 'o';
const NEW = 'n';

/** The properties by which a note or an image is known again, or that are read. */
const TELLS = ['id', 'body', 'asset', 'alt'] as const;

type ShadowVoid = { hidden?: true };

/**
 * Follows each hidden character (本段不公开, 本句不公开) of a document through operations, to tell whether one of them
 * has become public: by losing its mark, by being joined to public text, moved into it, or cut off from a hidden
 * section. The operations are done to a shadow of the document too, which has the same nodes and, for each character,
 * one that says what it was.
 *
 * What was taken out and put in again in the same operations is known by its words, where they stood nowhere in the
 * open; what is deleted is not published.
 */
export class HiddenTrace {
  readonly #shadow: Editor = createEditor();
  readonly #removed = new HiddenWords();
  /** Hidden fields, notes and images that were taken out, by id, and images by their bytes as well. */
  readonly #voids = new Set<string>();

  /** All that hidden notes said that were taken out. */
  readonly #bodies = new Set<string>();

  readonly #before: readonly Block[];
  /** What stood in the open before, once it is asked for. */
  #open: string | null = null;
  #openAssets: Set<string> | null = null;

  constructor(blocks: readonly Block[]) {
    this.#before = blocks;
    const marked = markedBlocks(blocks);
    this.#shadow.children = blocks.map((block) => shadowOf(block, marked.has(block.id)));
  }

  /** Call before the operation is applied to the editor. Throws what Slate throws where it does not fit. */
  step(op: Operation, editor: Editor): void {
    if (op.type === 'remove_text')
      this.#remove(Node.get(editor, op.path), op.path, op.offset, op.offset + op.text.length);
    else if (op.type === 'remove_node') this.#remove(Node.get(editor, op.path), op.path);
    // What a hidden note says, or a hidden image shows, is taken out of it where it says or shows something else now.
    else if (op.type === 'set_node' && op.path.length > 1) this.#change(Node.get(editor, op.path), op);
    Transforms.transform(this.#shadow, this.#inShadow(op));
  }

  /** What comes in is new, whatever it says of itself. */
  #inShadow(op: Operation): Operation {
    if (op.type === 'insert_text') return { ...op, text: NEW.repeat(op.text.length) };
    if (op.type === 'insert_node') return { ...op, node: asNew(op.node) };
    // Marks are read off the document itself.
    if (op.type === 'set_node') return { ...op, properties: {}, newProperties: {} };
    if (op.type === 'split_node') {
      // Both halves of what was hidden were.
      const whole = Node.get(this.#shadow, op.path);
      const { hidden } = whole as ShadowVoid;
      return { ...op, properties: (hidden ? { hidden } : {}) as Partial<Node> };
    }
    return op;
  }

  /** Words that were hidden and are public in these blocks, to which the operations have led; null where there are none. */
  published(blocks: readonly Block[]): string | null {
    for (const [, words] of this.#places(blocks)) return words;
    return null;
  }

  /** Ids of the blocks that have such words. */
  publishedIn(blocks: readonly Block[]): Set<string> {
    return new Set([...this.#places(blocks)].map(([id]) => id));
  }

  *#places(blocks: readonly Block[]): Generator<[id: string, words: string]> {
    const marked = markedBlocks(blocks);
    for (const [at, block] of blocks.entries()) {
      if (marked.has(block.id)) continue;
      const shadows = holdersOf(this.#shadow.children[at] as unknown as Block);
      for (const [index, nodes] of holdersOf(block).entries()) {
        const words = this.#wordsIn(nodes, shadows[index] ?? []);
        if (words !== null) yield [block.id, words];
      }
    }
  }

  #wordsIn(nodes: readonly Inline[], shadows: readonly Inline[]): string | null {
    for (const [at, node] of nodes.entries()) {
      if (node.secret) continue;
      if (wasHidden(node, shadows[at])) return isText(node) ? node.text : '';
      if (this.#wasTakenOut(node)) return saidBy(node) ?? '';
    }
    if (this.#removed.isEmpty) return null;
    // These are looked at wherever they stand: the words may have been put into one that was there.
    for (const node of nodes) {
      const said = node.secret ? null : saidBy(node);
      const words = said === null ? null : this.#openedIn(said);
      if (words !== null) return words;
    }
    const isNew = new Set(
      nodes.filter((node, at) => !node.secret && (shadows[at] as Text | undefined)?.text?.includes(NEW)),
    );
    for (const run of runsWhere(nodes, (node) => isNew.has(node))) {
      const words = this.#openedIn(run);
      if (words !== null) return words;
    }
    return null;
  }

  #change(node: Node, { path, newProperties }: SetNodeOperation): void {
    if (isInlineVoid(node) && TELLS.some((key) => key in newProperties)) this.#remove(node, path);
  }

  /** Words of this text that were hidden and taken out, and stood nowhere in the open. */
  #openedIn(text: string): string | null {
    for (const stretch of this.#removed.in(text)) {
      const words = text.slice(...stretch);
      if (!this.#stoodOpen(words)) return words;
    }
    return null;
  }

  #wasTakenOut(node: Inline): boolean {
    if (!hasOwnId(node)) return false;
    if (this.#voids.has(node.id) || (isImage(node) && this.#voids.has(node.asset))) return true;
    const words = isNote(node) ? textOfNote(node.body) : '';
    return this.#bodies.has(words) && !this.#stoodOpen(words);
  }

  #takeOut(node: unknown): void {
    if (!hasOwnId(node)) return;
    this.#voids.add(node.id);
    if (isImage(node) && !this.#openImages().has(node.asset)) this.#voids.add(node.asset);
    // A value is too short to be known by: fields are known by their ids.
    if (isField(node)) return;
    const words = saidBy(node) ?? '';
    this.#removed.add(words);
    // All of a note is known by its words, however short they are.
    if (isNote(node) && words !== '') this.#bodies.add(words);
  }

  /** Images that stood in the open before: a hidden copy of one tells nothing new. */
  #openImages(): Set<string> {
    if (this.#openAssets) return this.#openAssets;
    const marked = markedBlocks(this.#before);
    this.#openAssets = new Set(
      this.#before.flatMap((block) =>
        marked.has(block.id)
          ? []
          : inlinesOf(block).flatMap((node) => (isImage(node) && !node.secret ? [node.asset] : [])),
      ),
    );
    return this.#openAssets;
  }

  /** Words that stood in the open as well tell nothing new: a change accepted in both places puts both in again. */
  #stoodOpen(words: string): boolean {
    if (this.#open === null) {
      const marked = markedBlocks(this.#before);
      const runs = this.#before.flatMap((block) =>
        marked.has(block.id)
          ? []
          : holdersOf(block).flatMap((nodes) => [
              ...runsWhere(nodes, (node) => node.secret !== true),
              ...nodes.flatMap((node) => (node.secret ? [] : (saidBy(node) ?? []))),
            ]),
      );
      this.#open = runs.join('\n');
    }
    return this.#open.includes(words);
  }

  /** Keeps in mind what of a node was hidden. @param from characters of a text; left out: all of the node */
  #remove(node: Node, path: readonly number[], from = 0, to = Number.POSITIVE_INFINITY): void {
    const shadow = Node.get(this.#shadow, [...path]);
    if (Text.isText(node) && Text.isText(shadow)) {
      for (const { index, run } of hiddenRuns(shadow.text.slice(from, to)))
        this.#removed.add(node.text.slice(from + index, from + index + run));
      return;
    }
    if (Text.isText(node) || Text.isText(shadow)) return;
    if (isInlineVoid(node)) {
      if (wasHidden(node, shadow)) this.#takeOut(node);
      return;
    }
    if (node.children.every((child) => Text.isText(child) || isInlineVoid(child))) {
      const nodes = node.children as unknown as Inline[];
      const hidden = new Set(nodes.filter((one, at) => wasHidden(one, shadow.children[at])));
      for (const run of runsWhere(nodes, (one) => hidden.has(one))) this.#removed.add(run);
      for (const one of hidden) this.#takeOut(one);
      return;
    }
    for (const [at, child] of node.children.entries()) this.#remove(child, [...path, at]);
  }
}

/** Words that a field, a note or an image has in its properties; null for what has none. */
function saidBy(node: Inline): string | null {
  if (isField(node)) return node.value;
  if (isNote(node)) return textOfNote(node.body);
  return isImage(node) ? node.alt : null;
}

const wasHidden = (node: Inline, shadow: unknown): boolean =>
  isText(node)
    ? ((shadow as Text | undefined)?.text?.includes(HIDDEN) ?? false)
    : (shadow as ShadowVoid | undefined)?.hidden === true;

function* hiddenRuns(text: string): Generator<{ index: number; run: number }> {
  for (const match of text.matchAll(/h+/g)) yield { index: match.index, run: match[0].length };
}

function shadowOf(node: Node | Block, hidden: boolean): Descendant {
  const isHidden = hidden || (node as { secret?: true }).secret === true;
  if (Text.isText(node)) return { text: (isHidden ? HIDDEN : OPEN).repeat(node.text.length) };
  const children = node.children;
  if (isInlineVoid(node))
    return { type: node.type, children: [{ text: '' }], ...(isHidden ? { hidden: true } : {}) } as Descendant;
  return {
    type: (node as { type?: string }).type,
    children: children.map((child) => shadowOf(child, isHidden)),
  } as Descendant;
}

function asNew(node: Node): Descendant {
  if (Text.isText(node)) return { text: NEW.repeat(node.text.length) };
  const { children } = node;
  return { type: (node as { type?: string }).type, children: children.map(asNew) } as Descendant;
}

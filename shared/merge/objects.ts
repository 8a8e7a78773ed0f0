import { isImage, isNote } from '../document/guards.ts';
import { NOTE_NAMES, textOfNote, trimmedNote } from '../document/notes.ts';
import type { Image, Note, NoteKind, NoteLeaf } from '../document/types.ts';
import type { Spell } from '../edition/spell.ts';
import type { Token } from '../review/tokens.ts';
import { anchorOf } from './anchors.ts';
import type { WordImage, WordNote } from './word-copy.ts';

// Notes and images as signs in the row of characters: what is the same on both sides has the same sign.

/** Private characters, of which each note and each image has one. */
const FIRST = 0xf0000;
const MANY = 65_000;

/** So much may a program move a length of an image when it saves it, in points. */
const NEAR = 1;

const NEW_ID = '';

export class Objects {
  readonly #signs = new Map<string, string>();
  readonly #images = new Map<string, Image>();
  /** What is said of an image in the copy, by its anchor. */
  readonly #alts = new Map<string, string>();
  readonly #byAsset = new Map<string, string[]>();
  readonly #spell: Spell;
  #new = 0;

  constructor(tokens: readonly Token[], spell: Spell) {
    this.#spell = spell;
    for (const token of tokens) {
      if (token.is === 'void' && isImage(token.node)) this.#know(token.node);
      if (token.is !== 'table') continue;
      for (const row of token.block.children)
        for (const cell of row.children)
          for (const node of cell.children) if (isImage(node)) this.#know(node);
    }
  }

  #know(node: Image): void {
    const anchor = anchorOf(node.id);
    this.#images.set(anchor, node);
    this.#alts.set(anchor, plainAlt(this.#spell(node)[0]?.image?.alt ?? ''));
    this.#byAsset.set(node.asset, [...(this.#byAsset.get(node.asset) ?? []), anchor]);
  }

  #sign(key: string): string {
    let sign = this.#signs.get(key);
    if (sign === undefined) {
      sign = String.fromCodePoint(FIRST + (this.#signs.size % MANY));
      this.#signs.set(key, sign);
    }
    return sign;
  }

  signOfSent(node: Note | Image): string {
    if (isImage(node)) return this.#sign(`image ${anchorOf(node.id)}`);
    return this.#sign(noteKey(node.kind, this.#spell(node)[0]?.note?.body ?? node.body));
  }

  signOfNote({ kind, body }: WordNote): string {
    return this.#sign(noteKey(kind, body));
  }

  signOfImage(image: WordImage): string {
    const anchor = this.#sentAs(image);
    return this.#sign(anchor === null ? `new ${(this.#new += 1)}` : `image ${anchor}`);
  }

  /** The anchor of the sent image that this one is, just as it was; null for another one. */
  #sentAs({ sent, asset, width, height, alt }: WordImage): string | null {
    const says = (anchor: string): boolean => this.#alts.get(anchor) === plainAlt(alt);
    if (sent && this.#images.has(sent.anchor)) return sent.isSame && says(sent.anchor) ? sent.anchor : null;
    const found = (this.#byAsset.get(asset ?? '') ?? []).find((anchor) => {
      const was = this.#images.get(anchor);
      return (
        was !== undefined &&
        says(anchor) &&
        Math.abs(was.width - width) <= NEAR &&
        Math.abs(was.height - height) <= NEAR
      );
    });
    return found ?? null;
  }

  /** A new image as a node; null for one that can't be shown. */
  nodeOfImage(image: WordImage): Image | null {
    const { sent, asset, width, height, alt } = image;
    const was = sent ? this.#images.get(sent.anchor) : undefined;
    const bytes = was && (sent?.isSame || asset === null) ? was.asset : asset;
    const isSized = width > 0 && height > 0;
    if (bytes === null || (!isSized && !was)) return null;
    const as = this.#sentAs(image);
    return {
      type: 'image',
      id: NEW_ID,
      asset: bytes,
      width: as !== null && was ? was.width : isSized ? width : (was?.width ?? 1),
      height: as !== null && was ? was.height : isSized ? height : (was?.height ?? 1),
      alt: was && as !== null ? was.alt : alt,
      children: [{ text: '' }],
    };
  }
}

/** A new note as a node. */
export const nodeOfNote = ({ kind, body }: WordNote): Note => ({
  type: 'note',
  id: NEW_ID,
  kind,
  body: normalBody(body),
  children: [{ text: '' }],
});

const noteKey = (kind: NoteKind, body: readonly NoteLeaf[]): string =>
  `${kind} ${JSON.stringify(normalBody(body))}`;

/** The words of a note as a file can hold them: without white space at the ends, each look one leaf. */
function normalBody(body: readonly NoteLeaf[]): NoteLeaf[] {
  const out: NoteLeaf[] = [];
  for (const { text, bold, sup } of body) {
    const words = text.toWellFormed().replaceAll(/(?![\n\t])\p{Cc}|[\uFFFE\uFFFF]/gu, '');
    const last = out.at(-1);
    if (words === '') continue;
    // A line end has no look.
    if (last && ((last.bold === bold && last.sup === sup) || words.trim() === '')) last.text += words;
    else out.push({ text: words, ...(bold ? { bold } : {}), ...(sup ? { sup } : {}) });
  }
  return trimmedNote(out);
}

const plainAlt = (alt: string): string =>
  alt
    .toWellFormed()
    .replaceAll(/[\s\p{Cc}\uFFFE\uFFFF]+/gu, ' ')
    .trim();

/** What stands for a note or an image where a change is told in words. */
export function wordsOfObject(node: Note | Image): string {
  if (isNote(node)) return `（${NOTE_NAMES[node.kind]}：${textOfNote(node.body)}）`;
  return node.alt === '' ? '（图片）' : `（图片：${node.alt}）`;
}

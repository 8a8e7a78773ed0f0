import { trimmedNote } from '../../../../shared/document/notes.ts';
import type { NoteKind, NoteLeaf } from '../../../../shared/document/types.ts';
import { readImageName } from '../../../../shared/merge/anchors.ts';
import {
  EMBEDDED,
  type WordChange,
  type WordImage,
  type WordNote,
} from '../../../../shared/merge/word-copy.ts';
import { imageFrom, type NewImage } from '../../files/image.ts';
import { LIMITS } from '../../files/limits.ts';
import { PLACEHOLDER_HASH } from '../placeholder.ts';
import { changeOf } from './change-of.ts';
import type { PartsByType } from './relations.ts';
import { attribute, child, elementsOf, type Document, type Element } from './xml.ts';

// Notes and images of a returned copy: what stands in the text as one sign.

export type Look = { bold?: true; sup?: true };

/** The formats that are kept, as a run's own properties say them. */
export function lookOf(properties: Element | null): Look {
  const bold = child(properties, 'b');
  const isBold = bold !== null && !/^(?:0|false|off)$/.test(attribute(bold, 'val') ?? '1');
  const isSup = attribute(child(properties, 'vertAlign'), 'val') === 'superscript';
  return { ...(isBold ? { bold: true } : {}), ...(isSup ? { sup: true } : {}) };
}

/** The notes of a file by their id. */
export class CopyNotes {
  readonly #notes: Record<NoteKind, Map<string, Element>>;
  readonly #read = new Map<Element, WordNote>();

  constructor(footnotes: Document | null, endnotes: Document | null) {
    this.#notes = { foot: byId(footnotes), end: byId(endnotes) };
  }

  /** Null where the file has no such note. */
  get(kind: NoteKind, id: string): WordNote | null {
    const element = this.#notes[kind].get(id);
    if (!element) return null;
    let note = this.#read.get(element);
    if (!note) this.#read.set(element, (note = readNote(kind, element)));
    return note;
  }
}

const byId = (document: Document | null): Map<string, Element> =>
  new Map(
    document
      ? elementsOf(document.documentElement).map((note) => [attribute(note, 'id') ?? '', note] as const)
      : [],
  );

function readNote(kind: NoteKind, element: Element): WordNote {
  const body: NoteLeaf[] = [];
  let by: WordChange | undefined;
  const add = (text: string, look: Look): void => {
    const last = body.at(-1);
    if (last && last.bold === look.bold && last.sup === look.sup) last.text += text;
    else if (text !== '') body.push({ text, ...look });
  };
  const walk = (parent: Element, look: Look): void => {
    for (const inner of elementsOf(parent)) {
      switch (inner.localName) {
        case 'p':
          if (body.length > 0) add('\n', {});
          walk(inner, {});
          break;
        case 'r':
          walk(inner, lookOf(child(inner, 'rPr')));
          break;
        case 't':
          add(inner.textContent, look);
          break;
        case 'tab':
          add('\t', look);
          break;
        case 'br':
        case 'cr':
          add('\n', look);
          break;
        case 'noBreakHyphen':
          add('-', look);
          break;
        case 'del':
        case 'moveFrom':
          by ??= changeOf(inner);
          break;
        case 'ins':
        case 'moveTo':
          by ??= changeOf(inner);
          walk(inner, look);
          break;
        case 'pPr':
        case 'rPr':
        case 'instrText':
        case 'footnoteRef':
        case 'endnoteRef':
          break;
        default:
          walk(inner, look);
      }
    }
  };
  walk(element, {});
  return { kind, body: trimmedNote(body), ...(by ? { by } : {}) };
}

/** EMU of a point. */
const POINT = 12_700;
/** So much may a program move a length of an image when it saves it, in points. */
const NEAR = 1;

/** The images of a file: where each stands, and the bytes of those that were put in in Word. */
export class CopyImages {
  /** Bytes by hash. */
  readonly images: Record<string, Uint8Array> = {};
  readonly #related: PartsByType;
  readonly #media: ReadonlyMap<string, Buffer>;
  readonly #hashes = new Map<string, string | null>();
  #count = 0;

  /** @param related parts of the document; @param media parts by name, those that could be read */
  constructor(related: PartsByType, media: ReadonlyMap<string, Buffer>) {
    this.#related = related;
    this.#media = media;
  }

  /** Of a `drawing`, `pict` or `object`. */
  read(element: Element): WordImage {
    const properties = find(element, 'docPr');
    const alt = (attribute(properties, 'descr') ?? '').trim();
    const extent = find(element, 'extent');
    const width = lengthOf(extent, 'cx');
    const height = lengthOf(extent, 'cy');
    const blip = find(element, 'blip');
    const id = blip
      ? blip.getAttribute('r:embed')
      : (find(element, 'imagedata')?.getAttribute('r:id') ?? null);
    const part = id === null ? undefined : this.#related.byId(id);
    const asset = part === undefined ? null : this.#hashOf(part);
    const name = readImageName(attribute(properties, 'name') ?? '');
    const sent = name && {
      anchor: name.anchor,
      isSame:
        (asset === null
          ? part !== undefined && !this.#media.has(part)
          : asset.startsWith(name.asset) || asset === PLACEHOLDER_HASH) &&
        Math.abs(name.width - width) <= NEAR &&
        Math.abs(name.height - height) <= NEAR,
    };
    if (!sent?.isSame && asset !== null && part !== undefined) this.#keep(asset, part);
    const called = asset === null ? this.#calledOf(element, part) : null;
    return { sent, asset, width, height, alt, ...(called === null ? {} : { called }) };
  }

  /** What it is that can't be shown. */
  #calledOf(element: Element, part: string | undefined): string {
    const blip = find(element, 'blip');
    if (element.localName === 'object') return EMBEDDED;
    if (find(element, 'chart') || find(element, 'relIds')) return '图表';
    if (!blip && !find(element, 'imagedata')) return find(element, 'contentPart') ? '手写墨迹' : '图形';
    if (blip?.getAttribute('r:link') && part === undefined) return '图片（只是链接，不在文件里）';
    if (part === undefined) return '图片（在文件里找不到）';
    const bytes = this.#media.get(part);
    if (bytes === undefined) return '图片（在文件里找不到，或者图片太多）';
    if (bytes.length > LIMITS.image) return '图片（太大）';
    return '图片（不是 PNG、JPG、GIF、BMP）';
  }

  /** Null for what is no image that can be shown. */
  #hashOf(part: string): string | null {
    let hash = this.#hashes.get(part);
    if (hash === undefined) {
      hash = this.#imageOf(part)?.asset ?? null;
      this.#hashes.set(part, hash);
    }
    return hash;
  }

  #imageOf(part: string): NewImage | null {
    const bytes = this.#media.get(part);
    return bytes !== undefined && bytes.length <= LIMITS.image ? imageFrom(bytes) : null;
  }

  #keep(asset: string, part: string): void {
    if (this.images[asset] !== undefined) return;
    const bytes = this.#imageOf(part)?.bytes;
    if (bytes === undefined || this.#count >= LIMITS.images) return;
    this.#count += 1;
    this.images[asset] = new Uint8Array(bytes);
  }
}

const lengthOf = (extent: Element | null, key: string): number => {
  const emu = Number(attribute(extent, key) ?? 0);
  return Number.isFinite(emu) && emu > 0 ? Math.round((emu / POINT) * 10) / 10 : 0;
};

/** The first element of that local name, however deep. */
function find(parent: Element, name: string): Element | null {
  for (const element of elementsOf(parent)) {
    if (element.localName === name) return element;
    const inner = find(element, name);
    if (inner) return inner;
  }
  return null;
}

/** Whether a drawing holds words, and no image. */
export const isTextBox = (element: Element): boolean =>
  find(element, 'txbxContent') !== null &&
  find(element, 'blip') === null &&
  find(element, 'imagedata') === null;

import { FileError } from '../../../../shared/errors/file-error.ts';
import { momentOf, VERSION_ANCHOR } from '../../../../shared/merge/anchors.ts';
import type {
  WordBlock,
  WordChange,
  WordComment,
  WordCopy,
  WordMark,
  WordParagraph,
  WordRun,
} from '../../../../shared/merge/word-copy.ts';
import { decodeIdentity, IDENTITY_PROPERTY, type CopyIdentity } from '../review-identity.ts';
import { Numbering } from './numbering.ts';
import { paragraphFacts, Styles } from './styles.ts';
import { unzipParts } from './unzip.ts';
import { attribute, child, elementsOf, parseXml, type Document, type Element } from './xml.ts';

const PARTS = {
  document: 'word/document.xml',
  styles: 'word/styles.xml',
  numbering: 'word/numbering.xml',
  comments: 'word/comments.xml',
  extended: 'word/commentsExtended.xml',
  custom: 'docProps/custom.xml',
  core: 'docProps/core.xml',
} as const;
const WANTED = new Set<string>(Object.values(PARTS));

/** `identity`: what the file says it is a copy of. `version`: from its bookmarks, where the property is lost. */
export type ReturnedCopy = WordCopy & { identity: CopyIdentity | null; version: string | null };

/**
 * Reads a Word file with its comments and tracked changes.
 * Throws AppError: 'damaged-file', 'not-word', 'encrypted-file', 'too-large'.
 */
export async function readReviewCopy(name: string, source: Uint8Array | string): Promise<ReturnedCopy> {
  const parts = await unzipParts(name, source, (part) => WANTED.has(part));
  const read = (part: string): Document | null => {
    const data = parts.get(part);
    return data ? parseXml(name, data) : null;
  };
  const body = child(read(PARTS.document)?.documentElement ?? null, 'body');
  if (!body) {
    throw new FileError('not-word', name);
  }
  const reader = new Reader(new Styles(read(PARTS.styles)), new Numbering(read(PARTS.numbering)));
  reader.readBlocks(body, {});
  const anchors = reader.blocks.flatMap((block) => block.anchors);
  const version = anchors.find((anchor) => anchor.startsWith(VERSION_ANCHOR));
  return {
    blocks: reader.blocks,
    comments: readComments(read(PARTS.comments), read(PARTS.extended)),
    savedAt: savedAt(read(PARTS.core)),
    identity: identityOf(read(PARTS.custom)),
    version: version?.slice(VERSION_ANCHOR.length) ?? null,
  };
}

function identityOf(custom: Document | null): CopyIdentity | null {
  const root = custom?.documentElement;
  const property = root && elementsOf(root).find((one) => one.getAttribute('name') === IDENTITY_PROPERTY);
  return property ? decodeIdentity(property.textContent.trim()) : null;
}

/** Properties are in true UTC, unlike the dates of changes. */
function savedAt(core: Document | null): string | null {
  const modified = child(core?.documentElement ?? null, 'modified')?.textContent ?? '';
  const date = new Date(modified);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

class Reader {
  readonly blocks: WordBlock[] = [];
  readonly #styles: Styles;
  readonly #numbering: Numbering;
  /** Comments whose range is open, and those whose range held nothing yet. */
  #open: string[] = [];
  readonly #said = new Set<string>();

  constructor(styles: Styles, numbering: Numbering) {
    this.#styles = styles;
    this.#numbering = numbering;
  }

  readBlocks(parent: Element, mark: WordMark): void {
    /** Bookmarks that stand between paragraphs belong to the next one. */
    let waiting: string[] = [];
    for (const element of elementsOf(parent)) {
      switch (element.localName) {
        case 'p': {
          const paragraph = this.#paragraph(element, mark);
          this.blocks.push({ ...paragraph, anchors: waiting.concat(paragraph.anchors) });
          waiting = [];
          break;
        }
        case 'tbl':
          this.blocks.push(this.#table(element, waiting));
          waiting = [];
          break;
        case 'bookmarkStart':
          waiting.push(attribute(element, 'name') ?? '');
          break;
        case 'commentRangeStart':
        case 'commentRangeEnd':
          this.#range(element);
          break;
        case 'ins':
        case 'moveTo':
          this.readBlocks(element, { ...mark, ins: changeOf(element) });
          break;
        case 'del':
        case 'moveFrom':
          this.readBlocks(element, { ...mark, del: changeOf(element) });
          break;
        case 'sdt':
        case 'sdtContent':
        case 'customXml':
        case 'smartTag':
          this.readBlocks(element, mark);
          break;
        default:
      }
    }
  }

  #paragraph(element: Element, mark: WordMark): WordParagraph {
    const properties = child(element, 'pPr');
    const style = this.#styles.facts(attribute(child(properties, 'pStyle'), 'val'));
    const own = paragraphFacts(properties);
    const runs: WordRun[] = [];
    const anchors: string[] = [];
    this.#runs(element, mark, runs, anchors);
    const number = own.number ?? style.number;
    const hasText = runs.some(({ text }) => text !== '');
    const label =
      number && number.numId !== '0' && hasText ? this.#numbering.next(number.numId, number.level) : '';
    if (label) runs.unshift({ text: label, comments: [] });
    const markProperties = child(properties, 'rPr');
    const ins = child(markProperties, 'ins') ?? child(markProperties, 'moveTo');
    const del = child(markProperties, 'del') ?? child(markProperties, 'moveFrom');
    const format = child(properties, 'pPrChange');
    return {
      is: 'paragraph',
      runs,
      mark: { ...(ins ? { ins: changeOf(ins) } : {}), ...(del ? { del: changeOf(del) } : {}) },
      form: style.title ? 'title' : (own.heading ?? style.heading ?? null),
      ...(format ? { format: changeOf(format) } : {}),
      anchors,
    };
  }

  #table(element: Element, anchors: string[]): WordBlock {
    const found = [...anchors];
    const rows = elementsOf(element)
      .filter((row) => row.localName === 'tr')
      .map((row) => {
        const properties = child(row, 'trPr');
        const ins = child(properties, 'ins');
        const del = child(properties, 'del');
        return {
          ...(ins ? { ins: changeOf(ins) } : {}),
          ...(del ? { del: changeOf(del) } : {}),
          cells: elementsOf(row)
            .filter((cell) => cell.localName === 'tc')
            .map((cell) => {
              const inner = new Reader(this.#styles, this.#numbering);
              inner.#open = this.#open;
              inner.readBlocks(cell, {});
              this.#open = inner.#open;
              return inner.blocks.flatMap((block, at) => {
                for (const anchor of block.anchors) found.push(anchor);
                if (block.is === 'table') return [];
                return at === 0 || block.runs.length === 0
                  ? block.runs
                  : [{ text: '\n', comments: [] }, ...block.runs];
              });
            }),
        };
      });
    return { is: 'table', rows, anchors: found };
  }

  #runs(parent: Element, mark: WordMark, runs: WordRun[], anchors: string[]): void {
    for (const element of elementsOf(parent)) {
      switch (element.localName) {
        case 't':
        case 'delText':
          this.#add(runs, mark, element.textContent);
          break;
        case 'tab':
          this.#add(runs, mark, '\t');
          break;
        case 'br':
        case 'cr':
          if (attribute(element, 'type') !== 'page') this.#add(runs, mark, '\n');
          break;
        case 'noBreakHyphen':
          this.#add(runs, mark, '-');
          break;
        case 'ins':
        case 'moveTo':
          this.#runs(element, { ...mark, ins: changeOf(element) }, runs, anchors);
          break;
        case 'del':
        case 'moveFrom':
          this.#runs(element, { ...mark, del: changeOf(element) }, runs, anchors);
          break;
        case 'bookmarkStart':
          anchors.push(attribute(element, 'name') ?? '');
          break;
        case 'commentRangeStart':
        case 'commentRangeEnd':
          this.#range(element);
          break;
        case 'commentReference': {
          const id = attribute(element, 'id') ?? '';
          if (!this.#said.has(id)) runs.push({ text: '', comments: [id] });
          break;
        }
        case 'AlternateContent':
          // Choice and Fallback say the same twice.
          this.#runs(child(element, 'Choice') ?? element, mark, runs, anchors);
          break;
        case 'pPr':
        case 'rPr':
        case 'instrText':
        case 'delInstrText':
        case 'sdtPr':
        case 'sdtEndPr':
        case 'txbxContent':
        case 'drawing':
        case 'pict':
          break;
        default:
          this.#runs(element, mark, runs, anchors);
      }
    }
  }

  #add(runs: WordRun[], mark: WordMark, text: string): void {
    if (text === '') return;
    for (const id of this.#open) this.#said.add(id);
    // The list is never changed, only replaced: thousands of runs may share it.
    runs.push({ ...mark, text, comments: this.#open });
  }

  #range(element: Element): void {
    const id = attribute(element, 'id') ?? '';
    this.#open = this.#open.filter((one) => one !== id);
    if (element.localName === 'commentRangeStart') this.#open = [...this.#open, id];
  }
}

function changeOf(element: Element): WordChange {
  return { author: (attribute(element, 'author') ?? '').trim(), at: momentOf(attribute(element, 'date')) };
}

function readComments(comments: Document | null, extended: Document | null): WordComment[] {
  const root = comments?.documentElement;
  if (!root) return [];
  /** By the id of a comment's last paragraph. */
  const facts = new Map<string, { done: boolean; parent: string | null }>();
  const rootOfFacts = extended?.documentElement;
  for (const element of rootOfFacts ? elementsOf(rootOfFacts) : []) {
    const of = (key: string): string | null => element.getAttribute(`w15:${key}`);
    const done = of('done');
    facts.set(of('paraId') ?? '', { done: done === '1' || done === 'true', parent: of('paraIdParent') });
  }
  const byParagraph = new Map<string, string>();
  const list = elementsOf(root)
    .filter((element) => element.localName === 'comment')
    .map((element) => {
      const id = attribute(element, 'id') ?? '';
      const paragraphs = elementsOf(element).filter((inner) => inner.localName === 'p');
      const ids = paragraphs.flatMap((paragraph) => paragraph.getAttribute('w14:paraId') ?? []);
      for (const one of ids) byParagraph.set(one, id);
      const body = paragraphs
        .map((paragraph) => plain(paragraph))
        .join('\n')
        .trim();
      return {
        id,
        author: (attribute(element, 'author') ?? '').trim(),
        at: momentOf(attribute(element, 'date')),
        body,
        ids,
      };
    });
  return list.map(({ ids, ...comment }) => {
    const own = ids.map((id) => facts.get(id)).find((one) => one !== undefined);
    return {
      ...comment,
      done: own?.done ?? null,
      parent: (own?.parent ? byParagraph.get(own.parent) : undefined) ?? null,
    };
  });
}

function plain(parent: Element): string {
  return elementsOf(parent)
    .map((element) => {
      switch (element.localName) {
        case 't':
          return element.textContent;
        case 'tab':
          return '\t';
        case 'br':
        case 'cr':
          return '\n';
        case 'pPr':
        case 'rPr':
        case 'del':
          return '';
        default:
          return plain(element);
      }
    })
    .join('');
}

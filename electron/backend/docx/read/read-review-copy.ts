import { FileError } from '../../../../shared/errors/file-error.ts';
import { momentOf, VERSION_ANCHOR } from '../../../../shared/merge/anchors.ts';
import type { WordComment, WordCopy } from '../../../../shared/merge/word-copy.ts';
import { LIMITS } from '../../files/limits.ts';
import { decodeIdentity, IDENTITY_PROPERTY, type CopyIdentity } from '../review-identity.ts';
import { Numbering } from './numbering.ts';
import { CopyReader } from './read-copy-blocks.ts';
import { CopyImages, CopyNotes, targetsOf } from './read-copy-objects.ts';
import { Styles } from './styles.ts';
import { unzipParts } from './unzip.ts';
import { attribute, child, elementsOf, parseXml, type Document, type Element } from './xml.ts';

const PARTS = {
  document: 'word/document.xml',
  relationships: 'word/_rels/document.xml.rels',
  footnotes: 'word/footnotes.xml',
  endnotes: 'word/endnotes.xml',
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
  const relationships = read(PARTS.relationships);
  const images = new CopyImages(relationships, await readMedia(name, source, targetsOf(relationships)));
  const reader = new CopyReader({
    name,
    styles: new Styles(read(PARTS.styles)),
    numbering: new Numbering(read(PARTS.numbering)),
    notes: new CopyNotes(read(PARTS.footnotes), read(PARTS.endnotes)),
    images,
  });
  reader.readBlocks(body, {});
  const anchors = reader.blocks.flatMap((block) => block.anchors);
  const version = anchors.find((anchor) => anchor.startsWith(VERSION_ANCHOR));
  return {
    blocks: reader.blocks,
    comments: readComments(read(PARTS.comments), read(PARTS.extended)),
    savedAt: savedAt(read(PARTS.core)),
    images: images.images,
    identity: identityOf(read(PARTS.custom)),
    version: version?.slice(VERSION_ANCHOR.length) ?? null,
  };
}

/** The images of a file; none where they are too many or too large to be taken into memory. */
async function readMedia(
  name: string,
  source: Uint8Array | string,
  targets: ReadonlyMap<string, string>,
): Promise<Map<string, Buffer>> {
  const wanted = new Set(targets.values());
  if (wanted.size === 0 || wanted.size > LIMITS.images) return new Map();
  try {
    return await unzipParts(name, source, (part) => wanted.has(part));
  } catch (error) {
    if (error instanceof FileError && error.fault === 'unpacks-too-large') return new Map();
    throw error;
  }
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

import { FileError } from '../../../../shared/errors/file-error.ts';
import { momentOf, VERSION_ANCHOR } from '../../../../shared/merge/anchors.ts';
import type { WordComment, WordCopy } from '../../../../shared/merge/word-copy.ts';
import { LIMITS } from '../../files/limits.ts';
import { decodeIdentity, IDENTITY_PROPERTY, type CopyIdentity } from '../review-identity.ts';
import { changesApart } from './changes-apart.ts';
import { leftOutOfPages } from './page-left-out.ts';
import { Numbering } from './numbering.ts';
import { PartsByType, relationsOf } from './relations.ts';
import { leftOutOfBody } from './copy-left-out.ts';
import { CopyReader } from './read-copy-blocks.ts';
import { CopyImages, CopyNotes } from './read-copy-objects.ts';
import { Styles } from './styles.ts';
import { deep } from './text-in.ts';
import { unzipParts } from './unzip.ts';
import { attribute, child, elementsOf, parseXml, type Document, type Element } from './xml.ts';

/** What of a file every program has under these names. */
const FIXED = {
  file: '_rels/.rels',
  custom: 'docProps/custom.xml',
  core: 'docProps/core.xml',
} as const;
const FIRST = new Set<string>(Object.values(FIXED));
/** Parts of a document, by the type of its relation to them: also their usual names. */
const TYPES = ['footnotes', 'endnotes', 'styles', 'numbering', 'comments', 'commentsExtended'] as const;

/** Relations of the document, whatever it is called. */
const RELATIONS = /^(?:[^/]+\/)?_rels\/document\w*\.xml\.rels$/;
/** At most so many headers are looked at, and so many footers: a section has three of each. */
const EDGES = 60;

/** `identity`: what the file says it is a copy of. `version`: from its bookmarks, where the property is lost. */
export type ReturnedCopy = WordCopy & {
  identity: CopyIdentity | null;
  version: string | null;
  /** Tracked changes where the text is not read: in text boxes, tables in cells, headers and footers. */
  apart: number;
};

/**
 * Reads a Word file with its comments and tracked changes.
 * Throws AppError: 'damaged-file', 'not-word', 'encrypted-file', 'too-large'.
 */
export async function readReviewCopy(name: string, source: Uint8Array | string): Promise<ReturnedCopy> {
  const parts = await unzipParts(name, source, (part) => FIRST.has(part) || RELATIONS.test(part));
  const read = (part: string | undefined): Document | null => {
    const data = part === undefined ? undefined : parts.get(part);
    return data ? parseXml(name, data) : null;
  };
  const main = new PartsByType(read(FIXED.file), '').one('officeDocument') ?? 'word/document.xml';
  const folder = main.slice(0, Math.max(0, main.lastIndexOf('/')));
  const related = new PartsByType(read(relationsOf(main)), folder);
  const named = Object.fromEntries(
    TYPES.map((type) => [type, related.one(type) ?? `${folder}/${type}.xml`]),
  ) as Record<(typeof TYPES)[number], string>;
  const all = [...related.all('header').slice(0, EDGES), ...related.all('footer').slice(0, EDGES)];
  const wanted = new Set([main, ...Object.values(named), ...all]);
  for (const [part, data] of await unzipParts(name, source, (one) => wanted.has(one))) parts.set(part, data);
  const document = read(main)?.documentElement ?? null;
  const body = child(document, 'body');
  if (!body) {
    throw new FileError('not-word', name);
  }
  const edges = edgesOf(body, related);
  const images = new CopyImages(related, await readMedia(name, source, new Set(related.all('image'))));
  const styles = new Styles(read(named.styles));
  const notes = [read(named.footnotes), read(named.endnotes)] as const;
  const notesOfCopy = new CopyNotes(...notes);
  const comments = read(named.comments);
  const reader = new CopyReader({
    name,
    styles,
    numbering: new Numbering(read(named.numbering)),
    notes: notesOfCopy,
    images,
  });
  reader.readBlocks(body, {});
  const anchors = reader.blocks.flatMap((block) => block.anchors);
  const version = anchors.find((anchor) => anchor.startsWith(VERSION_ANCHOR));
  const core = read(FIXED.core);
  const savedBy = (child(core?.documentElement ?? null, 'lastModifiedBy')?.textContent ?? '').trim();
  const { leftOut, pages } = leftOutOfBody(body, styles, notesOfCopy);
  const identity = identityOf(read(FIXED.custom));
  const headers = edges.header.map((part) => read(part));
  const footers = edges.footer.map((part) => read(part));
  return {
    blocks: reader.blocks,
    pages,
    leftOut: [
      ...leftOut,
      ...leftOutOfPages({
        styles,
        notes,
        comments,
        headers,
        footers,
        sent: identity?.edges,
      }),
    ],
    ...(savedBy ? { savedBy } : {}),
    comments: readComments(comments, read(named.commentsExtended)),
    savedAt: savedAt(core),
    images: images.images,
    identity,
    version: version?.slice(VERSION_ANCHOR.length) ?? null,
    apart: changesApart(body, [...headers, ...footers]),
  };
}

/** The parts that its sections show above and below their pages; a file may hold others. */
function edgesOf(body: Element, related: PartsByType): Record<'header' | 'footer', string[]> {
  const shown = new Set(
    deep(body, /^(?:header|footer)Reference$/).flatMap(
      (reference) => related.byId(reference.getAttribute('r:id') ?? '') ?? [],
    ),
  );
  const of = (type: string): string[] =>
    related
      .all(type)
      .slice(0, EDGES)
      .filter((part) => shown.has(part));
  return { header: of('header'), footer: of('footer') };
}

/** The images of a file; none where they are too many or too large to be taken into memory. */
async function readMedia(
  name: string,
  source: Uint8Array | string,
  wanted: ReadonlySet<string>,
): Promise<Map<string, Buffer>> {
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
      const paragraphs = paragraphsIn(element);
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

/** All of them, also those in cells and content controls. */
const paragraphsIn = (parent: Element): Element[] =>
  elementsOf(parent).flatMap((inner) => (inner.localName === 'p' ? [inner] : paragraphsIn(inner)));

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

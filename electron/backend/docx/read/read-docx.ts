import { FileError } from '../../../../shared/errors/file-error.ts';
import { TEXT_SIZE } from '../../../../shared/document/image-size.ts';
import type {
  SourceCell,
  SourceLine,
  SourceText,
  SourceVoid,
} from '../../../../shared/structure/source-line.ts';
import type { NewImage } from '../../files/image.ts';
import { IDENTITY_PROPERTY } from '../review-identity.ts';
import { BodyReader } from './body-reader.ts';
import type { Context } from './context.ts';
import { decideChanges, isMarked, noteName, type HowToDecide } from './decide-changes.ts';
import { LeftOut } from './left-out.ts';
import { NoteReader } from './note-reader.ts';
import { Numbering } from './numbering.ts';
import { readPictures } from './pictures.ts';
import { readRelations } from './relations.ts';
import { Styles } from './styles.ts';
import { unzipParts } from './unzip.ts';
import { child, elementsOf, parseXml, type Document, type Element } from './xml.ts';

export type WordText = {
  lines: SourceLine[];
  /** The images that the lines show. */
  images: NewImage[];
  /** What stands in the page headers, a line a paragraph. */
  margins: string[];
  /** What the reader should know: tracked deletions and images left out, notes put at the end. */
  notes: string[];
  /** It has tracked changes or comments, or says that it is a review copy. */
  marked: boolean;
};

export type HowToRead = {
  /** Leaves the images alone. */
  textOnly?: boolean;
  /** What becomes of its tracked changes; left out: they are accepted, as it would be printed. */
  changes?: HowToDecide;
};

const PARTS = {
  document: 'word/document.xml',
  relations: 'word/_rels/document.xml.rels',
  styles: 'word/styles.xml',
  numbering: 'word/numbering.xml',
  footnotes: 'word/footnotes.xml',
  endnotes: 'word/endnotes.xml',
  comments: 'word/comments.xml',
  custom: 'docProps/custom.xml',
} as const;
/** Page headers and footers: read for what they say of secrecy only. */
const HEADER = /^word\/(?:header|footer)\d*\.xml$/;
const WANTED = new Set<string>([...Object.values(PARTS), '[Content_Types].xml']);

/**
 * The paragraphs and tables of a Word file, as printed. Reads only the parts that hold text, and the images that it shows.
 * @param source its bytes, or its path
 * Throws AppError: 'damaged-file', 'not-word', 'encrypted-file', 'too-large'.
 */
export async function readDocx(
  name: string,
  source: Uint8Array | string,
  { textOnly = false, changes = 'accept' }: HowToRead = {},
): Promise<WordText> {
  const parts = await unzipParts(name, source, (part) => WANTED.has(part) || HEADER.test(part));
  const main = parts.get(PARTS.document);
  if (!main) {
    throw new FileError('not-word', name);
  }
  const read = (part: string): Document | null => {
    const data = parts.get(part);
    return data ? parseXml(name, data) : null;
  };
  const marked = [PARTS.document, PARTS.footnotes, PARTS.endnotes].some((part) => {
    const data = parts.get(part);
    return data !== undefined && isMarked(data);
  });
  const dropped = { count: 0, notes: new Set<string>() };
  const readText = (part: string): Document | null => {
    const document = read(part);
    if (!document || !marked) return document;
    const { count, notes } = decideChanges(document.documentElement, changes);
    dropped.count += changes === 'accept' ? count : 0;
    for (const note of notes) dropped.notes.add(note);
    return document;
  };
  const body = child(readText(PARTS.document)?.documentElement ?? null, 'body');
  if (!body) throw new FileError('no-body', name);
  const context: Context = {
    styles: new Styles(read(PARTS.styles)),
    numbering: new Numbering(read(PARTS.numbering)),
    relations: readRelations(read(PARTS.relations)),
    noteBody: (kind, id) => notes[kind].body(id),
    leftOut: new LeftOut(),
    pictures: [],
    counts: { deleted: 0, cells: 0, lostReferences: 0, cropped: 0 },
  };
  const inNotes: Context = { ...context, relations: new Map(), noteBody: () => null };
  const notes = {
    foot: new NoteReader('foot', readText(PARTS.footnotes)?.documentElement ?? null, inNotes),
    end: new NoteReader('end', readText(PARTS.endnotes)?.documentElement ?? null, inNotes),
  };
  const reader = new BodyReader(context);
  reader.readBlocks(body);
  // A note whose sign goes, goes with it.
  const goes = (reference: string) => (id: string) => dropped.notes.has(noteName(reference, id));
  const orphans = {
    foot: notes.foot.orphans(goes('footnoteReference')),
    end: notes.end.orphans(goes('endnoteReference')),
  };
  context.counts.deleted += dropped.count;
  const images = textOnly ? [] : await readPictures(name, source, context);
  return {
    lines: [...withImages(reader.lines), ...orphans.foot.lines, ...orphans.end.lines],
    images,
    margins: [...parts].flatMap(([part, data]) => (HEADER.test(part) ? paragraphsOf(name, data) : [])),
    notes: [...sayings(context, orphans), ...context.leftOut.notes()],
    marked: marked || saysCopy(parts.get(PARTS.custom)) || hasComments(parts.get(PARTS.comments)),
  };
}

/** Whether a file's own properties say that it is a review copy. */
const saysCopy = (custom: Buffer | undefined): boolean => custom?.includes(IDENTITY_PROPERTY) ?? false;

/** Whether a file's comments are any; some have none that the text refers to. */
const hasComments = (comments: Buffer | undefined): boolean =>
  comments !== undefined &&
  /<(?:[\w.-]+:)?comment[\s>]/.test(comments.toString('latin1').replaceAll('\0', ''));

/** The words of a part's paragraphs, those in its text boxes, too. A header that can't be read is no reason not to read the file. */
function paragraphsOf(name: string, data: Buffer): string[] {
  try {
    const texts: string[] = [];
    const walk = (element: Element): string => {
      if (element.localName === 't') return element.textContent;
      if (element.localName === 'tab' || element.localName === 'br') return ' ';
      const inside = elementsOf(element)
        .map((one) => walk(one))
        .join('');
      if (element.localName !== 'p') return inside;
      if (inside.trim() !== '') texts.push(inside);
      return '';
    };
    walk(parseXml(name, data).documentElement);
    return texts;
  } catch {
    return [];
  }
}

function sayings({ counts }: Context, orphans: Record<'foot' | 'end', { count: number }>): string[] {
  const said: [number, (count: number) => string][] = [
    [counts.deleted, (count) => `有 ${count} 处修订标记为删除的文字没有收入`],
    [counts.lostReferences, (count) => `有 ${count} 处脚注或尾注只有编号，文件里没有内容`],
    [orphans.foot.count, (count) => `有 ${count} 条脚注在正文里没有编号，放在了最后`],
    [orphans.end.count, (count) => `有 ${count} 条尾注在正文里没有编号，放在了最后`],
    [counts.cropped, (count) => `有 ${count} 张图片在文件里只显示一部分，收入的是整张，请看是否合适`],
  ];
  return said.flatMap(([count, say]) => (count > 0 ? [say(count)] : []));
}

/** The lines without images of which there is nothing to show; no image is wider than the text of its page. */
function withImages(lines: readonly SourceLine[]): SourceLine[] {
  return lines.map((line): SourceLine => {
    const most = line.landscape ? TEXT_SIZE.height : TEXT_SIZE.width;
    if (!line.table) return kept(line, most);
    const cell = (one: SourceCell): SourceCell => (typeof one === 'string' ? one : kept(one, most));
    return { ...line, table: line.table.map((row) => row.map((one) => cell(one))) };
  });
}

function kept<T extends SourceText>(source: T, most: number): T {
  if (!source.voids) return source;
  const { voids, ...rest } = source;
  const shown = voids.flatMap((one): SourceVoid[] => {
    if (!('image' in one)) return [one];
    if (one.image.asset === '') return [];
    const { width, height } = one.image;
    const scale = Math.min(1, most / width);
    const length = (value: number): number => Math.max(1, Math.round(value * scale * 100) / 100);
    return [{ ...one, image: { ...one.image, width: length(width), height: length(height) } }];
  });
  return { ...rest, ...(shown.length > 0 ? { voids: shown } : {}) } as T;
}

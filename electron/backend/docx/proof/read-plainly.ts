import { strFromU8, unzipSync } from 'fflate';

import { IMAGE, noteWords } from '../../../../shared/proof/read-simply.ts';

/** The lines of a Word file, with every change in it accepted and with every one rejected. */
export type PlainReading = { accepted: string; rejected: string };

const DOCUMENT = 'word/document.xml';
const NOTES = { footnoteReference: 'word/footnotes.xml', endnoteReference: 'word/endnotes.xml' } as const;

/** A tag of a part, or the text between two. */
const TOKEN = /<(\/?)(?:\w+:)?(\w+)([^<>]*?)(\/?)>|([^<]+)/g;

/** Words within a change go in one of the readings. */
const COMES: ReadonlySet<string> = new Set(['ins', 'moveTo', 'cellIns']);
const LEAVES: ReadonlySet<string> = new Set(['del', 'moveFrom', 'cellDel']);

/**
 * Reads a file that we have written ourselves in the plainest way, so that it can be compared with what it was written
 * from: it goes over the tags and counts which changes are open. The reader of copies that come back shares nothing
 * with it. It is for our own files: no limits, and none of what only other programs write.
 */
export function readPlainly(bytes: Uint8Array): PlainReading {
  const parts = unzipSync(bytes, {
    filter: ({ name }) => name === DOCUMENT || (Object.values(NOTES) as string[]).includes(name),
  });
  const textOf = (name: string): string => {
    const part = parts[name];
    return part ? strFromU8(part) : '';
  };
  const notes = new Map(
    Object.entries(NOTES).flatMap(([kind, name]) =>
      notesIn(textOf(name)).map(([id, words]) => [`${kind} ${id}`, words] as const),
    ),
  );
  return readDocument(textOf(DOCUMENT), notes);
}

type Gone = { accepted: boolean; rejected: boolean };
const VIEWS = ['accepted', 'rejected'] as const;

function readDocument(xml: string, notes: ReadonlyMap<string, string>): PlainReading {
  const text: PlainReading = { accepted: '', rejected: '' };
  /** How many changes are open around a place. */
  const open = { comes: 0, leaves: 0 };
  let row: Gone = { accepted: false, rejected: false };
  let cell: Gone = { ...row };
  let mark: Gone = { ...row };
  /** Elements of properties that are open: a change in them is of the mark, the cell or the row. */
  const within: string[] = [];
  let isText = false;
  const write = (words: string): void => {
    for (const view of VIEWS) {
      const goes = view === 'accepted' ? open.leaves > 0 : open.comes > 0;
      if (!goes && !row[view] && !cell[view]) text[view] += words;
    }
  };
  for (const [, end, name = '', attributes = '', single, words] of xml.matchAll(TOKEN)) {
    if (words !== undefined) {
      if (isText) write(decoded(words));
      continue;
    }
    const begins = end === '' && single === '';
    if (COMES.has(name) || LEAVES.has(name)) {
      const came = COMES.has(name);
      const place = within.at(-1);
      if (place !== undefined) {
        if (end !== '') continue;
        const gone = place === 'pPr' ? mark : place === 'tcPr' ? cell : row;
        gone[came ? 'rejected' : 'accepted'] = true;
      } else if (begins) open[came ? 'comes' : 'leaves'] += 1;
      else if (end !== '') open[came ? 'comes' : 'leaves'] -= 1;
      continue;
    }
    switch (name) {
      case 't':
      case 'delText':
        isText = begins;
        break;
      case 'pPr':
      case 'tcPr':
      case 'trPr':
        if (begins) within.push(name);
        else if (end !== '') within.pop();
        break;
      case 'p':
        if (begins) mark = { accepted: false, rejected: false };
        else for (const view of VIEWS) if (!mark[view] && !row[view] && !cell[view]) text[view] += '\n';
        break;
      case 'tc':
        cell = { accepted: false, rejected: false };
        break;
      case 'tr':
        row = { accepted: false, rejected: false };
        break;
      case 'br':
      case 'cr':
        // Lines of a cell whose neighbours were joined with it.
        if (end === '' && !attributes.includes('w:type=')) write('\n');
        break;
      case 'drawing':
        if (end === '') write(IMAGE);
        break;
      case 'footnoteReference':
      case 'endnoteReference':
        if (end === '') write(notes.get(`${name} ${idOf(attributes)}`) ?? '');
        break;
      default:
    }
  }
  return text;
}

const idOf = (attributes: string): string => /\bid="([^"]*)"/.exec(attributes)?.[1] ?? '';

/** The words of the notes of a part, by id. */
function notesIn(xml: string): [string, string][] {
  return [...xml.matchAll(/<w:(?:foot|end)note ([^>]*)>(.*?)<\/w:(?:foot|end)note>/gs)].map(
    ([, attributes = '', inner = '']) => [
      idOf(attributes),
      noteWords(
        [...inner.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)]
          .map(([, words = '']) => decoded(words))
          .join(''),
      ),
    ],
  );
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const decoded = (text: string): string =>
  text.replaceAll(
    /&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi,
    (whole, hex?: string, digits?: string, name?: string) => {
      if (name !== undefined) return ENTITIES[name] ?? whole;
      return String.fromCodePoint(hex === undefined ? Number(digits) : Number.parseInt(hex, 16));
    },
  );

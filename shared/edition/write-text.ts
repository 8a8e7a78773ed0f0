import { noteSign, textOfNote } from '../document/notes.ts';
import type {
  BlockOf,
  EditionBlock,
  EditionDocument,
  EditionHead,
  EditionImage,
  EditionNote,
  EditionRun,
} from './types.ts';

/**
 * The words of an edition, a line a block, with heading numbers; table cells are separated by tabs. This is what is
 * signed, and what is read back off a file is compared with it: what is said of an image can't be read there, and is no
 * part of it. For people there is `writeTextFile`.
 */
export const writeText = (doc: EditionDocument): string => wholeText(doc, SIGNED);

/** The same as a text for people: in the place of an image stands what is to be seen on it. */
export const writeTextFile = (doc: EditionDocument): string => wholeText(doc, FOR_PEOPLE);

function wholeText({ blocks, head }: EditionDocument, imageText: ImageText): string {
  // The head prints the number that the report gives; its words are the report's all the same.
  const { text, at } = head?.typed ?? { text: null, at: 0 };
  return [
    ...linesOf(blocks.slice(0, at), imageText),
    ...(text === null ? [] : [text]),
    ...linesOf(blocks.slice(at), imageText),
    ...noteLines(blocks),
  ].join('\n');
}

type ImageText = (image: EditionImage) => string;
const SIGNED: ImageText = () => '';
const FOR_PEOPLE: ImageText = ({ alt }) => imageName(alt);

/** What stands for an image where there are only words. */
export const imageName = (alt: string): string => (alt ? `〔图：${alt}〕` : '〔图〕');

/** What the head (版头) says, piece by piece, in the order in which every writer prints it. */
export function headTexts(head: EditionHead): string[] {
  const { copy, secrecy, urgency, mark, number, signer } = head;
  return [copy, secrecy, urgency, mark, number, signer && `签发人：${signer}`].filter((text) => text !== '');
}

/** The text for people of some blocks of an edition. */
export const writeTextOf = (blocks: readonly EditionBlock[]): string =>
  [...linesOf(blocks, FOR_PEOPLE), ...noteLines(blocks)].join('\n');

/** The text of blocks without the words of their notes, which stand behind all of them; as it is signed. */
export function linesOf(blocks: readonly EditionBlock[], imageText: ImageText = SIGNED): string[] {
  const read = (runs: readonly EditionRun[]): string => readRuns(runs, imageText);
  return blocks.map((block) => {
    if (block.type === 'table')
      return block.rows.map((row) => row.cells.map(({ runs }) => read(runs)).join('\t')).join('\n');
    if (block.type === 'heading') return block.number + read(block.runs) + read(block.runIn ?? []);
    if (block.type === 'annex') return `${block.number}\n${read(block.runs)}`;
    return read(block.runs);
  });
}

/** What runs read like, a note's sign in its place. */
export const readRuns = (runs: readonly EditionRun[], imageText: ImageText = SIGNED): string =>
  runs
    .map(({ text, note, image }) =>
      note ? noteSign(note.kind, note.number) : image ? imageText(image) : text,
    )
    .join('');

/** The notes of these blocks in order, footnotes first, each with its sign: as they stand at the end of a text. */
export function notesIn(blocks: readonly EditionBlock[]): EditionNote[] {
  const notes = blocks.flatMap((block) => runsIn(block).flatMap(({ note }) => note ?? []));
  return [...notes.filter(({ kind }) => kind === 'foot'), ...notes.filter(({ kind }) => kind === 'end')];
}

const noteLines = (blocks: readonly EditionBlock[]): string[] =>
  notesIn(blocks).map(({ kind, number, body }) => noteSign(kind, number) + textOfNote(body));

/** All runs of a block. */
export function runsIn<Run>(block: BlockOf<Run>): Run[] {
  if (block.type === 'table') return block.rows.flatMap((row) => row.cells.flatMap(({ runs }) => runs));
  return block.type === 'heading' ? [...block.runs, ...(block.runIn ?? [])] : block.runs;
}

import { noteSign, textOfNote } from '../document/notes.ts';
import type {
  BlockOf,
  EditionBlock,
  EditionDocument,
  EditionHead,
  EditionNote,
  EditionRun,
} from './types.ts';

/**
 * The plain text of an edition, a line a block, with heading numbers; table cells are separated by tabs. For
 * pasting and comparing, so there is nothing in it but the report's own words.
 */
export function writeText({ blocks, head }: EditionDocument): string {
  // The head prints the number that the report gives; its words are the report's all the same.
  if (!head?.typed) return writeTextOf(blocks);
  const { text, at } = head.typed;
  return [linesOf(blocks.slice(0, at)), [text], linesOf(blocks.slice(at)), noteLines(blocks)]
    .flat()
    .join('\n');
}

/** What the head (版头) says, piece by piece, in the order in which every writer prints it. */
export function headTexts(head: EditionHead): string[] {
  const { copy, secrecy, urgency, mark, number, signer } = head;
  return [copy, secrecy, urgency, mark, number, signer && `签发人：${signer}`].filter((text) => text !== '');
}

/** The same for some blocks of an edition. */
export const writeTextOf = (blocks: readonly EditionBlock[]): string =>
  [...linesOf(blocks), ...noteLines(blocks)].join('\n');

/** The text of blocks without the words of their notes, which stand behind all of them. */
export function linesOf(blocks: readonly EditionBlock[]): string[] {
  return blocks.map((block) => {
    if (block.type === 'table')
      return block.rows.map((row) => row.cells.map(({ runs }) => readRuns(runs)).join('\t')).join('\n');
    if (block.type === 'heading') return block.number + readRuns(block.runs) + readRuns(block.runIn ?? []);
    if (block.type === 'annex') return `${block.number}\n${readRuns(block.runs)}`;
    return readRuns(block.runs);
  });
}

/** What runs read like, a note's sign in its place. An image is no text. */
const readRuns = (runs: readonly EditionRun[]): string =>
  runs.map(({ text, note }) => (note ? noteSign(note.kind, note.number) : text)).join('');

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

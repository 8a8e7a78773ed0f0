import type { NoteKind, NoteLeaf } from '../../../../shared/document/types.ts';
import type { SourceLine } from '../../../../shared/structure/source-line.ts';
import { joinTexts, textOfCell, trimText } from '../../../../shared/structure/source-text.ts';
import { BodyReader } from './body-reader.ts';
import type { Context } from './context.ts';
import { attribute, elementsOf, type Element } from './xml.ts';

/** Longest stretch of a note that a document takes, and most stretches. */
const LONGEST = 20_000;
const MOST = 200;

/** The notes of one part: what is asked for at its place, and what no place asks for. */
export class NoteReader {
  readonly #notes = new Map<string, Element>();
  readonly #context: Context;
  /** What was asked for: a note to which a file refers a thousand times is read once. */
  readonly #asked = new Map<string, NoteLeaf[]>();

  /** @param root null where the file has no such part. @param context of that part */
  constructor(kind: NoteKind, root: Element | null, context: Context) {
    this.#context = context;
    for (const note of root ? elementsOf(root) : []) {
      // Others are the rules above the notes.
      const type = attribute(note, 'type') ?? 'normal';
      if (note.localName === (kind === 'foot' ? 'footnote' : 'endnote') && type === 'normal')
        this.#notes.set(attribute(note, 'id') ?? '', note);
    }
  }

  /** The words of a note; null where there is none of that id. */
  body(id: string): NoteLeaf[] | null {
    const note = this.#notes.get(id);
    if (!note) return null;
    const body = this.#asked.get(id) ?? leavesOf(this.#lines(note));
    this.#asked.set(id, body);
    return body;
  }

  /**
   * The lines of notes to which nothing in the text refers, and how many notes they are.
   * @param goes true of the id of a note whose sign was left out
   */
  orphans(goes: (id: string) => boolean = () => false): { lines: SourceLine[]; count: number } {
    const lines: SourceLine[] = [];
    let count = 0;
    for (const [id, note] of this.#notes) {
      if (this.#asked.has(id) || goes(id)) continue;
      const own = this.#lines(note).filter(({ text, table }) => table !== undefined || text.trim() !== '');
      if (own.length > 0) count += 1;
      lines.push(...own);
    }
    return { lines, count };
  }

  #lines(note: Element): SourceLine[] {
    const reader = new BodyReader(this.#context, true);
    reader.readBlocks(note);
    return reader.lines;
  }
}

/** Lines as the words of a note: a line feed between two, no white space at the ends. */
function leavesOf(lines: readonly SourceLine[]): NoteLeaf[] {
  const { text, formats = [] } = trimText(
    joinTexts(
      lines.map((line) =>
        line.table
          ? { text: line.table.map((row) => row.map((cell) => textOfCell(cell)).join('\t')).join('\n') }
          : line,
      ),
      '\n',
    ),
  );
  const leaves: NoteLeaf[] = [];
  const add = (from: number, to: number, look: Pick<NoteLeaf, 'bold' | 'sup'>): void => {
    for (let at = from; at < to; at += LONGEST)
      leaves.push({ text: text.slice(at, Math.min(to, at + LONGEST)), ...look });
  };
  let from = 0;
  for (const { from: begin, to, ...look } of formats) {
    add(from, begin, {});
    add(begin, to, look);
    from = to;
  }
  add(from, text.length, {});
  if (leaves.length <= MOST) return leaves;
  // Nobody writes a note of so many pieces: its words are kept, without their looks.
  leaves.length = 0;
  add(0, text.length, {});
  return leaves;
}

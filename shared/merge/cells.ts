import { isImage, isNote } from '../document/guards.ts';
import { headingLabels } from '../document/numbering.ts';
import type { Block, FormatsBefore } from '../document/types.ts';
import type { Spell } from '../edition/spell.ts';
import { tokensOf, type Token } from '../review/tokens.ts';
import { anchorOf } from './anchors.ts';
import { SLOTS, type SentMarks, type Slot } from './break-marks.ts';
import { cellId } from './flatten.ts';
import type { Objects } from './objects.ts';
import { looksOf } from './tokens-of-runs.ts';
import {
  holdsSomething,
  runsOf,
  type WordBlock,
  type WordChange,
  type WordCopy,
  type WordImage,
  type WordMark,
  type WordNote,
  type WordParagraph,
  type WordRow,
  type WordRun,
  type WordTable,
} from './word-copy.ts';
import type { TablePlan } from './word-tables.ts';

// A copy as a row of characters, on both sides, so that merging begins with a difference of two texts. Two private
// characters stand for what is no text.
export const START = '\uE000';
export const TABLE = '\uE001';

/** A character of the copy as it was sent: which token of the report it belongs to, and as what. */
export type SentCell = { text: string; token: number; part: 'start' | 'label' | 'char' | 'void' | 'object' };

export type Sent = {
  tokens: Token[];
  cells: SentCell[];
  /** By block: its place in `cells`, its text, the name of its bookmark. */
  blocks: { id: string; from: number; to: number; text: string; table: boolean; anchor: string }[];
};

/** What no writer lets through (XML has no place for it) is not missed when it does not come back. */
const SILENT = /[\p{Cc}\uFFFE\uFFFF]/u;

const isWritten = (char: string): boolean => char === '\n' || char === '\t' || !SILENT.test(char);

export function sentCells(
  blocks: readonly Block[],
  numbers: ReturnType<typeof headingLabels>,
  spell: Spell,
  objectsOf: (tokens: readonly Token[]) => Objects,
): Sent & { objects: Objects } {
  const tokens = tokensOf(blocks);
  const objects = objectsOf(tokens);
  const cells: SentCell[] = [];
  const facts: Sent['blocks'] = [];
  tokens.forEach((token, index) => {
    const add = (text: string, part: SentCell['part']): void => {
      for (const char of text) if (isWritten(char)) cells.push({ text: char, token: index, part });
    };
    if (token.is === 'start' || token.is === 'table') {
      const { id } = token.block;
      facts.push({
        id,
        from: cells.length,
        to: 0,
        text: '',
        table: token.is === 'table',
        anchor: anchorOf(id),
      });
      cells.push({ text: token.is === 'table' ? TABLE : START, token: index, part: 'start' });
      add(numbers.get(id) ?? '', 'label');
    } else if (token.is === 'char') add(token.text, 'char');
    else if (isNote(token.node) || isImage(token.node))
      cells.push({ text: objects.signOfSent(token.node), token: index, part: 'object' });
    else
      add(
        spell(token.node)
          .map(({ text }) => text)
          .join(''),
        'void',
      );
  });
  facts.forEach((block, at) => {
    block.to = facts[at + 1]?.from ?? cells.length;
    block.text = textIn(cells, block.from + 1, block.to);
  });
  return { tokens, cells, blocks: facts, objects };
}

/** A character of the copy as it came back. */
export type ReturnedCell = WordMark & {
  text: string;
  comments: readonly string[];
  /** Put in by somebody after the copy was sent. */
  fresh: boolean;
  look?: FormatsBefore;
  /** Who has an open change of formats on it. */
  format?: WordChange;
  /** Of a sign that stands for one. */
  note?: WordNote;
  image?: WordImage;
  /** Of a start: the paragraph. */
  paragraph?: WordParagraph;
  /** It has the form of the deleted paragraph before it: some programs give it that one unasked. */
  isFormed?: true;
  table?: WordTable;
};

export type Returned = {
  cells: ReturnedCell[];
  /** `text`: without what was put in with tracking on. */
  blocks: { from: number; to: number; text: string; table: boolean; anchors: readonly string[] }[];
};

/**
 * @param knownTo tells a change that was in the copy already from a new one
 * @param tables which cells are gone into
 * @param breakOf what the marks of its paragraphs spoke of when it was sent
 */
export function returnedCells(
  copy: WordCopy,
  knownTo: Record<Slot, (change: WordChange) => boolean>,
  tables: TablePlan,
  breakOf: SentMarks['breakOf'],
  objects: Objects,
): Returned {
  const known = knownTo.ins;
  const cells: ReturnedCell[] = [];
  const blocks: Returned['blocks'] = [];
  /** Comments on a place between characters, by the place. */
  const points: [string, number][] = [];
  const begin = (table: boolean, anchors: readonly string[], cell: Omit<ReturnedCell, 'fresh'>): void => {
    blocks.push({ from: cells.length, to: 0, text: '', table, anchors });
    cells.push({ ...cell, fresh: cell.ins !== undefined && !known(cell.ins) });
  };
  const addRuns = (runs: WordParagraph['runs']): void => {
    for (const run of runs) {
      const { text, ins, del, comments, note, image } = run;
      const fresh = ins !== undefined && !known(ins);
      if (note || image) {
        const sign = note ? objects.signOfNote(note) : image ? objects.signOfImage(image) : '';
        const object = { ...(note ? { note } : {}), ...(image ? { image } : {}) };
        cells.push({
          ...(ins ? { ins } : {}),
          ...(del ? { del } : {}),
          text: sign,
          comments,
          fresh,
          ...object,
        });
        continue;
      }
      if (text === '') for (const id of comments) points.push([id, cells.length]);
      const look = { look: looksOf(run), ...(run.format ? { format: run.format } : {}) };
      for (const char of text.replaceAll(/[\uE000\uE001]/g, '')) {
        cells.push({
          ...(ins ? { ins } : {}),
          ...(del ? { del } : {}),
          text: char,
          comments,
          fresh,
          ...look,
        });
      }
    }
  };
  const starts = startMarks(copy.blocks, breakOf, knownTo.del);
  copy.blocks.forEach((block, index) => {
    const mark = starts[index] ?? {};
    if (block.is === 'paragraph') {
      const before = copy.blocks[index - 1];
      const isFormed =
        before?.is === 'paragraph' && before.mark.del !== undefined && before.form === block.form;
      begin(false, block.anchors, {
        ...mark,
        text: START,
        comments: [],
        paragraph: block,
        ...(isFormed ? { isFormed } : {}),
      });
      addRuns(block.runs);
      return;
    }
    const id = tables.numbers.get(index);
    const plan = id === undefined ? undefined : tables.byCell.get(id);
    // Of a table whose cells are not gone into, all that is said lies on the whole.
    const all = plan ? [] : runsOf(block).flat();
    const comments = [...new Set(all.flatMap((run) => run.comments))];
    // Its bookmark goes with its first row: by its words it is still that table.
    const anchors = id === undefined ? block.anchors : [...block.anchors, anchorOf(id)];
    begin(true, anchors, { ...mark, text: TABLE, comments, table: block });
    if (id === undefined || !plan) return;
    const { match, lines } = plan;
    match.word.rows.forEach((row, r) =>
      row.cells.forEach((cell, c) => {
        const place = cellId(id, match.rows[r] ?? -1, match.columns[c] ?? -1);
        if (!tables.places.has(place)) return;
        begin(false, [anchorOf(place)], { text: START, comments: [] });
        // Words that go with their row are not taken out one by one.
        const cuts = new Set([lines.cuts.row.get(r)?.author, lines.cuts.column.get(c)?.author]);
        addRuns(cell.runs.map((run) => (run.del && cuts.has(run.del.author) ? withoutCut(run) : run)));
      }),
    );
  });
  blocks.forEach((block, at) => {
    block.to = blocks[at + 1]?.from ?? cells.length;
    let text = '';
    for (let cell = block.from + 1; cell < block.to; cell += 1)
      if (!cells[cell]?.fresh) text += cells[cell]?.text ?? '';
    block.text = text;
  });
  for (const [id, at] of points) {
    // Read as comments on the character before, or the one behind.
    const cell = [cells[at - 1], cells[at]].find((one) => one && one.text !== START && one.text !== TABLE);
    if (cell) cell.comments = [...cell.comments, id];
  }
  return { cells, blocks };
}

/**
 * Changes of the break that begins each block. A mark that was there when the copy was sent speaks of what it did then.
 * A new one Word keeps at the end of the paragraph before; where a whole paragraph came or went, at its own.
 */
function startMarks(
  blocks: readonly WordBlock[],
  breakOf: SentMarks['breakOf'],
  knownCut: (del: WordChange) => boolean,
): WordMark[] {
  const marks = blocks.map((): WordMark => ({}));
  const byAnchor = new Map<string, number>();
  blocks.forEach((block, index) => {
    for (const anchor of block.anchors) if (!byAnchor.has(anchor)) byAnchor.set(anchor, index);
  });
  for (const slot of SLOTS) {
    /** The block whose break the mark of this one spoke of. */
    const spokenOf = (index: number): WordMark | undefined => {
      for (const anchor of blocks[index]?.anchors ?? []) {
        const target = byAnchor.get(breakOf[slot].get(anchor) ?? '');
        if (target !== undefined && byAnchor.get(anchor) === index) return marks[target];
      }
      return undefined;
    };
    let carried: WordChange | undefined;
    blocks.forEach((block, index) => {
      const own = marks[index] as WordMark;
      if (block.is === 'table') {
        const ofRows = block.rows.map((row) => row[slot] ?? markOfWords(row, slot));
        const [first] = ofRows;
        if (first && ofRows.every((mark) => mark !== undefined)) own[slot] = first;
        carried = undefined;
        return;
      }
      let mark = block.mark[slot];
      const known = mark && spokenOf(index);
      if (known) {
        known[slot] = mark;
        mark = undefined;
      }
      // Of a paragraph in which only deleted words stand some programs say that it is deleted, too.
      if (slot === 'del' && mark && mark.at !== null && knownCut(mark)) mark = undefined;
      const words = block.runs.filter((run) => holdsSomething(run));
      const whole = mark !== undefined && words.length > 0 && words.every((run) => run[slot] !== undefined);
      if (carried) {
        own[slot] ??= carried;
        carried = mark;
      } else if (whole) {
        own[slot] ??= mark;
      } else carried = mark;
    });
  }
  return marks;
}

/** Some programs lose the mark of a row, and keep those of its words. */
function markOfWords({ cells }: WordRow, slot: Slot): WordChange | undefined {
  const words = cells.flatMap(({ runs }) => runs).filter((run) => holdsSomething(run));
  return words.every((run) => run[slot] !== undefined) ? words[0]?.[slot] : undefined;
}

function withoutCut({ del: _del, ...run }: WordRun): WordRun {
  return run;
}

export function textIn(cells: readonly { text: string }[], from: number, to: number): string {
  let text = '';
  for (let at = from; at < to; at += 1) text += cells[at]?.text ?? '';
  return text;
}

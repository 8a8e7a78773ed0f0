import type { EditionDocument } from '../edition/types.ts';
import { countUses, ReuseIndex } from '../reuse/reuse-index.ts';
import { inOrder, pairUp, type Match } from '../text/align.ts';
import { differencesOf } from './count.ts';
import { withFigures, type Years } from './figure-change.ts';
import { comparableHeading, matchSections, type Slots } from './match-sections.ts';
import { sectionsOfEdition, type PartSection } from './parts.ts';
import { diffText } from '../text/difference.ts';
import {
  isHead,
  type ComparedPiece,
  type ComparedRow,
  type ComparedSection,
  type Comparison,
  type Part,
} from './types.ts';

/** One side of a comparison: an edition, so that nothing internal is shown in the public one. */
export type CompareInput = { id: string; doc: EditionDocument; slots: Slots };

export type CompareOptions = {
  /** Fixed political phrases, which don't count as copied. */
  fixedPhrases?: readonly string[];
  /** Called between sections; may wait, and may throw to stop. */
  step?: (done: number, total: number) => Promise<void> | void;
};

/** Moved text: alike enough to be known again in another section, and long enough to be worth it. */
const MOVED_ALIKE = 0.6;
const MOVED_LENGTH = 12;

const NO_SLOTS: Slots = new Map();

/** Compares two editions: sections by what they are, their paragraphs and items by content, the text word by word. */
export async function compareEditions(
  a: CompareInput,
  b: CompareInput,
  { fixedPhrases = [], step = () => {} }: CompareOptions = {},
): Promise<Comparison> {
  const years: Years = { from: a.doc.year, to: b.doc.year };
  const ofA = sectionsOfEdition(a.doc);
  const ofB = sectionsOfEdition(b.doc);
  const partner = matchSections(ofA, ofB, a.slots ?? NO_SLOTS, b.slots ?? NO_SLOTS);
  const index = new ReuseIndex(
    ofA.flatMap(({ head, parts }) => parts.map(({ text }) => ({ text, section: head.number + head.text }))),
    fixedPhrases,
  );
  const sections: ComparedSection[] = [];
  const pairs = inOrder(partner, ofA.length);
  let same = 0;
  let counted = 0;
  for (const [at, pair] of pairs.entries()) {
    await step(at, pairs.length);
    const mine = ofA[pair.a] ?? null;
    const now = ofB[pair.b] ?? null;
    if ((mine?.parts.length ?? 0) + (now?.parts.length ?? 0) === 0) continue;
    const uses = countUses(
      (now?.parts ?? []).flatMap((part) => (isCounted(part) ? index.usesOf(part.text) : [])),
    );
    same += uses.same;
    counted += uses.counted;
    sections.push({
      key: `${mine?.head.block ?? mine?.head.text ?? ''}-${now?.head.block ?? now?.head.text ?? ''}`,
      a: mine?.head ?? null,
      b: now?.head ?? null,
      renamed:
        mine !== null &&
        now !== null &&
        comparableHeading(mine.head.text) !== comparableHeading(now.head.text),
      moved: pair.moved,
      placeA: pair.a,
      reuse: uses.counted > 0 ? uses.same / uses.counted : null,
      counted: uses.counted,
      rows: rowsOf(mine, now, years),
      differences: 0,
    });
  }
  await step(pairs.length, pairs.length);
  markMovedRows(sections, years);
  markMovedPieces(sections);
  for (const section of sections)
    section.differences = section.rows.reduce((n, row) => n + differencesOf(row), 0);
  return {
    edition: b.doc.edition,
    a: { id: a.id, title: a.doc.title, year: a.doc.year, unit: a.doc.unit },
    b: { id: b.id, title: b.doc.title, year: b.doc.year, unit: b.doc.unit },
    reuse: counted > 0 ? same / counted : null,
    differences: sections.reduce((n, section) => n + section.differences, 0),
    sections,
  };
}

function rowsOf(mine: PartSection | null, now: PartSection | null, years: Years): ComparedRow[] {
  const a = mine?.parts ?? [];
  const b = now?.parts ?? [];
  const rows: ComparedRow[] = [];
  // Headings meet because their sections do.
  const [headA, headB] = [headOf(a), headOf(b)];
  if (headA ?? headB) rows.push(rowOf(headA, headB, years));
  const [restA, restB] = [headA ? a.slice(1) : a, headB ? b.slice(1) : b];
  const partner = pairLeftovers(pairUp(texts(restA), texts(restB)), texts(restA), texts(restB));
  const moved = new Map<number, number>();
  for (const pair of inOrder(partner, restA.length)) if (pair.moved) moved.set(pair.b, pair.a);
  const away = new Set(moved.values());
  // What moved within the section stands twice: where it was, and where it is.
  const kept = partner.map((match, index) => (moved.has(index) ? null : match));
  for (const pair of inOrder(kept, restA.length)) {
    const from = moved.get(pair.b);
    const place = nameOf((mine ?? now)?.head ?? null);
    const row = rowOf(restA[from ?? pair.a] ?? null, restB[pair.b] ?? null, years);
    if (from !== undefined) rows.push({ ...row, kind: 'moved', place });
    else if (away.has(pair.a) && pair.b < 0) rows.push({ ...row, kind: 'moved-away', place });
    else rows.push(row);
  }
  return rows;
}

/** Between the same neighbours less likeness is enough: a paragraph is rarely taken out and another put in its place. */
const ALIKE_IN_PLACE = 0.22;

function pairLeftovers(
  partner: readonly (Match | null)[],
  a: readonly string[],
  b: readonly string[],
): (Match | null)[] {
  const result = [...partner];
  let gone: number[] = [];
  let come: number[] = [];
  const settle = (): void => {
    if (gone.length > 0 && come.length > 0) {
      const found = pairUp(
        gone.map((index) => a[index] ?? ''),
        come.map((index) => b[index] ?? ''),
        ALIKE_IN_PLACE,
      );
      for (const pair of inOrder(found, gone.length)) {
        const [mine, index] = [gone[pair.a], come[pair.b]];
        if (pair.moved || mine === undefined || index === undefined) continue;
        result[index] = { a: mine, similarity: pair.similarity };
      }
    }
    gone = [];
    come = [];
  };
  for (const pair of inOrder(partner, a.length)) {
    if (pair.b < 0) gone.push(pair.a);
    else if (pair.a < 0) come.push(pair.b);
    else settle();
  }
  settle();
  return result;
}

function headOf(parts: readonly Part[]): Part | null {
  const [first] = parts;
  return first && isHead(first) ? first : null;
}

/** What is written: neither headings, which repeat every year, nor images. */
const isCounted = (part: Part): boolean => !isHead(part) && part.type !== 'image';

/** Of a kind that meets only its own. */
const KINDS: Partial<Record<Part['type'], string>> = { row: '表\u0001', note: '注\u0001', image: '图\u0001' };

// What is of another kind never meets: a row of a table is no paragraph.
const texts = (parts: readonly Part[]): string[] => parts.map((part) => (KINDS[part.type] ?? '') + part.text);

export function rowOf(a: Part | null, b: Part | null, years: Years): ComparedRow {
  if (a && b && a.asset !== b.asset) {
    // Another image, whatever is said of either.
    const pieces = [a, b].flatMap(({ text }, at): ComparedPiece[] => [
      { kind: at === 0 ? 'delete' : 'insert', text },
    ]);
    return { kind: 'changed', a, b, pieces };
  }
  if (a && b) {
    const pieces = withFigures(diffText(a.text, b.text), years);
    const changed = pieces.some((piece) => piece.kind !== 'same');
    return { kind: changed ? 'changed' : 'same', a, b, pieces };
  }
  const text = (a ?? b)?.text ?? '';
  const kind = a ? 'delete' : 'insert';
  return { kind: a ? 'removed' : 'added', a, b, pieces: text ? [{ kind, text }] : [] };
}

/** What went from one section and came in another is one move, not a loss and a gain. */
function markMovedRows(sections: ComparedSection[], years: Years): void {
  const gone: { section: ComparedSection; row: ComparedRow; part: Part }[] = [];
  const come: { section: ComparedSection; row: ComparedRow; part: Part }[] = [];
  for (const section of sections) {
    for (const row of section.rows) {
      const part = row.a ?? row.b;
      if (!part || isHead(part) || part.text.length < MOVED_LENGTH) continue;
      if (row.kind === 'removed') gone.push({ section, row, part });
      if (row.kind === 'added') come.push({ section, row, part });
    }
  }
  if (gone.length === 0 || come.length === 0) return;
  const partner: (Match | null)[] = pairUp(
    texts(gone.map(({ part }) => part)),
    texts(come.map(({ part }) => part)),
    MOVED_ALIKE,
  );
  partner.forEach((match, at) => {
    const to = come[at];
    const from = match ? gone[match.a] : undefined;
    if (!to || !from) return;
    Object.assign(to.row, rowOf(from.part, to.part, years), {
      kind: 'moved',
      place: nameOf(from.section.a),
    });
    Object.assign(from.row, { kind: 'moved-away', place: nameOf(to.section.b) });
  });
}

function nameOf(one: ComparedSection['a']): string {
  return one ? one.number + one.text : '';
}

function wordsIn(piece: ComparedPiece): string {
  return piece.text.replace(/[\s\p{P}]/gu, '');
}

/** The same words taken away here and put in there, within paragraphs that stayed. */
function markMovedPieces(sections: readonly ComparedSection[]): void {
  const gone = new Map<string, ComparedPiece[]>();
  const pieces = sections.flatMap(({ rows }) =>
    rows.flatMap((row) => (row.kind === 'changed' || row.kind === 'moved' ? row.pieces : [])),
  );
  for (const piece of pieces) {
    if (piece.kind !== 'delete' || wordsIn(piece).length < MOVED_LENGTH) continue;
    gone.set(wordsIn(piece), [...(gone.get(wordsIn(piece)) ?? []), piece]);
  }
  for (const piece of pieces) {
    if (piece.kind !== 'insert') continue;
    const from = gone.get(wordsIn(piece))?.shift();
    if (!from) continue;
    from.moved = true;
    piece.moved = true;
  }
}

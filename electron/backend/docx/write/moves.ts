import { XmlAttributeComponent, XmlComponent } from 'docx';

import type { CopyBlock, CopyRun } from '../../../../shared/edition/review-copy.ts';
import type { Revision } from '../../../../shared/review/types.ts';
import type { Change } from './changed-runs.ts';

type Side = 'from' | 'to';

/** One end of a move in the file, and how many of its runs are still to come. */
type End = { side: Side; name: string; left: number; range: number | null };

class RangeAttributes extends XmlAttributeComponent<Change & { name: string }> {
  protected override readonly xmlKeys = { id: 'w:id', author: 'w:author', date: 'w:date', name: 'w:name' };
}

class EndAttributes extends XmlAttributeComponent<{ id: number }> {
  protected override readonly xmlKeys = { id: 'w:id' };
}

/** Where one end of a move begins or ends: Word knows by the name of the range which two belong together. */
class RangeMarker extends XmlComponent {
  constructor(name: string, attributes: RangeAttributes | EndAttributes) {
    super(name);
    this.root.push(attributes);
  }
}

const rangeOf = (side: Side, edge: 'Start' | 'End'): string =>
  `w:move${side === 'from' ? 'From' : 'To'}Range${edge}`;

/**
 * Moves as Word has them: both ends are linked by name, so that there too they are one change. A move of which only
 * tables are in the file stays a deletion and an insertion: Word knows no moved rows.
 */
export class Moves {
  readonly #ends = new Map<string, End>();
  /** Ids in the file of changes of marks that belong to a move. */
  readonly #marks = new Map<number, Side>();

  /**
   * @param blocks what is written
   * @param runsOf the runs of a block of text, in the order in which they are written
   */
  constructor(
    blocks: readonly CopyBlock[],
    revisions: ReadonlyMap<string, Revision>,
    runsOf: (block: Extract<CopyBlock, { type: 'text' }>) => readonly CopyRun[],
  ) {
    const counts = new Map<string, number>();
    for (const block of blocks)
      for (const { ins, del } of block.type === 'text' ? runsOf(block) : [])
        for (const id of [ins, del]) if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1);
    const halves = new Map<string, { from: string[]; to: string[] }>();
    for (const id of counts.keys()) {
      const { move, kind } = revisions.get(id) ?? {};
      if (move === undefined || kind === 'format') continue;
      const of = halves.get(move) ?? { from: [], to: [] };
      of[kind === 'delete' ? 'from' : 'to'].push(id);
      halves.set(move, of);
    }
    let number = 0;
    for (const { from, to } of halves.values()) {
      const [away, here] = [from[0], to[0]];
      // A name stands for one place each: what was put together out of several is no move in Word.
      if (away === undefined || here === undefined || from.length > 1 || to.length > 1) continue;
      number += 1;
      const name = `move${number}`;
      this.#ends.set(away, { side: 'from', name, left: counts.get(away) ?? 0, range: null });
      this.#ends.set(here, { side: 'to', name, left: counts.get(here) ?? 0, range: null });
    }
  }

  /** Whether what carries this revision is one end of a move. */
  has(revision: string): boolean {
    return this.#ends.has(revision);
  }

  /** The element that holds a run of this revision. */
  elementOf(revision: string, plain: 'w:ins' | 'w:del'): 'w:ins' | 'w:del' | 'w:moveFrom' | 'w:moveTo' {
    const end = this.#ends.get(revision);
    if (!end) return plain;
    return end.side === 'from' ? 'w:moveFrom' : 'w:moveTo';
  }

  /** Remembers that the mark of a paragraph with this change belongs to a move. */
  ofMark(revision: string, id: number): void {
    const end = this.#ends.get(revision);
    if (end) this.#marks.set(id, end.side);
  }

  /** What stands before a run: the beginnings of the ranges that begin with it. */
  before(run: CopyRun, changeFor: (revision: string) => Change): XmlComponent[] {
    return this.#endsOf(run).flatMap(([revision, end]) => {
      if (end.range !== null) return [];
      const change = changeFor(revision);
      end.range = change.id;
      const attributes = new RangeAttributes({ ...change, name: end.name });
      return [new RangeMarker(rangeOf(end.side, 'Start'), attributes)];
    });
  }

  /** What stands behind a run: the ends of the ranges that it is the last of. */
  behind(run: CopyRun): { revision: string; marker: XmlComponent }[] {
    return this.#endsOf(run).flatMap(([revision, end]) => {
      end.left -= 1;
      if (end.left > 0 || end.range === null) return [];
      const attributes = new EndAttributes({ id: end.range });
      const marker = new RangeMarker(rangeOf(end.side, 'End'), attributes);
      return [{ revision, marker }];
    });
  }

  /** The marks of paragraphs that were moved, which the docx package can only write as put in or taken out. */
  finish(xml: string): string {
    if (this.#marks.size === 0) return xml;
    return xml.replaceAll(/<w:(?:ins|del)( w:id="(\d+)"[^>]*\/>)/g, (whole, rest: string, id: string) => {
      const side = this.#marks.get(Number(id));
      return side === undefined ? whole : `<w:move${side === 'from' ? 'From' : 'To'}${rest}`;
    });
  }

  #endsOf({ ins, del }: CopyRun): [string, End][] {
    return [ins, del].flatMap((id): [string, End][] => {
      const end = id === undefined ? undefined : this.#ends.get(id);
      return id !== undefined && end ? [[id, end]] : [];
    });
  }
}

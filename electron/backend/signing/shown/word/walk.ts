import type { NoteKind } from '../../../../../shared/document/types.ts';
import type { Inspection } from './inspection.ts';

/** What kind of text is walked through: what may stand in it differs. */
export type PartKind = 'body' | 'note' | 'separator' | 'edge' | 'box';

/** A note's sign in the words of a text; its own, in the note itself, has no id. */
export type Reference = { kind: NoteKind; id: string };

/** Bidirectional signs: they put what follows in another order. */
const REORDERING = /[\u061C\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** Where an inspection stands in one text, and the words that a program shows of it. */
export class Walk {
  readonly inspection: Inspection;
  readonly kind: PartKind;
  /** Words and signs of notes, in the order in which they are shown. */
  readonly shown: (string | Reference)[] = [];
  /** Ids of the relations of pictures, in order. */
  readonly pictures: string[] = [];
  /** Codes of fields, and what stands for them; in headers and footers alone. */
  readonly fields: { code: string; result: string }[] = [];
  /** Id of the style of the table that is walked through, '' for none; null outside of tables. */
  table: string | null = null;
  /** Largest size of words so far, in twips; a cell counts its own. */
  largest = 0;
  /** Something stands at a place of its own: what comes behind it is shown before it. */
  isFloating = false;
  #paragraphs = 0;
  #tables = 0;

  constructor(inspection: Inspection, kind: PartKind) {
    this.inspection = inspection;
    this.kind = kind;
  }

  /** Looks at a paragraph or a table, with its place as that of all that is found there. */
  at(what: 'paragraph' | 'table', hasWords: boolean, look: () => void): void {
    const { found } = this.inspection;
    if (this.kind !== 'body' || this.table !== null) {
      look();
      return;
    }
    const before = found.place;
    if (what === 'table') this.#tables += 1;
    else if (hasWords) this.#paragraphs += 1;
    found.place =
      what === 'table'
        ? `第${this.#tables}个表`
        : this.#paragraphs === 0
          ? '第1段之前'
          : `第${this.#paragraphs}段`;
    look();
    found.place = before;
  }

  add(shown: string | Reference): void {
    const { found } = this.inspection;
    this.shown.push(shown);
    if (typeof shown === 'string' && shown.search(REORDERING) >= 0)
      found.add(
        'character',
        shown.replaceAll(
          REORDERING,
          (sign) => `[U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase()}]`,
        ),
      );
    if (this.isFloating && (typeof shown !== 'string' || shown.trim() !== ''))
      found.add('table', `${typeof shown === 'string' ? shown : '注号'}（排在浮动的内容之后）`);
  }
}

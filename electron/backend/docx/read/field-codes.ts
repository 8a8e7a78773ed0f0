import { attribute, type Element } from './xml.ts';

/** A field of Word: what it works out, and what it shows. */
export type FieldCode = { code: string; words: string };

/** Puts together the fields of a text, which Word has in pieces: a beginning, a code, a result, an end. */
export class FieldCodes {
  /** Those that have begun, the innermost last. */
  readonly #open: (FieldCode & { shows: boolean })[] = [];

  /** @param piece a `fldChar`, `instrText` or `t`, in the order of the text. Gives the field that ends with it. */
  read(piece: Element): FieldCode | null {
    const field = this.#open.at(-1);
    if (piece.localName === 'instrText') {
      if (field && !field.shows) field.code += piece.textContent;
      return null;
    }
    if (piece.localName === 't') {
      for (const one of this.#open) if (one.shows) one.words += piece.textContent;
      return null;
    }
    switch (attribute(piece, 'fldCharType')) {
      case 'begin':
        // What a field in a field's code shows is no words of the text; a broken file may have any number of them.
        if (this.#open.length < DEEPEST) this.#open.push({ code: '', words: '', shows: false });
        return null;
      case 'separate':
        if (field) field.shows = true;
        return null;
      case 'end':
        return this.#open.pop() ?? null;
      default:
        return null;
    }
  }
}

const DEEPEST = 20;

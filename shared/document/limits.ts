/** Characters that a field's value may have: long, but not a book. */
export const MAX_FIELD_LENGTH = 2000;

/** Characters of a footnote or an endnote. */
export const MAX_NOTE = 20_000;
/** Characters of a name: of a field, of what an image shows. */
export const MAX_NAME = 2000;

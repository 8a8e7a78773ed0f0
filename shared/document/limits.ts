/** Characters that a field's value may have: long, but not a book. */
export const MAX_FIELD_LENGTH = 2000;

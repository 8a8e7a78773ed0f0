/** The date of a change that has none, in a file that has none either: whoever stores it says when that was. */
export const NO_DATE = '1970-01-01T00:00:00.000Z';

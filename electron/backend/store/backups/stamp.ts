/** A time for a file's name, without what some systems don't allow there: 2026-11-29T101500. */
export const stampOf = (time: Date): string => time.toISOString().slice(0, 19).replaceAll(':', '');

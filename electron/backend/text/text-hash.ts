import { createHash } from 'node:crypto';

/** SHA-256 of a text whatever its white space: what a word processor changes in saving under another format. */
export const textHashOf = (text: string): string =>
  createHash('sha256').update(text.replace(/\s/g, '')).digest('hex');

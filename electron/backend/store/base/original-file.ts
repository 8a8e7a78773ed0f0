import { createHash } from 'node:crypto';

/** Larger files lie beside the database: they would make each backup and each copy of it slow. */
export const IN_DATABASE = 16 * 1024 * 1024;

/** SHA-256 of a file that a report was imported from, hexadecimal: its name where it lies beside the database. */
export const hashOf = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex');

import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, statSync } from 'node:fs';

/** Larger files lie beside the database: they would make each backup and each copy of it slow. */
export const IN_DATABASE = 16 * 1024 * 1024;

/** SHA-256 of a file that a report was imported from, hexadecimal: its name where it lies beside the database. */
export const hashOf = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex');

/** Bytes of a file from one place on; fewer where it ends before. */
export function readPiece(place: string, offset: number, length: number): Uint8Array {
  const file = openSync(place, 'r');
  try {
    const bytes = Buffer.alloc(length);
    return bytes.subarray(0, readSync(file, bytes, 0, length, offset));
  } finally {
    closeSync(file);
  }
}

/** Whether a kept file is the one that came in. Reads it piece by piece: it may be hundreds of megabytes. */
export function isWhole(place: string, size: number, hash: string): boolean {
  if (statSync(place, { throwIfNoEntry: false })?.size !== size) return false;
  const sum = createHash('sha256');
  for (let offset = 0; offset < size; offset += PIECE) sum.update(readPiece(place, offset, PIECE));
  return sum.digest('hex') === hash;
}

const PIECE = 8 * 1024 * 1024;

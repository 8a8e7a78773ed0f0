import { hash } from 'node:crypto';

/**
 * Checksum of a row's text, kept beside it: SQLite notices a page that makes no sense, but not a letter that became
 * another one. 128 bits, as 32 hexadecimal digits.
 */
export const checksumOf = (...parts: readonly (string | number | null)[]): string =>
  hash('sha256', JSON.stringify(parts), 'hex').slice(0, 32);

export type SnapshotText = { report_id: string; revision: number; document: string; variables: string };
export type BatchText = {
  report_id: string;
  revision: number;
  batch: string;
  ops: string;
  variables: string | null;
};
export type VersionText = { report_id: string; id: string; content: string };
export type CommentText = { report_id: string; id: string; body: string };

/** What the checksum of each kind of row is made from: all that decides what a report says. */
export const CHECKSUMS = {
  snapshots: (row: SnapshotText): string =>
    checksumOf(row.report_id, row.revision, row.document, row.variables),
  batches: (row: BatchText): string =>
    checksumOf(row.report_id, row.revision, row.batch, row.ops, row.variables),
  versions: (row: VersionText): string => checksumOf(row.report_id, row.id, row.content),
  comments: (row: CommentText): string => checksumOf(row.report_id, row.id, row.body),
} as const;

export type Checked = keyof typeof CHECKSUMS;

/** False where the text is not what was stored. A row of before there were checksums has none yet, and is believed. */
export const isAsStored = <K extends Checked>(
  table: K,
  row: Parameters<(typeof CHECKSUMS)[K]>[0] & { checksum: string | null },
): boolean =>
  // The table says what kind of row it is; the compiler can't follow that.
  row.checksum === null || row.checksum === (CHECKSUMS[table] as unknown as (one: typeof row) => string)(row);

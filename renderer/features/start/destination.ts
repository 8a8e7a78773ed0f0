import type { Chosen } from './import-model.ts';

/** What becomes of files that somebody dropped on the window or opened with the program. */
export type Destination<F> =
  /** 打开审签文件 */
  | { at: 'approval'; file: F }
  /** 核验: a side file, a key card or an exported record is among them, with what belongs to it. */
  | { at: 'verify'; files: F[] }
  | { at: 'import'; files: F[] };

const APPROVAL = /\.nsa$/i;
const ONLY_VERIFIED = /\.(?:nsv|nskey|pdf|csv)$/i;
const HAS_PROOF = /\.nsv$/i;
const WORD = /\.docx$/i;

/**
 * Sorts files by what they are, each to the dialog that it belongs to. A Word file with a side file beside it is there to
 * be verified; by itself it is imported.
 */
export function destinationsOf<F extends { name: string }>(files: readonly F[]): Destination<F>[] {
  const approvals = files.filter(({ name }) => APPROVAL.test(name));
  const others = files.filter(({ name }) => !APPROVAL.test(name));
  const hasProof = others.some(({ name }) => HAS_PROOF.test(name));
  const isVerified = ({ name }: F): boolean => ONLY_VERIFIED.test(name) || (hasProof && WORD.test(name));
  const verified = others.filter((file) => isVerified(file));
  const imported = others.filter((file) => !isVerified(file));
  return [
    ...approvals.map((file) => ({ at: 'approval' as const, file })),
    ...(verified.length > 0 ? [{ at: 'verify' as const, files: verified }] : []),
    ...(imported.length > 0 ? [{ at: 'import' as const, files: imported }] : []),
  ];
}

/** Files that come without a folder. */
export const withoutFolder = (files: readonly File[]): Chosen[] =>
  files.map((file) => ({ file, folder: '' }));

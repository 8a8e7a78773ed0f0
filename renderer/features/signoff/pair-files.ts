import { PROOF_ENDING } from '../export/proof-file.ts';

/**
 * What is asked of files that were chosen together: a report's file with its side file, an exported record, a side file
 * without its file, a key card, or something that can't be verified.
 */
export type VerifyJob<F> =
  | { kind: 'file'; name: string; file: F; proof: F | null }
  | { kind: 'record' | 'lone-proof' | 'card' | 'other'; name: string; file: F };

type Kind = VerifyJob<unknown>['kind'] | 'proof';

const KINDS: readonly [RegExp, Kind][] = [
  [/\.(?:docx|pdf)$/i, 'file'],
  [/\.nsv$/i, 'proof'],
  [/\.csv$/i, 'record'],
  [/\.nskey$/i, 'card'],
];

const kindOf = (name: string): Kind => KINDS.find(([ending]) => ending.test(name))?.[1] ?? 'other';

/** The name of the file that a side file belongs to. */
export const ownerOfProof = (name: string): string => name.slice(0, -PROOF_ENDING.length);

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/**
 * Files that were chosen together, each with its side file by the name. One file and one side file belong together
 * whatever they are called: a download or a mail may have renamed one of them, and whether it fits is proved anyway.
 */
export function pairFiles<F extends { name: string }>(files: readonly F[]): VerifyJob<F>[] {
  const proofs = files.filter(({ name }) => kindOf(name) === 'proof');
  const reports = files.filter(({ name }) => kindOf(name) === 'file');
  const [onlyProof, ...moreProofs] = proofs;
  const areTwo = reports.length === 1 && moreProofs.length === 0;
  const proofOf = ({ name }: F): F | null =>
    proofs.find((proof) => same(ownerOfProof(proof.name), name)) ?? (areTwo ? (onlyProof ?? null) : null);
  const taken = new Set(reports.map((report) => proofOf(report)));
  return files.flatMap((file): VerifyJob<F>[] => {
    const { name } = file;
    const kind = kindOf(name);
    if (kind === 'file') return [{ kind, name, file, proof: proofOf(file) }];
    if (kind !== 'proof') return [{ kind, name, file }];
    return taken.has(file) ? [] : [{ kind: 'lone-proof', name, file }];
  });
}

/** What is chosen now, with what was chosen before and belongs to it: a side file may come later than its file. */
export function withPartners<F extends { name: string }>(now: readonly F[], before: readonly F[]): F[] {
  const belongs = ({ name }: F): boolean =>
    !now.some((one) => same(one.name, name)) &&
    now.some((one) => same(ownerOfProof(one.name), name) || same(ownerOfProof(name), one.name));
  return [...now, ...before.filter((file) => belongs(file))];
}

import type { FileStatement } from '../../../../shared/signoff/types.ts';
import { commitmentOf } from '../../signing/hash.ts';
import { isStatementSigned, readFileStatement } from '../../signing/issue.ts';
import { isSealWhole } from '../../signing/seal.ts';
import type { IssuedFile } from '../issue-store.ts';
import type { SignedStore } from './signed-store.ts';

/** The keys that may sign exports of a report: those that signatures name which themselves hold. */
export const issuersOf = ({ signatures }: Pick<SignedStore, 'signatures'>, report: string): string[] =>
  signatures
    .list(report)
    .flatMap((signed) => (signed.format === 3 && isSealWhole(signed, signed.raw) ? [signed.issuer] : []));

/**
 * What a stored file's statement says, where it holds: signed by one of the report's issuing keys, and naming the record's
 * entry that is stored with it. Null where it does not.
 */
export function issuedStatement(file: IssuedFile, issuers: readonly string[]): FileStatement | null {
  const statement = readFileStatement(file.statement);
  if (!statement || statement.sha256 !== file.sha256) return null;
  if (commitmentOf(file.salt, file.recordHead) !== statement.anchor) return null;
  return issuers.some((issuer) => isStatementSigned(issuer, file.statement, file.signature))
    ? statement
    : null;
}

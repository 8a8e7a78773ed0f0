import type { FileStatement } from '../../../../shared/signoff/types.ts';
import { commitmentOf } from '../../signing/hash.ts';
import { isStatementSigned, readFileStatement } from '../../signing/issue.ts';
import { isSealWhole } from '../../signing/seal.ts';
import type { IssuedFile } from '../issue-store.ts';
import type { SignedStore } from './signed-store.ts';

/**
 * What a stored file's statement says, where it holds: signed by the issuing key of a signature of this report which
 * itself holds, and naming the record's entry that is stored with it. Null where it does not.
 */
export function issuedStatement(store: SignedStore, file: IssuedFile): FileStatement | null {
  const statement = readFileStatement(file.statement);
  if (!statement || statement.sha256 !== file.sha256) return null;
  if (commitmentOf(file.salt, file.recordHead) !== statement.anchor) return null;
  const isSigned = store.signatures
    .list(file.report)
    .some(
      (signed) =>
        signed.format === 3 &&
        isStatementSigned(signed.issuer, file.statement, file.signature) &&
        isSealWhole(signed, signed.raw),
    );
  return isSigned ? statement : null;
}

export const isIssuedHere = (store: SignedStore, file: IssuedFile): boolean =>
  issuedStatement(store, file) !== null;

import { EDITION_LABELS, type Edition } from '../../../shared/edition/edition.ts';
import { canonicalJson } from '../../../shared/signoff/canonical.ts';
import type { Stamp } from '../../../shared/signoff/types.ts';
import { sha256 } from '../signing/hash.ts';
import { decodeExport, isExportSigned, type ExportPart } from '../signing/issue.ts';
import type { SignedFile } from '../signing/read-signed.ts';
import { isSealWhole } from '../signing/seal.ts';
import { claimOf, decodeStamp, readStatement, stampEdition, type Claim } from '../signing/stamp.ts';
import { decodeHead, type StampedHead } from '../signing/stamped-head.ts';
import type { Signed } from '../store/trust/signed-store.ts';
import type { Deps } from './deps.ts';
import { referenceTo } from './stamped.ts';

/** What is claimed of a file, and where that comes from. */
export type Claimed = {
  edition: Edition;
  claim: Claim;
  head: StampedHead | null;
  /** That part of the stamp as it stands there; the issuing key signs its hash. */
  headPart: string;
  /** What the file itself says of its pages, signed by the issuing key; null where it says nothing that holds. */
  exported: ExportPart | null;
  /** The signature in the store, where it is one of this computer's. */
  known: Signed | null;
};

/** What the file, or the side file, says was signed; or why there is nothing to go by. */
export function claimedOf(
  deps: Deps,
  file: SignedFile,
  side: { statement: string; signature: string } | undefined,
): Claimed | string {
  const [stampPart = '', headPart = '', exportPart = ''] = (file.stamp ?? '').split('.');
  const stamp = file.stamp === null ? null : decodeStamp(stampPart);
  const head = headPart ? decodeHead(headPart) : null;
  if (!stamp) {
    const said = side && readStatement(side.statement, side.signature);
    if (said)
      return { ...said, head: null, headPart: '', exported: null, known: ofStatement(deps, side.statement) };
    return file.stamp === null
      ? '文件里没有签发标记：不是定稿后导出的，或标记被另存时去掉了。有核验文件（.nsv）的，请一起选上。'
      : '文件里的签发标记已损坏。';
  }
  const known = findSigned(deps, stamp);
  const edition = stampEdition(stamp);
  const claim = stamp.kind === 'reference' ? known && storedClaim(known, edition) : claimOf(stamp);
  if (!claim) {
    const why = known
      ? '本机的签发记录被改过，核验不了。请从备份恢复后再核验。'
      : '文件里只有签发编号，本机没有对应的签发记录，核验不了。请在签发这份报告的电脑上核验。';
    return `${EDITION_LABELS[edition]}。${why}`;
  }
  const part = exportPart ? decodeExport(exportPart) : null;
  const isExported =
    part !== null &&
    claim.issuer !== null &&
    part.statement.of === sha256(claim.statement) &&
    isExportSigned(claim.issuer, part);
  return { edition, claim, head, headPart, exported: isExported ? part : null, known };
}

/** What the store's own signature says of an edition; null where it does not hold. */
function storedClaim(signed: Signed, edition: Edition): Claim | null {
  const { raw, key, date, version, editions } = signed;
  if (!isSealWhole(signed, raw)) return null;
  return {
    text: editions[edition],
    date,
    key,
    version,
    approvals: [],
    issuer: null,
    statement: raw.record,
    signature: raw.signature,
  };
}

function ofStatement({ store }: Deps, statement: string): Signed | null {
  for (const { id } of store.reports.list()) {
    const found = store.signatures
      .list(id)
      .find(({ raw }) => raw.publicStatement === statement || raw.internalStatement === statement);
    if (found) return found;
  }
  return null;
}

/** The signature in the store that a file's stamp is of. */
function findSigned(deps: Deps, stamp: Stamp): Signed | null {
  const { store } = deps;
  if (stamp.kind === 'statement') return ofStatement(deps, canonicalJson(stamp.statement));
  const isOf = ({ raw }: Signed): boolean => {
    if (stamp.kind === 'internal') return raw.record === canonicalJson(stamp.record);
    if (stamp.kind === 'reference') return referenceTo(raw, stamp.edition) === stamp.id;
    return raw.publicStatement === canonicalJson(stamp.statement);
  };
  for (const { id } of store.reports.list()) {
    const found = store.signatures.list(id).find((one) => isOf(one));
    if (found) return found;
  }
  return null;
}

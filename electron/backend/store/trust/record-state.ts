import type { RecordPage, RecordProtection } from '../../../../shared/signoff/record.ts';
import { isSealWhole } from '../../signing/seal.ts';
import { fingerprintOf } from '../../signing/fingerprint.ts';
import type { IssuedFile } from '../issue-store.ts';
import { issuedStatement, issuersOf } from './issued-files.ts';
import { signedVersion } from './signed-version.ts';
import type { Signed, SignedStore } from './signed-store.ts';

type Anchor = { head: string; by: RecordProtection['by']; at: string; what: string };

/**
 * The record of a report, with what is wrong with it and up to where it is protected. A signature, and each file that was
 * exported of a signed version, names the newest entry of its time: what came before can't be lost unseen. What is younger
 * than all of them can.
 */
export function recordState(store: SignedStore, report: string): RecordPage {
  const { entries, intact } = store.record.list(report);
  const at = new Map(entries.map(({ sha256: hash, id }) => [hash, id]));
  let newest: RecordProtection | null = null;
  const troubles: string[] = intact ? [] : ['办理记录被改动过。'];
  const files = filesOf(store, report);
  for (const { head, by, at: when, what } of anchorsOf(store, report, files)) {
    if (head === '') continue;
    const entry = at.get(head);
    if (entry === undefined) {
      troubles.push(`办理记录缺了${what}以前的一段。`);
      continue;
    }
    if (newest === null || entry >= newest.entry) newest = { entry, by, at: when };
  }
  troubles.push(...eventTroubles(store, report, { entries, files }));
  return {
    entries,
    intact: troubles.length === 0,
    trouble: [...new Set(troubles)].join(''),
    protected: newest,
    seals: sealsOf(store, report),
  };
}

function sealsOf(store: SignedStore, report: string): RecordPage['seals'] {
  return store.signatures
    .list(report)
    .toReversed()
    .flatMap(({ raw: { recordStatement: statement, recordSignature: signature } }) =>
      statement !== null && signature !== null ? [{ statement, signature }] : [],
    );
}

/** The unit's own record: of what belongs to no report, such as keys. Nothing signs it; only its middle is held. */
export const OF_THE_UNIT = '';

export function unitRecord({ record }: Pick<SignedStore, 'record'>): RecordPage {
  const { entries, intact } = record.list(OF_THE_UNIT);
  const trouble = intact ? '' : '办理记录被改动过。';
  return { entries, intact, trouble, protected: null, seals: [] };
}

/** A stored file, and whether what is stored of it holds. */
type KeptFile = { file: IssuedFile; holds: boolean };

function filesOf(store: SignedStore, report: string): KeptFile[] {
  const issuers = issuersOf(store, report);
  return store.issued.files(report).map((file) => ({ file, holds: issuedStatement(file, issuers) !== null }));
}

/** What names an entry and is signed itself: nobody can write one without a key. */
function anchorsOf(store: SignedStore, report: string, files: readonly KeptFile[]): Anchor[] {
  const signatures = store.signatures
    .list(report)
    .flatMap((signed): Anchor[] =>
      signed.format === 3 && isSealWhole(signed, signed.raw)
        ? [{ head: signed.recordHead, by: 'signature', at: signed.at, what: `第 ${signed.version} 版签发` }]
        : [],
    );
  const exports = files.flatMap(({ file, holds }): Anchor[] =>
    holds ? [{ head: file.recordHead, by: 'export', at: file.at, what: '一次导出' }] : [],
  );
  return [...signatures, ...exports];
}

const isPurge = ({ action }: { action: string }): boolean => action === 'purged';

/** What was signed and exported must stand in the record, and what stands there as exported must be kept. */
function eventTroubles(
  store: SignedStore,
  report: string,
  { entries, files }: { entries: RecordPage['entries']; files: readonly KeptFile[] },
): string[] {
  const signed = entries.filter(({ action }) => action === 'signed');
  const isTold = (words: readonly string[]): boolean =>
    signed.some(({ details, salt }) => salt === null || words.every((word) => details.includes(word)));
  const signatures = store.signatures.list(report);
  const lost =
    signed.length < signatures.length ||
    signatures.some((one) => one.format === 3 && !isTold(wordsOfSigned(store, one)));
  const exported = entries.flatMap(({ action, details }) =>
    action === 'exported' ? [...details.matchAll(EXPORTED)].map(([, hash = '']) => hash) : [],
  );
  const isKept =
    exported.every((hash) => files.some(({ file }) => file.sha256 === hash)) &&
    files.every(({ file, holds }, at) => holds && file.number === at + 1 && isEntry(entries, file.sha256));
  const isErased = entries.some(({ commitment, salt }) => commitment !== '' && salt === null);
  const hasPurge = entries.some(isPurge) || store.record.list(OF_THE_UNIT).entries.some(isPurge);
  return [
    ...(isErased && !hasPurge ? ['办理记录有说明被清除，却没有清除的记录。'] : []),
    ...(lost ? ['办理记录里没有写着的签发。'] : []),
    ...(isKept ? [] : ['办理记录与存着的导出对不上。']),
  ];
}

/** What the record says of a signature, whatever else it says. */
function wordsOfSigned(store: SignedStore, signed: Signed): string[] {
  return [
    `第 ${signedVersion(store, signed)?.number ?? 0} 版，${signed.signer.name}签发`,
    `签发日期 ${signed.date}`,
    `密钥指纹 ${fingerprintOf(signed.key)}`,
    `稿件指纹 ${signed.content.slice(0, 16)}`,
    `版本校验值 ${store.versions.rowHash(signed.report, signed.versionId)}`,
  ];
}

/** How an export of a signed version is told, with the hash of its bytes. */
export const exportedWords = (hash: string): string => `，校验值 ${hash}`;
const EXPORTED = /，校验值 ([0-9a-f]{64})/g;

/** Details that were erased tell nothing any more. */
const isEntry = (entries: RecordPage['entries'], hash: string): boolean =>
  entries.some(
    ({ action, details, salt }) =>
      action === 'exported' && (salt === null || details.includes(exportedWords(hash))),
  );

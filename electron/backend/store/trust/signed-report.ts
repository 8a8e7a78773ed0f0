import { AppError } from '../../../../shared/errors/app-error.ts';
import { canonicalForm } from '../../../../shared/signoff/canonical.ts';
import type { Signature } from '../../../../shared/signoff/types.ts';
import type { VersionContent } from '../../../../shared/review/types.ts';
import { contentHash, sha256 } from '../../signing/hash.ts';
import { isIssuingKey } from '../../signing/issue.ts';
import { readRecord } from '../../signing/signed-record.ts';
import { isSealWhole } from '../../signing/seal.ts';
import { isStepSigned, parseStep } from '../../signing/step.ts';
import { readStep } from '../approval-store.ts';
import { recordState } from './record-state.ts';
import { isAsOnCard } from './known-keys.ts';
import type { Signed, SignedStore } from './signed-store.ts';
import { signedVersion, signedVersionName } from './signed-version.ts';

/** What is wrong with one signature and its frozen version, in half sentences. `previous`: hash of the one before. */
function signatureTroubles(store: SignedStore, signed: Signed, previous: string): string[] {
  const { raw, report, versionId } = signed;
  // What is no record at all says nothing that could be looked at.
  if (readRecord(raw.record) === null) return ['签发记录被改过'];
  const troubles: string[] = [];
  if (!isSealWhole(signed, raw)) troubles.push('签名对不上');
  if (sha256(raw.record) !== signed.sha256) troubles.push('签发记录被改过');
  if (signed.previous !== previous) troubles.push('与前一次签发接不上');
  const version = frozenVersion(store, report, versionId);
  if (typeof version === 'string') troubles.push(version);
  else if (!isContent(store, signed, version)) troubles.push('存着的签发稿被改过');
  troubles.push(
    ...stepTroubles(store, signed),
    ...keyTroubles(store, signed),
    ...versionTroubles(store, signed),
  );
  return troubles;
}

/** The key must be one that is known here, under the name that signed; the issuing key must be the one that was signed. */
function keyTroubles(store: SignedStore, signed: Signed): string[] {
  const key = store.keys.find(signed.key);
  if (!key) return ['签发用的密钥不在本机'];
  if (signed.format !== 3) return [];
  const name = signed.how.kind === 'own' ? signed.signer.name : signed.how.recorder.name;
  const secret = store.issued.key(signed.report, signed.issuer);
  const isIssuing = secret !== null && isIssuingKey(signed.issuer, secret);
  return [
    ...(key.name === name ? [] : ['签发用的密钥换了名字']),
    ...(isAsOnCard(key) ? [] : ['签发用的密钥与密钥卡对不上']),
    ...(isIssuing ? [] : ['导出用的密钥不见了或被换过']),
  ];
}

/** The version as it is listed says what was signed. */
function versionTroubles(store: SignedStore, signed: Signed): string[] {
  if (signed.format !== 3) return [];
  const version = signedVersion(store, signed);
  if (!version) return [];
  const isSame = version.kind === 'signed' && version.name === signedVersionName(signed.signer.name);
  return isSame ? [] : ['签发稿的名称被改过'];
}

/** The frozen version, or what is wrong with it. */
function frozenVersion(store: SignedStore, report: string, id: string): VersionContent | string {
  try {
    return store.versions.open(report, id);
  } catch (error) {
    // What is stored is checked when it is read: it may be there, and not be what was signed.
    const isChanged = error instanceof AppError && error.code === 'damaged-database';
    return isChanged ? '存着的签发稿被改过' : '签发稿不见了';
  }
}

/** True where a text is the one that was signed. */
function isContent(
  store: SignedStore,
  signed: Signature,
  { document, variables }: Pick<VersionContent, 'document' | 'variables'>,
): boolean {
  const { template } = store.reports.get(signed.report);
  const form = canonicalForm({ document, variables, template, year: signed.year, unit: signed.unit });
  return contentHash(signed, form) === signed.content;
}

/** The steps that a signature stands on must be there, as they were signed. */
function stepTroubles(store: SignedStore, signed: Signature): string[] {
  if (signed.format !== 3) return [];
  const stored = new Map(store.approvals.steps(signed.report).map((step) => [step.sha256, step]));
  const troubles = new Set<string>();
  for (const hash of signed.steps) {
    const step = stored.get(hash);
    if (!step) troubles.add('它所依据的审签步骤不见了');
    else if (!isStepSigned(step)) troubles.add('它所依据的审签步骤被改过');
    else {
      const { how, report } = readStep(step);
      if (report !== signed.report) troubles.add('它所依据的审签步骤被改过');
      if (how.kind === 'paper') troubles.add(scanTrouble(store, signed.report, how.scan.sha256));
    }
  }
  if (signed.how.kind === 'paper') troubles.add(scanTrouble(store, signed.report, signed.how.scan.sha256));
  troubles.delete('');
  return [...troubles];
}

function scanTrouble(store: SignedStore, report: string, hash: string): string {
  const scan = store.approvals.scan(report, hash);
  if (!scan) return '签批单的扫描件不见了';
  return sha256(scan.bytes) === hash ? '' : '签批单的扫描件被改过';
}

/**
 * All that speaks against a signed report being what was signed, in sentences: nothing of it may go out as final then.
 * Empty for a report that is not signed off, whose exports say that they are drafts.
 */
export function finalTroubles(store: SignedStore, id: string): string[] {
  return store.reports.get(id).state === 'signed-off'
    ? [...storedTroubles(store, id), ...textTroubles(store, id)]
    : [];
}

/** What speaks against all that is kept of a report's signatures, whatever its state. */
export const storedTroubles = (store: SignedStore, id: string): string[] => [
  ...signaturesWithTroubles(store, id).flatMap(({ signed, troubles }) =>
    troubles.length === 0
      ? []
      : [`第 ${signed.version} 版（${signed.signer.name}签发）：${troubles.join('；')}。`],
  ),
  ...otherTroubles(store, id),
];

/** What speaks against the text of a report that is signed off; empty for any other. */
export function textTroubles(store: SignedStore, id: string): string[] {
  const report = store.reports.get(id);
  if (report.state !== 'signed-off') return [];
  const [newest] = store.signatures.list(id);
  // The examples of an invented town were never signed by anybody.
  if (!newest) return report.demo ? [] : ['报告标为已签发，却没有签发记录。'];
  const isSame =
    report.year === newest.year && report.unit === newest.unit && isContent(store, newest, report);
  return isSame ? [] : ['现在的正文与签发稿不一致。'];
}

/** Each signature of a report, oldest first, with what is wrong with it in half sentences. */
export function signaturesWithTroubles(
  store: SignedStore,
  id: string,
): { signed: Signed; troubles: string[] }[] {
  let previous = '';
  return store.signatures
    .list(id)
    .toReversed()
    .map((signed, at) => {
      const troubles = signatureTroubles(store, signed, previous);
      if (signed.number !== at + 1) troubles.push('编号被改过');
      previous = signed.sha256;
      return { signed, troubles };
    });
}

/** What is wrong with what is kept beside the signatures: versions, steps, the record. In sentences. */
export function otherTroubles(store: SignedStore, id: string): string[] {
  const frozen = new Set(store.signatures.list(id).map(({ versionId }) => versionId));
  const isMore = store.versions.list(id).some((one) => one.kind === 'signed' && !frozen.has(one.id));
  const { trouble } = recordState(store, id);
  return [
    ...(isMore ? ['有一版标为签发稿，却没有签发记录。'] : []),
    ...(areStepsWhole(store, id) ? [] : ['审签步骤被改过。']),
    ...(trouble === '' ? [] : [trouble]),
  ];
}

/** Steps are numbered as they came, belong to the version that they say, and stand on steps that came before. */
function areStepsWhole(store: SignedStore, report: string): boolean {
  const before = new Set<string>();
  return store.approvals.steps(report).every((step, at) => {
    const said = parseStep(step.statement);
    const isWhole =
      said !== null &&
      isStepSigned(step) &&
      step.number === at + 1 &&
      said.report === report &&
      said.versionId === step.versionId &&
      !before.has(step.sha256) &&
      said.after.every((hash) => before.has(hash));
    before.add(step.sha256);
    return isWhole;
  });
}

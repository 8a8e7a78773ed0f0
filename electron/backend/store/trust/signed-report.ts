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

/** What is wrong with one signature and its frozen version, in half sentences. `previous`: hash of the one before. */
export function signatureTroubles(store: SignedStore, signed: Signed, previous: string): string[] {
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
  const version = store.versions.list(signed.report).find(({ id }) => id === signed.versionId);
  if (!version) return [];
  const isSame = version.kind === 'signed' && version.name === signedVersionName(signed.signer.name);
  return isSame ? [] : ['签发稿的名称被改过'];
}

/** What a signed version is called. */
export const signedVersionName = (signer: string): string => `签发稿（${signer}）`;

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
export function isContent(
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
  const report = store.reports.get(id);
  if (report.state !== 'signed-off') return [];
  const signatures = store.signatures.list(id);
  const [newest] = signatures;
  // The examples of an invented town were never signed by anybody.
  if (!newest) return report.demo ? [] : ['报告标为已签发，却没有签发记录。'];
  const troubles = allSignatureTroubles(store, id);
  if (report.year !== newest.year || report.unit !== newest.unit || !isContent(store, newest, report))
    troubles.push('现在的正文与签发稿不一致。');
  const { trouble } = recordState(store, id);
  if (trouble !== '') troubles.push(trouble);
  return troubles;
}

/** What is wrong with each signature of a report, oldest first, and with what is kept beside them, in sentences. */
export function allSignatureTroubles(store: SignedStore, id: string): string[] {
  const signatures = store.signatures.list(id).toReversed();
  let previous = '';
  const each = signatures.flatMap((signed, at) => {
    const troubles = signatureTroubles(store, signed, previous);
    if (signed.number !== at + 1) troubles.push('编号被改过');
    previous = signed.sha256;
    return troubles.length === 0
      ? []
      : [`第 ${signed.version} 版（${signed.signer.name}签发）：${troubles.join('；')}。`];
  });
  const frozen = new Set(signatures.map(({ versionId }) => versionId));
  const isMore = store.versions.list(id).some((one) => one.kind === 'signed' && !frozen.has(one.id));
  return [
    ...each,
    ...(isMore ? ['有一版标为签发稿，却没有签发记录。'] : []),
    ...(areStepsWhole(store, id) ? [] : ['审签步骤被改过。']),
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

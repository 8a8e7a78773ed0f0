import { canonicalForm } from '../../../shared/signoff/canonical.ts';
import { textDifferences } from '../../../shared/signoff/differences.ts';
import type { Signature, Verification, VerifiedApproval } from '../../../shared/signoff/types.ts';
import type { VersionContent } from '../../../shared/review/types.ts';
import type { Edition } from '../../../shared/edition/edition.ts';
import type { EditionDocument } from '../../../shared/edition/types.ts';
import { writeText } from '../../../shared/edition/write-text.ts';
import { fullDate } from '../../../shared/text/local-time.ts';
import { fingerprintOf } from '../signing/fingerprint.ts';
import { contentHash } from '../signing/hash.ts';
import { approvalOf } from '../signing/seal.ts';
import { approvalOfStep, parseStep } from '../signing/step.ts';
import { otherTroubles, signaturesWithTroubles } from '../store/trust/signed-report.ts';
import { versionNumber } from '../store/trust/signed-version.ts';
import type { Signed } from '../store/trust/signed-store.ts';
import type { Deps } from './deps.ts';
import { keyWords } from './known-key.ts';
import { editionAsSigned } from './signed-edition.ts';

/** What is said of nothing: no signature, no file that could be one. */
export const refused = (...findings: string[]): Verification => ({
  answer: 'invalid',
  scope: null,
  ok: false,
  version: null,
  fingerprint: '',
  approvals: [],
  findings,
  differences: [],
  oddities: [],
});

/** An edition of a frozen version, as it went out. */
export function versionEdition(
  deps: Deps,
  signed: Signature,
  version: VersionContent,
  edition: Edition,
): EditionDocument {
  const { report: id, year, unit } = signed;
  const { template } = deps.store.reports.get(id);
  const source = { ...version, id, template, year, unit, state: 'signed-off' as const };
  return editionAsSigned(deps, source, edition, signed);
}

/** Checks every signature of a report, the version that each froze, the record, and whether the report still reads so. */
export function verifyReport(deps: Deps, id: string): Verification {
  const { store } = deps;
  const report = store.reports.get(id);
  const signatures = store.signatures.list(id);
  const [newest] = signatures;
  if (!newest)
    return refused(
      report.state === 'signed-off' ? '报告标为已签发，却没有签发记录。' : '这份报告还没有签发。',
    );

  const findings: string[] = [];
  let isUnknown = false;
  let isValid = true;
  for (const { signed, troubles } of signaturesWithTroubles(store, id)) {
    const who = `第 ${versionNumber(store, signed)} 版：${signed.signer.name}于${fullDate(signed.date)}签发`;
    findings.push(troubles.length === 0 ? `${who}，签名相符。` : `${who}，但${troubles.join('；')}。`);
    const key = keyWords(deps, signed);
    findings.push(...key.findings);
    if (key.answer === 'unknown') isUnknown = true;
    if (troubles.length > 0 || key.answer === 'invalid') isValid = false;
  }
  const others = otherTroubles(store, id);
  findings.push(...others);
  if (others.length > 0) isValid = false;

  const common = {
    version: versionNumber(store, newest),
    fingerprint: fingerprintOf(newest.key),
    approvals: approvalsOf(deps, newest),
    oddities: [],
  };
  const isSame = contentHash(newest, canonicalForm(report)) === newest.content;
  if (isSame && isValid) {
    const answer = isUnknown ? 'unknown' : 'known';
    return { ...common, answer, scope: 'report', ok: !isUnknown, findings, differences: [] };
  }
  const bad = { ...common, answer: 'invalid', scope: null, ok: false } as const;
  if (isSame) return { ...bad, findings, differences: [] };
  findings.push(
    report.state === 'signed-off'
      ? '现在的正文与签发稿不一致。'
      : '签发之后又有改动，现在的正文是新一版，要重新签发。',
  );
  return { ...bad, findings, differences: differencesNow(deps, newest) };
}

/** Where the report reads otherwise than its signed version; none where that version can't be read. */
function differencesNow(deps: Deps, signed: Signed): Verification['differences'] {
  const { store } = deps;
  const report = store.reports.get(signed.report);
  try {
    const version = store.versions.open(signed.report, signed.versionId);
    const signedWords = writeText(versionEdition(deps, signed, version, 'internal'));
    return textDifferences(signedWords, writeText(editionAsSigned(deps, report, 'internal', signed)));
  } catch {
    return [];
  }
}

/** All steps that a signature stands on, itself last. */
export function approvalsOf({ store }: Deps, signed: Signed): VerifiedApproval[] {
  const steps = signed.format === 3 ? signed.steps : [];
  const stored = new Map(store.approvals.steps(signed.report).map((step) => [step.sha256, step]));
  return [
    ...steps.flatMap((hash): VerifiedApproval[] => {
      const said = parseStep(stored.get(hash)?.statement ?? '');
      return said ? [{ ...approvalOfStep(said), fingerprint: fingerprintOf(said.key) }] : [];
    }),
    { ...approvalOf(signed), fingerprint: fingerprintOf(signed.key) },
  ];
}

import type { ReportDetail } from '../../../shared/contract/methods.ts';
import { newId } from '../../../shared/document/ids.ts';
import type { Edition } from '../../../shared/edition/edition.ts';
import type { EditionSource } from '../../../shared/edition/gate.ts';
import { writeText } from '../../../shared/edition/write-text.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { isSameStep, stepName } from '../../../shared/settings/approval.ts';
import { howWords } from '../../../shared/signoff/approval.ts';
import { canonicalForm } from '../../../shared/signoff/canonical.ts';
import type { Approval, Obstacle } from '../../../shared/signoff/types.ts';
import { fingerprintOf } from '../signing/fingerprint.ts';
import { contentHash, randomSalt, textHash } from '../signing/hash.ts';
import { makeIssuingKey } from '../signing/keys.ts';
import { approvalOf, sealRecord, type NewRecord, type Seal } from '../signing/seal.ts';
import { approvalOfStep } from '../signing/step.ts';
import { signedVersionName } from '../store/trust/signed-version.ts';
import type { StoredScan } from '../store/approval-store.ts';
import { counts, type KnownStep } from './approval-state.ts';
import { keepCard, mustBeAsSeen, nextNumber, stepsOf, type SignVersion } from './approval.ts';
import type { Deps } from './deps.ts';
import { editionOf } from './edition-of.ts';
import { internalWords } from './internal-words.ts';
import type { CallContext } from './registry.ts';
import { settingOf } from './settings.ts';
import { mustBeSensible } from './signing-date.ts';

/** What a record says beside who signs it, when, how, and with which opinion. */
export type RecordDraft = Omit<NewRecord, 'signer' | 'how' | 'opinion' | 'date' | 'at' | 'key' | 'steps'>;

/**
 * Signs the last step of an approval: freezes the version, and signs it with its editions and the record so far.
 * @param obstacles what still stands in the way
 */
export function versionSigner(
  deps: Deps,
  obstacles: (report: ReportDetail, call: CallContext) => Promise<Obstacle[]>,
): SignVersion {
  const { store, ports } = deps;
  return async (report, { person, how, key, scan }, { opinion, date, passphrase, by }, call) => {
    const known = stepsOf(deps, report);
    const steps = goodSteps(deps, known);
    mustBeSensible(date, {
      today: ports.now(),
      year: report.year,
      after: steps.map(({ said }) => said.date),
    });
    const open = await obstacles(report, call);
    if (open.length > 0) {
      throw new AppError('not-ready', `还有 ${open.length} 处没有办完，没有签发。请逐项处理后再签。`, {
        details: { obstacles: open },
      });
    }
    const issuing = makeIssuingKey();
    const { words } = internalWords(deps, report);
    const record: NewRecord = {
      ...draftRecord(deps, report, issuing.publicKey),
      signer: person,
      how,
      steps: steps.map(({ sha256 }) => sha256),
      opinion,
      date,
      at: ports.now().toISOString(),
      key: key.publicKey,
    };
    const seal = await sealRecord(
      record,
      namedForFile([...steps.map(({ said }) => approvalOfStep(said)), approvalOf(record)], words),
      key.sealed,
      passphrase,
    );
    await keepCard(deps, key, passphrase);
    store.atomically(() => {
      mustBeAsSeen(deps, report, known);
      store.issued.addKey(report.id, issuing.publicKey, issuing.privateKey);
      storeSigned(deps, record, { seal, scan, by });
    });
    return { version: record.version, sha256: record.content };
  };
}

/** The steps that count for what the unit asks for, in its order. Throws AppError('not-ready') where one is missing. */
function goodSteps(deps: Deps, known: readonly KnownStep[]): KnownStep[] {
  const taken = known.filter((step) => counts(step));
  const wanted = settingOf(deps.store, 'approval').steps.filter(({ kind }) => kind !== 'sign');
  return wanted.map((step) => {
    const found = taken.findLast((one) => isSameStep(one.said.step, step));
    if (!found)
      throw new AppError('not-ready', `“${stepName(step)}”还没有办，没有签发。请按审签顺序办完再签发。`);
    return found;
  });
}

/** Steps as an internal file may name them. @param words masks what no edition prints */
export const namedForFile = (approvals: readonly Approval[], words: (text: string) => string): Approval[] =>
  approvals.map(({ step, person, recorder, ...rest }) => ({
    ...rest,
    step: { ...step, who: words(step.who) },
    person: { name: words(person.name), unit: words(person.unit) },
    recorder: words(recorder),
  }));

/** All of a record that follows from the report as it is now. */
export function draftRecord(deps: Deps, report: ReportDetail, issuer: string): RecordDraft {
  const { store } = deps;
  const format = { format: 3, salt: randomSalt() } as const;
  return {
    ...format,
    report: report.id,
    version: nextNumber(deps, report.id),
    versionId: newId(),
    title: report.title,
    year: report.year,
    unit: report.unit,
    content: contentHash({ format: 2, salt: format.salt }, canonicalForm(report)),
    editions: {
      internal: signedTextHash(deps, report, 'internal'),
      public: signedTextHash(deps, report, 'public'),
    },
    recordHead: store.record.head(report.id),
    issuer,
    previous: store.signatures.list(report.id)[0]?.sha256 ?? '',
  };
}

/**
 * Stores a signature with the version that it froze. Call inside a transaction, once the report is known to read as it
 * says. `by`: the person here who is named as the version's author.
 */
export function storeSigned(
  { store }: Deps,
  record: NewRecord,
  { seal, scan, by }: { seal: Seal; scan: StoredScan | null; by: string },
): void {
  const { report, versionId, signer, content, date, opinion, how } = record;
  if (scan) store.approvals.addScan(report, scan);
  const { number } = store.versions.create(report, {
    id: versionId,
    kind: 'signed',
    name: signedVersionName(signer.name),
    author: by,
  });
  store.signatures.add({ report, versionId, person: by, ...seal });
  store.reports.setState(report, 'signed-off');
  store.record.add(report, {
    person: by,
    name: how.kind === 'own' ? signer.name : how.recorder.name,
    action: 'signed',
    details: `第 ${number} 版，${signer.name}签发，${howWords(how)}，签发日期 ${date}，密钥指纹 ${fingerprintOf(record.key)}，稿件指纹 ${content.slice(0, 16)}，版本校验值 ${store.versions.rowHash(report, versionId)}，意见：${opinion}`,
  });
}

/** Hash of an edition's text as it goes out once the report is signed. */
export function signedTextHash(
  deps: Deps,
  report: EditionSource & { template: string },
  edition: Edition,
): string {
  return textHash(writeText(editionOf(deps, { ...report, state: 'signed-off' }, edition)));
}

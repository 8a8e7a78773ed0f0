import type { ReportDetail } from '../../../shared/contract/methods.ts';
import { EDITIONS } from '../../../shared/edition/edition.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { StepStatement } from '../../../shared/signoff/approval.ts';
import { canonicalForm } from '../../../shared/signoff/canonical.ts';
import { isSealWhole, type NewRecord } from '../signing/seal.ts';
import type { SignedStep } from '../signing/step.ts';
import { formOf, sealedRecord, type ApprovalFile } from './approval-file-format.ts';
import { stepsIn } from './approval-file-view.ts';
import { counts, stateOfSteps } from './approval-state.ts';
import { addStep, refuseOutOfOrder, stepsOf } from './approval.ts';
import type { Deps } from './deps.ts';
import { settingOf } from './settings.ts';
import { signedTextHash, storeSigned, type RecordDraft } from './sign-version.ts';

/** Throws AppError('not-ready') where the report no longer reads as the file does. */
export function mustBeText(file: ApprovalFile, report: ReportDetail): void {
  if (canonicalForm(report) !== formOf(file))
    throw new AppError(
      'not-ready',
      '发出审签文件以后，正文又改过，收回的签不算数，没有收入。请重新发出审签文件。',
    );
}

/** Stores the steps of the file that are not here yet; answers how many. */
export function takeSteps(deps: Deps, file: ApprovalFile, report: ReportDetail): number {
  const { store } = deps;
  const have = new Set(store.approvals.steps(report.id).map(({ sha256 }) => sha256));
  const news = stepsIn(deps, file).filter(({ sha256 }) => !have.has(sha256));
  if (news.length > 0 && report.state === 'signed-off')
    throw new AppError('signed-off', '这份报告已经签发，没有收入。要修改，请先开新一版。');
  for (const one of news) {
    const { said, trouble } = one;
    if (trouble !== '' || said.how.kind === 'paper')
      throw new AppError('bad-request', '审签文件里有一步的签名对不上，没有收入。请让对方重新签过再发来。');
    // The order holds here as it did there.
    const steps = stepsOf(deps, report);
    const missing = said.after.some((hash) => !steps.some(({ sha256 }) => sha256 === hash));
    if (missing) throw new AppError('not-ready', '审签文件里的一步所依据的前几步不在本机，没有收入。');
    const { slots } = stateOfSteps(settingOf(store, 'approval').steps, steps);
    refuseOutOfOrder(slots, said.step, said.outcome);
    addTaken(deps, report, one, said);
  }
  return news.length;
}

function addTaken(deps: Deps, report: ReportDetail, signed: SignedStep, statement: StepStatement): void {
  const { store } = deps;
  const has = store.versions.list(report.id).some(({ id }) => id === statement.versionId);
  if (!has)
    store.versions.create(report.id, {
      id: statement.versionId,
      kind: 'saved',
      name: `审签稿（${statement.person.name}）`,
      author: authorOf(deps),
    });
  const { statement: text, sha256, signature: by } = signed;
  addStep(deps, report.id, { signed: { statement: text, sha256, signature: by }, statement, scan: null });
}

/** Somebody of this computer is named as who froze a version: whoever is at work, or the first who works here. */
function authorOf({ store }: Deps): string {
  const current = settingOf(store, 'currentPerson');
  const people = store.review.people().filter(({ origin }) => origin === undefined);
  const found = people.find(({ id }) => id === current) ?? people[0];
  if (!found) throw new AppError('no-person', '不知道是谁在收入，没有收入。请先在右上角选定自己的姓名。');
  return found.id;
}

/** Stores the last step of the file, where it fits the report as it is now; false where it is here already. */
export function takeSeal(
  deps: Deps,
  file: ApprovalFile,
  report: ReportDetail,
  made: NonNullable<ApprovalFile['seal']>,
): boolean {
  const { store } = deps;
  const signed = sealedRecord(made);
  const newest = store.signatures.list(report.id)[0];
  if (newest?.sha256 === made.sha256) return false;
  const steps = stepsOf(deps, report).filter((one) => counts(one));
  const { sha256: _own, ...raw } = made;
  const holds =
    signed !== null &&
    isSealWhole(signed, raw) &&
    sameDraft(signed, file.draft) &&
    signed.how.kind === 'own' &&
    store.issued.key(report.id, signed.issuer) !== null &&
    EDITIONS.every((edition) => signed.editions[edition] === signedTextHash(deps, report, edition)) &&
    signed.previous === (newest?.sha256 ?? '') &&
    signed.steps.every((hash) => steps.some(({ sha256 }) => sha256 === hash));
  if (!holds || report.state === 'signed-off')
    throw new AppError(
      'not-ready',
      '审签文件里的签发与本机的报告对不上（报告、设置或前几步在发出后变过），没有收入。请重新发出审签文件。',
    );
  const sign = settingOf(store, 'approval').steps.find(({ kind }) => kind === 'sign');
  if (sign)
    refuseOutOfOrder(
      stateOfSteps(settingOf(store, 'approval').steps, stepsOf(deps, report)).slots,
      sign,
      'approved',
    );
  storeSigned(deps, signed, { seal: made, scan: null, by: authorOf(deps) });
  return true;
}

/** The signer signs what was sent to him, and nothing else. */
function sameDraft(signed: NewRecord, from: RecordDraft): boolean {
  return (Object.keys(from) as (keyof RecordDraft)[]).every(
    (key) => JSON.stringify(signed[key]) === JSON.stringify(from[key]),
  );
}

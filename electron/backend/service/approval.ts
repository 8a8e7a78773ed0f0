import type { ReportDetail } from '../../../shared/contract/methods.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { newId } from '../../../shared/document/ids.ts';
import { isSameStep, stepName, type ApprovalStep } from '../../../shared/settings/approval.ts';
import {
  HOWS,
  type ApprovalState,
  type How,
  type Named,
  type StepOutcome,
  type StepStatement,
} from '../../../shared/signoff/approval.ts';
import { canonicalForm } from '../../../shared/signoff/canonical.ts';
import { obstaclesOf } from '../../../shared/signoff/obstacles.ts';
import { fingerprintOf } from '../signing/fingerprint.ts';
import { newStep, signStep, type SignedStep } from '../signing/step.ts';
import type { StoredScan } from '../store/approval-store.ts';
import type { OwnKey } from '../store/key-store.ts';
import { versionNumber } from '../store/trust/signed-version.ts';
import {
  counts,
  datesBefore,
  judgedSteps,
  lineOfRecord,
  stateOfSteps,
  type KnownStep,
} from './approval-state.ts';
import type { Deps } from './deps.ts';
import { putFirstCard, writeFirstCard } from './keys.ts';
import { ownPerson } from './own-person.ts';
import { handlersFor, type CallContext, type Parsed } from './registry.ts';
import { scanOf } from './scan.ts';
import { settingOf } from './settings.ts';
import { mustBeShown } from './shown-revision.ts';
import { mustBeSensible } from './signing-date.ts';

type Taking = Parsed<'approval.take'> | Parsed<'approval.return'>;

/** Who signs a step, as whom, and from which sheet. */
export type Taker = { person: Named; how: How; key: OwnKey; scan: StoredScan | null };

/** Signs the last step: freezes the version. */
export type SignVersion = (
  report: ReportDetail,
  taker: Taker,
  said: { opinion: string; date: string; passphrase: string; by: string },
  call: CallContext,
) => Promise<{ version: number; sha256: string }>;

/** Approval in the unit's order: each step with a key, or recorded from a signed sheet. */
export function approvalHandlers(deps: Deps, signVersion: SignVersion) {
  const { store, emit, ports } = deps;

  const take = async (params: Taking, outcome: StepOutcome, opinion: string): Promise<ApprovalState> => {
    const { id, step, date, passphrase } = params;
    const report = store.reports.get(id);
    const deed = outcome === 'approved' ? '审签' : '退回';
    mustBeTakeable(report, params.revision, deed);
    const steps = stepsOf(deps, report);
    mustBeNext(deps, steps, step, outcome);
    mustBeSettled(deps, report);
    const taker = takerOf(deps, params);
    mustBeSensible(date, {
      today: ports.now(),
      year: report.year,
      after: datesBefore(steps, step),
    });

    const good = steps.filter(counts);
    const [frozen] = good;
    const versionId = frozen?.said.versionId ?? newId();
    const statement = newStep(canonicalForm(report), {
      report: id,
      versionId,
      version: frozen?.said.version ?? nextNumber(deps, id),
      step,
      outcome,
      person: taker.person,
      how: taker.how,
      opinion,
      date,
      at: ports.now().toISOString(),
      key: taker.key.publicKey,
      after: good.map(({ sha256 }) => sha256),
    });
    const signed = await signStep(statement, taker.key.sealed, passphrase);
    await keepCard(deps, taker.key, passphrase);
    store.atomically(() => {
      mustBeAsSeen(deps, report, steps);
      if (!frozen)
        store.versions.create(id, {
          id: versionId,
          kind: 'saved',
          name: `审签稿（${stepName(step)}，${taker.person.name}）`,
          author: params.person,
        });
      addStep(deps, id, { signed, statement, scan: taker.scan });
    });
    emit('signoff.changed', { id });
    emit('versions.changed', { id });
    return approvalOf(deps, id);
  };

  return handlersFor({
    'approval.state': ({ id }) => approvalOf(deps, id),

    'approval.take': async (params, call) => {
      if (params.step.kind !== 'sign') return take(params, 'approved', params.opinion);
      await signLast(deps, signVersion, params, call);
      return approvalOf(deps, params.id);
    },

    'approval.return': (params) => take(params, 'returned', params.reason),

    'approval.scan': ({ id, sha256 }) => {
      const scan = store.approvals.scan(id, sha256);
      if (!scan) throw new AppError('not-found', '没有找到这张签批单的扫描件。请从备份恢复。');
      return { name: scan.name, mime: scan.mime, bytes: Buffer.from(scan.bytes).toString('base64') };
    },
  });
}

/** Takes the last step, where it is its turn. Throws AppError where it is not, or the report stands otherwise than was seen. */
export async function signLast(
  deps: Deps,
  signVersion: SignVersion,
  params: Parsed<'approval.take'>,
  call: CallContext,
): Promise<{ version: number; sha256: string }> {
  const { id, revision, step, opinion, date, passphrase, person } = params;
  const report = deps.store.reports.get(id);
  mustBeTakeable(report, revision, '签发');
  mustBeNext(deps, stepsOf(deps, report), step, 'approved');
  return signVersion(report, takerOf(deps, params), { opinion, date, passphrase, by: person }, call);
}

/** Throws AppError for a report that is signed off, or that stands otherwise than was seen. */
function mustBeTakeable(report: ReportDetail, revision: number, deed: string): void {
  if (report.state === 'signed-off')
    throw new AppError('signed-off', `这份报告已经签发，没有${deed}。要修改，请先开新一版。`);
  mustBeShown(report, revision, deed);
}

/** Throws AppError('not-ready') where the step is none of the unit's, is taken, or others must be taken before. */
function mustBeNext(deps: Deps, steps: readonly KnownStep[], step: ApprovalStep, outcome: StepOutcome): void {
  const { slots } = stateOfSteps(settingOf(deps.store, 'approval').steps, steps);
  refuseOutOfOrder(slots, step, outcome);
}

/** The same for steps as they are listed. */
export function refuseOutOfOrder(
  slots: ApprovalState['slots'],
  step: ApprovalStep,
  outcome: StepOutcome,
): void {
  const slot = slots.find((one) => isSameStep(one.step, step));
  const name = stepName(step);
  if (!slot) throw new AppError('not-ready', `审签顺序里没有“${name}”这一步，没有签。请看设置里的审签顺序。`);
  if (slot.done && outcome === 'approved')
    throw new AppError('not-ready', `“${name}”已由${slot.done.person.name}签过，没有再签。`);
  const missing = slots.filter((one) => !one.done && !isSameStep(one.step, step)).map((one) => one.step);
  if (!slot.isOpen && !slot.done) {
    const before = missing.filter((one) => one.kind !== step.kind).map((one) => stepName(one));
    throw new AppError(
      'not-ready',
      `还没有轮到“${name}”，没有签。前面还要：${[...new Set(before)].join('、')}。`,
    );
  }
}

/** What is approved is one text: changes that nobody has decided about would make two of it. */
function mustBeSettled({ store, templates }: Deps, report: ReportDetail): void {
  const { id, document, variables, template } = report;
  const open = obstaclesOf(document.blocks, variables, store.review.get(id), templates.get(template)).filter(
    ({ kind }) => kind === 'change',
  );
  if (open.length > 0)
    throw new AppError('not-ready', '还有修订没有接受或拒绝，没有签。定下来以后再签。', {
      details: { obstacles: open },
    });
}

/** Who signs a step. Throws AppError where there is no key, or no scan. */
export function takerOf(deps: Deps, { person: id, how }: Pick<Taking, 'person' | 'how'>): Taker {
  const person = ownPerson(deps, id);
  const key = deps.store.keys.own(id);
  if (!key)
    throw new AppError('wrong-passphrase', `${person.name}还没有设签发口令，没有签。请先设一个口令。`);
  if (key.name !== person.name)
    throw new AppError(
      'not-ready',
      `这把密钥是以“${key.name}”的名字设的，现在的姓名是“${person.name}”，没有签。请在“密钥”里用原来的口令换一把。`,
    );
  const own = { name: person.name, unit: person.unit };
  if (how.kind === 'own') return { person: own, how: { kind: 'own' }, key, scan: null };
  const scan = scanOf(how.scan.name, Buffer.from(how.scan.bytes, 'base64'));
  return {
    person: { name: how.name, unit: how.unit },
    how: { kind: 'paper', recorder: own, scan: { name: scan.name, sha256: scan.sha256 } },
    key,
    scan,
  };
}

/** A key of before there were cards gets one when its passphrase is there for once. */
export async function keepCard(deps: Deps, key: OwnKey, passphrase: string): Promise<void> {
  if (key.card !== '') return;
  putFirstCard(deps, key, await writeFirstCard(key, passphrase));
}

/** Throws AppError('stale-revision') where the text or the steps are others than were read. Call inside the transaction. */
export function mustBeAsSeen(deps: Deps, report: ReportDetail, steps: readonly KnownStep[]): void {
  const { store } = deps;
  // Somebody may have saved, taken a step or signed the last one while the key was being derived.
  const now = store.reports.get(report.id);
  const isSame =
    now.revision === report.revision &&
    now.state === report.state &&
    store.approvals.steps(report.id).length === steps.length;
  if (!isSame) throw new AppError('stale-revision', '签的时候报告又有改动，没有签。请看过改动再签。');
}

export const nextNumber = ({ store }: Deps, id: string): number =>
  (store.versions.list(id)[0]?.number ?? 0) + 1;

/** Stores a step with its scan and its entry in the record. Call inside the transaction. */
export function addStep(
  deps: Deps,
  id: string,
  { signed, statement, scan }: { signed: SignedStep; statement: StepStatement; scan: StoredScan | null },
): void {
  const { store } = deps;
  if (scan) store.approvals.addScan(id, scan);
  store.approvals.addStep(id, { ...signed, versionId: statement.versionId });
  const { outcome, how } = statement;
  const person = how.kind === 'own' ? statement.person.name : how.recorder.name;
  store.record.add(id, {
    person: store.keys.find(statement.key)?.person ?? '',
    name: person,
    action: outcome === 'approved' ? 'approved' : 'sent-back',
    details: stepWords(statement),
  });
}

/** 核稿：李主任，2025-12-18，本人签，指纹 …，意见：… */
function stepWords({ step, person, date, how, key, opinion, outcome }: StepStatement): string {
  const by = how.kind === 'own' ? HOWS.own : `${HOWS.paper}（${how.recorder.name}）`;
  const said = outcome === 'approved' ? '意见' : '退回原因';
  return `${stepName(step)}：${person.name}，${date}，${by}，指纹 ${fingerprintOf(key)}，${said}：${opinion}`;
}

/** All steps of a report, each with whether it counts for its text as it is now. */
export function stepsOf({ store }: Deps, report: ReportDetail): KnownStep[] {
  const signatures = store.signatures.list(report.id);
  const [newest] = signatures;
  // Steps of the rounds before a signature belong to versions that were frozen before its own.
  const signed = newest === undefined ? 0 : versionNumber(store, newest);
  const isUsed = new Set(signatures.flatMap((one) => (one.format === 3 ? one.steps : [])));
  const keys = new Map(store.keys.list().map(({ publicKey, name }) => [publicKey, name]));
  return judgedSteps(store.approvals.steps(report.id), {
    report: report.id,
    form: canonicalForm(report),
    used: (said, sha256) => isUsed.has(sha256) || said.version <= signed,
    nameOf: (key) => keys.get(key) ?? null,
  });
}

/** Where the approval of a report stands. */
export function approvalOf(deps: Deps, id: string): ApprovalState {
  const { store } = deps;
  const report = store.reports.get(id);
  const steps = stepsOf(deps, report);
  if (report.state !== 'signed-off') return stateOfSteps(settingOf(store, 'approval').steps, steps);
  const [newest] = store.signatures.list(id);
  const history = stateOfSteps([{ kind: 'sign', who: '' }], steps).history;
  if (!newest) return { slots: [], returned: null, history, voided: [] };
  const hashes = newest.format === 3 ? newest.steps : [];
  const before = hashes.flatMap((hash) => steps.filter(({ sha256 }) => sha256 === hash));
  const last = lineOfRecord(newest, newest.sha256);
  return {
    slots: [
      ...stateOfSteps([], before).history.map((done) => ({ step: done.step, done, isOpen: false })),
      { step: last.step, done: last, isOpen: false },
    ],
    returned: null,
    history: [...history, last],
    voided: [],
  };
}

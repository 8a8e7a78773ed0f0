import type { ReportDetail } from '../../../shared/contract/methods.ts';
import { EDITIONS, type Edition } from '../../../shared/edition/edition.ts';
import { hiderOf, toEdition } from '../../../shared/edition/gate.ts';
import { wordMasker } from '../../../shared/edition/mask-words.ts';
import { fromStored, toStored } from '../../../shared/edition/stored-policy.ts';
import { writeText } from '../../../shared/edition/write-text.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { ApprovalFileView, ApprovalState, StepStatement } from '../../../shared/signoff/approval.ts';
import { canonicalForm } from '../../../shared/signoff/canonical.ts';
import { readCard } from '../signing/card.ts';
import { fingerprintOf } from '../signing/fingerprint.ts';
import { contentHash, randomSalt } from '../signing/hash.ts';
import { makeIssuingKey } from '../signing/keys.ts';
import { approvalOf, isSealWhole, sealRecord, type NewRecord } from '../signing/seal.ts';
import { approvalOfStep, signStep, type SignedStep } from '../signing/step.ts';
import {
  APPROVAL_ENDING,
  formOf,
  readApprovalFile,
  sealedRecord,
  wholeSeal,
  type ApprovalFile,
} from './approval-file-format.ts';
import { counts, judgedSteps, stateOfSteps, type KnownStep } from './approval-state.ts';
import { addStep, keepCard, refuseOutOfOrder, stepsOf, takerOf } from './approval.ts';
import type { Deps } from './deps.ts';
import { policyOf } from './edition-of.ts';
import { ownPerson } from './own-person.ts';
import { putDown } from './record.ts';
import { handlersFor } from './registry.ts';
import { settingOf } from './settings.ts';
import { draftRecord, signedTextHash, storeSigned, type RecordDraft, namedForFile } from './sign-version.ts';
import { mustBeSensible } from './signing-date.ts';
import { newId } from '../../../shared/document/ids.ts';

/** A file as it is handed on: its name, and its text. */
const handedOn = (file: ApprovalFile): { name: string; file: string } => ({
  name: `${file.draft.title || '报告'}审签.${APPROVAL_ENDING}`,
  file: `${JSON.stringify(file)}\n`,
});

/** Approval on several computers: a file with the text carries the steps there and back. */
export function approvalFileHandlers(deps: Deps, changed: (id: string) => void) {
  const { store, ports } = deps;

  return handlersFor({
    'approval.send': ({ id, revision }) => {
      const report = store.reports.get(id);
      if (report.state === 'signed-off')
        throw new AppError('signed-off', '这份报告已经签发，不用再发审签文件。');
      if (report.revision !== revision)
        throw new AppError('stale-revision', '这份报告刚才在别处改过，没有发出。请看过改动后再发。', {
          details: { revision: report.revision },
        });
      const issuing = makeIssuingKey();
      const steps = stepsOf(deps, report).filter((one) => one.state !== 'used');
      const { policy } = policyOf(deps, report);
      return store.atomically(() => {
        store.issued.addKey(id, issuing.publicKey, issuing.privateKey);
        putDown(deps, { report: id, action: 'approval-sent', details: `含 ${steps.length} 步` });
        return handedOn({
          format: 1,
          kind: 'nianshu-approval',
          template: report.template,
          draft: draftRecord(deps, report, issuing.publicKey),
          document: report.document,
          variables: report.variables,
          policy: toStored(policy, report.document.blocks),
          wanted: settingOf(store, 'approval').steps,
          steps: steps.map(({ statement, sha256, signature: by }) => ({ statement, sha256, signature: by })),
          seal: null,
          cards: cardsOf(
            deps,
            steps.map(({ said }) => said.key),
          ),
        });
      });
    },

    'approval.read': ({ file }) => viewOf(deps, readApprovalFile(file)),

    'approval.signFile': async ({ file: from, step: wanted, outcome, person, opinion, date, passphrase }) => {
      const file = readApprovalFile(from);
      if (file.seal) throw new AppError('signed-off', '这份审签文件已经签发，没有再签。请交回发来的人。');
      const steps = stepsIn(deps, file);
      refuseOutOfOrder(stateOfSteps(file.wanted, steps).slots, wanted, outcome);
      const good = steps.filter((one) => counts(one));
      const { draft: from2 } = file;
      mustBeSensible(date, {
        today: ports.now(),
        year: from2.year,
        after: good.map(({ said }) => said.date),
      });
      const { person: who, key } = takerOf(deps, { person, how: { kind: 'own' } });
      if (wanted.kind === 'sign' && outcome === 'approved') {
        if (ownPerson(deps, person).role !== 'signer')
          throw new AppError(
            'bad-request',
            `${who.name}不是签发人，没有签发。请在人员设置里把身份改为签发。`,
          );
        const full: NewRecord = {
          ...from2,
          signer: who,
          how: { kind: 'own' },
          steps: good.map(({ sha256 }) => sha256),
          opinion,
          date,
          at: ports.now().toISOString(),
          key: key.publicKey,
        };
        const made = await sealRecord(
          full,
          namedForFile([...good.map(({ said }) => approvalOfStep(said)), approvalOf(full)], wordsOf(file)),
          key.sealed,
          passphrase,
        );
        await keepCard(deps, key, passphrase);
        return handedOn({
          ...file,
          seal: wholeSeal(made),
          cards: withCards(deps, file.cards, key.publicKey),
        });
      }
      const salt = randomSalt();
      const statement: StepStatement = {
        format: 1,
        kind: 'step',
        report: from2.report,
        versionId: good[0]?.said.versionId ?? newId(),
        version: good[0]?.said.version ?? from2.version,
        salt,
        content: contentHash({ format: 2, salt }, formOf(file)),
        step: wanted,
        outcome,
        person: who,
        how: { kind: 'own' },
        opinion,
        date,
        at: ports.now().toISOString(),
        key: key.publicKey,
        after: good.map(({ sha256 }) => sha256),
      };
      const signed = await signStep(statement, key.sealed, passphrase);
      await keepCard(deps, key, passphrase);
      return handedOn({
        ...file,
        steps: [...file.steps, signed],
        cards: withCards(deps, file.cards, key.publicKey),
      });
    },

    'approval.takeIn': ({ file: from }) => {
      const file = readApprovalFile(from);
      const { report: id } = file.draft;
      const report = hereOf(deps, id);
      if (!report)
        throw new AppError('not-found', '审签文件里的报告不在本机，没有收入。要签，请打开审签文件。');
      const unknown = unknownKeys(deps, file);
      if (unknown.length > 0)
        throw new AppError(
          'not-ready',
          `审签文件里有本机不认识的密钥，没有收入：${unknown.map((one) => `${one.name}（指纹 ${one.fingerprint}）`).join('、')}。请先收入密钥卡，在电话里核对指纹。`,
          { details: { keys: unknown } },
        );
      mustBeText(file, report);
      const result = store.atomically(() => {
        const added = takeSteps(deps, file, report);
        const signed = file.seal !== null && takeSeal(deps, file, report, file.seal);
        return { report: id, added: added + (signed ? 1 : 0), signed };
      });
      changed(id);
      return result;
    },
  });
}

/**
 * The steps in a file. Who holds a key that this computer does not know, the card in the file says; whether that is true,
 * the fingerprint, which is shown with it.
 */
function stepsIn({ store }: Deps, file: ApprovalFile): KnownStep[] {
  const carried = file.cards.flatMap((card) => cardNames(card));
  const names = new Map([
    ...carried.map(({ key, name }) => [key, name] as const),
    ...store.keys.list().map(({ publicKey, name }) => [publicKey, name] as const),
  ]);
  return judgedSteps(file.steps, {
    report: file.draft.report,
    form: formOf(file),
    used: () => false,
    nameOf: (key) => names.get(key) ?? null,
  });
}

function cardsOf({ store }: Deps, keys: readonly string[]): string[] {
  return [...new Set(keys)].flatMap((key) => {
    const { card = '' } = store.keys.find(key) ?? {};
    return card === '' ? [] : [card];
  });
}

const withCards = (deps: Deps, cards: readonly string[], key: string): string[] => [
  ...new Set([...cards, ...cardsOf(deps, [key])]),
];

/** Keys that signed something in the file and are not known here, with the name that their card gives them. */
function unknownKeys({ store }: Deps, file: ApprovalFile): ApprovalFileView['unknownKeys'] {
  const known = new Set(
    store.keys
      .list()
      .flatMap(({ publicKey, ended, person }) => (ended === null || person !== null ? [publicKey] : [])),
  );
  const names = new Map(
    file.steps.flatMap(({ statement }) => {
      const { key, person, how } = JSON.parse(statement) as StepStatement;
      return [[key, how.kind === 'own' ? person : how.recorder] as const];
    }),
  );
  const last = file.seal && sealedRecord(file.seal);
  if (last) names.set(last.key, last.how.kind === 'own' ? last.signer : last.how.recorder);
  return [...names]
    .filter(([key]) => !known.has(key))
    .map(([key, said]) => {
      const card = file.cards.flatMap((one) => cardNames(one)).find((one) => one.key === key);
      const { name, unit } = card ?? said;
      return { name, unit, fingerprint: fingerprintOf(key) };
    });
}

/** Whose card it is; none where it was changed. */
function cardNames(text: string): { key: string; name: string; unit: string }[] {
  try {
    const { key, name, unit } = readCard(text).card;
    return [{ key, name, unit }];
  } catch {
    return [];
  }
}

function hereOf({ store }: Deps, id: string): ReportDetail | null {
  return store.reports.list().some((one) => one.id === id) ? store.reports.get(id) : null;
}

function viewOf(deps: Deps, file: ApprovalFile): ApprovalFileView {
  const { draft: from, wanted } = file;
  const here = hereOf(deps, from.report);
  const steps = stepsIn(deps, file);
  const state = stateOfSteps(wanted, steps);
  const known = here ? new Set(deps.store.approvals.steps(here.id).map(({ sha256 }) => sha256)) : null;
  const last = file.seal && sealedRecord(file.seal);
  return {
    title: from.title,
    unit: from.unit,
    year: from.year,
    lines: writeText(editionIn(deps, file, 'internal')).split('\n'),
    here: here === null ? 'none' : canonicalForm(here) === formOf(file) ? 'same' : 'other-text',
    report: here?.id ?? null,
    slots: last ? withLast(state.slots, last) : state.slots,
    returned: state.returned,
    unknownKeys: unknownKeys(deps, file),
    news: known
      ? file.steps.filter(({ sha256 }) => !known.has(sha256)).length +
        (file.seal && here?.state !== 'signed-off' ? 1 : 0)
      : 0,
  };
}

function withLast(slots: ApprovalState['slots'], last: NewRecord): ApprovalState['slots'] {
  const { signer, opinion, date, key, how } = last;
  return slots.map((slot) =>
    slot.step.kind === 'sign'
      ? {
          step: slot.step,
          isOpen: false,
          done: {
            sha256: '',
            step: slot.step,
            outcome: 'approved',
            person: signer,
            how,
            opinion,
            date,
            fingerprint: fingerprintOf(key),
            state: 'good',
            trouble: '',
          },
        }
      : slot,
  );
}

/** Masks what no edition of the report in the file prints. */
function wordsOf({ document, variables, policy: stored }: ApprovalFile): (text: string) => string {
  const policy = fromStored(stored);
  const hides = hiderOf(document.blocks, 'internal', policy);
  return wordMasker(document.blocks, { variables, edition: 'internal', policy, hides });
}

function editionIn(deps: Deps, file: ApprovalFile, edition: Edition) {
  const { document, variables, draft: from, policy } = file;
  const source = { document, variables, year: from.year, unit: from.unit, state: 'signed-off' as const };
  return toEdition(source, deps.templates.get(file.template), edition, fromStored(policy));
}

function mustBeText(file: ApprovalFile, report: ReportDetail): void {
  if (canonicalForm(report) !== formOf(file))
    throw new AppError(
      'not-ready',
      '发出审签文件以后，正文又改过，收回的签不算数，没有收入。请重新发出审签文件。',
    );
}

/** Stores the steps of the file that are not here yet; answers how many. */
function takeSteps(deps: Deps, file: ApprovalFile, report: ReportDetail): number {
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

function takeSeal(
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

import { newId } from '../../../shared/document/ids.ts';
import { hiderOf } from '../../../shared/edition/gate.ts';
import { wordMasker } from '../../../shared/edition/mask-words.ts';
import { fromStored, toStored } from '../../../shared/edition/stored-policy.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { makeIssuingKey } from '../signing/keys.ts';
import { approvalOf, sealRecord, type NewRecord } from '../signing/seal.ts';
import { approvalOfStep, newStep, signStep } from '../signing/step.ts';
import {
  APPROVAL_ENDING,
  formOf,
  readApprovalFile,
  wholeSeal,
  type ApprovalFile,
} from './approval-file-format.ts';
import { hereOf, stepsIn, unknownKeys, viewOf } from './approval-file-view.ts';
import { counts, datesBefore, stateOfSteps } from './approval-state.ts';
import { keepCard, refuseOutOfOrder, stepsOf, takerOf } from './approval.ts';
import type { Deps } from './deps.ts';
import { policyOf } from './edition-of.ts';
import { ownPerson } from './own-person.ts';
import { putDown } from './record.ts';
import { handlersFor } from './registry.ts';
import { settingOf } from './settings.ts';
import { mustBeShown } from './shown-revision.ts';
import { draftRecord, namedForFile } from './sign-version.ts';
import { mustBeSensible } from './signing-date.ts';
import { mustBeText, takeSeal, takeSteps } from './take-in-approval.ts';

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
      mustBeShown(report, revision, '发出');
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
      const { draft } = file;
      mustBeSensible(date, {
        today: ports.now(),
        year: draft.year,
        after: datesBefore(steps, wanted),
      });
      const { person: who, key } = takerOf(deps, { person, how: { kind: 'own' } });
      if (wanted.kind === 'sign' && outcome === 'approved') {
        if (ownPerson(deps, person).role !== 'signer')
          throw new AppError(
            'bad-request',
            `${who.name}不是签发人，没有签发。请在人员设置里把身份改为签发。`,
          );
        const full: NewRecord = {
          ...draft,
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
      const statement = newStep(formOf(file), {
        report: draft.report,
        versionId: good[0]?.said.versionId ?? newId(),
        version: good[0]?.said.version ?? draft.version,
        step: wanted,
        outcome,
        person: who,
        how: { kind: 'own' },
        opinion,
        date,
        at: ports.now().toISOString(),
        key: key.publicKey,
        after: good.map(({ sha256 }) => sha256),
      });
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

function cardsOf({ store }: Deps, keys: readonly string[]): string[] {
  return [...new Set(keys)].flatMap((key) => {
    const { card = '' } = store.keys.find(key) ?? {};
    return card === '' ? [] : [card];
  });
}

const withCards = (deps: Deps, cards: readonly string[], key: string): string[] => [
  ...new Set([...cards, ...cardsOf(deps, [key])]),
];

/** Masks what no edition of the report in the file prints. */
function wordsOf({ document, variables, policy: stored }: ApprovalFile): (text: string) => string {
  const policy = fromStored(stored);
  const hides = hiderOf(document.blocks, 'internal', policy);
  return wordMasker(document.blocks, { variables, edition: 'internal', policy, hides });
}

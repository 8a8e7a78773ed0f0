import type { ReportDetail } from '../../../shared/contract/methods.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { obstaclesOf } from '../../../shared/signoff/obstacles.ts';
import type { Obstacle, Signature } from '../../../shared/signoff/types.ts';
import { recordState } from '../store/trust/record-state.ts';
import { approvalHandlers, signLast } from './approval.ts';
import { approvalFileHandlers } from './approval-file.ts';
import { checkRecordFile } from './check-record.ts';
import type { Deps } from './deps.ts';
import { recordForFile } from './internal-words.ts';
import { keyHandlers } from './keys.ts';
import { ownPerson } from './own-person.ts';
import { handlersFor, type CallContext, type Handler } from './registry.ts';
import { settingOf } from './settings.ts';
import { versionSigner } from './sign-version.ts';
import { verifySignedFile } from './verify-file.ts';
import { verifyReport } from './verify-report.ts';

/** Signing, going on after it, and proving what was signed. `checks` finds what proofreading has against a report. */
export function signoffHandlers(deps: Deps, checks: Handler<'checks.run'>) {
  const { store, templates, emit } = deps;

  const obstacles = async (report: ReportDetail, call: CallContext): Promise<Obstacle[]> => {
    const { id, document, variables, template } = report;
    const found = obstaclesOf(document.blocks, variables, store.review.get(id), templates.get(template));
    const checked = await checks({ id }, call);
    const errors = checked.findings
      .filter((finding) => finding.severity === 'error' && !finding.ignored)
      .map((finding): Obstacle => ({ kind: 'check', text: finding.message, block: finding.block }));
    return [...found, ...errors];
  };

  const changed = (id: string): void => {
    emit('signoff.changed', { id });
    emit('reports.changed', {});
    emit('versions.changed', { id });
  };

  const signVersion: ReturnType<typeof versionSigner> = async (report, taker, said, call) => {
    if (taker.how.kind === 'own') mustBeSigner(deps, said.by);
    const signed = await versionSigner(deps, obstacles)(report, taker, said, call);
    changed(report.id);
    return signed;
  };

  const own = handlersFor({
    'signoff.obstacles': ({ id }, call) => obstacles(store.reports.get(id), call),

    'signoff.key': ({ person }) => ({ has: store.keys.own(person) !== null }),

    'signoff.sign': (params, call) => {
      mustBeSigner(deps, params.person);
      const { steps } = settingOf(store, 'approval');
      const step = steps.find(({ kind }) => kind === 'sign') ?? { kind: 'sign', who: '' };
      return signLast(deps, signVersion, { ...params, step, how: { kind: 'own' } }, call);
    },

    'signoff.list': ({ id }) => store.signatures.list(id).map((signed) => withoutRaw(signed)),

    'signoff.verify': ({ id }) => verifyReport(deps, id),

    'signoff.verifyFile': ({ name, bytes, proof }, { signal }) =>
      verifySignedFile(deps, { name, bytes: Buffer.from(bytes, 'base64'), proof }, signal),

    'signoff.reopen': ({ id, person }) => {
      const report = store.reports.get(id);
      const who = store.review.person(person);
      if (!who) throw new AppError('no-person', '不知道是谁在修改，没有开新一版。请先选定自己的姓名。');
      if (report.state !== 'signed-off') return {};
      store.atomically(() => {
        store.reports.setState(id, 'revised');
        store.record.add(id, {
          person,
          name: who.name,
          action: 'report-reopened',
          details: '签发稿不变，新一版改好后要重新签发',
        });
      });
      changed(id);
      return {};
    },

    'record.list': ({ id, forFile }) => {
      const report = store.reports.get(id);
      const page = recordState(store, id);
      return forFile ? recordForFile(deps, report, page) : page;
    },

    'record.verifyFile': ({ text }) => checkRecordFile(deps, text),
  });
  return {
    ...own,
    ...approvalHandlers(deps, signVersion),
    ...approvalFileHandlers(deps, changed),
    ...keyHandlers(deps),
  };
}

/** Throws AppError where the person may not sign the last step with the own key. */
function mustBeSigner(deps: Deps, id: string): void {
  const person = ownPerson(deps, id);
  if (person.role !== 'signer')
    throw new AppError(
      'bad-request',
      `${person.name}不是签发人，没有签发。请换签发人来签，或在人员设置里把身份改为签发。`,
    );
}

/** What a window may see: not the stored texts, which only checking needs. */
function withoutRaw(signed: Signature & { raw?: unknown }): Signature {
  const { raw: _raw, ...signature } = signed;
  return signature;
}

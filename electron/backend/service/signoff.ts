import { AppError } from '../../../shared/errors/app-error.ts';
import type { ReportDetail } from '../../../shared/contract/methods.ts';
import { newId } from '../../../shared/document/ids.ts';
import type { EditionSource } from '../../../shared/edition/gate.ts';
import { writeText } from '../../../shared/edition/write-text.ts';
import { canonicalForm } from '../../../shared/signoff/canonical.ts';
import { obstaclesOf } from '../../../shared/signoff/obstacles.ts';
import type { Obstacle, Signature, SignedRecord } from '../../../shared/signoff/types.ts';
import { contentHash, randomSalt, textHash } from '../signing/hash.ts';
import { makeKey } from '../signing/keys.ts';
import { sealRecord } from '../signing/seal.ts';
import type { Deps } from './deps.ts';
import { editionOf } from './edition-of.ts';
import { handlersFor, type CallContext, type Handler } from './registry.ts';
import { recordForFile } from './internal-words.ts';
import { mustBeShown } from './shown-revision.ts';
import { verifyReport, verifySignedFile } from './verify.ts';
import type { Edition } from '../../../shared/edition/edition.ts';

/** Signing, going on after it, and proving what was signed. `checks` finds what proofreading has against a report. */
export function signoffHandlers(deps: Deps, checks: Handler<'checks.run'>) {
  const { store, templates, emit, ports } = deps;

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

  const signer = (id: string): { name: string; unit: string } => {
    const person = store.review.person(id);
    if (!person) throw new AppError('no-person', '没有找到签发人，没有签发。请先在右上角选定签发人。');
    if (person.role !== 'signer') {
      throw new AppError(
        'bad-request',
        `${person.name}不是签发人，没有签发。请换签发人来签，或在人员设置里把身份改为签发。`,
      );
    }
    return { name: person.name, unit: person.unit };
  };

  return handlersFor({
    'signoff.obstacles': ({ id }, call) => obstacles(store.reports.get(id), call),

    'signoff.key': ({ person }) => ({ has: store.signatures.key(person) !== null }),

    'signoff.makeKey': async ({ person, passphrase }) => {
      signer(person);
      store.signatures.addKey(person, await makeKey(passphrase));
      return { has: true };
    },

    'signoff.sign': async ({ id, revision, person, opinion, date, passphrase }, call) => {
      const report = store.reports.get(id);
      if (report.state === 'signed-off')
        throw new AppError('signed-off', '这份报告已经签发，没有再签。要修改，请先开新一版。');
      mustBeShown(report, revision, '签发');
      const who = signer(person);
      const open = await obstacles(report, call);
      if (open.length > 0) {
        throw new AppError('not-ready', `还有 ${open.length} 处没有办完，没有签发。请逐项处理后再签。`, {
          details: { obstacles: open },
        });
      }
      const key = store.signatures.key(person);
      if (!key) throw new AppError('wrong-passphrase', '还没有设签发口令，没有签发。请先设一个口令。');

      const number = (store.versions.list(id)[0]?.number ?? 0) + 1;
      const versionId = newId();
      const format = { format: 2, salt: randomSalt() } as const;
      const content = contentHash(format, canonicalForm(report));
      const record: SignedRecord = {
        ...format,
        report: id,
        version: number,
        versionId,
        title: report.title,
        year: report.year,
        unit: report.unit,
        content,
        editions: {
          internal: signedTextHash(deps, report, 'internal'),
          public: signedTextHash(deps, report, 'public'),
        },
        signer: who,
        opinion,
        date,
        at: ports.now().toISOString(),
        key: key.publicKey,
        previous: store.signatures.list(id)[0]?.sha256 ?? '',
      };
      const seal = await sealRecord(record, key.sealed, passphrase);

      store.atomically(() => {
        // Somebody may have saved while the key was being derived: then it is not this text that would be frozen.
        if (store.reports.get(id).revision !== report.revision) {
          throw new AppError('stale-revision', '签发时报告又有改动，没有签发。请看过改动再签。');
        }
        store.versions.create(id, {
          id: versionId,
          kind: 'signed',
          name: `签发稿（${who.name}）`,
          author: person,
        });
        store.signatures.add({ report: id, versionId, person, ...seal });
        store.reports.setState(id, 'signed-off');
        store.record.add(id, {
          person,
          name: who.name,
          action: 'signed',
          details: `第 ${number} 版，签发日期 ${date}，指纹 ${content.slice(0, 16)}，意见：${opinion}`,
        });
      });
      changed(id);
      return { version: number, sha256: content };
    },

    'signoff.list': ({ id }) => store.signatures.list(id).map((signed) => withoutRaw(signed)),

    'signoff.verify': ({ id }) => verifyReport(deps, id),

    'signoff.verifyFile': ({ name, bytes }, { signal }) =>
      verifySignedFile(deps, name, Buffer.from(bytes, 'base64'), signal),

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
      const page = store.record.list(id);
      return forFile ? recordForFile(deps, report, page) : page;
    },
  });
}

/** What a window may see: not the stored texts, which only checking needs. */
function withoutRaw(signed: Signature & { raw?: unknown }): Signature {
  const { raw: _raw, ...signature } = signed;
  return signature;
}

/** Hash of an edition's text as it goes out once the report is signed. */
export function signedTextHash(
  deps: Deps,
  report: EditionSource & { template: string },
  edition: Edition,
): string {
  return textHash(writeText(editionOf(deps, { ...report, state: 'signed-off' }, edition)));
}

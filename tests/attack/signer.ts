import type { Deps } from '../../electron/backend/service/deps.ts';
import { signedTextHash } from '../../electron/backend/service/sign-version.ts';
import { contentHash, randomSalt } from '../../electron/backend/signing/hash.ts';
import { makeIssuingKey, makeKey } from '../../electron/backend/signing/keys.ts';
import { sealRecord, type NewRecord } from '../../electron/backend/signing/seal.ts';
import { canonicalForm } from '../../shared/signoff/canonical.ts';
import { newId } from '../../shared/document/ids.ts';
import type { Edition } from '../../shared/edition/edition.ts';
import type { Case } from './reports.ts';

const PERSON = 'p1';

/** Puts a signature to a stored report, as signing does once nothing stands against it: exports then carry a stamp. */
export type Signer = (deps: Deps, id: string, one: Case) => Promise<void>;

/** A key that signs any number of reports: it is slow to make. */
export async function signerOf(): Promise<Signer> {
  const passphrase = newId();
  const key = await makeKey(passphrase);
  return async (deps, id, { source, template, signedBy }) => {
    const { store } = deps;
    const report = { ...source, template: template.id };
    const hash = (edition: Edition): string => signedTextHash(deps, report, edition);
    const versionId = newId();
    const format = { format: 3, salt: randomSalt() } as const;
    const issuing = makeIssuingKey();
    const record: NewRecord = {
      ...format,
      report: id,
      version: 1,
      versionId,
      title: signedBy.title,
      year: source.year,
      unit: source.unit,
      content: contentHash({ format: 2, salt: format.salt }, canonicalForm(report)),
      editions: { internal: hash('internal'), public: hash('public') },
      signer: { name: signedBy.name, unit: source.unit },
      opinion: signedBy.opinion,
      date: '2025-12-20',
      at: '2025-12-20T08:00:00.000Z',
      key: key.publicKey,
      previous: '',
      how: { kind: 'own' },
      steps: [],
      recordHead: store.record.head(id),
      issuer: issuing.publicKey,
    };
    const seal = await sealRecord(record, [], key.sealed, passphrase);
    store.versions.create(id, { id: versionId, kind: 'signed', name: '签发稿', author: PERSON });
    store.issued.addKey(id, issuing.publicKey, issuing.privateKey);
    store.signatures.add({ report: id, versionId, person: PERSON, ...seal });
  };
}

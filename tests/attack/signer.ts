import type { Deps } from '../../electron/backend/service/deps.ts';
import { editionOf } from '../../electron/backend/service/edition-of.ts';
import { sha256, textHash } from '../../electron/backend/signing/hash.ts';
import { makeKey, signWith } from '../../electron/backend/signing/keys.ts';
import { newId } from '../../shared/document/ids.ts';
import type { Edition } from '../../shared/edition/edition.ts';
import { writeText } from '../../shared/edition/write-text.ts';
import { canonicalJson } from '../../shared/signoff/canonical.ts';
import type { PublicStatement, SignedRecord } from '../../shared/signoff/types.ts';
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
    const report = { ...source, template: template.id, state: 'signed-off' as const };
    const hash = (edition: Edition): string => textHash(writeText(editionOf(deps, report, edition)));
    const versionId = newId();
    const date = '2025-12-20';
    const record: SignedRecord = {
      format: 1,
      report: id,
      version: 1,
      versionId,
      title: signedBy.title,
      year: source.year,
      unit: source.unit,
      content: sha256(id),
      editions: { internal: hash('internal'), public: hash('public') },
      signer: { name: signedBy.name, unit: source.unit },
      opinion: signedBy.opinion,
      date,
      at: '2025-12-20T08:00:00.000Z',
      key: key.publicKey,
      previous: '',
    };
    const statement: PublicStatement = {
      format: 1,
      edition: 'public',
      text: record.editions.public,
      date,
      key: key.publicKey,
    };
    const texts = [canonicalJson(record), canonicalJson(statement)] as const;
    const [signature = '', publicSignature = ''] = await signWith(key.sealed, passphrase, texts);
    store.versions.create(id, { id: versionId, kind: 'signed', name: '签发稿', author: PERSON });
    store.signatures.add({
      report: id,
      versionId,
      person: PERSON,
      record: texts[0],
      sha256: sha256(texts[0]),
      signature,
      publicStatement: texts[1],
      publicSignature,
    });
  };
}

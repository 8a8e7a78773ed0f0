import type { Deps } from '../../electron/backend/service/deps.ts';
import { internalWords } from '../../electron/backend/service/internal-words.ts';
import { draftRecord, namedForFile, storeSigned } from '../../electron/backend/service/sign-version.ts';
import { cardText, writeCard } from '../../electron/backend/signing/card.ts';
import { sha256 } from '../../electron/backend/signing/hash.ts';
import { makeIssuingKey, makeKey, signWith } from '../../electron/backend/signing/keys.ts';
import { approvalOf, sealRecord, type NewRecord } from '../../electron/backend/signing/seal.ts';
import { newId } from '../../shared/document/ids.ts';
import type { Case } from './reports.ts';

const PERSON = 'p1';

/** Puts a signature to a stored report, as signing does once nothing stands against it: exports then carry a stamp. */
export type Signer = (deps: Deps, id: string, one: Case) => Promise<void>;

/**
 * A key that signs any number of reports: it is slow to make. It is a clerk's, who records sheets: signers have other names.
 */
export async function signerOf(): Promise<Signer> {
  const passphrase = newId();
  const key = await makeKey(passphrase);
  const bytes = Buffer.from('%PDF-1.4');
  const scan = { name: '签批单.pdf', sha256: sha256(bytes), mime: 'application/pdf', bytes };
  return async (deps, id, { signedBy }) => {
    const { store, ports } = deps;
    const clerk = store.review.person(PERSON);
    if (!clerk) throw new Error('nobody signs');
    const { name, unit } = clerk;
    if (!store.keys.own(PERSON)) {
      const at = ports.now().toISOString();
      const { publicKey, sealed } = key;
      const text = cardText({ format: 1, kind: 'key-card', name, unit, key: publicKey, at, follows: null });
      const [signature = ''] = await signWith(sealed, passphrase, [text]);
      store.keys.addOwn(PERSON, { publicKey, sealed, name, unit, card: writeCard(text, signature, '') });
    }
    const report = store.reports.get(id);
    const issuing = makeIssuingKey();
    const record: NewRecord = {
      ...draftRecord(deps, report, issuing.publicKey),
      title: signedBy.title,
      signer: { name: signedBy.name, unit: report.unit },
      how: { kind: 'paper', recorder: { name, unit }, scan: { name: scan.name, sha256: scan.sha256 } },
      steps: [],
      opinion: signedBy.opinion,
      date: '2025-12-20',
      at: '2025-12-20T08:00:00.000Z',
      key: key.publicKey,
    };
    const { words } = internalWords(deps, report);
    const approvals = namedForFile([approvalOf(record)], words);
    const seal = await sealRecord(record, approvals, key.sealed, passphrase);
    store.issued.addKey(id, issuing.publicKey, issuing.privateKey);
    storeSigned(deps, record, { seal, scan, by: PERSON });
  };
}

import type { Db } from '../sqlite/port.ts';
import type { Signature, SignedRecord } from '../../../shared/signoff/types.ts';
import { readRecord } from '../signing/signed-record.ts';
import type { Seal } from '../signing/seal.ts';

export type NewSignature = Seal & { report: string; versionId: string; person: string };

/** What was signed. Signatures are added and read, never changed. */
export type SignatureStore = {
  add(signature: NewSignature): void;
  /** Newest first. */
  list(report: string): (Signature & { raw: StoredSignature })[];
};

/** As stored, for checking: the texts that were signed and the signatures over them. */
export type StoredSignature = Omit<Seal, 'sha256'>;

type Row = {
  report_id: string;
  version_id: string;
  number: number;
  record: string;
  sha256: string;
  signature: string;
  public_statement: string;
  public_signature: string;
  internal_statement: string | null;
  internal_signature: string | null;
  record_statement: string | null;
  record_signature: string | null;
};

/** In the place of a record that can't be read: it says nothing, and nothing of it holds. */
const unreadable = ({ report_id, version_id, number }: Row): SignedRecord => ({
  format: 3,
  salt: '',
  report: report_id,
  version: number,
  versionId: version_id,
  title: '',
  year: 0,
  unit: '',
  content: '',
  editions: { internal: '', public: '' },
  signer: { name: '（签发记录已损坏）', unit: '' },
  how: { kind: 'own' },
  steps: [],
  opinion: '',
  date: '0000-00-00',
  at: '',
  key: '',
  recordHead: '',
  issuer: '',
  previous: '',
});

export class SqliteSignatureStore implements SignatureStore {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  add(signature: NewSignature): void {
    const next = (this.list(signature.report)[0]?.number ?? 0) + 1;
    this.#db
      .prepare(
        `INSERT INTO signatures (report_id, number, version_id, person, record, sha256, signature, public_statement,
           public_signature, internal_statement, internal_signature, record_statement, record_signature)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        signature.report,
        next,
        signature.versionId,
        signature.person,
        signature.record,
        signature.sha256,
        signature.signature,
        signature.publicStatement,
        signature.publicSignature,
        signature.internalStatement,
        signature.internalSignature,
        signature.recordStatement,
        signature.recordSignature,
      );
  }

  list(report: string): (Signature & { raw: StoredSignature })[] {
    return this.#db
      .prepare<[string], Row>('SELECT * FROM signatures WHERE report_id = ? ORDER BY number DESC')
      .all(report)
      .map((row) => ({
        ...(readRecord(row.record) ?? unreadable(row)),
        number: row.number,
        sha256: row.sha256,
        raw: {
          record: row.record,
          signature: row.signature,
          publicStatement: row.public_statement,
          publicSignature: row.public_signature,
          internalStatement: row.internal_statement,
          internalSignature: row.internal_signature,
          recordStatement: row.record_statement,
          recordSignature: row.record_signature,
        },
      }));
  }
}

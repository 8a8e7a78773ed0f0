import type { Database } from 'better-sqlite3';

import type { Signature, SignedRecord } from '../../../shared/signoff/types.ts';
import { parseSealedKey, type SealedKey } from '../signing/keys.ts';
import type { Seal } from '../signing/seal.ts';

export type SignerKey = { id: number; publicKey: string; sealed: SealedKey };

export type NewSignature = Seal & { report: string; versionId: string; person: string };

/** Signers' keys and what was signed with them. Signatures are added and read, never changed. */
export type SignatureStore = {
  /** The newest key of a person; null before the first. */
  key(person: string): SignerKey | null;
  addKey(person: string, key: { publicKey: string; sealed: SealedKey }): void;
  /** Name of whoever holds this public key here; null where nobody does. */
  holder(publicKey: string): string | null;
  add(signature: NewSignature): void;
  /** Newest first. */
  list(report: string): (Signature & { raw: StoredSignature })[];
};

/** As stored, for checking: the texts that were signed and the signatures over them. */
export type StoredSignature = Omit<Seal, 'sha256'>;

type Row = {
  number: number;
  record: string;
  sha256: string;
  signature: string;
  public_statement: string;
  public_signature: string;
  internal_statement: string | null;
  internal_signature: string | null;
};

export class SqliteSignatureStore implements SignatureStore {
  readonly #db: Database;
  readonly #now: () => Date;

  constructor(db: Database, now: () => Date) {
    this.#db = db;
    this.#now = now;
  }

  key(person: string): SignerKey | null {
    const row = this.#db
      .prepare<[string], { id: number; public_key: string; private_key: string }>(
        'SELECT id, public_key, private_key FROM signer_keys WHERE person = ? ORDER BY id DESC LIMIT 1',
      )
      .get(person);
    return row ? { id: row.id, publicKey: row.public_key, sealed: parseSealedKey(row.private_key) } : null;
  }

  addKey(person: string, { publicKey, sealed }: { publicKey: string; sealed: SealedKey }): void {
    this.#db
      .prepare('INSERT INTO signer_keys (person, public_key, private_key, at) VALUES (?, ?, ?, ?)')
      .run(person, publicKey, JSON.stringify(sealed), this.#now().toISOString());
  }

  holder(publicKey: string): string | null {
    const row = this.#db
      .prepare<[string], { name: string }>(
        'SELECT people.name FROM signer_keys JOIN people ON people.id = person WHERE public_key = ?',
      )
      .get(publicKey);
    return row?.name ?? null;
  }

  add(signature: NewSignature): void {
    const next = (this.list(signature.report)[0]?.number ?? 0) + 1;
    this.#db
      .prepare(
        `INSERT INTO signatures (report_id, number, version_id, person, record, sha256, signature, public_statement,
           public_signature, internal_statement, internal_signature) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
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
      );
  }

  list(report: string): (Signature & { raw: StoredSignature })[] {
    return this.#db
      .prepare<[string], Row>('SELECT * FROM signatures WHERE report_id = ? ORDER BY number DESC')
      .all(report)
      .map((row) => ({
        ...(JSON.parse(row.record) as SignedRecord),
        number: row.number,
        sha256: row.sha256,
        raw: {
          record: row.record,
          signature: row.signature,
          publicStatement: row.public_statement,
          publicSignature: row.public_signature,
          internalStatement: row.internal_statement,
          internalSignature: row.internal_signature,
        },
      }));
  }
}

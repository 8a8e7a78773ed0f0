import type { Db } from '../sqlite/port.ts';
import { parseSealedKey, type SealedKey } from '../signing/keys.ts';

/** A key whose private half is here. */
export type OwnKey = StoredKey & { person: string; sealed: SealedKey };

/** A public key, with the name that it was made under. */
export type StoredKey = {
  publicKey: string;
  name: string;
  unit: string;
  /** ISO 8601 UTC. */
  at: string;
  ended: string | null;
  /** Text of its card; '' where it has none. */
  card: string;
  /** Who holds it here; null for one that came with a card. */
  person: string | null;
};

export type NewKey = Pick<StoredKey, 'publicKey' | 'name' | 'unit' | 'card'>;

/** Keys that are known here: own ones, and those of others by their cards. None is ever taken out: signatures name them. */
export type KeyStore = {
  /** The key that a person signs with; null before the first. */
  own(person: string): OwnKey | null;
  addOwn(person: string, key: NewKey & { sealed: SealedKey }): void;
  /** Another passphrase for a key, or the card of one that had none. */
  update(publicKey: string, changes: { sealed?: SealedKey; card?: string }): void;
  /** Takes in a key of somebody else; one that was ended is trusted again. */
  addKnown(key: NewKey): void;
  /** The key is not used, or not trusted, any more. */
  end(publicKey: string): void;
  /** Own keys first, each newest first. */
  list(): StoredKey[];
  find(publicKey: string): StoredKey | null;
};

type OwnRow = {
  public_key: string;
  name: string;
  unit: string;
  at: string;
  ended: string | null;
  card: string;
  person: string | null;
};

const OWN = 'public_key, name, unit, at, ended, card, person';

export class SqliteKeyStore implements KeyStore {
  readonly #db: Db;
  readonly #now: () => Date;

  constructor(db: Db, now: () => Date) {
    this.#db = db;
    this.#now = now;
  }

  own(person: string): OwnKey | null {
    const row = this.#db
      .prepare<[string], OwnRow & { private_key: string }>(
        `SELECT ${OWN}, private_key FROM signer_keys WHERE person = ? AND ended IS NULL ORDER BY id DESC LIMIT 1`,
      )
      .get(person);
    return row ? { ...keyOf(row), person, sealed: parseSealedKey(row.private_key) } : null;
  }

  addOwn(person: string, { publicKey, name, unit, card, sealed }: NewKey & { sealed: SealedKey }): void {
    this.#db
      .prepare(
        `INSERT INTO signer_keys (person, public_key, private_key, at, name, unit, card)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(person, publicKey, JSON.stringify(sealed), this.#at(), name, unit, card);
  }

  update(publicKey: string, { sealed, card }: { sealed?: SealedKey; card?: string }): void {
    if (sealed)
      this.#db
        .prepare('UPDATE signer_keys SET private_key = ? WHERE public_key = ?')
        .run(JSON.stringify(sealed), publicKey);
    if (card !== undefined)
      this.#db.prepare('UPDATE signer_keys SET card = ? WHERE public_key = ?').run(card, publicKey);
  }

  addKnown({ publicKey, name, unit, card }: NewKey): void {
    this.#db
      .prepare(
        `INSERT INTO known_keys (public_key, name, unit, card, at) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (public_key) DO UPDATE SET ended = NULL, name = excluded.name, unit = excluded.unit,
           card = excluded.card, at = excluded.at`,
      )
      .run(publicKey, name, unit, card, this.#at());
  }

  end(publicKey: string): void {
    for (const table of ['signer_keys', 'known_keys'])
      this.#db
        .prepare(`UPDATE ${table} SET ended = ? WHERE public_key = ? AND ended IS NULL`)
        .run(this.#at(), publicKey);
  }

  list(): StoredKey[] {
    const own = this.#db.prepare<[], OwnRow>(`SELECT ${OWN} FROM signer_keys ORDER BY id DESC`).all();
    const known = this.#db
      .prepare<[], OwnRow>(
        `SELECT public_key, name, unit, at, ended, card, NULL AS person FROM known_keys
         WHERE public_key NOT IN (SELECT public_key FROM signer_keys) ORDER BY at DESC, public_key`,
      )
      .all();
    return [...own, ...known].map((row) => keyOf(row));
  }

  find(publicKey: string): StoredKey | null {
    return this.list().find((key) => key.publicKey === publicKey) ?? null;
  }

  #at(): string {
    return this.#now().toISOString();
  }
}

const keyOf = ({ public_key, name, unit, at, ended, card, person }: OwnRow): StoredKey => ({
  publicKey: public_key,
  name,
  unit,
  at,
  ended,
  card,
  person,
});

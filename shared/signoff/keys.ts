/**
 * A key card (密钥卡): a public key with the name that it signs under, as it is handed to others. Signed with the key
 * itself; where it follows an older key, it says in which way.
 */
export type KeyCard = {
  format: 1;
  kind: 'key-card';
  name: string;
  unit: string;
  /** Public key, base64 of its SPKI form (Ed25519). */
  key: string;
  /** ISO 8601 UTC. */
  at: string;
  follows: Follows | null;
};

/** In which way a new key takes the place of an older one; `namesake`: it stands beside another person's of that name. */
export const KEY_WAYS = {
  old: '用原来的口令换',
  witness: '由另一人作证换',
  declared: '登记说明后换',
  namesake: '同名的另一个人，登记说明后设',
} as const;
export type KeyWay = keyof typeof KEY_WAYS;

export type Follows = {
  /** The key before. */
  key: string;
  way: KeyWay;
  /** Why, in the person's words; required where it is only declared. */
  reason: string;
  /** Who bears witness, with which key; null for the other ways. */
  witness: { name: string; unit: string; key: string } | null;
};

/** A key as it is listed. */
export type KeyLine = {
  key: string;
  /** Person here who holds it; null for a key that came with a card. */
  person: string | null;
  /** As it was named when it was made or taken in: a person who is renamed later does not rename it. */
  name: string;
  unit: string;
  /** 30 digits in 6 groups of 5, such as `04312 88127 …`. */
  fingerprint: string;
  /** ISO 8601 UTC. */
  since: string;
  /** Since when it is not used any more; null while it is. */
  ended: string | null;
  /** How it came to be. */
  follows: Follows | null;
  /** Other keys in use here under the same name: only the fingerprint tells them apart. */
  namesakes: number;
};

/** What a key card says, before it is taken in. */
export type CardView = {
  name: string;
  unit: string;
  fingerprint: string;
  at: string;
  follows: (Follows & { fingerprint: string; isKnown: boolean }) | null;
  isKnown: boolean;
  namesakes: KeyLine[];
};

/** What happened to keys, newest first. */
export type KeyEvent = { at: string; name: string; action: string; details: string };

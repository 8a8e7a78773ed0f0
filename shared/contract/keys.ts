import { z } from 'zod';

import type { CardView, KeyEvent, KeyLine } from '../signoff/keys.ts';

const id = z.string().min(1).max(64);
/** Shorter ones are guessed in hours. How soon a longer one is guessed, the backend says. */
export const MIN_PASSPHRASE = 8;
const passphrase = z.string().min(1).max(200);
const card = z.string().min(1).max(20_000);

export const keyWay = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('old'), passphrase }),
  z.strictObject({ kind: z.literal('witness'), person: id, passphrase, reason: z.string().trim().max(500) }),
  z.strictObject({ kind: z.literal('declared'), reason: z.string().trim().min(5).max(500) }),
]);

export const keysParams = {
  /** All keys that are known here, own ones first. */
  'keys.list': z.strictObject({}),
  /**
   * Makes a key. Where the person, or somebody of that name, has had one, `way` says how the new one takes its place;
   * without it the error 'not-ready' says so. Older signatures stay valid.
   */
  'keys.make': z.strictObject({ person: id, passphrase, way: keyWay.optional() }),
  /** The same key under another passphrase. */
  'keys.changePassphrase': z.strictObject({ person: id, passphrase, next: passphrase }),
  /** The person's key card, to be handed on. The passphrase is needed only for a key of before there were cards. */
  'keys.card': z.strictObject({ person: id, passphrase: passphrase.optional() }),
  /** What a card says; changes nothing. */
  'keys.readCard': z.strictObject({ card }),
  /** Takes a card in. Somebody has compared the fingerprint with its holder. */
  'keys.addCard': z.strictObject({ card, compared: z.literal(true) }),
  /** No longer trusts a key that came with a card. */
  'keys.end': z.strictObject({ key: z.string().min(1).max(200), reason: z.string().trim().min(1).max(500) }),
  /** What happened to keys. */
  'keys.events': z.strictObject({}),
} as const;

export type KeysResults = {
  'keys.list': KeyLine[];
  'keys.make': KeyLine;
  'keys.changePassphrase': Record<string, never>;
  /** `card` is text (JSON). */
  'keys.card': { name: string; card: string };
  'keys.readCard': CardView;
  'keys.addCard': KeyLine;
  'keys.end': Record<string, never>;
  'keys.events': { events: KeyEvent[]; intact: boolean };
};

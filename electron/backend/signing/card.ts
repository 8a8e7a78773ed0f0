import { z } from 'zod';

import { AppError } from '../../../shared/errors/app-error.ts';
import { canonicalJson } from '../../../shared/signoff/canonical.ts';
import type { KeyCard } from '../../../shared/signoff/keys.ts';
import { isSignedBy } from './keys.ts';

/** Extension of a key card's file. */
export const CARD_ENDING = 'nskey';

const words = z.string().max(500);
const key = z.string().min(40).max(100);

const keyCard = z.strictObject({
  format: z.literal(1),
  kind: z.literal('key-card'),
  name: z.string().min(1).max(60),
  unit: z.string().max(100),
  key,
  at: z.iso.datetime(),
  follows: z
    .strictObject({
      key,
      way: z.enum(['old', 'witness', 'declared', 'namesake']),
      reason: words,
      witness: z.strictObject({ name: z.string().max(60), unit: z.string().max(100), key }).nullable(),
    })
    .nullable(),
});

const cardFile = z.strictObject({
  format: z.literal(1),
  kind: z.literal('nianshu-key'),
  /** Canonical JSON of the card. */
  card: z.string().max(10_000),
  /** The key's own signature over it. */
  signature: words,
  /** Signature of the older key or of the witness over it; '' where the change was only declared, or nothing was before. */
  vouch: words,
});

/** A card that holds: its own signature and, where it says so, that of the older key or the witness. */
export type ReadCard = { card: KeyCard; text: string };

/** @param vouch signature of the older key or of the witness; '' where there is none */
export function writeCard(card: string, signature: string, vouch: string): string {
  return canonicalJson({ format: 1, kind: 'nianshu-key', card, signature, vouch });
}

export const cardText = (card: KeyCard): string => canonicalJson(card);

const damaged = (): AppError =>
  new AppError('bad-request', '这不是密钥卡，或文件被改过，没有收入。请让对方重新导出密钥卡再发来。');

/** Reads the file of a key card. Throws AppError('bad-request') for one that is none, or was changed. */
export function readCard(text: string): ReadCard {
  let file: z.output<typeof cardFile>;
  let card: KeyCard;
  try {
    file = cardFile.parse(JSON.parse(text));
    card = keyCard.parse(JSON.parse(file.card));
  } catch {
    throw damaged();
  }
  const { follows } = card;
  const voucher = follows?.way === 'old' ? follows.key : (follows?.witness?.key ?? null);
  const isVouched = voucher === null || isSignedBy(voucher, file.card, file.vouch);
  if (file.card !== cardText(card) || !isSignedBy(card.key, file.card, file.signature) || !isVouched)
    throw damaged();
  return { card, text };
}

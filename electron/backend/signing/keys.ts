import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  scrypt,
  sign,
  verify,
} from 'node:crypto';
import { promisify } from 'node:util';

import { z } from 'zod';

import { AppError } from '../../../shared/errors/app-error.ts';

const derive = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(
  scrypt,
);

/** scrypt with 128 MB: a guess costs a tenth of a second. OWASP's recommendation for a passphrase is N = 2^17, r = 8. */
const COST = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 };
const KEY_BYTES = 32;
const IV_BYTES = 12;

/** A private key as it is stored: nobody can use it without its passphrase. Base64 throughout. */
const sealedKey = z.strictObject({
  format: z.literal(1),
  salt: z.string(),
  iv: z.string(),
  tag: z.string(),
  data: z.string(),
});
export type SealedKey = z.output<typeof sealedKey>;

export const parseSealedKey = (json: string): SealedKey => sealedKey.parse(JSON.parse(json));

export type KeyPair = {
  /** Base64 of the SPKI form. */
  publicKey: string;
  sealed: SealedKey;
};

const bytes = (base64: string): Buffer => Buffer.from(base64, 'base64');

/** A new Ed25519 key (RFC 8032); its private half encrypted by the passphrase (scrypt, AES-256-GCM). */
export async function makeKey(passphrase: string): Promise<KeyPair> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    sealed: await sealKey(privateKey.export({ type: 'pkcs8', format: 'der' }), passphrase),
  };
}

/** A new Ed25519 key without a passphrase, both halves base64: it signs files when they are exported. */
export function makeIssuingKey(): { publicKey: string; privateKey: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
  };
}

async function sealKey(der: Buffer, passphrase: string): Promise<SealedKey> {
  const salt = randomBytes(16);
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', await derive(passphrase, salt, KEY_BYTES, COST), iv);
  const data = Buffer.concat([cipher.update(der), cipher.final()]);
  return {
    format: 1,
    salt: salt.toString('base64'),
    iv: iv.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
    data: data.toString('base64'),
  };
}

/** @param undone what was not done, as it reads behind 口令不对 */
async function openKey(sealed: SealedKey, passphrase: string, undone: string): Promise<Buffer> {
  const secret = await derive(passphrase, bytes(sealed.salt), KEY_BYTES, COST);
  const decipher = createDecipheriv('aes-256-gcm', secret, bytes(sealed.iv));
  decipher.setAuthTag(bytes(sealed.tag));
  try {
    return Buffer.concat([decipher.update(bytes(sealed.data)), decipher.final()]);
  } catch (error) {
    throw new AppError('wrong-passphrase', `签发口令不对，${undone}。请重新输入。`, { cause: error });
  }
}

/** The same key under another passphrase. Throws AppError('wrong-passphrase'). */
export async function withPassphrase(
  sealed: SealedKey,
  passphrase: string,
  next: string,
): Promise<SealedKey> {
  return sealKey(await openKey(sealed, passphrase, '口令没有改'), next);
}

/** Signs texts with a stored key. Throws AppError('wrong-passphrase'). Signatures are base64. */
export async function signWith(
  sealed: SealedKey,
  passphrase: string,
  texts: readonly string[],
  undone = '没有签发，报告没有改动',
): Promise<string[]> {
  return signTexts(await openKey(sealed, passphrase, undone), texts);
}

/** Signs a text with an issuing key's private half (base64). */
export function signIssued(privateKey: string, text: string): string {
  return signTexts(bytes(privateKey), [text])[0] ?? '';
}

function signTexts(der: Buffer, texts: readonly string[]): string[] {
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  return texts.map((text) => sign(null, Buffer.from(text, 'utf8'), key).toString('base64'));
}

/** True when the signature is that key's over this text. False also where the key is none. */
export function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    return (
      key.asymmetricKeyType === 'ed25519' &&
      verify(null, Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'base64'))
    );
  } catch {
    return false;
  }
}

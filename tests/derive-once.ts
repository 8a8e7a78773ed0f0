import crypto, { type BinaryLike, type ScryptOptions } from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';

/*
 * Keys are slow to derive by intent, half a second of a processor each, and a test that signs ten times with one
 * passphrase would pay ten times. What was derived in this process is remembered here: same words, same salt, same cost,
 * same key. Each key is still derived once, at the program's own cost.
 */
const { scrypt, scryptSync } = crypto;
const known = new Map<string, Buffer>();

const nameOf = (password: BinaryLike, salt: BinaryLike, length: number, options?: ScryptOptions): string =>
  JSON.stringify([
    Buffer.from(password as Uint8Array).toString('base64'),
    Buffer.from(salt as Uint8Array).toString('base64'),
    length,
    options,
  ]);

type Told = (error: Error | null, key: Buffer) => void;

crypto.scrypt = ((
  password: BinaryLike,
  salt: BinaryLike,
  length: number,
  options: ScryptOptions,
  told: Told,
): void => {
  const name = nameOf(password, salt, length, options);
  const before = known.get(name);
  if (before) {
    setImmediate(() => told(null, Buffer.from(before)));
    return;
  }
  scrypt(password, salt, length, options, (error, key) => {
    if (!error) known.set(name, Buffer.from(key));
    told(error, key);
  });
}) as typeof crypto.scrypt;

crypto.scryptSync = (password, salt, length, options) => {
  const name = nameOf(password, salt, length, options);
  const key = known.get(name) ?? scryptSync(password, salt, length, options);
  known.set(name, Buffer.from(key));
  return Buffer.from(key);
};

syncBuiltinESMExports();

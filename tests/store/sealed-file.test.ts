import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';

import {
  openSealed,
  sealedFacts,
  sealFile,
  secretOf,
  type Secret,
} from '../../electron/backend/store/backups/sealed-file.ts';
import { codeOf } from '../contract/transports.ts';
import { tempFolder } from './folder.ts';

const PIECE = 64 * 1024;
/** As real ones, but for what a guess costs. */
const cheap = (passphrase: string): Secret => secretOf(passphrase, undefined, { N: 1024, r: 8, p: 1 });
let secret: Secret;

beforeAll(() => {
  secret = cheap('青禾镇的口令');
});

const bytesOf = (length: number, seed = 1): Buffer =>
  Buffer.from(Uint8Array.from({ length }, (_, at) => (at * 31 + seed * 7 + (at >> 8)) & 255));

async function seal(bytes: Buffer, folder = tempFolder()): Promise<{ folder: string; sealed: string }> {
  const clear = join(folder, 'clear');
  writeFileSync(clear, bytes);
  const sealed = join(folder, 'sealed.nsb');
  await sealFile(clear, sealed, secret, { reports: 3 });
  return { folder, sealed };
}

describe('an encrypted file', () => {
  it.each([0, 1, PIECE - 1, PIECE, PIECE + 1, 5 * PIECE + 17])(
    'of %i bytes comes back as it was',
    async (length) => {
      const bytes = bytesOf(length);
      const { folder, sealed } = await seal(bytes);
      await openSealed(sealed, join(folder, 'back'), secret);
      expect(readFileSync(join(folder, 'back')).equals(bytes)).toBe(true);
      expect(readFileSync(sealed).includes(bytes.subarray(0, 64)) && length > 64).toBe(false);
      expect(readdirSync(folder).sort()).toEqual(['back', 'clear', 'sealed.nsb']);
    },
  );

  it('opens by its passphrase alone, in whatever form the characters are typed', async () => {
    const { folder, sealed } = await seal(bytesOf(100));
    const file = join(folder, 'é.nsb');
    await sealFile(join(folder, 'clear'), file, cheap('Ａé密码1234'), null);
    await openSealed(file, join(folder, 'back'), 'Ae\u0301密码1234');
    expect(readFileSync(join(folder, 'back'))).toHaveLength(100);
    expect(await codeOf(openSealed(sealed, join(folder, 'wrong'), '青禾镇的口今'))).toBe('wrong-passphrase');
    expect(await codeOf(openSealed(sealed, join(folder, 'wrong'), ''))).toBe('wrong-passphrase');
    expect(existsSync(join(folder, 'wrong'))).toBe(false);
  });

  it('costs a guess 128 MB of memory, and asks no more of anybody than a file may', async () => {
    const { N, r, p } = secretOf('口令');
    expect(128 * N * r).toBe(128 * 1024 * 1024);
    expect(p).toBe(1);
    const { sealed } = await seal(bytesOf(100));
    const text = readFileSync(sealed)
      .toString('latin1')
      .replace('"N":1024', `"N":${2 ** 30}`);
    const bytes = Buffer.from(text, 'latin1');
    bytes.writeUInt32BE(bytes.readUInt32BE(8) + String(2 ** 30).length - 4, 8);
    writeFileSync(sealed, bytes);
    expect(await codeOf(openSealed(sealed, null, '口令'))).toBe('damaged-file');
  });

  it('says to everybody what it holds, and nothing else', async () => {
    const { sealed } = await seal(bytesOf(100));
    expect((await sealedFacts(sealed)).facts).toEqual({ reports: 3 });
  });

  it('is refused where one bit is another, wherever that is', async () => {
    const { folder, sealed } = await seal(bytesOf(2 * PIECE + 100));
    const whole = readFileSync(sealed);
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(7), async (at, bit) => {
        const changed = Buffer.from(whole);
        changed[at] = (changed[at] ?? 0) ^ (1 << bit);
        const file = join(folder, 'changed.nsb');
        writeFileSync(file, changed);
        // In the head it may look like another passphrase's, or a later format.
        expect(['damaged-file', 'wrong-passphrase', 'newer-database']).toContain(
          await codeOf(openSealed(file, join(folder, 'never'), secret)),
        );
        expect(existsSync(join(folder, 'never'))).toBe(false);
      }),
      { numRuns: 40 },
    );
  });

  it('is refused where pieces are cut off, swapped or added', async () => {
    const { folder, sealed } = await seal(bytesOf(3 * PIECE));
    const whole = readFileSync(sealed);
    const sealedPiece = PIECE + 16;
    const head = whole.length - 3 * sealedPiece;
    const piece = (number: number): Buffer =>
      whole.subarray(head + number * sealedPiece, head + (number + 1) * sealedPiece);
    const forms = {
      cut: whole.subarray(0, head + 2 * sealedPiece),
      half: whole.subarray(0, whole.length - 100),
      swapped: Buffer.concat([whole.subarray(0, head), piece(1), piece(0), piece(2)]),
      added: Buffer.concat([whole, piece(2)]),
      none: whole.subarray(0, head),
      begun: whole.subarray(0, 5),
      other: Buffer.from('SQLite format 3\0'.repeat(10)),
    };
    for (const [name, bytes] of Object.entries(forms)) {
      const file = join(folder, `${name}.nsb`);
      writeFileSync(file, bytes);
      expect([name, await codeOf(openSealed(file, null, secret))]).toEqual([name, 'damaged-file']);
    }
  });
});

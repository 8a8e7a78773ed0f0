import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { OpenedFile } from '../../../../../electron/backend/files/source-file.ts';
import { readSignedFile, type SignedFile } from '../../../../../electron/backend/signing/read-signed.ts';
import { signedText } from '../../../../../shared/signoff/canonical.ts';
import { EXPORTS } from './exports.ts';
import { edited } from './parts.ts';
import { STYLE_SETS } from './resaved/style-sets.ts';
import { PACKINGS, packedByPython, ROUTES, throughOffice } from './resaved/tools.ts';
import { WRITERS } from './resaved/writers.ts';

// An office has to start, and the machine may be busy with other tests.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const read = (bytes: Uint8Array): Promise<SignedFile> =>
  readSignedFile(new OpenedFile({ name: 'a.docx', bytes }));

describe('a Word file that was saved again', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nianshu-resaved-'));
  const names = Object.keys(EXPORTS);
  // LibreOffice takes its time: what these have in them, the others have a part of.
  const inOffice = ['rich', 'under a head', 'ends on a page that lies across'];
  let files: Uint8Array[];
  let rich: Uint8Array;
  let before: SignedFile;

  beforeAll(async () => {
    files = await Promise.all(Object.values(EXPORTS).map((make) => make()));
    rich = files[names.indexOf('rich')] ?? new Uint8Array();
    before = await read(rich);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const expectSame = async (bytes: Uint8Array, same = before): Promise<void> => {
    const { lines, oddities, pictures, stamp } = await read(bytes);
    expect(oddities).toEqual([]);
    expect(signedText(lines.join(''))).toBe(signedText(same.lines.join('')));
    expect({ pictures, stamp }).toEqual({ pictures: same.pictures, stamp: same.stamp });
  };

  it.each([...WRITERS, ...STYLE_SETS])('has nothing odd in it: %s', (_, edit) =>
    expectSame(edited(rich, edit)),
  );

  it('has nothing odd in it, packed by Python in any way', async () => {
    const packed = packedByPython(rich, folder);
    expect(packed).toHaveLength(PACKINGS.length);
    for (const bytes of packed) await expectSame(bytes);
  });

  it.each(Object.entries(ROUTES))('has nothing odd in it: LibreOffice, %s', async (name, route) => {
    const own = join(folder, name);
    mkdirSync(own);
    const sent = inOffice.map((one) => files[names.indexOf(one)] ?? new Uint8Array());
    for (const [at, bytes] of throughOffice(sent, route, own).entries())
      await expectSame(bytes, await read(sent[at] ?? new Uint8Array()));
  });
});

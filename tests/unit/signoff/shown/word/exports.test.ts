import { describe, expect, it } from 'vitest';

import { OpenedFile } from '../../../../../electron/backend/files/source-file.ts';
import { readSignedFile } from '../../../../../electron/backend/signing/read-signed.ts';
import { EXPORTS, PICTURES } from './exports.ts';

describe('an export of ours', () => {
  it.each(Object.entries(EXPORTS))('%s, has nothing odd in it', async (_, make) => {
    const { oddities } = await readSignedFile(new OpenedFile({ name: 'a.docx', bytes: await make() }));
    expect(oddities).toEqual([]);
  });

  it('shows its pictures, which are known by their hashes', async () => {
    const bytes = (await EXPORTS['under a head']?.()) ?? new Uint8Array();
    const { pictures } = await readSignedFile(new OpenedFile({ name: 'a.docx', bytes }));
    expect(pictures).toEqual([PICTURES.photo, PICTURES.large, PICTURES.photo]);
  });
});

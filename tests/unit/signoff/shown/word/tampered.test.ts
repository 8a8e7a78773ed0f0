import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';

import { OpenedFile } from '../../../../../electron/backend/files/source-file.ts';
import { readSignedFile } from '../../../../../electron/backend/signing/read-signed.ts';
import { ODDITIES, type Oddity } from '../../../../../shared/signoff/oddities.ts';
import { EXPORTS } from './exports.ts';
import { DOCUMENT, edited, look } from './parts.ts';
import { WORDS } from './tampered/common.ts';
import { HIDDEN } from './tampered/hidden.ts';
import { LOOKS } from './tampered/looks.ts';
import { CUT } from './tampered/cut.ts';
import { ALTERNATIVES } from './tampered/alternatives.ts';
import { OBJECTS } from './tampered/objects.ts';
import { AROUND } from './tampered/around.ts';

const odditiesOf = async (bytes: Uint8Array): Promise<Oddity[]> =>
  (await readSignedFile(new OpenedFile({ name: 'a.docx', bytes }))).oddities;

describe('a Word file that shows other than its words', () => {
  let rich: Uint8Array;
  beforeAll(async () => {
    rich = (await EXPORTS['rich']?.()) ?? new Uint8Array();
  });

  it.each([...HIDDEN, ...LOOKS, ...CUT, ...ALTERNATIVES, ...OBJECTS, ...AROUND])(
    '%s',
    async (_, kind, edit) => {
      const oddities = await odditiesOf(edited(rich, edit));
      expect(oddities.map((one) => one.kind)).toContain(kind);
      for (const { text, place } of oddities) {
        expect(text).not.toBe('');
        expect(place).not.toBe('');
      }
    },
  );

  it('has the words and the place of what is odd', async () => {
    expect(await odditiesOf(edited(rich, look(WORDS, '<w:vanish/>')))).toEqual([
      { kind: 'hidden', text: `${WORDS}（隐藏）`, place: '第2段' },
    ]);
  });

  it('has a part twice', async () => {
    // No library writes such a zip: the second name is put in afterwards, in both of its places.
    const files = unzipSync(rich);
    const other = strFromU8(files[DOCUMENT] ?? new Uint8Array()).replace('1164件', '925件');
    const zip = Buffer.from(zipSync({ ...files, 'word/documenx.xml': strToU8(other) }));
    for (let at = zip.indexOf('word/documenx.xml'); at >= 0; at = zip.indexOf('word/documenx.xml'))
      zip.write('word/document.xml', at);
    expect((await odditiesOf(new Uint8Array(zip))).map(({ kind }) => kind)).toContain('alternative');
  });

  it('has short words for each kind', () => {
    for (const words of Object.values(ODDITIES))
      expect(words).toMatch(/^\p{Script=Han}+(?:、\p{Script=Han}+)?$/u);
  });
});

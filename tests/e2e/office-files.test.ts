import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { CHANGED, FILES, makeOfficeFiles, withCommands, type Made } from '../desktop/office/files.ts';
import { root } from '../desktop/prepare.ts';
import { WordUser } from '../word-user/user.ts';

/** The files that somebody tries in Word and WPS by hand: what the page says of them must be so. */
describe('the files for Word and WPS', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nianshu-office-'));
  const page = readFileSync(join(root, 'docs/word-and-wps.md'), 'utf8');
  let made: Made;
  beforeAll(async () => {
    made = await makeOfficeFiles(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const part = (name: string, inside: string): string =>
    strFromU8(unzipSync(readFileSync(join(folder, name)))[inside] ?? new Uint8Array());

  it('are all there, and named on the page', () => {
    expect(made.withoutPdf).toBeNull();
    expect(made.files).toEqual(Object.values(FILES));
    for (const name of [...made.files, CHANGED]) expect(page).toContain(name);
    for (const name of made.files) expect(existsSync(join(folder, name))).toBe(true);
  });

  it('have what the page tells people to look for', () => {
    const review = part(FILES.review, 'word/document.xml');
    expect(review).toMatch(/<w:ins [^>]*w:author="周敏"/);
    expect(review).toMatch(/<w:del [^>]*w:author="周敏"/);
    expect(part(FILES.review, 'word/comments.xml')).toContain('请核对这一句。');
    expect(part(FILES.review, 'word/settings.xml')).toContain('w:trackRevisions');
    expect(part(FILES.comments, 'word/settings.xml')).toMatch(/w:documentProtection[^>]*w:edit="comments"/);
    expect(part(FILES.internal, 'word/document.xml')).toContain('林春生');
    expect(part(FILES.public, 'word/document.xml')).not.toContain('林春生');
    expect(part(FILES.internal, 'word/styles.xml')).toMatch(/方正小标宋[\s\S]*黑体|黑体[\s\S]*方正小标宋/);
    expect(readFileSync(join(folder, FILES.publicPdf)).subarray(0, 4).toString()).toBe('%PDF');
  });

  it('are taken back once they are changed, by the command that was said', async () => {
    const user = new WordUser(readFileSync(join(folder, FILES.review)), { author: '王芳', tracking: true });
    const p = user.lines().findIndex(({ text }) => text.length > 40 && !/[\d\uFFFC]/.test(text));
    user.comment({ from: { p, o: 8 }, to: { p, o: 12 } }, '这里再想想。');
    writeFileSync(join(folder, CHANGED), user.save());
    const said = await withCommands(made.dataDir, (command) =>
      command('merge', made.report, join(folder, CHANGED), '--person', '李明', '--json'),
    );
    // What came back the first time doesn't come a second time.
    expect(JSON.parse(said)).toMatchObject({
      people: [{ name: '王芳', comments: 1, replies: 0, insertions: 0, deletions: 0 }],
      unproven: [],
      lost: [],
    });
  });

  it('are not written over', async () => {
    await expect(makeOfficeFiles(folder)).rejects.toThrow('里已有上次写的文件，没有再写。');
  });
});

import { beforeAll, describe, expect, it } from 'vitest';

import { addPdfStamp } from '../../../../electron/backend/signing/pdf-stamp.ts';
import { pageDigest } from '../../../../electron/backend/signing/shown/page-digest.ts';
import { exportPdfs, type ExportedPdfs } from './exported-pdf.ts';
import { HARMLESS } from './harmless-pdfs.ts';
import { complaints } from './pdf-tools.ts';
import { linearizedBehind, TAMPERED } from './tampered-pdfs.ts';

let files: ExportedPdfs;
beforeAll(async () => {
  files = await exportPdfs();
}, 180_000);

describe('the digest of what a PDF shows', () => {
  it('is there for what the program exports, and another for each', () => {
    const digests = Object.values(files).map((bytes: Buffer) => pageDigest(bytes));
    for (const digest of digests) expect(digest).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set(digests).size).toBe(digests.length);
  });

  it('is the same with another stamp', () => {
    const stamped = addPdfStamp(files.rich, 'abc');
    expect(stamped?.length).toBeGreaterThan(files.rich.length);
    expect(stamped && pageDigest(stamped)).toBe(pageDigest(files.rich));
  });

  it.each(Object.keys(HARMLESS))('stays the same when the file is %s', (name) => {
    for (const bytes of [files.plain, files.head]) {
      const other = HARMLESS[name]?.(bytes) ?? bytes;
      expect(Buffer.compare(bytes, other)).not.toBe(0);
      expect(pageDigest(other)).toBe(pageDigest(bytes));
    }
  });

  it.each(Object.entries(TAMPERED))('is not that of a file with %s', (_, { of = 'plain', make, is }) => {
    const bytes = files[of];
    const tampered = make(bytes);
    // What is sound for another program must be found out by what it shows.
    if (is === 'other') expect(complaints(tampered)).toBe('');
    const digest = pageDigest(tampered);
    expect(digest).not.toBe(pageDigest(bytes));
    expect(digest === null ? 'refused' : 'other').toBe(is);
  });

  it('knows a linearized file with a comment, other than one that says where the first object ends', () => {
    expect(pageDigest(linearizedBehind(files.plain, '%end xref 0 0 trailer\n'))).toBe(
      pageDigest(files.plain),
    );
  });

  it.each(['', '%PDF-1.4\n', 'hello', '%PDF-1.4\nstartxref\n0\n%%EOF\n'])('is missing for %j', (text) => {
    expect(pageDigest(Buffer.from(text))).toBeNull();
  });
});

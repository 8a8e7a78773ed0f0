import { beforeAll, describe, expect, it } from 'vitest';

import { shownByPdf } from '../../../../electron/backend/signing/shown/shown-by-pdf.ts';
import { exportPdfs, type ExportedPdfs } from './exported-pdf.ts';
import { HARMLESS } from './harmless-pdfs.ts';
import { TAMPERED } from './tampered-pdfs.ts';

let files: ExportedPdfs;
beforeAll(async () => {
  files = await exportPdfs();
}, 180_000);

describe('what a PDF has that an export never makes', () => {
  it('is nothing in an export', () => {
    for (const bytes of Object.values(files)) expect(shownByPdf(bytes).oddities).toEqual([]);
  });

  it.each(['linearized', 'with streams of objects', 'as text', 'through all of it'])(
    'is nothing in an export %s',
    (name) => {
      expect(shownByPdf(HARMLESS[name]?.(files.head) ?? files.head).oddities).toEqual([]);
    },
  );

  it.each(Object.entries(TAMPERED).filter(([, { odd }]) => odd))(
    'is told of a file with %s',
    (_, { of = 'plain', make, odd }) => {
      const found = shownByPdf(make(files[of])).oddities;
      expect(found.map(({ kind }) => kind)).toContain(odd);
      for (const { text, place } of found) {
        expect(text).not.toBe('');
        expect(place).toMatch(/^(第\d+页|整个文件)$/);
      }
    },
  );

  it('says which words are covered, and where', () => {
    const made = TAMPERED['a white box behind what a page draws']?.make(files.plain) ?? files.plain;
    const first = shownByPdf(made).oddities.find(({ kind }) => kind === 'overlay');
    expect(first?.place).toBe('第1页');
    expect(first?.text).toContain('青禾镇');
  });

  it.each(Object.entries(TAMPERED).filter(([, { is }]) => is === 'refused'))(
    'is at least its form, of a file with %s',
    (_, { of = 'plain', make }) => {
      expect(shownByPdf(make(files[of])).oddities.map(({ kind }) => kind)).toContain('unknown');
    },
  );
});

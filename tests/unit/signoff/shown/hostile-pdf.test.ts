import { deflateSync } from 'node:zlib';

import { describe, expect, it, vi } from 'vitest';

import { shownByPdf } from '../../../../electron/backend/signing/shown/shown-by-pdf.ts';
import { streamText } from './pdf-tools.ts';
import { BOX, pageOf, pdfOf } from './small-pdfs.ts';

// Some of them take as long as a reader may; the machine has other things to do.
vi.setConfig({ testTimeout: 60_000 });

const packed = (data: Buffer, keys = ''): string =>
  streamText(deflateSync(data, { level: 1 }).toString('latin1'), ` /Filter /FlateDecode${keys}`);

/** Zeros that take a thousandth of their room, twice packed a millionth. */
const bomb = Buffer.alloc(200 * 1024 * 1024);

const HOSTILE: Record<string, () => Buffer> = {
  'content that is a thousand times as large': () => pageOf(packed(bomb)),
  'content that is packed ten times': () => {
    let data: Buffer = bomb;
    for (let time = 0; time < 10; time += 1) data = deflateSync(data, { level: 1 });
    const filters = Array.from({ length: 10 }, () => '/FlateDecode').join(' ');
    return pageOf(streamText(data.toString('latin1'), ` /Filter [${filters}]`));
  },
  'many streams that are large together': () => {
    const large = packed(bomb.subarray(0, 100 * 1024 * 1024));
    return pageOf(
      streamText(''),
      `/Resources <</XObject <<${Array.from({ length: 7 }, (_, at) => `/X${at} ${at + 5} 0 R`).join(' ')}>>>>`,
      Array.from({ length: 7 }, () => large),
    );
  },
  'rows that are a million wide': () =>
    pageOf(packed(Buffer.alloc(1000), ' /DecodeParms <</Predictor 12 /Columns 1000000 /Colors 32>>')),
  'arrays in arrays': () => pageOf('['.repeat(1_000_000)),
  'arrays in arrays in what is drawn': () => pageOf(packed(Buffer.alloc(1_000_000, '['))),
  'brackets in brackets': () => pageOf(packed(Buffer.alloc(1_000_000, '('))),
  'more operators than anyone draws': () => pageOf(packed(Buffer.from('q\n'.repeat(3_100_000)))),
  'more operands than any operator has': () => pageOf(packed(Buffer.from('0 '.repeat(1_000_000)))),
  'more values than a report has': () =>
    pageOf(streamText(''), '/Values 5 0 R', [`[${'1 '.repeat(1_100_000)}]`]),
  'a table that says to be endless': () =>
    Buffer.from('%PDF-1.4\n1 0 obj\n1\nendobj\nxref\n0 4000000000\ntrailer\n<<>>\nstartxref\n26\n%%EOF\n'),
  'a table in no bytes': () => {
    const dict = '<</Type /XRef /W [0 0 0] /Index [0 4000000000] /Size 4000000000 /Root 1 0 R /Length 0>>';
    const text = `%PDF-1.5\n1 0 obj\n${dict}\nstream\n\nendstream\nendobj\nstartxref\n9\n%%EOF\n`;
    return Buffer.from(text);
  },
  'a length that is its own': () => pageOf('<</Length 4 0 R>>\nstream\n\nendstream'),
  'a length in another, and so on': () =>
    pageOf(
      streamText(''),
      '/Next 5 0 R',
      Array.from({ length: 5000 }, (_, at) => `<</Length ${at + 6} 0 R>>\nstream\n\nendstream`),
    ),
  'pages that are their own children': () =>
    pdfOf(['<</Type /Catalog /Pages 2 0 R>>', '<</Type /Pages /Kids [2 0 R] /Count 1>>']),
  'pages under pages': () =>
    pdfOf([
      '<</Type /Catalog /Pages 2 0 R>>',
      '<</Type /Pages /Kids [3 0 R] /Count 1>>',
      ...Array.from(
        { length: 5000 },
        (_, at) => `<</Type /Pages /Parent ${at + 2} 0 R /Kids [${at + 4} 0 R] /Count 1>>`,
      ),
    ]),
  'more pages than anyone reads': () =>
    pdfOf([
      '<</Type /Catalog /Pages 2 0 R>>',
      `<</Type /Pages /Count 3000 /Kids [${Array.from({ length: 3000 }, (_, at) => `${at + 3} 0 R`).join(' ')}]>>`,
      ...Array.from({ length: 3000 }, () => `<</Type /Page /Parent 2 0 R ${BOX}>>`),
    ]),
  'tables without end': () => pdfOf(['1'], ' /Prev 20'),
  'no pages': () => pdfOf(['<</Type /Catalog>>']),
  'no catalog': () => pdfOf(['1']),
  'data that nobody can decrypt': () =>
    pdfOf(['<</Type /Catalog>>'], ' /Encrypt <</Filter /Standard /V 5 /R 6>>'),
};

describe('a PDF that is made to do harm', () => {
  it.each(Object.entries(HOSTILE))('has no digest: %s', (_, make) => {
    const bytes = make();
    const { pages, oddities } = shownByPdf(bytes);
    expect(pages).toBeNull();
    expect(oddities.map(({ kind }) => kind)).toContain('unknown');
  });

  it('is one that has, without the harm', () => {
    expect(shownByPdf(pageOf(streamText(''))).pages).toMatch(/^[0-9a-f]{64}$/);
    expect(shownByPdf(pageOf(packed(Buffer.from('q Q\n')))).pages).toMatch(/^[0-9a-f]{64}$/);
  });

  it('does not hold up who asks for its oddities by what a font says', () => {
    const ranges = Buffer.from(
      `beginbfrange ${'<0000> <FFFF> <0000>\n'.repeat(50_000)}${'beginbfchar '.repeat(50_000)}`,
    );
    const font = '/Resources <</Font <</F 5 0 R>>>>';
    const bytes = pageOf(streamText('BT /F 12 Tf 3 Tr <0001> Tj ET\n'), font, [
      '<</Type /Font /Subtype /Type0 /BaseFont /A /ToUnicode 6 0 R>>',
      packed(ranges),
    ]);
    expect(shownByPdf(bytes).oddities.map(({ kind }) => kind)).toContain('hidden');
  });

  it('does not hold up who asks for its oddities by boxes over words', () => {
    const text = `BT /F 12 Tf ${'<0001> Tj '.repeat(60_000)} ET\n${'0 0 600 900 re f\n'.repeat(60_000)}`;
    expect(shownByPdf(pageOf(packed(Buffer.from(text)))).oddities.length).toBeGreaterThan(0);
  });
});

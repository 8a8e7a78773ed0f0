import { describe, expect, it } from 'vitest';

import { pageDigest } from '../../../../electron/backend/signing/shown/page-digest.ts';
import { streamText } from './pdf-tools.ts';
import { BOX, packedPage, pageOf, pdfOf } from './small-pdfs.ts';

const PAGE = pageOf(streamText(''));

/** The file with other bytes, as many as before, so that everything stays where it is. */
const instead = (from: string | RegExp, to: string, bytes = PAGE): Buffer => {
  const text = bytes.toString('latin1');
  const found = typeof from === 'string' ? from : (from.exec(text)?.[0] ?? '');
  if (!text.includes(found) || to.length > found.length) throw new Error(`not there: ${String(from)}`);
  return Buffer.from(
    text.replace(found, () => to.padEnd(found.length)),
    'latin1',
  );
};

/** A page with this value under a key of its own. */
const valued = (value: string, objects: string[] = []): Buffer =>
  pageOf(streamText(''), `/Value ${value}`, objects);
const drawn = (content: string, keys = ''): Buffer => pageOf(streamText(content, keys));
const tree = (node: string, ...more: string[]): Buffer =>
  pdfOf(['<</Type /Catalog /Pages 2 0 R>>', node, ...more]);

const UNUSUAL: Record<string, () => Buffer> = {
  // Values.
  'a number with two signs': () => valued('--1'),
  'a number with two points': () => valued('1.2.3'),
  'a number with an exponent': () => valued('1e5'),
  'a number that is endless': () => valued('1'.repeat(30)),
  'a name with half an escape': () => valued('/A#2'),
  'a name with an escape that is none': () => valued('/A#GG'),
  'a name with a zero byte': () => valued('/A#00'),
  'a word for a value': () => valued('word'),
  'an array that ends as a dictionary': () => valued('[1>>'),
  'a bracket that nothing opens': () => valued('[}]'),
  'a string without an end': () => valued('(abc'),
  'a string with an escape that is none': () => valued('(\\x)'),
  'a string with an escape beyond a byte': () => valued('(\\777)'),
  'a string of digits that are none': () => valued('<0g>'),
  'a key that is no name': () => valued('<<1 2>>'),
  'a reference to an object that is another': () => valued('5 0 R', ['4 0 R']),
  'a reference to another generation': () => valued('4 1 R'),
  'a reference to nothing': () => valued('99 0 R'),
  'an object without an end': () => valued('5 0 R', ['<<>> <<>>']),

  // Streams.
  'a stream without a length': () => pageOf('<<>>\nstream\n\nendstream'),
  'a stream with a length that is none': () => pageOf('<</Length (0)>>\nstream\n\nendstream'),
  'a stream with a length that is real': () => pageOf('<</Length 1.0>>\nstream\nq\nendstream'),
  'a stream that begins on no line': () => pageOf('<</Length 0>>\nstream\rendstream'),
  'a stream that begins behind spaces': () => pageOf('<</Length 0>>\nstream \n\nendstream'),
  'a stream without its end': () => pageOf('<</Length 1>>\nstream\nq\nendstrea'),
  'parameters without a filter': () => drawn('', ' /DecodeParms <<>>'),
  'a filter that is no name': () => drawn('', ' /Filter (FlateDecode)'),
  'a filter with parameters that are none': () => drawn('00>', ' /Filter /ASCIIHexDecode /DecodeParms 1'),
  'half a byte in hexadecimal data that go on': () => drawn('71 20> q', ' /Filter /ASCIIHexDecode'),
  'hexadecimal data without an end': () => drawn('7120', ' /Filter /ASCIIHexDecode'),
  'base-85 data without an end': () => drawn('zz', ' /Filter /ASCII85Decode'),
  'base-85 data with a zero in a group': () => drawn('!z~>', ' /Filter /ASCII85Decode'),
  'base-85 data beyond four bytes': () => drawn('uuuuu~>', ' /Filter /ASCII85Decode'),
  'base-85 data of a single digit': () => drawn('!~>', ' /Filter /ASCII85Decode'),
  'content that is no stream': () => pageOf('<<>>'),

  // Pages.
  'a page that is a number': () => tree('<</Type /Pages /Kids [3 0 R] /Count 1>>', '1'),
  'a page of another type': () =>
    tree('<</Type /Pages /Kids [3 0 R] /Count 1>>', `<</Type /Other /Parent 2 0 R ${BOX}>>`),
  'a page with children': () =>
    tree('<</Type /Pages /Kids [3 0 R] /Count 1>>', `<</Type /Page /Kids [] /Parent 2 0 R ${BOX}>>`),
  'a page in the tree itself': () =>
    tree(`<</Type /Pages /Kids [<</Type /Page /Parent 2 0 R ${BOX}>>] /Count 1>>`),
  'a tree with a key of a page': () =>
    tree('<</Type /Pages /Kids [3 0 R] /Count 1 /UserUnit 2>>', `<</Type /Page /Parent 2 0 R ${BOX}>>`),
  'a tree without children': () => tree('<</Type /Pages /Kids 1 /Count 0>>'),
  'a tree without pages': () => tree('<</Type /Pages /Kids [] /Count 0>>'),
  'a tree under nothing': () =>
    tree('<</Type /Pages /Kids [3 0 R] /Count 1 /Parent 1 0 R>>', `<</Type /Page /Parent 2 0 R ${BOX}>>`),

  // The table.
  'another version than there is': () => instead('%PDF-1.4', '%PDF-x.4'),
  'a trailer without a root': () => instead('/Root 1 0 R', ''),
  'a root that is no reference': () => instead('/Root 1 0 R', '/Root <<>>'),
  'a size that is too small': () => instead('/Size 5', '/Size 4'),
  'no size': () => instead('/Size 5', ''),
  'a line of the table that is none': () => instead(' 00000 n \n', ' 00000 n\n '),
  'a place that is no number': () => instead('0 5\n0000000000', '0 5\n000000000x'),
  'a word for the table': () => instead('xref\n0 5', 'xrefs0 5'),
  'no trailer': () => instead('trailer', 'trailes'),
  'a trailer that is no dictionary': () => instead(/trailer\n<<.*>>/, 'trailer\n[]'),
  'a table before that is no place': () => pdfOf(['<</Type /Catalog>>'], ' /Prev (9)'),
  'an object twice in a table': () =>
    Buffer.from(
      PAGE.toString('latin1').replace('xref\n0 5\n', 'xref\n0 1\n0000000000 65535 f \n0 5\n'),
      'latin1',
    ),

  // Packed objects, and a table that is a stream.
  'a table of another type': () => packedPage({ keys: (keys) => keys.replace('/XRef', '/Xxxx') }),
  'a table with an entry of an unknown kind': () =>
    packedPage({ lines: (lines) => lines.map((line, at) => (at === 0 ? [3, 0, 0] : line)) }),
  'a table that is too short': () => packedPage({ data: (data) => data.subarray(0, -1) }),
  'a table that is too long': () => packedPage({ data: (data) => Buffer.concat([data, Buffer.alloc(4)]) }),
  'a table with fields that are none': () => packedPage({ keys: (keys) => keys.replace('[1 2 1]', '[1 2]') }),
  'a table with fields that are too wide': () =>
    packedPage({ keys: (keys) => keys.replace('[1 2 1]', '[1 2 9]') }),
  'a table with a field that is somewhere else': () =>
    packedPage({ keys: (keys) => keys.replace('/Size 7', '/Size 7 /DecodeParms 4 0 R') }),
  'a table with half a range': () => packedPage({ keys: (keys) => `${keys} /Index [0]` }),
  'a table with a range that is none': () => packedPage({ keys: (keys) => `${keys} /Index [0 (7)]` }),
  'a table with an object twice': () => packedPage({ keys: (keys) => `${keys} /Index [0 6 5 1]` }),
  'a table that is packed in an unknown way': () =>
    packedPage({ keys: (keys) => `${keys} /Filter /LZWDecode` }),
  'a table without a length': () =>
    Buffer.from(packedPage().toString('latin1').replace('/Length 28', '/Lengtx 28'), 'latin1'),
  'objects in a stream of another type': () =>
    packedPage({ container: (data, first) => streamText(data, ` /Type /Other /N 3 /First ${first}`) }),
  'objects in no stream': () => packedPage({ container: () => '<<>>' }),
  'objects in a stream that is in another': () =>
    packedPage({ lines: (lines) => lines.map((line, at) => (at === 1 ? [2, 2, 0] : line)) }),
  'objects that are packed in an unknown way': () =>
    packedPage({
      container: (data, first) => streamText(data, ` /Type /ObjStm /N 3 /First ${first} /Filter /LZWDecode`),
    }),
  'objects without their number': () =>
    packedPage({ container: (data, first) => streamText(data, ` /Type /ObjStm /First ${first}`) }),
  'objects at places that are none': () => packedPage({ head: (head) => head.replace('1 0', '1 /') }),
  'objects under another index': () =>
    packedPage({
      lines: (lines) => lines.map((line, at) => (at === 1 ? [2, 5, 1] : at === 2 ? [2, 5, 0] : line)),
    }),
  'an object twice in a stream': () => packedPage({ head: (head) => head.replace(/^1 0 2/, '1 0 1') }),
  'an object more before the objects': () => packedPage({ head: (head) => `${head}1 0 ` }),
  'an object that runs into the next': () =>
    packedPage({
      head: (head) => head.replace(/^1 0 2 \d+/, (found) => `1 0 2 ${Number(found.slice(6)) - 5}`),
    }),
  'an object with more behind it': () =>
    packedPage({ head: (head) => head.replace(/^1 0 2 \d+/, '1 0 2 0') }),
};

describe('a PDF that readers could take in two ways', () => {
  it('is not one that is plain', () => {
    for (const bytes of [PAGE, packedPage(), valued('(a)'), drawn('7120>', ' /Filter /ASCIIHexDecode')])
      expect(pageDigest(bytes)).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is the same, packed or not', () => {
    expect(pageDigest(packedPage())).toBe(pageDigest(pageOf(streamText(''))));
    const content = pageDigest(drawn('q Q\n'));
    expect(pageDigest(drawn('7120 510a>', ' /Filter /ASCIIHexDecode'))).toBe(content);
    expect(pageDigest(drawn('E?J*c~>', ' /Filter /ASCII85Decode'))).toBe(content);
  });

  it('is another one where a number stands in an object of its own, or is real', () => {
    const whole = pageDigest(valued('[1 (a)]'));
    const digests = ['[1 (a)]', '[5 0 R (a)]', '[1.0 (a)]', '[1 6 0 R]'].map((value) =>
      pageDigest(valued(value, ['1', '(a)'])),
    );
    expect(digests[0]).toBe(whole);
    expect(new Set(digests).size).toBe(digests.length);
  });

  it('is the same where an array or a dictionary does', () => {
    const [inside, outside] = ['[[1] <</A 1>>]', '[5 0 R 6 0 R]'].map((value) =>
      pageDigest(valued(value, ['[1]', '<</A 1>>'])),
    );
    expect(inside).toBe(outside);
  });

  it.each(Object.entries(UNUSUAL))('has no digest: %s', (_, make) => {
    expect(pageDigest(make())).toBeNull();
  });
});

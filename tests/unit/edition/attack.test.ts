import { deflateSync } from 'node:zlib';

import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';

import { attack } from '../../attack/attack.ts';

const SECRET = '璎珩律师3712345';
const CHARS = Array.from(SECRET);
const utf8 = Buffer.from(SECRET);
const utf16be = Buffer.from(SECRET, 'utf16le').swap16();
const ways = (bytes: Uint8Array, name?: string): string[] => [
  ...new Set(attack(bytes, [SECRET], name).map((leak) => leak.as)),
];
const bytes = (text: string): Uint8Array => strToU8(text);
const pdf = (objects: string): Uint8Array => Buffer.from(`%PDF-1.7\n${objects}\n%%EOF`, 'latin1');

/** A test of the tests: an attacker that finds nothing anywhere proves nothing. */
describe('the attacker', () => {
  it('finds nothing where there is nothing', () => {
    expect(ways(bytes('璎珩律师，3712344'))).toEqual([]);
  });

  it.each([
    ['UTF-8', utf8],
    ['UTF-16LE', Buffer.from(SECRET, 'utf16le')],
    ['UTF-16BE', utf16be],
    ['base64 of UTF-8', bytes(Buffer.concat([Buffer.from('x'), utf8, Buffer.from('y')]).toString('base64'))],
    ['base64 of UTF-8', bytes(Buffer.from(`{"signer":"${SECRET}"}`).toString('base64url'))],
    ['hex of UTF-8', bytes(utf8.toString('hex').toUpperCase())],
    ['hex of UTF-16BE', bytes(utf16be.toString('hex'))],
    ['percent', bytes(encodeURIComponent(SECRET).toLowerCase())],
    ['XML decimal', bytes(CHARS.map((char) => `&#${char.codePointAt(0)};`).join(''))],
    [
      'XML hex',
      bytes(CHARS.map((char) => `&#x${char.codePointAt(0)?.toString(16).toUpperCase()};`).join('')),
    ],
    ['JSON', bytes(CHARS.map((char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''))],
  ])('sees through %s', (as, file) => {
    expect(ways(new Uint8Array(file))).toContain(as);
  });

  it('sees through GB18030', () => {
    // 律师3712345 in the national encoding.
    const gb = Buffer.concat([Buffer.from([0xc2, 0xc9, 0xca, 0xa6]), Buffer.from('3712345')]);
    expect(attack(new Uint8Array(gb), ['律师3712345']).map((leak) => leak.as)).toContain('GB18030');
  });

  it('sees the name of the file and of parts, and parts of zips in zips', () => {
    expect(attack(bytes(''), [SECRET], `${SECRET}.docx`)[0]?.where).toBe('file name');
    expect(ways(zipSync({ [`${SECRET}.png`]: bytes('x') }))).toContain('text');
    expect(ways(zipSync({ 'a.bin': zipSync({ b: utf8 }) }))).toContain('UTF-8');
  });

  it('reads XML without its tags', () => {
    const xml = CHARS.map((char) => `<w:r><w:t>&#${char.codePointAt(0)};</w:t></w:r>`).join('<w:ins/>');
    expect(ways(zipSync({ 'word/document.xml': bytes(xml) }))).toEqual(['text']);
    const attributes = `<a descr="璎珩律"/><b title="师3712345"/>`;
    expect(ways(zipSync({ 'word/document.xml': bytes(attributes) }))).toEqual(['text']);
  });

  it('reads the streams and strings of a PDF', () => {
    const packed = deflateSync(utf8).toString('latin1');
    expect(ways(pdf(`1 0 obj\n<</Filter /FlateDecode>>\nstream\n${packed}\nendstream\nendobj`))).toEqual([
      'UTF-8',
    ]);
    const escaped = [...utf16be].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
    expect(ways(pdf(`1 0 obj\n<</Title (\\376\\377${escaped})>>\nendobj`))).toContain('UTF-16BE');
    expect(ways(pdf(`1 0 obj\n<</Alt <FEFF${utf16be.toString('hex')}>>>\nendobj`))).toContain('UTF-16BE');
  });

  it('reads what a PDF draws, glyph by glyph', () => {
    const map = CHARS.map(
      (char, at) =>
        `<${(at + 3).toString(16).padStart(4, '0')}> <${char.charCodeAt(0).toString(16).padStart(4, '0')}>`,
    ).join('\n');
    const drawn = CHARS.map((_, at) => `<${(at + 3).toString(16).padStart(4, '0')}> Tj`).join('\n');
    const file = pdf(
      `1 0 obj\n<</Resources <</Font <</F4 2 0 R>> >> >>\nendobj\n2 0 obj\n<</ToUnicode 3 0 R>>\nendobj\n` +
        `3 0 obj\n<<>>\nstream\n${CHARS.length} beginbfchar\n${map}\nendbfchar\nendstream\nendobj\n` +
        `4 0 obj\n<<>>\nstream\nBT /F4 16 Tf\n${drawn}\nET\nendstream\nendobj`,
    );
    expect(ways(file)).toEqual(['text']);
  });
});

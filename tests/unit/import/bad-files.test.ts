import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';

import { recogniseFile } from '../../recognise-file.ts';
import { footnote, footnoteRef, p, picture, run, wordFile } from './word-parts.ts';
import { AppError } from '../../../shared/errors/app-error.ts';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const document = (body: string): Uint8Array =>
  strToU8(`<?xml version="1.0" encoding="UTF-8"?><w:document ${W}><w:body>${body}</w:body></w:document>`);
const paragraph = (text: string): string => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
const docx = (body: string, more: Record<string, Uint8Array> = {}): Uint8Array =>
  zipSync({
    '[Content_Types].xml': strToU8(
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    ),
    'word/document.xml': document(body),
    ...more,
  });

/** What the reader says of a file that it does not take. */
async function refusal(name: string, bytes: Uint8Array): Promise<AppError> {
  try {
    await recogniseFile(name, bytes, []);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error(`${name} was taken`);
}

/** Compound file (Word 97, or the wrapping of an encrypted Word file). */
function compound(words: string): Uint8Array {
  const bytes = new Uint8Array(4096);
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  bytes.set(Buffer.from(words, 'utf16le'), 1024);
  return bytes;
}

/** A zip whose tables say a small size while the content is large. */
function forgedSize(zip: Uint8Array): Uint8Array {
  const forged = Buffer.from(zip);
  // Size fields of every entry: local header (PK 3 4, offset 22) and central directory (PK 1 2, offset 24).
  for (let at = 0; at + 30 < forged.length; at += 1) {
    const signature = forged.readUInt32LE(at);
    if (signature === 0x04034b50) forged.writeUInt32LE(100, at + 22);
    else if (signature === 0x02014b50) forged.writeUInt32LE(100, at + 24);
  }
  return forged;
}

const good = docx(paragraph('青禾镇2022年工作总结'));
const bomb = docx(paragraph('x'), { 'word/styles.xml': new Uint8Array(70 * 1024 * 1024) });

const FILES: [what: string, name: string, bytes: Uint8Array, code: string][] = [
  ['an empty file', '总结.docx', new Uint8Array(), 'empty-file'],
  ['text under a Word name', '总结.docx', strToU8('这不是 Word 文件'), 'not-word'],
  ['a truncated zip', '总结.docx', good.slice(0, good.length - 40), 'damaged-file'],
  ['a zip cut in its middle', '总结.docx', good.slice(0, 60), 'damaged-file'],
  ['a zip that is no Word file', '总结.docx', zipSync({ 'a.txt': strToU8('a') }), 'not-word'],
  ['a part that unpacks to too much', '总结.docx', bomb, 'too-large'],
  ['a part that lies about its size', '总结.docx', forgedSize(bomb), 'damaged-file'],
  ['an encrypted Word file', '总结.docx', compound('EncryptedPackage'), 'encrypted-file'],
  ['a Word 97 file', '总结.doc', compound('WordDocument'), 'unsupported-format'],
  ['a PDF', '总结.pdf', strToU8('%PDF-1.7'), 'unsupported-format'],
  ['a picture under a text name', '总结.txt', new Uint8Array([0x89, 0x50, 0x4e, 0x47]), 'unsupported-format'],
  [
    '200,000 levels of XML',
    '总结.docx',
    docx('<w:p>'.repeat(200_000) + '</w:p>'.repeat(200_000)),
    'damaged-file',
  ],
  ['broken XML', '总结.docx', docx('<w:p><w:r>'), 'damaged-file'],
  ['entities', '总结.docx', docx(''), 'empty-file'],
  [
    'a paragraph of six thousand notes',
    '总结.docx',
    wordFile({ body: p(footnoteRef(1).repeat(6000)), footnotes: footnote(1, '注。') }),
    'too-large',
  ],
  [
    'a long note to which thousands of places refer',
    '总结.docx',
    wordFile({
      body: p(`${run('句')}${footnoteRef(1)}`).repeat(4000),
      footnotes: footnote(1, '注'.repeat(90_000)),
    }),
    'too-large',
  ],
  [
    'a table of one wide row and many narrow ones',
    '总结.docx',
    docx(
      `<w:tbl><w:tr>${`<w:tc>${paragraph('格')}</w:tc>`.repeat(5000)}</w:tr>${`<w:tr><w:tc>${paragraph('格')}</w:tc></w:tr>`.repeat(10_000)}</w:tbl>`,
    ),
    'too-large',
  ],
  [
    'tables whose grids are larger than their cells',
    '总结.docx',
    docx(
      `<w:tbl><w:tblGrid>${'<w:gridCol/>'.repeat(200)}</w:tblGrid>${`<w:tr><w:tc>${paragraph('格')}</w:tc></w:tr>`.repeat(90)}</w:tbl>`.repeat(
        5,
      ),
    ),
    'too-large',
  ],
  ['images alone that can’t be shown', '总结.docx', wordFile({ body: p(picture('rId1')) }), 'empty-file'],
  ['white space only', '总结.txt', strToU8('\r\n  　\r\n'), 'empty-file'],
  [
    'bytes of no encoding',
    '总结.txt',
    new Uint8Array([0xc3, 0x28, 0xff, 0xff, 0x80, 0x81]),
    'unknown-encoding',
  ],
];

describe('a file that can’t be taken', () => {
  it.each(FILES)('%s', async (_what, name, bytes, code) => {
    const error = await refusal(name, bytes);
    expect(error.code).toBe(code);
    // One line that names the file and says that nothing came in.
    expect(error.message).toContain(name);
    expect(error.message).toContain('没有导入');
    expect(error.message).not.toContain('\n');
  });

  it('is refused when it declares entities', async () => {
    const xml = strToU8(
      `<!DOCTYPE w [<!ENTITY a "aaaa">]><w:document ${W}><w:body>${paragraph('&a;')}</w:body></w:document>`,
    );
    expect((await refusal('总结.docx', zipSync({ 'word/document.xml': xml }))).code).toBe('damaged-file');
  });
});

describe('text of every encoding', () => {
  const text = '青禾镇2022年全面依法治镇工作总结\r\n一、工作情况\r\n开展宣讲12场。';
  // GB18030 of the text above, made with iconv: no encoder for it comes with Node.
  const gb18030 = Buffer.from(
    'c7e0baccd5f232303232c4eac8abc3e6d2c0b7a8d6ced5f2b9a4d7f7d7dcbde10d0ad2bba1a2b9a4d7f7c7e9bff60d0abfaad5b9d0fbbdb23132b3a1a1a3',
    'hex',
  );
  const utf16 = (mark: boolean, big: boolean): Uint8Array => {
    const bytes = Buffer.from((mark ? '\uFEFF' : '') + text, 'utf16le');
    return new Uint8Array(big ? bytes.swap16() : bytes);
  };
  it.each<[string, Uint8Array]>([
    ['UTF-8', strToU8(text)],
    ['UTF-8 with a mark', strToU8(`\uFEFF${text}`)],
    ['UTF-16 LE with a mark', utf16(true, false)],
    ['UTF-16 BE with a mark', utf16(true, true)],
    ['UTF-16 LE without a mark', utf16(false, false)],
    ['GB18030', new Uint8Array(gb18030)],
  ])('%s', async (_name, bytes) => {
    const { document: found, title } = await recogniseFile('总结.txt', bytes, []);
    expect(title).toBe('青禾镇2022年全面依法治镇工作总结');
    expect(found.blocks.map((block) => block.type)).toEqual(['title', 'heading', 'paragraph']);
  });
});

import { FileError } from '../../../shared/errors/file-error.ts';
import { LIMITS } from '../files/limits.ts';
import type { OpenedFile } from '../files/source-file.ts';

export type FileKind = 'docx' | 'text';

const startsWith = (bytes: Uint8Array, ...signature: number[]): boolean =>
  signature.every((byte, index) => bytes[index] === byte);

/**
 * What a file is, by its first bytes rather than by its name. Throws FileError for what can't be read: empty, too
 * large, encrypted, an old format, a picture, a PDF.
 */
export function fileKind(file: OpenedFile): FileKind {
  const { name, size, head } = file;
  if (size === 0) {
    throw new FileError('empty', name);
  }
  // Pictures make a Word file large and are never unpacked; text of that size is no report.
  const limit = startsWith(head, 0x50, 0x4b) ? LIMITS.wordFile : LIMITS.otherFile;
  if (size > limit) {
    throw new FileError('too-large', name, { facts: { limit: limit / 1024 / 1024 } });
  }
  if (startsWith(head, 0x50, 0x4b)) return 'docx';
  if (startsWith(head, 0xd0, 0xcf, 0x11, 0xe0)) throw oldOrEncrypted(name, file.bytes());
  const other = OTHERS.find(({ signature }) => startsWith(head, ...signature));
  if (other || !/\.(?:txt|md|text|docx|csv|log)$/i.test(name)) {
    const what = other?.what ?? `${/\.[^.]+$/.exec(name)?.[0] ?? '这种'} 文件`;
    throw new FileError('other-kind', name, { facts: { what } });
  }
  if (/\.docx$/i.test(name)) {
    throw new FileError('not-as-named', name);
  }
  return 'text';
}

const OTHERS = [
  { signature: [0x25, 0x50, 0x44, 0x46], what: ' PDF 文件' },
  { signature: [0x7b, 0x5c, 0x72, 0x74, 0x66], what: ' RTF 文件' },
  { signature: [0x89, 0x50, 0x4e, 0x47], what: '图片' },
  { signature: [0xff, 0xd8, 0xff], what: '图片' },
  { signature: [0x47, 0x49, 0x46, 0x38], what: '图片' },
  { signature: [0x52, 0x61, 0x72, 0x21], what: '压缩包' },
  { signature: [0x37, 0x7a, 0xbc, 0xaf], what: '压缩包' },
  { signature: [0x1f, 0x8b], what: '压缩包' },
];

/** A compound file: Word's encryption wraps one around the document, and Word 97–2003 and old WPS are one. */
function oldOrEncrypted(name: string, bytes: Uint8Array): FileError {
  const encrypted = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(
    Buffer.from('EncryptedPackage', 'utf16le'),
  );
  return new FileError(encrypted ? 'locked' : 'old-word', name);
}

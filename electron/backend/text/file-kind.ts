import { AppError } from '../../../shared/errors/app-error.ts';
import { LIMITS } from '../files/limits.ts';
import type { OpenedFile } from '../files/source-file.ts';

export type FileKind = 'docx' | 'text';

const startsWith = (bytes: Uint8Array, ...signature: number[]): boolean =>
  signature.every((byte, index) => bytes[index] === byte);

/**
 * What a file is, by its first bytes rather than by its name. Throws AppError for what can't be read: empty, too
 * large, encrypted, an old format, a picture, a PDF.
 */
export function fileKind(file: OpenedFile): FileKind {
  const { name, size, head } = file;
  if (size === 0) {
    throw new AppError('empty-file', `“${name}”是空文件，没有导入。请检查文件后重试。`);
  }
  // Pictures make a Word file large and are never unpacked; text of that size is no report.
  const limit = startsWith(head, 0x50, 0x4b) ? LIMITS.wordFile : LIMITS.otherFile;
  if (size > limit) {
    const most = limit / 1024 / 1024;
    throw new AppError('too-large', `“${name}”超过 ${most} MB，没有导入。请删去其中的图片，另存后再导入。`);
  }
  if (startsWith(head, 0x50, 0x4b)) return 'docx';
  if (startsWith(head, 0xd0, 0xcf, 0x11, 0xe0)) throw oldOrEncrypted(name, file.bytes());
  const other = OTHERS.find(({ signature }) => startsWith(head, ...signature));
  if (other || !/\.(?:txt|md|text|docx|csv|log)$/i.test(name)) {
    const what = other?.what ?? `${/\.[^.]+$/.exec(name)?.[0] ?? '这种'} 文件`;
    throw new AppError(
      'unsupported-format',
      `“${name}”是${what}，没有导入。请在 Word 或 WPS 中另存为 .docx，或存为文本文件后再导入。`,
    );
  }
  if (/\.docx$/i.test(name)) {
    throw new AppError(
      'not-word',
      `“${name}”不是 Word 文件（内容与扩展名不符），没有导入。请用 Word 或 WPS 打开后另存为 .docx。`,
    );
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
function oldOrEncrypted(name: string, bytes: Uint8Array): AppError {
  const encrypted = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(
    Buffer.from('EncryptedPackage', 'utf16le'),
  );
  return encrypted
    ? new AppError(
        'encrypted-file',
        `“${name}”设有打开密码，没有导入。请在 Word 或 WPS 中取消密码，另存后再导入。`,
      )
    : new AppError(
        'unsupported-format',
        `“${name}”是旧版 Word（.doc）或 WPS 文件，没有导入。请在 Word 或 WPS 中另存为 .docx 后再导入。`,
      );
}

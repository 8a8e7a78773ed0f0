import { FileError } from '../../../shared/errors/file-error.ts';

/**
 * The text of a file in the encodings that office machines write: UTF-8 and UTF-16 with or without a mark, GB18030
 * (with GBK and GB2312 in it). Throws AppError('unknown-encoding') for anything else, instead of guessing wrong.
 */
export function decodeText(bytes: Uint8Array, name: string): string {
  const marked = byMark(bytes);
  const text = marked ? strict(bytes, marked) : (strict(bytes, 'utf-8') ?? withoutMark(bytes));
  if (text === null || looksBinary(text)) {
    throw new FileError('unknown-encoding', name);
  }
  return text.replace(/^\uFEFF/, '');
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

function byMark(bytes: Uint8Array): Encoding | null {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return null;
}

function strict(bytes: Uint8Array, encoding: Encoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** UTF-16 shows by the zero bytes of its line feeds and digits; what is left must be GB18030. */
function withoutMark(bytes: Uint8Array): string | null {
  const sample = bytes.subarray(0, 4096);
  let even = 0;
  let odd = 0;
  sample.forEach((byte, index) => {
    if (byte !== 0) return;
    if (index % 2 === 0) even += 1;
    else odd += 1;
  });
  if (even + odd === 0) return readable(strict(bytes, 'gb18030'));
  return readable(strict(bytes, odd > even ? 'utf-16le' : 'utf-16be'));
}

/** Most of a Chinese report is Han characters and marks; bytes read in a wrong encoding are not. */
function readable(text: string | null): string | null {
  if (text === null) return null;
  const sample = text.slice(0, 4000).replace(/\s/g, '');
  const usual =
    sample.match(/[\p{Script=Han}\u3000-\u303F\uFF00-\uFFEF\u2010-\u2027A-Za-z0-9!-~]/gu)?.length ?? 0;
  return sample.length === 0 || usual / sample.length > 0.9 ? text : null;
}

function looksBinary(text: string): boolean {
  const sample = text.slice(0, 10_000);
  let strange = 0;
  for (let i = 0; i < sample.length; i += 1) {
    const code = sample.charCodeAt(i);
    if (code === 0 || (code < 32 && code !== 9 && code !== 10 && code !== 13 && code !== 12)) strange += 1;
  }
  return strange > sample.length / 200;
}

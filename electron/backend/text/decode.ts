import { FileError } from '../../../shared/errors/file-error.ts';

export type Decoded = {
  text: string;
  /** Places that the encoding has no character for; each stands as U+FFFD. */
  broken: number;
};

/**
 * The text of a file in the encodings that office machines write: UTF-8 and UTF-16 with or without a mark, GB18030
 * (with GBK and GB2312 in it). A few broken bytes cost a character each. Throws FileError('unknown-encoding') for
 * anything else, instead of guessing wrong.
 */
export function decodeText(bytes: Uint8Array, name: string): Decoded {
  const marked = byMark(bytes);
  const decoded = marked ? decode(bytes, marked) : withoutMark(bytes);
  if (!decoded || looksBinary(decoded.text)) {
    throw new FileError('unknown-encoding', name);
  }
  return { ...decoded, text: decoded.text.replace(/^\uFEFF/, '') };
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

function byMark(bytes: Uint8Array): Encoding | null {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return null;
}

/** As much of what is not ASCII may be broken: a text read in another encoding than its own has far more. */
const BROKEN = 0.1;

function decode(bytes: Uint8Array, encoding: Encoding): Decoded | null {
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), broken: 0 };
  } catch {
    const text = new TextDecoder(encoding).decode(bytes);
    let [broken, foreign] = [0, 0];
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code > 0x7f) foreign += 1;
      if (code === 0xfffd) broken += 1;
    }
    return broken <= foreign * BROKEN ? { text, broken: text.match(/\uFFFD+/g)?.length ?? 0 } : null;
  }
}

function withoutMark(bytes: Uint8Array): Decoded | null {
  const wide = byZeros(bytes);
  if (wide) return readable(decode(bytes, wide));
  // Before GB18030, in which nearly all of UTF-8 means something, too.
  return decode(bytes, 'utf-8') ?? readable(decode(bytes, 'gb18030'));
}

/** UTF-16 without a mark shows by the zero bytes of its line feeds and digits. */
function byZeros(bytes: Uint8Array): Encoding | null {
  const sample = bytes.subarray(0, 4096);
  let even = 0;
  let odd = 0;
  sample.forEach((byte, index) => {
    if (byte !== 0) return;
    if (index % 2 === 0) even += 1;
    else odd += 1;
  });
  // One zero in a text of another encoding is a broken byte.
  if (even + odd < Math.max(2, sample.length / 500)) return null;
  return odd > even ? 'utf-16le' : 'utf-16be';
}

/** Most of a Chinese report is Han characters and marks; bytes read in a wrong encoding are not. */
function readable(decoded: Decoded | null): Decoded | null {
  if (decoded === null) return null;
  const sample = decoded.text.slice(0, 4000).replace(/\s/g, '');
  const usual =
    sample.match(/[\p{Script=Han}\u3000-\u303F\uFF00-\uFFEF\u2010-\u2027A-Za-z0-9!-~]/gu)?.length ?? 0;
  return sample.length === 0 || usual / sample.length > 0.9 ? decoded : null;
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

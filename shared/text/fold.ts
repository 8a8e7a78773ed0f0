/** What is taken for the same when searching. */
export type FoldOptions = {
  /** Latin capitals and small letters differ. */
  matchCase?: boolean;
  /** Full- and half-width forms differ. */
  matchWidth?: boolean;
};

/**
 * One character as it is compared: full-width Latin letters, digits and marks as half-width ones, capitals as small
 * letters. One UTF-16 unit in, one out, so that places in the folded text are places in the text.
 */
export function foldChar(char: string, options: FoldOptions): string {
  let code = char.charCodeAt(0);
  if (!options.matchWidth) {
    if (code >= 0xff01 && code <= 0xff5e) code -= 0xfee0;
    else if (code === 0x3000 || code === 0xa0) code = 0x20;
    else code = ALIKE[code] ?? code;
  }
  if (!options.matchCase && code >= 0x41 && code <= 0x5a) code += 0x20;
  return String.fromCharCode(code);
}

/** Chinese marks whose half-width form is another sign altogether. */
const ALIKE: Record<number, number> = {
  0x201c: 0x22, // “
  0x201d: 0x22, // ”
  0x2018: 0x27, // ‘
  0x2019: 0x27, // ’
  0x3010: 0x5b, // 【
  0x3011: 0x5d, // 】
};

/** The characters that are compared as another one: most of a text is not, and is passed over. */
const FOLDABLE = /[A-Z\u00a0\u2018\u2019\u201c\u201d\u3000\u3010\u3011\uff01-\uff5e]/g;

export function fold(text: string, options: FoldOptions = {}): string {
  return text.replace(FOLDABLE, (char) => foldChar(char, options));
}

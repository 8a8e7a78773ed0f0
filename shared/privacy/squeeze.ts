/** A text with all the ways to write a mark made one, and where each character stood in it. */
export type Squeezed = { text: string; from: readonly number[] };

const ALIKE: Record<string, string> = {
  '【': '[',
  '】': ']',
  '〔': '[',
  '〕': ']',
  '［': '[',
  '］': ']',
  '（': '[',
  '）': ']',
  '(': '[',
  ')': ']',
  '﹝': '[',
  '﹞': ']',
  '—': '-',
  '–': '-',
  '‐': '-',
  '‑': '-',
  '−': '-',
  '～': '-',
  '•': '·',
  '・': '·',
  '‧': '·',
  '．': '.',
  '○': '〇',
  零: '〇',
  两: '二',
};

/**
 * Without spaces, in half width, with one kind of brackets and dashes: `青府（2025） 5 号` and `青府〔2025〕5号` are the
 * same, and so are capitals and small letters.
 */
export function squeeze(text: string): Squeezed {
  // Most of a text is as it is: only what is written in several ways is looked at.
  const folded = text.replace(SEVERAL_WAYS, (char) => ALIKE[char] ?? narrow(char, char.charCodeAt(0)));
  const from: number[] = [];
  if (!/[\s\u200b\ufeff]/.test(folded)) {
    for (let at = 0; at <= folded.length; at += 1) from.push(at);
    return { text: folded, from };
  }
  let out = '';
  for (let at = 0; at < folded.length; at += 1) {
    const char = folded.charAt(at);
    if (/[\s\u200b\ufeff]/.test(char)) continue;
    out += char;
    from.push(at);
  }
  from.push(folded.length);
  return { text: out, from };
}

const SEVERAL_WAYS = /[A-Z\uff01-\uff5e【】〔〕﹝﹞()\u2010\u2011\u2013\u2014\u2212•・‧○零两]/g;

function narrow(char: string, code: number): string {
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0).toLowerCase();
  return code >= 0x41 && code <= 0x5a ? char.toLowerCase() : char;
}

const SPOKEN: Record<string, string> = {
  〇: '0',
  一: '1',
  幺: '1',
  壹: '1',
  二: '2',
  贰: '2',
  三: '3',
  叁: '3',
  四: '4',
  肆: '4',
  五: '5',
  伍: '5',
  六: '6',
  陆: '6',
  七: '7',
  柒: '7',
  八: '8',
  捌: '8',
  九: '9',
  玖: '9',
};

/** Squeezed further: without dashes and dots, and with spelled digits as figures, for numbers that are read out. */
export function digitsOnly({ text, from }: Squeezed): Squeezed {
  let out = '';
  const places: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (/[-.·[\]]/.test(char)) continue;
    out += SPOKEN[char] ?? char;
    places.push(from[at] ?? 0);
  }
  places.push(from.at(-1) ?? 0);
  return { text: out, from: places };
}

/** Every place of a word in a squeezed text, as it stands in the text itself. */
export function placesIn(squeezed: Squeezed, word: string, text: string): { text: string; at: number }[] {
  const found: { text: string; at: number }[] = [];
  if (word === '') return found;
  const { text: plain } = squeezed;
  for (let at = plain.indexOf(word); at >= 0; at = plain.indexOf(word, at + word.length)) {
    // 12次 is not in 112次, and 5号 not in 5号1.
    if (/^\d/.test(word) && /[\d.]/.test(plain.charAt(at - 1))) continue;
    if (/\d$/.test(word) && /^(?:\d|\.\d)/.test(plain.slice(at + word.length, at + word.length + 2)))
      continue;
    found.push(placeOf(squeezed, at, at + word.length, text));
  }
  return found;
}

/** A stretch of the squeezed text as it stands in the text itself. */
export function placeOf(
  { from }: Squeezed,
  at: number,
  end: number,
  text: string,
): { text: string; at: number } {
  const start = from[at] ?? 0;
  return { text: text.slice(start, (from[end - 1] ?? start) + 1), at: start };
}

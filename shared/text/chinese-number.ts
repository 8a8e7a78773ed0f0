const DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 1 → 一, 10 → 十, 105 → 一百零五, 10010 → 一万零一十. For whole numbers from 1 to 99,999,999; others throw RangeError. */
export function toChineseNumber(n: number): string {
  const known = KNOWN[n];
  if (known !== undefined) return known;
  const made = spell(n);
  // Labels are made for every block of a report, over and over, and hardly any is above a hundred.
  if (n < 100) KNOWN[n] = made;
  return made;
}

const KNOWN: string[] = [];

function spell(n: number): string {
  if (!Number.isInteger(n) || n < 1 || n > 99_999_999) throw new RangeError(`no Chinese ordinal for ${n}`);
  const low = n % 10_000;
  if (n === low) return withoutFirstOne(spellFour(n));
  const high = `${withoutFirstOne(spellFour((n - low) / 10_000))}万`;
  if (low === 0) return high;
  return high + (low < 1000 ? '零' : '') + spellFour(low);
}

/** 十二, not 一十二, at the beginning. */
const withoutFirstOne = (spelled: string): string =>
  spelled.startsWith('一十') ? spelled.slice(1) : spelled;

/** A number of up to four digits. */
function spellFour(n: number): string {
  const units = ['', '十', '百', '千'];
  const digits = String(n).split('').map(Number);
  let out = '';
  let zero = false;
  digits.forEach((digit, index) => {
    const unit = units[digits.length - 1 - index] ?? '';
    if (digit === 0) {
      zero = true;
      return;
    }
    if (zero && out) out += '零';
    zero = false;
    out += (DIGITS[digit] ?? '') + unit;
  });
  return out;
}

/** 一 → 1, 二十一 → 21, 一百零五 → 105; null where the text is no such number. */
export function fromChineseNumber(text: string): number | null {
  if (!/^[零〇一二三四五六七八九十百千两]+$/.test(text)) return null;
  let total = 0;
  let digit = 0;
  for (const char of text) {
    if (char === '十' || char === '百' || char === '千') {
      total += (digit || 1) * (char === '十' ? 10 : char === '百' ? 100 : 1000);
      digit = 0;
    } else {
      digit = char === '〇' ? 0 : char === '两' ? 2 : DIGITS.indexOf(char);
    }
  }
  return total + digit;
}

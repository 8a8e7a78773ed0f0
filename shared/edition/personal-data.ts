import type { Place } from './names.ts';

export type { Place };

export type PersonalKind =
  'phone' | 'id-number' | 'bank-card' | 'credit-code' | 'plate' | 'email' | 'address';

/** Digits may be typed in groups (138 0013 8000, 6222-0212-…) and in full width. */
const GAP = '[ -]?';
const digits = (n: number): string => `(?:\\d${GAP}){${n - 1}}\\d`;

type Rule = { kind: PersonalKind; pattern: RegExp; fits?: (plain: string) => boolean };

/** In this order: what is an identity card is no bank card. */
const RULES: readonly Rule[] = [
  // Second-generation identity cards (GB 11643-1999) and the fifteen digits of the first.
  {
    kind: 'id-number',
    pattern: new RegExp(`(?<!\\d)[1-9]${GAP}${digits(16)}${GAP}[\\dXx](?![\\dA-Za-z])`, 'g'),
    fits: idCheckDigitFits,
  },
  { kind: 'id-number', pattern: /(?<!\d)[1-9]\d{14}(?!\d)/g, fits: isOldId },
  // 统一社会信用代码 (GB 32100-2015).
  {
    kind: 'credit-code',
    pattern: /(?<![\dA-Z])[1-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}(?![\dA-Z])/g,
    fits: creditCodeFits,
  },
  {
    kind: 'bank-card',
    pattern: new RegExp(`(?<!\\d)(?:[3-6]|9)${GAP}(?:\\d${GAP}){14,17}\\d(?!\\d)`, 'g'),
    fits: (plain) => plain.length >= 16 && plain.length <= 19 && luhnFits(plain),
  },
  // Mobile numbers of the mainland, and numbers of fixed lines with their area code.
  {
    kind: 'phone',
    pattern: new RegExp(`(?<![\\d.])(?:(?:\\+|00)86${GAP})?1${GAP}[3-9]${GAP}${digits(9)}(?!\\d)`, 'g'),
  },
  { kind: 'phone', pattern: /(?<![\d.])(?:0\d{2,3}[- ]?|（0\d{2,3}）|\(0\d{2,3}\))[2-9]\d{6,7}(?!\d)/g },
  {
    kind: 'plate',
    pattern:
      /[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新][A-HJ-NP-Z][·•・\- ]?[A-HJ-NP-Z\d]{5,6}(?![A-Za-z\d])/g,
    fits: (plain) => /\d/.test(plain),
  },
  {
    kind: 'email',
    pattern:
      /(?<![A-Za-z\d])[A-Za-z\d][A-Za-z\d._%+-]{0,63}@[A-Za-z\d-]{1,63}(?:\.[A-Za-z\d-]{1,63}){0,8}\.[A-Za-z]{2,63}/g,
  },
  // A street, a village or an estate with a number: 育才路12号3栋501室, 石桥村三组8号.
  {
    kind: 'address',
    pattern:
      /[\p{Script=Han}]{1,8}(?:路|街|巷|大道|胡同|弄|村|社区|小区|花园)(?:[\d一二三四五六七八九十百]+(?:号|弄|组|栋|幢|座|单元|室|楼|户)(?!文|令|线|公告|提案))+/gu,
    fits: (plain) => /[\d一二三四五六七八九十百](?:号|栋|幢|座|室|户)/.test(plain),
  },
];

/** Numbers and addresses that belong to somebody: each kind by its own form and, where it has one, its check digit. */
export function findPersonalData(text: string): ({ kind: PersonalKind } & Place)[] {
  // Same length, so that places stay true.
  const folded = text.replaceAll(/[０-９Ａ-Ｚａ-ｚ＠．－]/g, (char) =>
    String.fromCharCode(char.charCodeAt(0) - 0xfee0),
  );
  const found: ({ kind: PersonalKind } & Place)[] = [];
  for (const { kind, pattern, fits } of RULES) {
    for (const match of folded.matchAll(pattern)) {
      const at = match.index;
      const end = at + match[0].length;
      const plain = kind === 'email' || kind === 'address' ? match[0] : match[0].replaceAll(/[ -]/g, '');
      if (fits && !fits(plain)) continue;
      if (found.some((other) => at < other.at + other.text.length && end > other.at)) continue;
      found.push({ kind, text: text.slice(at, end), at });
    }
  }
  return found.sort((a, b) => a.at - b.at);
}

const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

function idCheckDigitFits(id: string): boolean {
  const sum = ID_WEIGHTS.reduce((total, weight, at) => total + weight * Number(id[at]), 0);
  return '10X98765432'[sum % 11] === id[17]?.toUpperCase();
}

/** Fifteen digits have no check digit, but a birthday in them. */
function isOldId(id: string): boolean {
  const month = Number(id.slice(8, 10));
  const day = Number(id.slice(10, 12));
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

function luhnFits(card: string): boolean {
  let sum = 0;
  for (let at = 0; at < card.length; at += 1) {
    const digit = Number(card[card.length - 1 - at]);
    const double = digit * 2;
    sum += at % 2 === 0 ? digit : double > 9 ? double - 9 : double;
  }
  return sum % 10 === 0;
}

const CREDIT_CHARS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

function creditCodeFits(code: string): boolean {
  let sum = 0;
  let weight = 1;
  for (const char of code.slice(0, 17)) {
    sum += CREDIT_CHARS.indexOf(char) * weight;
    weight = (weight * 3) % 31;
  }
  return CREDIT_CHARS[(31 - (sum % 31)) % 31] === code[17];
}

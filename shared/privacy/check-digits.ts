const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** Of a second-generation identity card (GB 11643-1999). */
export function idCheckDigitFits(id: string): boolean {
  const sum = ID_WEIGHTS.reduce((total, weight, at) => total + weight * Number(id[at]), 0);
  return '10X98765432'[sum % 11] === id[17]?.toUpperCase();
}

/** Fifteen digits have no check digit, but a birthday in them. */
export function isOldId(id: string): boolean {
  const month = Number(id.slice(8, 10));
  const day = Number(id.slice(10, 12));
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/** Of a bank card. */
export function luhnFits(card: string): boolean {
  let sum = 0;
  for (let at = 0; at < card.length; at += 1) {
    const digit = Number(card[card.length - 1 - at]);
    const double = digit * 2;
    sum += at % 2 === 0 ? digit : double > 9 ? double - 9 : double;
  }
  return sum % 10 === 0;
}

const CREDIT_CHARS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** Of a unit's credit code (统一社会信用代码, GB 32100-2015). */
export function creditCodeFits(code: string): boolean {
  let sum = 0;
  let weight = 1;
  for (const char of code.slice(0, 17)) {
    sum += CREDIT_CHARS.indexOf(char) * weight;
    weight = (weight * 3) % 31;
  }
  return CREDIT_CHARS[(31 - (sum % 31)) % 31] === code[17];
}

import { MIN_PASSPHRASE } from '../../../shared/contract/keys.ts';

/** A new passphrase as it is typed: twice. */
export type TypedTwice = { first: string; again: string };

export const NOTHING_TYPED: TypedTwice = { first: '', again: '' };

/** What is wrong with a new passphrase, for the user; null where it can be one. The backend knows some more reasons. */
export function passphraseProblem({ first, again }: TypedTwice): string | null {
  if (first === '') return '请设一个签发口令。';
  if (first.length < MIN_PASSPHRASE) return `口令至少 ${MIN_PASSPHRASE} 个字符。`;
  return first === again ? null : '两次输入的口令不一样。';
}

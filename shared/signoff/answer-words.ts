import { ANSWERS_OF_VERIFY, type Verification } from './types.ts';

/**
 * The answer of `verify` in words. Without a scope no signature was proved: a public file names no key, and with none that
 * fits it can't be said that it was signed at all.
 */
export function answerWords({ answer, scope }: Pick<Verification, 'answer' | 'scope'>): string {
  return answer === 'unknown' && scope === null ? '认定不了是谁签发的' : ANSWERS_OF_VERIFY[answer];
}

import { pinyin } from 'pinyin-pro';

import { MIN_PASSPHRASE } from '../../../shared/contract/keys.ts';
import { AppError } from '../../../shared/errors/app-error.ts';

/**
 * Guesses (as a power of ten) that a passphrase must withstand. A guess costs a tenth of a second (see `COST` in
 * keys.ts): ten million of them take twelve days on one processor.
 */
const LEAST = 7;

/** Throws AppError('bad-request') for a passphrase that would soon be guessed. @param words names that are tried first */
export async function refuseWeak(passphrase: string, words: readonly string[]): Promise<void> {
  if (Array.from(passphrase).length < MIN_PASSPHRASE)
    throw new AppError('bad-request', `口令至少 ${MIN_PASSPHRASE} 个字符，没有设。请另想一个长一些的。`);
  // Word lists of two megabytes, which only setting a passphrase needs.
  const { ZxcvbnFactory } = await import('@zxcvbn-ts/core');
  const common = await import('@zxcvbn-ts/language-common');
  const judge = new ZxcvbnFactory({
    dictionary: { ...common.dictionary },
    graphs: common.adjacencyGraphs,
  });
  const inputs = words.flatMap((word) => (word === '' ? [] : [word, spelled(word)]));
  const { guessesLog10 } = judge.check(passphrase, inputs);
  if (guessesLog10 < LEAST) {
    throw new AppError(
      'bad-request',
      '这个口令太容易猜到，没有设。不要用姓名、单位、生日、连号或常见的词；几个不相干的词连在一起最好记也最难猜。',
    );
  }
}

const spelled = (word: string): string => pinyin(word, { toneType: 'none', type: 'array' }).join('');

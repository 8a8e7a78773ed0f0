import { Fragment, memo } from 'react';

import { wordsOf } from '../../shared/text/words.ts';

/** What no line begins with. */
const CLOSING = /^[\p{Pe}\p{Pf}\p{Po}]/u;

/** A break may stand before the word: not behind a single letter, which is a surname as often as a word. */
const breaksBefore = (word: string, before: string): boolean => before.length > 1 && !CLOSING.test(word);

/** A short text whose lines break between its words: 贯彻｜习近平｜法治思想, not within a name. Goes with `.ui-phrase`. */
export const Phrase = memo(function Phrase({ text }: { text: string }) {
  const words = wordsOf(text);
  return words.map((word, at) => (
    // oxlint-disable-next-line react/no-array-index-key -- words have no other name than their place
    <Fragment key={at}>
      {breaksBefore(word, words[at - 1] ?? '') && <wbr />}
      {word}
    </Fragment>
  ));
});

const segmenter = new Intl.Segmenter('zh-CN', { granularity: 'word' });

/** Texts whose words are remembered: comparing goes over the same sentences again and again. */
const REMEMBERED = 5000;
const remembered = new Map<string, readonly string[]>();

/** The words of a Chinese text, marks and spaces included: joined they are the text again. */
export function wordsOf(text: string): readonly string[] {
  const known = remembered.get(text);
  if (known) return known;
  const words = Array.from(segmenter.segment(text), ({ segment }) => segment);
  if (remembered.size >= REMEMBERED) remembered.clear();
  remembered.set(text, words);
  return words;
}

const segmenter = new Intl.Segmenter('zh-CN', { granularity: 'word' });

/** Texts whose words are remembered: comparing goes over the same sentences again and again. */
const REMEMBERED = 5000;
const remembered = new Map<string, readonly string[]>();

/** A figure with its scale, a mask, a gap: each is one word, so that it is replaced as a whole (1.2万 → 1.35万). */
const FIGURE = /\d[\d,]*(?:\.\d+)?[万亿千百]?(?:%|％)?|[*＊]+|＿+|\u3000+/g;

/** The words of a Chinese text, marks and spaces included: joined they are the text again. */
export function wordsOf(text: string): readonly string[] {
  const known = remembered.get(text);
  if (known) return known;
  const words: string[] = [];
  let from = 0;
  for (const match of text.matchAll(FIGURE)) {
    addWords(words, text.slice(from, match.index));
    words.push(match[0]);
    from = match.index + match[0].length;
  }
  addWords(words, text.slice(from));
  if (remembered.size >= REMEMBERED) remembered.clear();
  remembered.set(text, words);
  return words;
}

function addWords(words: string[], text: string): void {
  if (text) for (const { segment } of segmenter.segment(text)) words.push(segment);
}

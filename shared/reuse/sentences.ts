/** A sentence of a text, by place. */
export type TextSentence = { text: string; from: number; to: number };

/** Splits a text at 。！？； and line ends; the mark belongs to the sentence before it. */
export function sentencesOfText(text: string): TextSentence[] {
  const sentences: TextSentence[] = [];
  for (const match of text.matchAll(/[^。！？；\n\t]+[。！？；]*/g)) {
    const words = match[0].trim();
    if (!words) continue;
    const from = match.index + match[0].indexOf(words);
    sentences.push({ text: words, from, to: from + words.length });
  }
  return sentences;
}

/** A figure, a mask or the gap of an empty field: it changes every year, and doesn't make a sentence another one. */
const FIGURE =
  /[约近超逾]?(?:\d[\d,]*(?:\.\d+)?|[*＊]+|＿+|\u3000{2,}|\uFFFC)(?:余|多)?[万亿千百]?(?:余|多)?/g;

/** What makes two sentences the same: their words, without figures, masks, gaps, white space and marks. */
export function sentenceKey(text: string): string {
  return text
    .replace(FIGURE, '\uE000')
    .replace(/[\s\p{P}]/gu, '')
    .replace(/\uE000+/g, '#');
}

/** Shorter ones say nothing of their own (现报告如下): they count on neither side. */
export const SHORTEST = 8;

import { countWords } from './plain-text.ts';

/** A text counted in the ways that people ask for. */
export type TextCounts = {
  /** 字数: every Han character and mark, and every word of Latin letters or digits, counts one. */
  words: number;
  /** 字符数（不计空格） */
  characters: number;
  /** 字符数（计空格） */
  withSpaces: number;
  /** 段落数: lines that hold something. */
  paragraphs: number;
};

/** Counts as Word and WPS do. Characters outside of the basic plane (𠮷) count one. */
export function countText(text: string): TextCounts {
  let characters = 0;
  let withSpaces = 0;
  for (const char of text) {
    if (char === '\n' || char === '\r') continue;
    withSpaces += 1;
    if (!/\s/.test(char)) characters += 1;
  }
  const paragraphs = text.split('\n').filter((line) => line.trim() !== '').length;
  return { words: countWords(text), characters, withSpaces, paragraphs };
}

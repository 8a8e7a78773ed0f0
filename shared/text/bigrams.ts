import { fold } from './fold.ts';

/** Runs of Han characters (with the iteration mark and 〇), and runs of Latin letters and digits. */
const RUNS = /[\p{Script=Han}〇々]+|[a-z0-9]+/gu;
const HAN = /^[\p{Script=Han}〇々]/u;

/**
 * Tokens of a text for a full-text index: overlapping pairs for each run of Han characters plus its last character
 * alone, and Latin words and numbers whole; then each Han character once. A phrase of two characters or more is then
 * a phrase of tokens, and a single character a token: no prefix is needed, which would be slow for a common one.
 */
export function indexTokens(text: string): string[] {
  const tokens: string[] = [];
  const single = new Set<string>();
  for (const [run] of fold(text).matchAll(RUNS)) {
    if (!HAN.test(run)) {
      tokens.push(run);
      continue;
    }
    const chars = Array.from(run);
    chars.forEach((char, at) => {
      tokens.push(char + (chars[at + 1] ?? ''));
      single.add(char);
    });
  }
  return [...tokens, ...single];
}

/**
 * Phrases of an FTS5 query that all stand where a word stands; marks and spaces in it are passed over. Empty where
 * it has no letter. What ends the word may go on in the text, so a last pair needs nothing behind it, a number is
 * the beginning of one, and a character alone is asked for by itself.
 */
export function phrasesOf(word: string): string[] {
  const runs = [...fold(word).matchAll(RUNS)].map(([run]) => run);
  const tokens: string[] = [];
  const phrases: string[] = [];
  runs.forEach((run, index) => {
    const last = index === runs.length - 1;
    const chars = HAN.test(run) ? Array.from(run) : [];
    if (chars.length === 0) tokens.push(run);
    chars.forEach((char, at) => {
      const next = chars[at + 1];
      if (next !== undefined) tokens.push(char + next);
      else if (!last) tokens.push(char);
      else if (chars.length === 1) phrases.push(`"${char}"`);
    });
  });
  const last = runs.at(-1) ?? '';
  let open = last !== '' && !HAN.test(last);
  // A digit begins a great many numbers: what stands before it says enough, and the words are looked at anyway. Two
  // leave a tenth of the passages to look at, which costs more than finding them.
  if (open && tokens.length > 1 && last.length < 2) {
    tokens.pop();
    open = false;
  }
  if (tokens.length > 0) phrases.unshift(`"${tokens.join(' ')}"${open ? ' *' : ''}`);
  return phrases;
}

/** True where the index alone says it: pairs lie within one run of Han characters, so no mark can stand between. */
export function isExact(word: string): boolean {
  return /^[\p{Script=Han}〇々]+$/u.test(word);
}

/**
 * The words that somebody typed: parted by white space; what stands in quotes is one, spaces included. The last
 * quote may still be missing.
 */
export function wordsOf(query: string): string[] {
  const words: string[] = [];
  for (const match of query.matchAll(/["“”「『]([^"“”」』]*)["”“」』]?|([^\s"“”「『]+)/g)) {
    const word = (match[1] ?? match[2] ?? '').trim();
    if (word && !words.includes(word)) words.push(word);
  }
  return words;
}

/** Where a folded word stands in a folded text, up to `most` places. */
export function placesOf(text: string, word: string, most: number): [number, number][] {
  const places: [number, number][] = [];
  if (word === '') return places;
  for (
    let at = text.indexOf(word);
    at >= 0 && places.length < most;
    at = text.indexOf(word, at + word.length)
  )
    places.push([at, at + word.length]);
  return places;
}

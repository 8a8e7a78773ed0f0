import { fromChineseNumber } from '../document/chinese-number.ts';
import { ordinalLabel } from '../document/ordinals.ts';
import type { OrdinalScheme } from '../document/types.ts';

/** A typed ordinal: characters `from` up to `to` of the text of line `line`. */
export type ItemSpan = { line: number; from: number; to: number; scheme: OrdinalScheme; restart: boolean };

type Token = { line: number; from: number; to: number; scheme: OrdinalScheme; n: number; text: string };

/** Ordinals stand at a beginning: of the line, or behind a mark. Elsewhere 一是 is part of 统一是, 之一是. */
const TYPED =
  /(?<=^|[。；;：:，,、！!？?”」）)])\s*(?:([一二三四五六七八九十]{1,3})(是|要)|([第其][一二三四五六七八九十]{1,3}，|首先，|其次，|再次，))/g;

export type ItemsFound = { spans: ItemSpan[]; doubts: { line: number; text: string }[] };

/**
 * The items of one section: runs that count from one without a gap, over all its lines. A typed ordinal that fits no
 * run stays text and is named.
 */
export function findItems(lines: readonly string[]): ItemsFound {
  const tokens = lines.flatMap((text, line) => tokensOf(text, line));
  const runs: Token[][] = [];
  const doubts: ItemsFound['doubts'] = [];
  const open = new Map<OrdinalScheme, Token[]>();
  for (const found of tokens) {
    // 首先 has words for three places; 第四， goes on with it.
    const begun = open.get('shouxian');
    const goesOn = found.scheme === 'di' && found.n > 3 && begun?.length === found.n - 1;
    const token: Token = goesOn ? { ...found, scheme: 'shouxian' } : found;
    const run = open.get(token.scheme);
    if (token.n === 1) {
      const first = [token];
      runs.push(first);
      open.set(token.scheme, first);
    } else if (run && token.n === run.length + 1) {
      run.push(token);
    } else {
      doubts.push({ line: token.line, text: token.text });
    }
  }
  const spans: ItemSpan[] = [];
  const kept = runs.filter((run) => {
    if (run.length > 1) return true;
    // 首先 alone is an adverb, and nothing to ask about.
    const [only] = run;
    if (only && only.scheme !== 'shouxian') doubts.push({ line: only.line, text: only.text });
    return false;
  });
  const ordered = kept.flatMap((run) => run.map((token, at) => ({ token, first: at === 0 })));
  ordered.sort((a, b) => a.token.line - b.token.line || a.token.from - b.token.from);
  if (!countsUp(ordered)) {
    // Two runs inside one another: counting would not give what was typed.
    return { spans: [], doubts: tokens.map(({ line, text }) => ({ line, text })) };
  }
  let last: OrdinalScheme | null = null;
  for (const { token, first } of ordered) {
    spans.push({
      line: token.line,
      from: token.from,
      to: token.to,
      scheme: token.scheme,
      restart: first && last === token.scheme,
    });
    last = token.scheme;
  }
  return { spans, doubts: doubts.sort((a, b) => a.line - b.line) };
}

/** Counting starts anew where the scheme changes: a run that is interrupted by another can't go on. */
function countsUp(ordered: readonly { token: Token; first: boolean }[]): boolean {
  let scheme: OrdinalScheme | null = null;
  let n = 0;
  for (const { token, first } of ordered) {
    n = first || token.scheme !== scheme ? 1 : n + 1;
    scheme = token.scheme;
    if (n !== token.n) return false;
  }
  return true;
}

function tokensOf(text: string, line: number): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(TYPED)) {
    const [whole, digits, kind, other] = match;
    const typed = whole.trimStart();
    const from = match.index + whole.length - typed.length;
    const found = digits === undefined ? fromWord(other ?? '') : fromDigits(digits, kind ?? '');
    // Only what would be printed just so again: 一十一是 is not how it counts.
    if (found && ordinalLabel(found.scheme, found.n) === typed) {
      tokens.push({ ...found, line, from, to: from + typed.length, text: typed });
    }
  }
  return tokens;
}

function fromDigits(digits: string, kind: string): { scheme: OrdinalScheme; n: number } | null {
  const n = fromChineseNumber(digits);
  return n === null || n < 1 ? null : { scheme: kind === '是' ? 'shi' : 'yao', n };
}

function fromWord(word: string): { scheme: OrdinalScheme; n: number } | null {
  const at = ['首先，', '其次，', '再次，'].indexOf(word);
  if (at >= 0) return { scheme: 'shouxian', n: at + 1 };
  const n = fromChineseNumber(word.slice(1, -1));
  return n === null || n < 1 ? null : { scheme: word.startsWith('其') ? 'qi' : 'di', n };
}

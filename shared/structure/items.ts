import { isOrdinalMark, numberInLabel, ordinalLabel } from '../document/ordinals.ts';
import type { OrdinalMark, OrdinalScheme } from '../document/types.ts';

/** A typed ordinal: characters `from` up to `to` of the text of line `line`. */
export type ItemSpan = {
  line: number;
  from: number;
  to: number;
  scheme: OrdinalScheme;
  restart: boolean;
  /** The label where counting gives another one. */
  typed?: string;
  /** The mark behind the label where it is not ，. */
  mark?: OrdinalMark;
  /** How likely it is one, 0 to 1. */
  sure: number;
};

/** What looks like an ordinal: its place in a text, and what it says. */
export type OrdinalToken = {
  from: number;
  to: number;
  scheme: OrdinalScheme;
  /** Null for 最后，. */
  n: number | null;
  text: string;
  /** What stands before it; '' at the beginning of a line. */
  before: string;
};

type Token = OrdinalToken & { line: number };

const TYPED =
  /[一二三四五六七八九十]{1,3}[是要]|[第其][一二三四五六七八九十]{1,3}[，、,：:]|(?:首先|其次|再次|最后)[，、,：:]/g;

/** Ordinals stand at a beginning: of the line, or behind a mark. Elsewhere 一是 is part of 统一是, 之一是. */
const BEGINS = new Set(['', ...Array.from('。；;：:，,、！!？?”」）)')]);

/** 第一、第二产业, 第一、二产业, 其一、其二: a list of words, not of items. */
const LISTED = /^[第其首再一二三四五六七八九十]/;

const SCHEMES: readonly (readonly [RegExp, OrdinalScheme])[] = [
  [/是$/, 'shi'],
  [/要$/, 'yao'],
  [/^第/, 'di'],
  [/^其[^次]/, 'qi'],
];

/** More than this is not skipped by oversight. */
const MOST_SKIPPED = 3;

export type ItemsFound = { spans: ItemSpan[]; doubts: { line: number; text: string }[] };

/** What looks like an ordinal in a text, whether it is one or not. */
export function ordinalTokens(text: string): OrdinalToken[] {
  const tokens: OrdinalToken[] = [];
  for (const match of text.matchAll(TYPED)) {
    const [typed] = match;
    const to = match.index + typed.length;
    const before = text.slice(0, match.index).trimEnd().slice(-1);
    if (!BEGINS.has(before)) continue;
    if (typed.endsWith('、') && LISTED.test(text.slice(to))) continue;
    const scheme = SCHEMES.find(([form]) => form.test(typed))?.[1] ?? 'shouxian';
    const n = numberInLabel(typed);
    if (n === null && !typed.startsWith('最后')) continue;
    // Only what would be printed just so again: 一十一是 is not how it counts.
    if (n !== null && (n < 1 || ordinalLabel(scheme, n, markOf(typed)) !== typed)) continue;
    tokens.push({ from: match.index, to, scheme, n, text: typed, before });
  }
  return tokens;
}

/**
 * The items of one section: runs that count up over all its lines. A number that is skipped or typed twice stays in
 * its run where it stands like the others; what fits no run stays text and is named.
 */
export function findItems(lines: readonly string[]): ItemsFound {
  const tokens = lines.flatMap((text, line) => ordinalTokens(text).map((token) => ({ ...token, line })));
  const { runs, doubts } = runsOf(tokens);
  const kept = runs.filter((run) => {
    if (run.length > 1) return true;
    // 首先 alone is an adverb, and nothing to ask about.
    const [only] = run;
    if (only && only.scheme !== 'shouxian') doubts.push({ line: only.line, text: only.text });
    return false;
  });
  return { spans: spansOf(kept), doubts: doubts.sort((a, b) => a.line - b.line) };
}

function runsOf(tokens: readonly Token[]): { runs: Token[][]; doubts: ItemsFound['doubts'] } {
  const runs: Token[][] = [];
  const doubts: ItemsFound['doubts'] = [];
  const open = new Map<OrdinalScheme, Token[]>();
  tokens.forEach((found, at) => {
    const token = asWritten(found, open);
    const run = open.get(token.scheme);
    const last = run?.at(-1);
    if (run && last && goesOn(token, run, last)) run.push(token);
    else if (token.n === 1 || (!run && lacksFirst(token, tokens, at))) {
      const first = [token];
      runs.push(first);
      open.set(token.scheme, first);
    } else if (token.n !== null) doubts.push({ line: token.line, text: token.text });
  });
  return { runs, doubts };
}

/** 首先 has words for three places, and many have fewer: 第二，, 第三，, 第四， go on with it. */
function asWritten(token: Token, open: ReadonlyMap<OrdinalScheme, readonly Token[]>): Token {
  if (token.scheme !== 'di' || token.n === 1) return token;
  const begun = open.get('shouxian');
  const last = begun?.at(-1);
  if (!begun || !last || begun.length !== (token.n ?? 0) - 1 || !isNear(token, last)) return token;
  const own = open.get('di');
  return own && own.at(-1)?.n === begun.length ? token : { ...token, scheme: 'shouxian' };
}

function goesOn(token: Token, run: readonly Token[], last: Token): boolean {
  // 最后， ends a list of three or more; elsewhere it is an adverb.
  if (token.n === null) return run.length > 1 && last.n !== null && isNear(token, last);
  if (last.n === null) return false;
  if (token.n === last.n + 1) return true;
  if (token.scheme === 'shouxian' || !isNear(token, last)) return false;
  // 一是…。一是…。二是…。: typed twice, unless a list of its own has begun.
  if (token.n === 1) return run.length === 1 && isStrong(token) && token.line - last.line <= 1;
  return token.n <= last.n + MOST_SKIPPED && (isStrong(token) || token.before === last.before);
}

/** A list whose first item lost its label: 二是…。三是…。 */
function lacksFirst(token: Token, tokens: readonly Token[], at: number): boolean {
  if (token.scheme === 'shouxian' || (token.n !== 2 && token.n !== 3) || !isStrong(token)) return false;
  let after = at + 1;
  while (after < tokens.length && tokens[after]?.scheme !== token.scheme) after += 1;
  const next = tokens[after];
  return next !== undefined && next.n === token.n + 1 && isStrong(next) && isNear(next, token);
}

/** At the beginning of a sentence or of a part of one, not of a clause. */
const isStrong = ({ before }: Token): boolean => /^[。；;！!？?]?$/.test(before);

/** Run in behind the one before, or a paragraph each. */
function isNear(token: Token, last: Token): boolean {
  if (token.line === last.line) return true;
  return token.before === '' && (last.before === '' || token.line - last.line === 1);
}

/** Ordinals in reading order, with what counting would not give by itself. */
function spansOf(runs: readonly (readonly Token[])[]): ItemSpan[] {
  const ordered = runs.flatMap((run) => run.map((token, at) => ({ token, first: at === 0 })));
  ordered.sort((a, b) => a.token.line - b.token.line || a.token.from - b.token.from);
  const spans: ItemSpan[] = [];
  let scheme: OrdinalScheme | null = null;
  let mark: OrdinalMark | '，' = '，';
  let n = 0;
  for (const { token, first } of ordered) {
    const restart = first && scheme === token.scheme;
    // Counting begins anew where the scheme changes: a run that another one has interrupted does not go on.
    if (restart || scheme !== token.scheme) {
      n = 0;
      mark = markOf(token.text);
    }
    const right = token.text === ordinalLabel(token.scheme, n + 1, mark);
    const isSkip = token.n !== null && token.n !== n + 1 && (first || scheme === token.scheme);
    scheme = token.scheme;
    n = token.n ?? n + 1;
    spans.push({
      line: token.line,
      from: token.from,
      to: token.to,
      scheme,
      restart,
      ...(right ? {} : { typed: token.text }),
      ...(mark === '，' ? {} : { mark }),
      sure: isSkip ? 0.75 : isStrong(token) || token.before === '：' ? 0.98 : 0.94,
    });
  }
  return spans;
}

function markOf(label: string): OrdinalMark | '，' {
  const last = label.slice(-1);
  return isOrdinalMark(last) ? last : '，';
}

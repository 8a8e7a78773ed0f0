import { differences } from '../review/differences.ts';
import { runIn } from './rows-of-words.ts';
import type { SentChar, SentLine } from './sent-lines.ts';
import type { TakenOut } from './taken-out.ts';

/** Where a character was when the copy was sent. */
export type Origin = { line: SentLine; at: number };

/** So many characters in a row say where they are from: fewer stand in any report. */
const TELLING = 6;
/** Between two stretches of one line so many characters may have been changed. */
const GAP = 60;
/** A stretch that stands in more places than these says nothing about where it is from. */
const MANY = 24;

/**
 * Finds where words that came in a copy were when it was sent: moved, copied, or put into another cell. What was taken
 * out there is more likely to be what came here, and of two places that say the same the hidden one counts.
 */
export class Origins {
  readonly lines: readonly SentLine[];
  readonly #isGone: TakenOut['isLine'];
  /** Words that were taken out in a row. */
  readonly #gone: (Origin & { text: string[] })[] = [];
  readonly #grams = new Map<string, Origin[]>();
  readonly #whole = new Map<string, SentLine[]>();

  constructor(lines: readonly SentLine[], gone: TakenOut) {
    this.lines = lines;
    this.#isGone = gone.isLine;
    for (const line of lines) {
      if (line.text !== '') this.#whole.set(line.text, [...(this.#whole.get(line.text) ?? []), line]);
      for (let at = 0; at + TELLING <= line.chars.length; at += 1) {
        const key = gram(line.chars, at);
        const places = this.#grams.get(key);
        if (!places) this.#grams.set(key, [{ line, at }]);
        else if (places.length < MANY) places.push({ line, at });
      }
    }
    const byId = new Map(lines.map((line) => [line.id, line]));
    for (const { line: id, tokens } of gone.runs) {
      const line = byId.get(id);
      if (!line) continue;
      const own = new Set(tokens);
      const at = line.chars.findIndex(({ number }) => own.has(number - line.start));
      if (at < 0) continue;
      const text = line.chars.filter(({ number }) => own.has(number - line.start)).map((char) => char.text);
      this.#gone.push({ line, at, text });
    }
  }

  /** Few words that came: where just these were taken out, alone or with what stood beside them. */
  #takenOut(text: readonly string[]): Origin[] {
    if (text.length >= TELLING) return [];
    return this.#gone.flatMap(({ line, at, text: out }): Origin[] => {
      if (text.length === 1 && out.length > 1) return [];
      const found = runIn(out, text);
      return found < 0 ? [] : [{ line, at: at + found }];
    });
  }

  /** By character of a stretch that came in a row: where it was; null for what is new, or too short to say. */
  of(text: readonly string[]): (Origin | null)[] {
    const found: (Origin | null)[] = text.map(() => null);
    const whole = this.#best(
      [...(this.#whole.get(text.join('')) ?? []).map((line) => ({ line, at: 0 })), ...this.#takenOut(text)],
      () => text.length,
      null,
    );
    if (whole) return text.map((_, at) => ({ line: whole.line, at: whole.at + at }));
    let last: Origin | null = null;
    for (let at = 0; at + TELLING <= text.length;) {
      const places = this.#grams.get(text.slice(at, at + TELLING).join('')) ?? [];
      const from = at;
      const lengthOf = ({ line, at: begin }: Origin): number => {
        let length = TELLING;
        while (from + length < text.length && line.chars[begin + length]?.text === text[from + length])
          length += 1;
        return length;
      };
      const best = this.#best(places, lengthOf, last);
      if (!best) {
        at += 1;
        continue;
      }
      const length = lengthOf(best);
      for (let n = 0; n < length; n += 1) found[at + n] = { line: best.line, at: best.at + n };
      at += length;
      last = { line: best.line, at: best.at + length };
    }
    closeGaps(text, found);
    this.#fewHidden(text, found);
    return found;
  }

  /** Few hidden words that were taken out, put in among others. */
  #fewHidden(text: readonly string[], found: (Origin | null)[]): void {
    for (const { line, at, text: out } of this.#gone) {
      if (out.length < 2 || out.length >= TELLING) continue;
      if (!line.chars.slice(at, at + out.length).every(({ hidden }) => hidden)) continue;
      const from = runIn(text, out);
      if (from < 0) continue;
      for (let n = 0; n < out.length; n += 1) found[from + n] ??= { line, at: at + n };
    }
  }

  #best(places: readonly Origin[], lengthOf: (place: Origin) => number, last: Origin | null): Origin | null {
    let best: { place: Origin; score: number[] } | null = null;
    for (const place of places) {
      const length = lengthOf(place);
      const chars = place.line.chars.slice(place.at, place.at + length);
      const goesOn = last !== null && last.line === place.line && place.at >= last.at;
      const score = [
        length,
        goesOn ? 1 : 0,
        this.#isGone(place.line.id) ? 1 : 0,
        chars.filter(({ hidden }) => hidden).length,
      ];
      if (best === null || isMore(score, best.score)) best = { place, score };
    }
    return best?.place ?? null;
  }
}

function isMore(a: readonly number[], b: readonly number[]): boolean {
  for (const [at, one] of a.entries()) if (one !== b[at]) return one > (b[at] ?? 0);
  return false;
}

const gram = (chars: readonly SentChar[], at: number): string =>
  chars
    .slice(at, at + TELLING)
    .map(({ text }) => text)
    .join('');

/** Between two stretches of one line, what is the same there is from there too: words were changed between them. */
function closeGaps(text: readonly string[], found: (Origin | null)[]): void {
  let from = -1;
  for (let to = 0; to <= text.length; to += 1) {
    const behind = found[to] ?? null;
    if (to < text.length && behind === null) continue;
    const before = found[from] ?? null;
    closeGap(text, found, from, to, before, behind);
    from = to;
  }
}

function closeGap(
  text: readonly string[],
  found: (Origin | null)[],
  from: number,
  to: number,
  before: Origin | null,
  behind: Origin | null,
): void {
  const line = before?.line ?? behind?.line;
  if (!line || (before && behind && before.line !== behind.line)) return;
  const begin = before ? before.at + 1 : Math.max(0, (behind?.at ?? 0) - (to - from - 1) - TELLING);
  const end = behind ? behind.at : Math.min(line.chars.length, begin + (to - from - 1) + TELLING);
  if (to - from <= 1 || end <= begin || end - begin > GAP || to - from > GAP) return;
  let mine = begin;
  let other = from + 1;
  const was = line.chars.slice(begin, end).map((char) => char.text);
  for (const [kind, length] of differences(was, text.slice(from + 1, to))) {
    for (let n = 0; n < length; n += 1) {
      if (kind === 0) found[other] = { line, at: mine };
      if (kind !== 1) mine += 1;
      if (kind !== -1) other += 1;
    }
  }
}

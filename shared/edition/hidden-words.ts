import { isText } from '../document/guards.ts';
import type { Inline } from '../document/types.ts';

/** Characters in a row that say whose they are: fewer stand in any report. */
const TELLING = 8;
/** A whole hidden stretch of fewer characters is too common to be told by its words. */
const SHORTEST = 4;

/** So many characters are the rest of a stretch, and no text of its own. */
const FEW = 16;

/** A stretch of a text, from and up to (exclusive). */
export type Stretch = [from: number, to: number];

/** Words that the public edition must not have, by which they are known again where they have been moved to. */
export class HiddenWords {
  readonly #grams = new Set<string>();
  readonly #short = new Set<string>();
  readonly #runs: string[] = [];

  /** @param run characters that stood hidden in a row */
  add(run: string): void {
    this.#runs.push(run);
    if (run.length >= TELLING)
      for (let at = 0; at + TELLING <= run.length; at += 1) this.#grams.add(run.slice(at, at + TELLING));
    else if (run.trim().length >= SHORTEST) this.#short.add(run);
  }

  get isEmpty(): boolean {
    return this.#grams.size === 0 && this.#short.size === 0;
  }

  /**
   * Whether a few words are out of them, or four in a row of them: enough to tell where what is beside them is known already.
   * @param isOpen what stood in the open as well
   */
  holds(text: string, isOpen: (words: string) => boolean): boolean {
    if (text.trim() === '' || text.length > FEW) return false;
    const parts =
      text.length <= SHORTEST
        ? [text]
        : Array.from({ length: text.length - SHORTEST + 1 }, (_, at) => text.slice(at, at + SHORTEST));
    return parts.some((part) => !isOpen(part) && this.#runs.some((run) => run.includes(part)));
  }

  /** Where a text repeats them, in order and apart from each other. */
  in(text: string): Stretch[] {
    const found: Stretch[] = [];
    const add = (from: number, to: number): void => {
      const last = found.at(-1);
      if (last && from <= last[1]) last[1] = Math.max(last[1], to);
      else found.push([from, to]);
    };
    const short = [...this.#short].flatMap((run) => placesOf(run, text));
    const long: Stretch[] = [];
    if (this.#grams.size > 0)
      for (let at = 0; at + TELLING <= text.length; at += 1)
        if (this.#grams.has(text.slice(at, at + TELLING))) long.push([at, at + TELLING]);
    for (const [from, to] of [...short, ...long].sort((a, b) => a[0] - b[0])) add(from, to);
    return found;
  }
}

function placesOf(run: string, text: string): Stretch[] {
  const found: Stretch[] = [];
  for (let at = text.indexOf(run); at >= 0; at = text.indexOf(run, at + 1)) found.push([at, at + run.length]);
  return found;
}

/** Texts of nodes in a row for which something holds; a void parts them. */
export function runsWhere(nodes: readonly Inline[], holds: (node: Inline) => boolean): string[] {
  const runs: string[] = [];
  let run = '';
  for (const node of nodes) {
    if (isText(node) && holds(node)) run += node.text;
    else {
      if (run !== '') runs.push(run);
      run = '';
    }
  }
  if (run !== '') runs.push(run);
  return runs;
}

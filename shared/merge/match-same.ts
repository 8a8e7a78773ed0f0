import { differences } from '../review/differences.ts';
import { START, TABLE, type Returned, type Sent } from './cells.ts';
import { steps, type Step } from './match.ts';

/** Cells of one line: its break, and its characters. */
type Line = { places: number[]; text: string };

/**
 * Goes through a file and through the text that it had before its tracked changes. Without what was put in, both are the
 * same, but for what the two readers take otherwise: so lines are found by their words alone, in their order, and what a
 * line says in one place stays there, however little of it is left.
 */
export function matchSame(sent: Sent, back: Returned): Step[] {
  const mine = linesOf(sent.cells, () => true);
  const theirs = linesOf(back.cells, (at) => back.cells[at]?.fresh === false);
  const backOf = new Int32Array(sent.cells.length).fill(-1);
  const matched = new Uint8Array(back.cells.length);
  const pair = (own: number, other: number): void => {
    backOf[own] = other;
    matched[other] = 1;
  };
  let [a, b] = [0, 0];
  let [gapOfA, gapOfB] = [0, 0];
  const close = (): void => {
    const own = mine.slice(a - gapOfA, a).flatMap(({ places }) => places);
    const others = theirs.slice(b - gapOfB, b).flatMap(({ places }) => places);
    let [left, right] = [0, 0];
    for (const [kind, length] of differences(own.map(symbol(sent.cells)), others.map(symbol(back.cells)))) {
      if (kind === 0) for (let n = 0; n < length; n += 1) pair(own[left + n] ?? 0, others[right + n] ?? 0);
      if (kind !== 1) left += length;
      if (kind !== -1) right += length;
    }
    [gapOfA, gapOfB] = [0, 0];
  };
  for (const [kind, length] of differences(mine.map(named), theirs.map(named))) {
    for (let n = 0; n < length; n += 1) {
      if (kind === 0) {
        close();
        const [own, other] = [mine[a]?.places ?? [], theirs[b]?.places ?? []];
        own.forEach((place, at) => pair(place, other[at] ?? 0));
      } else if (kind === -1) gapOfA += 1;
      else gapOfB += 1;
      if (kind !== 1) a += 1;
      if (kind !== -1) b += 1;
    }
  }
  close();
  return steps(sent, back, backOf, matched);
}

function linesOf(cells: readonly { text: string }[], counts: (at: number) => boolean): Line[] {
  const lines: Line[] = [];
  cells.forEach(({ text }, at) => {
    if (!counts(at)) return;
    if (text === START || text === TABLE || lines.length === 0) lines.push({ places: [], text: '' });
    const line = lines.at(-1);
    line?.places.push(at);
    if (line) line.text += text;
  });
  return lines;
}

const symbol = (cells: readonly { text: string }[]) => (at: number) => cells[at]?.text ?? '';

/** `differences` has words of its own. */
const named = ({ text }: Line): string => `line ${text}`;

import { perView } from './per-view.ts';
import type { BlockView } from './types.ts';

const CLOSE: Readonly<Record<string, string>> = {
  '（': '）',
  '〔': '〕',
  '【': '】',
  '《': '》',
  '〈': '〉',
  '“': '”',
  '‘': '’',
};
const OPEN: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(CLOSE).map(([open, close]) => [close, open]),
);

const MARKS = /[（）〔〕【】《》〈〉“”‘’]/g;

/** `mark` is the opening one; `inside` are the opening marks that it lies in, from the outermost. */
export type Pair = { open: number; close: number; mark: string; inside: readonly string[] };

/** Brackets, quotes and book-title marks of a text: those that pair, and the places of those that stand alone. */
export const pairsOf = perView((view: BlockView): { pairs: Pair[]; alone: number[] } => {
  const { text } = view;
  const pairs: Pair[] = [];
  const alone: number[] = [];
  const stack: { mark: string; at: number }[] = [];
  MARKS.lastIndex = 0;
  for (let found = MARKS.exec(text); found; found = MARKS.exec(text)) {
    const [mark] = found;
    const at = found.index;
    if (CLOSE[mark] !== undefined) {
      stack.push({ mark, at });
      continue;
    }
    const opening = OPEN[mark];
    if (opening === undefined) continue;
    const depth = stack.findLastIndex((one) => one.mark === opening);
    const opened = stack[depth];
    if (!opened) {
      alone.push(at);
      continue;
    }
    // What was opened since then was never closed.
    for (const lost of stack.splice(depth).slice(1)) alone.push(lost.at);
    pairs.push({ open: opened.at, close: at, mark: opening, inside: stack.map((one) => one.mark) });
  }
  for (const lost of stack) alone.push(lost.at);
  return { pairs, alone: alone.sort((a, b) => a - b) };
});

/** True where the place lies inside a pair of that opening mark. */
export function isWithin(view: BlockView, at: number, mark: string): boolean {
  return pairsOf(view).pairs.some((pair) => pair.mark === mark && pair.open < at && at <= pair.close);
}

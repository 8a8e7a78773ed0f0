import { bigramsOf, similarity } from '../text/similarity.ts';
import { changeOf, type Token } from '../review/tokens.ts';
import type { Sent } from './cells.ts';

/** A paragraph that several bookmarks lie on now, and the paragraphs that had them, in order. */
export type Joined = { text: string; blocks: readonly number[] };

/**
 * Which of these paragraphs the one is that is left of them. All of them were joined, or some at the beginning were
 * taken out, and only their bookmarks are left: what reads most like it, with open changes decided either way, is it.
 * @returns its number in `sent.blocks`, and how alike it is
 */
export function leftOf(sent: Sent, { text, blocks }: Joined): { block: number; alike: number } {
  const has = (view: View, block: number): boolean => {
    const { from } = sent.blocks[block] ?? { from: 0 };
    return view(sent.tokens[sent.cells[from]?.token ?? -1] as Token);
  };
  let best = { block: blocks[0] ?? -1, alike: -1 };
  blocks.forEach((block, at) => {
    const rest = blocks.slice(at);
    for (const view of VIEWS) {
      const words = rest.map((one) => textIn(sent, one, view)).join('');
      // Of two that read the same, the one whose break is there, and the others' breaks are not.
      const isAlone = blocks.every((one) => has(view, one) === (one === block));
      const likeness = words === text ? 1 : Math.min(similarity(bigramsOf(words), bigramsOf(text)), 0.99);
      const alike = likeness + (isAlone ? ALONE : 0);
      if (alike > best.alike) best = { block, alike };
    }
  });
  return best;
}

const ALONE = 0.005;

type View = (token: Token) => boolean;

/** With all changes, with all of them rejected, with all of them accepted. */
const VIEWS: readonly View[] = [
  () => true,
  (token) => changeOf(token).ins === undefined,
  (token) => changeOf(token).del === undefined,
];

function textIn({ cells, tokens, blocks }: Sent, block: number, has: View): string {
  const { from, to } = blocks[block] ?? { from: 0, to: 0 };
  return cells
    .slice(from + 1, to)
    .flatMap(({ text, token }) => (has(tokens[token] as Token) ? [text] : []))
    .join('');
}

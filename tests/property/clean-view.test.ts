import { Node, type Point } from 'slate';
import { describe, expect, it } from 'vitest';

import { visiblePoint } from '../../renderer/editor/visible-caret.ts';
import { inlinesOf, isText } from '../../shared/document/guards.ts';
import { finalView } from '../../shared/document/resolve.ts';
import type { Block, TextBlock } from '../../shared/document/types.ts';
import { cleanShapes } from '../../shared/review/clean-shape.ts';
import { blocksOf, desk, places, run, step } from './review-desk.ts';
import { draws, fc } from '../random.ts';

const RUNS = { numRuns: draws(150) };
const history = fc.array(step, { minLength: 1, maxLength: 14 });

const wordsOf = (block: Block): string =>
  inlinesOf(block)
    .map((node) => (node.del !== undefined ? '' : isText(node) ? node.text : '※'))
    .join('')
    // Where a block that comes to stand in a title had an ordinal, there are words.
    .replaceAll(/[一二三四五六七八九十]+是/g, '※');

/** The lines that the page shows without marks. */
function shownLines(blocks: readonly Block[]): string[] {
  const shapes = cleanShapes(blocks);
  const lines: string[] = [];
  for (const block of blocks) {
    const shape = shapes.get(block.id);
    if (shape === 'gone') continue;
    const words = wordsOf(block);
    if (shape?.startsWith('runs-in')) lines.push(`${lines.pop() ?? ''}${words}`);
    else lines.push(words);
  }
  return lines;
}

/** The report with a sign at a place, as it reads once all is accepted. */
function finalWithSign(blocks: readonly Block[], point: Point): string {
  const marked = structuredClone([...blocks]);
  const block = marked[point.path[0] ?? 0] as TextBlock;
  const at = point.path[1] ?? 0;
  const leaf = block.children[at] as { text: string };
  block.children.splice(
    at,
    1,
    { ...leaf, text: leaf.text.slice(0, point.offset) },
    { text: '\uE000' },
    { ...leaf, text: leaf.text.slice(point.offset) },
  );
  return finalView(marked).map(wordsOf).join('');
}

describe('the page without marks', () => {
  it('has the lines that the report has once all is accepted', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const one = desk();
        run(one, steps);
        const blocks = blocksOf(one.editor);
        expect(shownLines(blocks).filter(Boolean)).toEqual(finalView(blocks).map(wordsOf).filter(Boolean));
      }),
      RUNS,
    );
  });

  it('puts a caret that stands in struck-out words where it would stand without them, to be seen', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const one = desk();
        run(one, steps);
        const { editor } = one;
        const blocks = blocksOf(editor);
        const shapes = cleanShapes(blocks);
        for (const place of places(editor)) {
          const point = visiblePoint(editor, place);
          expect(finalWithSign(blocks, point)).toBe(finalWithSign(blocks, place));
          const block = blocks[point.path[0] ?? 0];
          const leaf = Node.get(editor, point.path) as { del?: string };
          const nodes = block ? inlinesOf(block) : [];
          const at = point.path[1] ?? 0;
          const beside = [
            nodes.slice(0, at).findLast(({ del }) => del === undefined),
            nodes.slice(at + 1).find(({ del }) => del === undefined),
          ];
          // Between two fields, or where nothing is left of the block.
          const isNowhere = beside.every((node) => node === undefined || !isText(node));
          expect(leaf.del === undefined || isNowhere).toBe(true);
          expect(shapes.get(block?.id ?? '')).not.toBe('gone');
        }
      }),
      RUNS,
    );
  });
});

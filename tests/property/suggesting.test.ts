import { Node, type Editor, type Point, type Range } from 'slate';
import { describe, expect, it } from 'vitest';

import { inlinesOf, isText } from '../../shared/document/guards.ts';
import type { Block, Inline, TextBlock } from '../../shared/document/types.ts';
import { documentProblems } from '../../shared/document/validate.ts';
import { decide } from '../../shared/review/decide.ts';
import { marksIn, threadsOn } from '../../shared/document/marks.ts';
import { finalView, originalView, resolve } from '../../shared/document/resolve.ts';
import { inlineTokens, tokensOf } from '../../shared/review/tokens.ts';
import { pointAt } from '../../shared/review/points.ts';
import {
  act,
  AUTHORS,
  blocksOf,
  desk,
  pick,
  places,
  plainEditor,
  rangeOf,
  reading,
  run,
  slots,
  step,
  type Desk,
  type Step,
} from './review-desk.ts';
import { draws, fc, patience } from '../random.ts';

const RUNS = { numRuns: draws(200) };
const history = fc.array(step, { minLength: 1, maxLength: 14 });

function deskAfter(steps: readonly Step[]): Desk {
  const one = desk();
  run(one, steps);
  return one;
}

/** What it says; where the very first block goes, the form of what stands first then depends on the order. */
const said = (blocks: readonly Block[]): string[] =>
  reading(blocks).map((line, at) => (at === 0 ? line.replace(/^\S+ /, '') : line));

/** A report as the editor would have it. */
const normal = (blocks: readonly Block[]): Block[] => blocksOf(plainEditor([...blocks], 'n'));

/** As it reads; an item's ordinal that comes to stand in a heading becomes words, on one way earlier than on another. */
const worded = (blocks: readonly Block[]): string[] =>
  reading(normal(blocks)).map((line) => line.replaceAll(/[一二三四五六七八九十]+是/g, '※'));

const allWords = (blocks: readonly Block[]): string =>
  worded(blocks)
    .map((line) => line.replace(/^\S+ /, ''))
    .join('');

/** The place in the final view of a place in the report, found by a sign put there. */
function inFinal(blocks: readonly Block[], range: Range): Range {
  const signs = ['\uE000', '\uE001'] as const;
  let marked = structuredClone([...blocks]);
  const put = (point: Point, sign: string): void => {
    const block = marked[point.path[0] ?? 0] as TextBlock;
    const at = point.path[1] ?? 0;
    const leaf = block.children[at] as { text: string };
    const { ins: _ins, del: _del, ...bare } = leaf as Inline;
    block.children.splice(
      at,
      1,
      ...([
        { ...leaf, text: leaf.text.slice(0, point.offset) },
        { ...bare, text: sign },
        { ...leaf, text: leaf.text.slice(point.offset) },
      ] as Inline[]),
    );
  };
  // From the back, so that the first sign does not move the second one's place.
  const [first, second] =
    comparePoints(range.anchor, range.focus) > 0
      ? ([
          ['anchor', 0],
          ['focus', 1],
        ] as const)
      : ([
          ['focus', 1],
          ['anchor', 0],
        ] as const);
  put(range[first[0]], signs[first[1]]);
  put(range[second[0]], signs[second[1]]);
  marked = normal(finalView(marked));
  const unsigned = normal(finalView(blocks));
  const find = (sign: string): Point => {
    for (const [index, block] of marked.entries()) {
      const tokens = inlineTokens(inlinesOf(block));
      const at = tokens.findIndex((token) => token.is === 'char' && token.text === sign);
      if (at < 0) continue;
      const before = tokens
        .slice(0, at)
        .filter((token) => token.is !== 'char' || !signs.includes(token.text as never));
      const { path, offset } = pointAt(inlinesOf(unsigned[index] ?? block), before.length);
      return { path: [index, ...path], offset };
    }
    throw new Error('the sign is gone');
  };
  return { anchor: find(signs[0]), focus: find(signs[1]) };
}

function isPlace(editor: Editor, { path, offset }: Point): boolean {
  const node = Node.getIf(editor, path);
  return isText(node) && offset <= node.text.length;
}

function comparePoints(a: Point, b: Point): number {
  for (const [at, step_] of a.path.entries()) if (step_ !== b.path[at]) return step_ - (b.path[at] ?? 0);
  return a.offset - b.offset;
}

function hasDeletions(blocks: readonly Block[]): boolean {
  return blocks.some(
    (block) => block.pDel !== undefined || inlinesOf(block).some((node) => node.del !== undefined),
  );
}

function hasJoinedWords(blocks: readonly Block[]): boolean {
  return blocks.some(
    (block) =>
      block.pDel !== undefined &&
      inlinesOf(block).some((node) => node.del === undefined && !(isText(node) && node.text === '')),
  );
}

/** Places among words that are still there in the final view. */
function visiblePlaces(editor: Editor): Point[] {
  const blocks = blocksOf(editor);
  return places(editor).filter(({ path, offset }) => {
    const block = blocks[path[0] ?? 0] as TextBlock;
    const leaf = block.children[path[1] ?? 0];
    // Slate takes the start of any leaf for the start of its block; the end of the leaf before is the same place.
    if (offset === 0 && isText(block.children[(path[1] ?? 0) - 1])) return false;
    return block.pDel === undefined && leaf !== undefined && leaf.del === undefined;
  });
}

// Hundreds of histories each; a slow machine needs its time.
describe('suggesting, by several authors at random', { timeout: patience(240_000) }, () => {
  it('rejecting all gives the report before, and nobody touches what others have pending', async () => {
    await fc.assert(
      fc.asyncProperty(history, async (steps) => {
        const one = desk();
        const original = reading(blocksOf(one.editor));
        for (const next of steps) {
          const before = slots(blocksOf(one.editor));
          const author = pick(AUTHORS, next.author);
          run(one, [next]);
          expect(reading(originalView(blocksOf(one.editor)))).toEqual(original);
          const after = slots(blocksOf(one.editor));
          for (const [id, words] of before) {
            if (one.rows.get(id)?.author !== author) expect([id, after.get(id)]).toEqual([id, words]);
          }
        }
      }),
      RUNS,
    );
  });

  it('accepting all gives what the same edit would have made of the accepted report', async () => {
    await fc.assert(
      fc.asyncProperty(history, async (steps) => {
        const one = desk();
        for (const next of steps) {
          const { editor } = one;
          const points = visiblePlaces(editor);
          if (points.length === 0) return;
          const range = rangeOf(editor, next, points);
          // A block to which another one's words are joined is two blocks until that is accepted.
          if (['move', 'remove', 'level'].includes(next.kind) && hasJoinedWords(blocksOf(editor))) continue;
          const plain = plainEditor(finalView(blocksOf(editor)), 'q');
          const there = inFinal(blocksOf(editor), range);
          // A sign can stand in a leaf that is not there without it.
          if (![there.anchor, there.focus].every((point) => isPlace(plain, point))) continue;
          act(plain, next, there);
          const deleted = hasDeletions(blocksOf(editor));
          one.sitDown(pick(AUTHORS, next.author));
          act(editor, next, range);
          one.sitDown(null);
          editor.operations = [];
          expect(allWords(finalView(blocksOf(editor)))).toBe(allWords(blocksOf(plain)));
          // Slate joins and pastes by what stands at a block's edge, and by whether a block is empty: deleted words,
          // which are not there on the other side, may make it keep the form of the other of two blocks.
          if (!deleted) expect(worded(finalView(blocksOf(editor)))).toEqual(worded(blocksOf(plain)));
        }
      }),
      RUNS,
    );
  });

  it('one decision after the other, in any order, comes to the same as all at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        history,
        fc.array(fc.nat(1000), { minLength: 8, maxLength: 8 }),
        async (steps, dice) => {
          const one = deskAfter(steps);
          const blocks = blocksOf(one.editor);
          const ids = [...marksIn(blocks).revisions.keys()];
          const verdicts = new Map(ids.map((id, at) => [id, ((dice[at % dice.length] ?? 0) + at) % 2 === 0]));
          const order = ids.toSorted(
            (a, b) =>
              (((dice[ids.indexOf(a) % 8] ?? 0) * 7919) % 997) -
              (((dice[ids.indexOf(b) % 8] ?? 0) * 7919) % 997),
          );
          let left = blocks;
          // A decision that can't be carried out yet stays open and is made again.
          for (let round = 0; round < 3; round += 1) {
            for (const id of order) {
              const before = left;
              left = resolve(left, (other) => (other === id ? verdicts.get(id) : undefined));
              const view = verdicts.get(id) ? finalView : originalView;
              expect(said(view(left))).toEqual(said(view(before)));
            }
          }
          expect(said(left)).toEqual(said(resolve(blocks, (id) => verdicts.get(id))));
          expect(marksIn(left).revisions.size).toBe(0);
        },
      ),
      RUNS,
    );
  });

  it('undo takes everything back and redo does it again; accepting then undoing changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(history, fc.boolean(), async (steps, accepted) => {
        const one = desk();
        const { editor } = one;
        const start = structuredClone(blocksOf(editor));
        run(one, steps);
        const end = structuredClone(blocksOf(editor));
        decide(editor, new Set(marksIn(end).revisions.keys()), accepted, one.rows);
        expect(marksIn(blocksOf(editor)).revisions.size).toBe(0);
        editor.operations = [];
        while (editor.history.undos.length > 0) {
          editor.undo();
          editor.operations = [];
        }
        expect(editor.children).toEqual(start);
        while (editor.history.redos.length > 0) {
          editor.redo();
          editor.operations = [];
        }
        expect(marksIn(blocksOf(editor)).revisions.size).toBe(0);
        if (JSON.stringify(end) !== JSON.stringify(editor.children)) {
          editor.undo();
          expect(editor.children).toEqual(end);
        }
      }),
      RUNS,
    );
  });

  it('every document is valid, every id has a row, no character is cut in two, threads stay in one piece', async () => {
    await fc.assert(
      fc.asyncProperty(history, async (steps) => {
        const one = desk();
        for (const next of steps) {
          run(one, [next]);
          const blocks = blocksOf(one.editor);
          expect(documentProblems(blocks)).toEqual([]);
          for (const [id, kinds] of marksIn(blocks).revisions) {
            expect([...kinds]).toEqual([one.rows.get(id)?.kind]);
          }
          for (const block of blocks) {
            for (const node of inlinesOf(block)) {
              if (isText(node)) expect(node.text.isWellFormed()).toBe(true);
            }
          }
          for (const [thread, pieces] of threadPieces(blocks)) {
            expect([thread, pieces]).toEqual([thread, 1]);
          }
          // JSON and back, and normalising a second time, change nothing.
          const again = plainEditor(JSON.parse(JSON.stringify(blocks)) as Block[], 'n');
          expect(again.children).toEqual(blocks);
        }
      }),
      RUNS,
    );
  });

  it('what is commented after accepting was commented before, in the same order', async () => {
    await fc.assert(
      fc.asyncProperty(history, async (steps) => {
        const one = deskAfter(steps.filter(({ kind }) => kind !== 'move'));
        const before = commented(blocksOf(one.editor));
        const after = commented(finalView(blocksOf(one.editor)));
        for (const [thread, words] of after)
          expect(isSubsequence(words, before.get(thread) ?? '')).toBe(true);
      }),
      RUNS,
    );
  });
});

/** In how many stretches the words of each thread lie. */
function threadPieces(blocks: readonly Block[]): Map<string, number> {
  const pieces = new Map<string, number>();
  let before: string[] = [];
  for (const token of tokensOf(blocks)) {
    if (token.is === 'start' || token.is === 'table') continue;
    const here = threadsOn(token.is === 'char' ? token.marks : token.node);
    for (const thread of here)
      if (!before.includes(thread)) pieces.set(thread, (pieces.get(thread) ?? 0) + 1);
    before = here;
  }
  return pieces;
}

function commented(blocks: readonly Block[]): Map<string, string> {
  const words = new Map<string, string>();
  for (const token of tokensOf(blocks)) {
    if (token.is !== 'char') continue;
    for (const thread of threadsOn(token.marks)) words.set(thread, (words.get(thread) ?? '') + token.text);
  }
  return words;
}

function isSubsequence(words: string, of: string): boolean {
  let at = 0;
  for (const char of words) {
    at = of.indexOf(char, at);
    if (at < 0) return false;
    at += char.length;
  }
  return true;
}

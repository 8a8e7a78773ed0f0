import { Editor, Node, Transforms, type Point } from 'slate';
import { describe, expect, it } from 'vitest';

import { addItem } from '../../renderer/editor/commands.ts';
import { continueRun, restartRun, setLayout, setScheme } from '../../renderer/editor/items.ts';
import { itemSpans, ordinalsIn, startsWithOrdinal } from '../../renderer/editor/item-places.ts';
import { moveBy, movableAt, moveTo, movableOfOrdinal, type Movable } from '../../renderer/editor/move.ts';
import { blocksOf } from '../../renderer/editor/places.ts';
import { isField, isOrdinal, isText } from '../../shared/document/guards.ts';
import type { Block, Inline } from '../../shared/document/types.ts';
import { documentProblems } from '../../shared/document/validate.ts';
import { blocksFrom, reportEditor, tick, type TestEditor } from '../unit/editor/report-editor.ts';
import { fc, draws } from '../random.ts';

/** Reports with what this kind of text has: lead-ins, run-in items, items with their paragraph, fields, marks. */
const line = fc
  .array(
    fc.tuple(
      fc.constantFrom('', '<是>', '<是>', '<要>', '<!是>', '<先>'),
      fc.constantFrom('抓学习', '建机制', '坚持：', '办实事', '开会[3次]', '普法[]场次', ''),
      fc.constantFrom('；', '。', '，', ''),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((parts) => parts.map((part) => part.join('')).join(''));

const report = fc
  .array(fc.oneof({ weight: 5, arbitrary: line }, { weight: 1, arbitrary: fc.constant('一、小节') }), {
    minLength: 1,
    maxLength: 7,
  })
  .map((lines) => blocksFrom(['#标题', '一、工作', ...lines, '@青禾镇']));

/** Marks some of the text as commented, inserted or deleted; each mark keeps to its words. */
function mark(blocks: Block[], seed: number): Block[] {
  let n = seed;
  const next = (): number => (n = (n * 1103515245 + 12345) % 2147483648);
  for (const block of blocks) {
    if (block.type !== 'paragraph') continue;
    for (const node of block.children) {
      const kind = next() % 5;
      if (kind === 0) Object.assign(node, { [`c_t${next() % 3}`]: true });
      if (kind === 1) Object.assign(node, { ins: 'r1' });
      if (kind === 2 && isText(node) && node.text) Object.assign(node, { del: 'r2' });
    }
  }
  return blocks;
}

type Act = { kind: string; a: number; b: number };
const MOVES = ['up', 'down', 'drag', 'apart', 'together', 'scheme', 'restart', 'continue'] as const;
const act = fc.record({ kind: fc.constantFrom(...MOVES), a: fc.nat(9999), b: fc.nat(9999) });

function somewhere(editor: Editor, n: number): Point {
  const texts = [...Node.texts(editor)].filter(([, path]) => !Editor.void(editor, { at: path }));
  const [leaf, path] = texts[n % texts.length]!;
  return { path, offset: n % (leaf.text.length + 1) };
}

/** On its way back the paragraph meets a run with words before it, and joins that. */
function leadsIn(editor: TestEditor, movable: Movable): boolean {
  if ('item' in movable) return false;
  const below = blocksOf(editor)[movable.to];
  return ordinalsIn(below).length > 0 && !startsWithOrdinal(below);
}

function perform(editor: TestEditor, { kind, a, b }: Act): void {
  const anchor = somewhere(editor, a);
  Transforms.select(editor, { anchor, focus: b % 3 === 0 ? somewhere(editor, b) : anchor });
  switch (kind) {
    case 'up':
      return void moveBy(editor, -1);
    case 'down':
      return void moveBy(editor, 1);
    case 'apart':
    case 'together':
      return setLayout(editor, kind);
    case 'scheme':
      return setScheme(editor, (['shi', 'yao', 'di', 'shouxian'] as const)[b % 4]!);
    case 'restart':
      return void restartRun(editor);
    case 'continue':
      return void continueRun(editor);
    case 'drag': {
      const spans = blocksOf(editor).flatMap((_, index) => itemSpans(editor, index));
      const source = spans[a % Math.max(1, spans.length)];
      const movable =
        b % 4 === 0 || !source ? movableAt(editor) : movableOfOrdinal(editor, [source.block, source.from]);
      const target = spans[b % Math.max(1, spans.length)];
      if (!movable) return;
      const gap = b % (editor.children.length + 1);
      const places = [
        { gap },
        ...(target ? [{ before: [target.block, target.from] }, { endOf: target.block }] : []),
      ];
      return void moveTo(editor, movable, places[a % places.length]!);
    }
  }
}

/** Every character with its marks, every ordinal and field with its own: what moving must keep, in no order. */
function holdings(editor: Editor): string[] {
  const found: string[] = [];
  for (const block of blocksOf(editor)) {
    for (const node of block.children as Inline[]) {
      const marks = Object.keys(node)
        .filter((key) => key === 'ins' || key === 'del' || key.startsWith('c_'))
        .toSorted()
        .join();
      if (isText(node))
        for (const char of node.text) found.push(`${char} ${/[；;。]/u.test(char) ? '' : marks}`);
      else found.push(isField(node) ? `${node.id} ${marks}` : `ordinal ${marks}`);
    }
  }
  return found.toSorted();
}

describe('items', () => {
  it('moving, dragging, another layout or style lose and double nothing', async () => {
    await fc.assert(
      fc.asyncProperty(report, fc.nat(), fc.array(act, { maxLength: 12 }), async (blocks, seed, acts) => {
        const editor = reportEditor(mark(blocks, seed));
        const before = holdings(editor);
        for (const one of acts) {
          perform(editor, one);
          expect(documentProblems(blocksOf(editor))).toEqual([]);
        }
        expect(holdings(editor)).toEqual(before);
      }),
      { numRuns: draws(150) },
    );
  });

  it('each is one step, and undo and redo go all the way', async () => {
    await fc.assert(
      fc.asyncProperty(report, fc.nat(), fc.array(act, { maxLength: 8 }), async (blocks, seed, acts) => {
        const editor = reportEditor(mark(blocks, seed));
        const states = [structuredClone(editor.children)];
        for (const one of acts) {
          await tick();
          const steps = editor.history.undos.length;
          perform(editor, one);
          const made = editor.history.undos.length - steps;
          expect(made).toBeLessThanOrEqual(1);
          if (made === 1) states.push(structuredClone(editor.children));
        }
        for (let n = states.length - 2; n >= 0; n -= 1) {
          editor.undo();
          expect(editor.children).toEqual(states[n]);
        }
        for (let n = 1; n < states.length; n += 1) {
          editor.redo();
          expect(editor.children).toEqual(states[n]);
        }
      }),
      { numRuns: draws(80) },
    );
  });

  it('moving down and up again is nothing', async () => {
    await fc.assert(
      fc.asyncProperty(report, fc.nat(), fc.nat(9999), async (blocks, seed, a) => {
        const editor = reportEditor(mark(blocks, seed));
        Transforms.select(editor, somewhere(editor, a));
        const movable = movableAt(editor);
        // A whole paragraph that goes into another section comes back too; an item that joins a paragraph may not.
        if (!movable || leadsIn(editor, movable)) return;
        const before = structuredClone(editor.children);
        if (!moveBy(editor, 1)) return;
        if ('item' in movable && movableAt(editor) && editor.selection?.anchor.path[0] !== movable.item.block)
          return;
        moveBy(editor, -1);
        expect(editor.children).toEqual(before);
      }),
      { numRuns: draws(100) },
    );
  });

  it('splitting and joining lose and double no text and no field', async () => {
    const step = fc.record({
      kind: fc.constantFrom('enter', 'shift-enter', 'item', 'backspace', 'delete'),
      a: fc.nat(9999),
      b: fc.nat(1),
    });
    await fc.assert(
      fc.asyncProperty(report, fc.nat(), fc.array(step, { maxLength: 12 }), async (blocks, seed, steps) => {
        const editor = reportEditor(mark(blocks, seed));
        const words = (): string[] => holdings(editor).filter((one) => !one.startsWith('ordinal'));
        const ordinals = (): number =>
          blocksOf(editor).reduce(
            (sum, block) => sum + (block.children as Inline[]).filter((node) => isOrdinal(node)).length,
            0,
          );
        const before = words();
        for (const { kind, a } of steps) {
          await tick();
          const at = somewhere(editor, a);
          Transforms.select(editor, at);
          const count = ordinals();
          if (kind === 'enter') editor.insertBreak();
          if (kind === 'shift-enter') editor.insertSoftBreak();
          if (kind === 'item') addItem(editor);
          // Only at the edges: elsewhere these keys are there to delete.
          const [, path] = Editor.above(editor, { at, match: (_, p) => p.length === 1 })!;
          if (kind === 'backspace' && isJoin(editor, at, path, -1)) editor.deleteBackward('character');
          if (kind === 'delete' && isJoin(editor, at, path, 1)) editor.deleteForward('character');
          expect(documentProblems(blocksOf(editor))).toEqual([]);
          expect(Math.abs(ordinals() - count)).toBeLessThanOrEqual(1);
        }
        expect(words()).toEqual(before);
        while (editor.history.undos.length > 0) editor.undo();
        expect(editor.children).toEqual(reportEditor(mark(blocks, seed)).children);
      }),
      { numRuns: draws(100) },
    );
  });
});

/** Behind an ordinal or at the start of a block; before an ordinal or at the end of a block. */
function isJoin(editor: Editor, at: Point, path: number[], way: 1 | -1): boolean {
  const children = (blocksOf(editor)[path[0]!] as { children: Inline[] }).children;
  const inline = at.path[1]!;
  const leaf = children[inline] as { text: string };
  const atEdge = way === -1 ? at.offset === 0 : at.offset === leaf.text.length;
  if (!atEdge || at.path.length !== 2) return false;
  const near = children[inline + way];
  // A heading takes an item in as words, which is another matter.
  const pair = [blocksOf(editor)[path[0]!], blocksOf(editor)[path[0]! + way]];
  if (near === undefined) return pair.every((block) => block?.type === 'paragraph');
  return isOrdinal(near);
}

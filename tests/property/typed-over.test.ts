import { Editor, Transforms, type Point } from 'slate';
import { expect, it } from 'vitest';

import { createReportEditor, type ReportEditor } from '../../renderer/editor/create-report-editor.ts';
import { blocksOf } from '../../renderer/editor/places.ts';
import { inlinesOf, isField, isText } from '../../shared/document/guards.ts';
import { countingIds } from '../../shared/document/ids.ts';
import { makeField, makeParagraph, padInlines } from '../../shared/document/make.ts';
import { plainText } from '../../shared/document/plain-text.ts';
import { finalView, originalView } from '../../shared/document/resolve.ts';
import type { Block, Inline } from '../../shared/document/types.ts';
import { documentProblems } from '../../shared/document/validate.ts';
import { draws, fc } from '../random.ts';

const FIGURE = makeField({ id: 'f1', value: '7391', unit: '宗', indicator: 'contracts', label: '合同' });
const SHARE = makeField({ id: 'f2', kind: 'percentage', value: '83.1', unit: '%', sensitivity: 'secret' });
const PERSON = makeField({ id: 'p1', kind: 'person', value: '张三', unit: '书记', unitPlace: 'before' });
const OPEN = makeField({ id: 'o1', value: '6', unit: '件', sensitivity: 'public' });

const node: fc.Arbitrary<Inline> = fc.oneof(
  fc.constantFrom('全年', '审查', '，其中', '。').map((text) => ({ text })),
  fc.constantFrom(FIGURE, SHARE, PERSON, OPEN),
);
const report = fc
  .array(
    fc.uniqueArray(node, { minLength: 1, maxLength: 6, selector: (one) => (isField(one) ? one.id : {}) }),
    {
      minLength: 1,
      maxLength: 2,
    },
  )
  .map((paragraphs): Block[] => {
    const ids = countingIds('n');
    return paragraphs.map((nodes) =>
      makeParagraph(
        padInlines(nodes.map((one) => (isField(one) ? { ...one, id: ids() } : one))),
        'body',
        ids,
      ),
    );
  });
const WORDS = [
  '7452宗',
  '7452',
  '近80%',
  '李四',
  '书记李四',
  '若干',
  '办理7452宗、9件',
  '2',
  '。',
  '1.5',
  '人民',
];
const deed = fc.record({
  from: fc.nat(1000),
  to: fc.nat(1000),
  words: fc.constantFrom(...WORDS),
  way: fc.constantFrom('letters', 'whole', 'composed'),
});

function editorOf(blocks: readonly Block[], suggests: boolean): ReportEditor {
  const context = {
    author: '甲',
    authorOf: () => '甲',
    joinable: () => true,
    newId: countingIds('r'),
    at: '2026-01-02T03:04:05.000Z',
  };
  const editor = createReportEditor(
    structuredClone(blocks),
    { push: () => undefined, takeBack: () => undefined },
    { required: new Set(), refuse: () => undefined },
    { context: () => (suggests ? context : null), addRevisions: () => undefined, unlogged: (work) => work() },
  );
  Editor.normalize(editor, { force: true });
  editor.history = { undos: [], redos: [] };
  return editor;
}

/** Every place between letters, and on both sides of what is no letter. */
function placesOf(editor: Editor): Point[] {
  return blocksOf(editor).flatMap((block, b) =>
    inlinesOf(block).flatMap((one, at) =>
      isText(one)
        ? Array.from({ length: one.text.length + 1 }, (_, offset) => ({ path: [b, at], offset }))
        : [],
    ),
  );
}

function write(editor: ReportEditor, words: string, way: string): void {
  if (way === 'letters') for (const letter of words) editor.insertText(letter);
  else if (way === 'whole') editor.insertText(words);
  else {
    editor.beginComposition();
    const { anchor, focus } = editor.selection!;
    if (JSON.stringify(anchor) !== JSON.stringify(focus)) Editor.deleteFragment(editor);
    editor.insertText(words);
    editor.endComposition();
  }
}

it('whatever is written over whatever: sound, undone in whole, and a masked field alone leaves nothing in clear', () => {
  fc.assert(
    fc.property(
      report,
      fc.array(deed, { minLength: 1, maxLength: 3 }),
      fc.boolean(),
      (blocks, deeds, suggests) => {
        const editor = editorOf(blocks, suggests);
        const before = structuredClone(blocksOf(editor));
        const original = plainText(blocksOf(editor));
        for (const { from, to, words, way } of deeds) {
          const places = placesOf(editor);
          const [anchor, focus] = [places[from % places.length]!, places[to % places.length]!];
          Transforms.select(editor, { anchor, focus });
          const steps = editor.history.undos.length;
          const state = structuredClone(blocksOf(editor));
          write(editor, words, way);
          expect(documentProblems(blocksOf(editor))).toEqual([]);
          if (suggests) expect(plainText(originalView(blocksOf(editor)))).toBe(original);
          // The words stand there, but for a unit that stood there already.
          const text = plainText(finalView(blocksOf(editor)));
          for (const letter of words.replaceAll(/[宗%书记]/g, '')) expect(text).toContain(letter);
          const after = structuredClone(blocksOf(editor));
          const made = editor.history.undos.length - steps;
          for (let n = 0; n < made; n += 1) editor.undo();
          expect(blocksOf(editor)).toEqual(state);
          for (let n = 0; n < made; n += 1) editor.redo();
          expect(blocksOf(editor)).toEqual(after);
        }
        for (let n = editor.history.undos.length; n > 0; n -= 1) editor.undo();
        expect(blocksOf(editor)).toEqual(before);
      },
    ),
    { numRuns: draws(60) },
  );
});

it('over a masked field alone, what can be a figure or a name is never in clear', () => {
  const masked = fc.constantFrom(FIGURE, SHARE, PERSON, makeField({ ...OPEN, variable: 'unit', value: '' }));
  const words = fc.constantFrom('7452宗', '7452', '近80%', '李四', '书记李四', '若干', '9件', 'B区');
  const way = fc.constantFrom('letters', 'whole', 'composed');
  fc.assert(
    fc.property(masked, words, way, fc.boolean(), (field, typed, how, suggests) => {
      const editor = editorOf([makeParagraph(padInlines([{ text: '共' }, field, { text: '。' }]))], suggests);
      Transforms.select(editor, { anchor: { path: [0, 0], offset: 1 }, focus: { path: [0, 2], offset: 0 } });
      write(editor, typed, how);
      const [block] = finalView(blocksOf(editor));
      const nodes = inlinesOf(block!);
      const clear = nodes.map((one) => (isText(one) ? one.text : '')).join('');
      expect(clear).toBe('共。');
      const fields = nodes.filter((one) => isField(one));
      expect(fields.every(({ sensitivity }) => sensitivity !== 'public')).toBe(true);
    }),
    { numRuns: draws(60) },
  );
});

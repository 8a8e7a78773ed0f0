import { createEditor, Editor } from 'slate';
import { withHistory } from 'slate-history';
import { describe, expect, it } from 'vitest';

import {
  makeField,
  makeHeading,
  makeParagraph,
  makeSignature,
  makeTitle,
} from '../../../shared/document/make.ts';
import { nextPlace, placesFor, sectionOf, whyNot } from '../../../shared/document/section-moves.ts';
import type { Block, HeadingLevel } from '../../../shared/document/types.ts';
import { documentProblems } from '../../../shared/document/validate.ts';
import { withDocument } from '../../../shared/document/with-document.ts';
import {
  moveSectionBy,
  moveSectionTo,
  removeSection,
  shiftSection,
} from '../../../renderer/features/outline/section-commands.ts';
import { fc } from '../../random.ts';

const NONE: ReadonlySet<string> = new Set();

function open(blocks: Block[]) {
  const editor = withDocument(withHistory(createEditor()));
  editor.children = blocks;
  Editor.normalize(editor, { force: true });
  return editor;
}

const blocksOf = (editor: Editor) => editor.children as unknown as Block[];
const ids = (list: readonly Block[]) => list.map((block) => block.id);
const outline = (editor: Editor) =>
  blocksOf(editor)
    .filter((block) => block.type === 'heading')
    .map((block) => `${'#'.repeat(block.level)}${(block.children[0] as { text: string }).text}`);
const idOf = (editor: Editor, words: string) =>
  blocksOf(editor).find((block) => block.type === 'heading' && JSON.stringify(block).includes(words))?.id ??
  '';

function report(): Block[] {
  return [
    makeTitle('题'),
    makeParagraph('引言'),
    makeHeading(1, '甲', 'a'),
    makeHeading(2, '甲一', 'a1'),
    makeParagraph([{ text: '有' }, makeField({ value: '12', unit: '次' }), { text: '。' }]),
    makeHeading(2, '甲二'),
    makeParagraph('甲二的字'),
    makeHeading(1, '乙', 'b'),
    makeHeading(2, '乙一'),
    makeParagraph('乙一的字'),
    makeSignature('unit', '青禾镇'),
  ];
}

describe('sections', () => {
  it('move with all they hold, by one step of undo', () => {
    const editor = open(report());
    const before = structuredClone(blocksOf(editor));
    const moved = blocksOf(editor).slice(3, 5);
    expect(moveSectionBy(editor, idOf(editor, '甲一'), 1, NONE)).toBeNull();
    expect(outline(editor)).toEqual(['#甲', '##甲二', '##甲一', '#乙', '##乙一']);
    // The very nodes: fields, ids and comments are theirs.
    expect(blocksOf(editor).slice(5, 7)).toEqual(moved);
    expect(blocksOf(editor)[5]).toBe(moved[0]);
    editor.undo();
    expect(blocksOf(editor)).toEqual(before);
    editor.redo();
    expect(outline(editor)).toEqual(['#甲', '##甲二', '##甲一', '#乙', '##乙一']);
  });

  it('go into the neighbour of their parent, and no further than the body', () => {
    const editor = open(report());
    expect(moveSectionBy(editor, idOf(editor, '甲二'), 1, NONE)).toBeNull();
    expect(outline(editor)).toEqual(['#甲', '##甲一', '#乙', '##甲二', '##乙一']);
    expect(moveSectionBy(editor, idOf(editor, '乙一'), 1, NONE)).toContain('最后');
    expect(moveSectionBy(editor, idOf(editor, '甲一'), -1, NONE)).toContain('最前');
    expect(moveSectionBy(editor, idOf(editor, '乙"'), -1, NONE)).toBeNull();
    expect(outline(editor)[0]).toBe('#乙');
    expect(blocksOf(editor).at(-1)?.type).toBe('signature');
  });

  it('are promoted and demoted with their subsections, within four levels', () => {
    const editor = open(report());
    expect(shiftSection(editor, idOf(editor, '乙"'), 1, NONE)).toBeNull();
    expect(outline(editor).slice(-2)).toEqual(['##乙', '###乙一']);
    expect(shiftSection(editor, idOf(editor, '甲"'), -1, NONE)).toContain('一级');
    editor.undo();
    expect(outline(editor).slice(-2)).toEqual(['#乙', '##乙一']);
  });

  it('are deleted whole', () => {
    const editor = open(report());
    expect(removeSection(editor, idOf(editor, '甲"'), NONE)).toBeNull();
    expect(outline(editor)).toEqual(['#乙', '##乙一']);
    expect(documentProblems(blocksOf(editor))).toEqual([]);
  });

  it('say why a required one stays', () => {
    const editor = open(report());
    const required = new Set(['a', 'a1', 'b']);
    const before = blocksOf(editor);
    expect(removeSection(editor, idOf(editor, '甲"'), required)).toContain('“甲”是模板规定必写');
    expect(removeSection(editor, idOf(editor, '甲一'), required)).toContain('“甲一”');
    expect(moveSectionBy(editor, idOf(editor, '乙"'), -1, required)).toContain('次序');
    expect(moveSectionTo(editor, idOf(editor, '甲一'), 10, required)).toContain('次序');
    expect(shiftSection(editor, idOf(editor, '甲一'), 1, required)).toContain('级别');
    // 甲一 would come to lie under what was moved before it.
    expect(shiftSection(editor, idOf(editor, '甲二'), -1, new Set(['a1']))).toBeNull();
    editor.undo();
    expect(blocksOf(editor)).toEqual(before);
    // One that is not required may go around them.
    expect(moveSectionBy(editor, idOf(editor, '甲二'), -1, required)).toBeNull();
    expect(outline(editor).slice(0, 3)).toEqual(['#甲', '##甲二', '##甲一']);
  });

  it('notices a required one that would get another parent', () => {
    const blocks = [makeHeading(1, '甲', 'a'), makeHeading(2, '别的'), makeHeading(2, '甲一', 'a1')];
    const editor = open(blocks);
    expect(shiftSection(editor, idOf(editor, '别的'), -1, new Set(['a', 'a1']))).toContain(
      '归到别的标题下面',
    );
  });
});

/** Any outline, each section with a paragraph. */
const outlines = fc
  .array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 12 })
  .map((levels) =>
    levels.flatMap((level, n): Block[] => [
      makeHeading(level as HeadingLevel, `h${n}`, n % 3 === 0 ? `slot${n}` : undefined),
      makeParagraph(`p${n}`),
    ]),
  );

describe('section moves', () => {
  it('lose no block, keep every section’s own blocks together, and can be undone', () => {
    fc.assert(
      fc.property(outlines, fc.nat(), fc.nat(), fc.boolean(), (blocks, which, where, rules) => {
        const editor = open([makeTitle('t'), ...blocks, makeSignature('unit', '镇')]);
        const before = blocksOf(editor);
        const headings = before.filter((block) => block.type === 'heading');
        const id = headings[which % headings.length]?.id ?? '';
        const section = sectionOf(before, id)!;
        const places = placesFor(before, section);
        const to = places[where % places.length];
        if (to === undefined) return;
        const required = rules ? new Set(headings.flatMap((one) => one.slot ?? [])) : NONE;
        const refusal = moveSectionTo(editor, id, to, required);
        const after = blocksOf(editor);
        expect(new Set(after.map((block) => block.id))).toEqual(new Set(before.map((block) => block.id)));
        expect(after.at(-1)?.type).toBe('signature');
        expect(whyNot(before, after, required)).toBeNull();
        if (refusal) {
          expect(after).toBe(before);
          return;
        }
        const moved = sectionOf(after, id)!;
        expect(ids(after.slice(moved.from, moved.to))).toEqual(ids(before.slice(section.from, section.to)));
        editor.undo();
        expect(ids(blocksOf(editor))).toEqual(ids(before));
      }),
    );
  });

  it('go up and down again to the same place', () => {
    fc.assert(
      fc.property(outlines, fc.nat(), (blocks, which) => {
        const headings = blocks.filter((block) => block.type === 'heading');
        const id = headings[which % headings.length]?.id ?? '';
        const section = sectionOf(blocks, id)!;
        if (nextPlace(blocks, section, 1) === null) return;
        const editor = open(blocks);
        const before = ids(blocksOf(editor));
        if (moveSectionBy(editor, id, 1, NONE) || moveSectionBy(editor, id, -1, NONE)) return;
        // Up leads to the nearest place above, which may lie between: never beyond where it came from.
        expect(ids(blocksOf(editor)).indexOf(id)).toBeGreaterThanOrEqual(before.indexOf(id));
      }),
    );
  });
});

import { Editor } from 'slate';
import { describe, expect, it } from 'vitest';

import { formatState, toggleFormat } from '../../../renderer/editor/formats.ts';
import { imageOf, insertImages, sizedTo } from '../../../renderer/editor/image-commands.ts';
import { LiveView } from '../../../renderer/editor/live-view.ts';
import {
  changeNote,
  insertNote,
  placeForNote,
  removeVoid,
  withWords,
} from '../../../renderer/editor/note-commands.ts';
import { insertAnnex, insertPart, insertSignature } from '../../../renderer/editor/official-parts.ts';
import {
  pageState,
  toggleLandscape,
  togglePageBreak,
  toggleRole,
} from '../../../renderer/editor/page-layout.ts';
import { blocksOf } from '../../../renderer/editor/places.ts';
import { secrecyState, toggleSecretBlocks, toggleSecretSentences } from '../../../renderer/editor/secrecy.ts';
import { inlinesOf, isNote } from '../../../shared/document/guards.ts';
import {
  makeAnnex,
  makeField,
  makeHeading,
  makeNote,
  makeParagraph,
  makeSignature,
  makeTitle,
} from '../../../shared/document/make.ts';
import type { Inline, NoteKind } from '../../../shared/document/types.ts';
import { editorOf, select, shown } from './editor.ts';

const nodesAt = (editor: Editor, index: number): Inline[] => inlinesOf(blocksOf(editor)[index]!);
const refuse = (): void => undefined;
const note = (kind: NoteKind, more: object = {}) => ({ ...makeNote(kind, '注'), ...more });

/** Two annexes; the first has a signature of its own. */
const report = () => [
  makeTitle('标题'),
  makeParagraph('正文。'),
  makeSignature('unit', '青禾镇'),
  makeAnnex('名单'),
  makeParagraph('甲村。'),
  makeSignature('unit', '司法所'),
  makeAnnex('另一个'),
  makeParagraph('乙村。'),
];

describe('notes', () => {
  it('go in at the caret with their words as one step, and come out as one', () => {
    const editor = editorOf([makeParagraph('全年十二件。')]);
    select(editor, [0, 0], 5);
    const at = placeForNote(editor, refuse)!;
    const id = insertNote(editor, at, 'foot', '据统计。');
    expect(nodesAt(editor, 0)).toMatchObject([
      { text: '全年十二件' },
      { type: 'note', kind: 'foot', body: [{ text: '据统计。' }] },
      { text: '。' },
    ]);
    expect(editor.selection?.anchor).toEqual({ path: [0, 2], offset: 0 });
    changeNote(editor, id, '据司法所统计。');
    removeVoid(editor, id);
    expect(shown(editor)).toEqual(['paragraph: 全年十二件。']);
    editor.undo();
    editor.undo();
    expect(nodesAt(editor, 0)[1]).toMatchObject({ body: [{ text: '据统计。' }] });
    editor.undo();
    expect(nodesAt(editor, 0)).toEqual([{ text: '全年十二件。' }]);
  });

  it('are hidden where the words around them are', () => {
    const editor = editorOf([makeParagraph([{ text: '内部情况。', secret: true }, { text: '公开。' }])]);
    for (const [offset, secret] of [
      [4, true],
      [5, true],
    ] as const) {
      select(editor, [0, 0], offset);
      insertNote(editor, editor.selection!.anchor, 'foot', '不公开');
      expect(nodesAt(editor, 0).find(isNote)?.secret).toBe(secret);
      editor.undo();
    }
  });

  it('stand in no title', () => {
    const editor = editorOf([makeTitle('标题')]);
    select(editor, [0, 0], 1);
    const why: string[] = [];
    expect(placeForNote(editor, (one) => void why.push(one))).toBeNull();
    expect(why).toHaveLength(1);
  });

  it('keep their formats where the words stay', () => {
    const body = [{ text: '见' }, { text: '年鉴', bold: true as const }, { text: '第3页' }];
    expect(withWords(body, '参见年鉴第3页')).toEqual([{ text: '参见' }, body[1], { text: '第3页' }]);
    expect(withWords(body, '见年鉴甲第3页')).toEqual([
      { text: '见' },
      { text: '年鉴甲', bold: true },
      { text: '第3页' },
    ]);
    expect(withWords(body, '')).toEqual([]);
    expect(withWords([], '新')).toEqual([{ text: '新' }]);
  });

  it('are counted by their kind, without those that a change takes out', () => {
    const [a, b, c, d, e] = [
      note('foot'),
      note('foot', { del: 'r' }),
      note('foot', { secret: true }),
      note('end'),
      note('foot'),
    ] as const;
    const blocks = [makeParagraph([a, b, c, d]), { ...makeParagraph([e]) }];
    const live = new LiveView(blocks, {});
    const signs = blocks.flatMap((block) =>
      inlinesOf(block)
        .filter(isNote)
        .map((one) => live.noteSign(one)),
    );
    expect(signs).toEqual(['①', '②', '②', '〔1〕', '③']);
  });

  it('are asked for anew when one comes before them', () => {
    const one = makeParagraph([makeNote('foot', '甲')]);
    const other = makeParagraph([makeNote('foot', '乙')]);
    const live = new LiveView([one], {});
    live.number('');
    let times = 0;
    live.subscribe(() => (times += 1));
    live.update({ blocks: [other, one] });
    expect(times).toBe(1);
  });

  it('belong to the sentence that they stand behind when that is kept from the public', () => {
    const editor = editorOf([
      makeParagraph([{ text: '一句。' }, makeNote('foot', '内情'), { text: '二句。' }]),
    ]);
    select(editor, [0, 0], 1);
    toggleSecretSentences(editor);
    expect(nodesAt(editor, 0).map((node) => [node.secret === true, 'text' in node ? node.text : ''])).toEqual(
      [
        [true, '一句。'],
        [true, ''],
        [false, '二句。'],
      ],
    );
  });
});

describe('formats', () => {
  it('are given to what is selected, fields too, and taken off again, one step each', () => {
    const editor = editorOf([
      makeParagraph([{ text: '办结' }, makeField({ value: '12', unit: '件' }), { text: '案件。' }]),
    ]);
    select(editor, [0, 0], 1, { path: [0, 2], offset: 2 });
    toggleFormat(editor, 'bold');
    expect(nodesAt(editor, 0).map((node) => node.bold === true)).toEqual([false, true, true, true, false]);
    expect(formatState(editor)).toEqual({ bold: true, sup: false });
    toggleFormat(editor, 'bold');
    expect(nodesAt(editor, 0).some((node) => node.bold)).toBe(false);
    editor.undo();
    expect(nodesAt(editor, 0).filter((node) => node.bold)).toHaveLength(3);
    editor.undo();
    expect(nodesAt(editor, 0)).toHaveLength(3);
  });

  it('that are chosen at the caret hold for what is typed there, and go with the caret', () => {
    const editor = editorOf([makeParagraph('面积3m')]);
    select(editor, [0, 0], 4);
    toggleFormat(editor, 'sup');
    expect(formatState(editor).sup).toBe(true);
    editor.insertText('2');
    editor.insertText('3');
    expect(nodesAt(editor, 0)).toEqual([{ text: '面积3m' }, { text: '23', sup: true }]);
    toggleFormat(editor, 'sup');
    editor.insertText('。');
    expect(nodesAt(editor, 0)).toEqual([{ text: '面积3m' }, { text: '23', sup: true }, { text: '。' }]);
    select(editor, [0, 0], 1);
    toggleFormat(editor, 'bold');
    select(editor, [0, 0], 2);
    expect(formatState(editor).bold).toBe(false);
  });
});

describe('images', () => {
  it('are as large as they are printed, and several are one step', () => {
    const stored = { asset: 'a'.repeat(64), kind: 'png', width: 1200, height: 600 } as const;
    const editor = editorOf([makeParagraph('前后')]);
    select(editor, [0, 0], 1);
    insertImages(editor, [imageOf(stored), imageOf({ ...stored, width: 100, height: 100 })]);
    expect(nodesAt(editor, 0)).toMatchObject([
      { text: '前' },
      { type: 'image', width: 442, height: 221 },
      { text: '' },
      { type: 'image', width: 75, height: 75 },
      { text: '后' },
    ]);
    editor.undo();
    expect(nodesAt(editor, 0)).toEqual([{ text: '前后' }]);
  });

  it('keep their proportions within the text', () => {
    expect(sizedTo({ width: 100, height: 50 }, 200)).toEqual({ width: 200, height: 100 });
    expect(sizedTo({ width: 100, height: 50 }, 9000)).toEqual({ width: 442, height: 221 });
    expect(sizedTo({ width: 100, height: 400 }, 400)).toMatchObject({ height: 637 });
    expect(sizedTo({ width: 100, height: 50 }, 0).width).toBeGreaterThan(0);
  });
});

describe('the page', () => {
  it('begins anew before a block and lies across for several, and a line that is broken off does neither twice', () => {
    const editor = editorOf([makeParagraph('甲'), makeParagraph('乙丙'), makeParagraph('丁')]);
    select(editor, [0, 0], 0);
    expect(pageState(editor).pageBreak).toBeNull();
    select(editor, [1, 0], 1);
    togglePageBreak(editor);
    editor.insertBreak();
    expect(blocksOf(editor).map((block) => block.pageBreak === true)).toEqual([false, true, false, false]);
    select(editor, [1, 0], 0, { path: [3, 0], offset: 1 });
    toggleLandscape(editor);
    expect(blocksOf(editor).map((block) => block.landscape === true)).toEqual([false, true, true, true]);
    expect(pageState(editor)).toMatchObject({ landscape: true, pageBreak: true });
    toggleLandscape(editor);
    togglePageBreak(editor);
    expect(blocksOf(editor).some((block) => block.landscape || block.pageBreak)).toBe(false);
  });

  it('begins no page there any more after Backspace, and the next one joins the lines', () => {
    const editor = editorOf([makeParagraph('甲'), { ...makeParagraph('乙'), pageBreak: true }]);
    select(editor, [1, 0], 0);
    editor.deleteBackward('character');
    expect(blocksOf(editor)[1]).not.toHaveProperty('pageBreak');
    editor.deleteBackward('character');
    expect(shown(editor)).toEqual(['paragraph: 甲乙']);
    editor.undo();
    editor.undo();
    expect(blocksOf(editor)[1]).toHaveProperty('pageBreak', true);
  });

  it('has captions and unit lines, behind which the body goes on', () => {
    const editor = editorOf([makeParagraph('表1'), makeHeading(1, '一')]);
    select(editor, [0, 0], 2, { path: [1, 0], offset: 1 });
    toggleRole(editor, 'caption');
    expect(blocksOf(editor)).toMatchObject([{ role: 'caption' }, { type: 'heading' }]);
    select(editor, [0, 0], 2);
    expect(pageState(editor).role).toBe('caption');
    editor.insertBreak();
    expect(blocksOf(editor)[1]).not.toHaveProperty('role');
    select(editor, [0, 0], 1);
    toggleRole(editor, 'caption');
    expect(blocksOf(editor)[0]).not.toHaveProperty('role');
  });
});

describe('annexes', () => {
  it('stand behind the signature, with text behind their titles', () => {
    const editor = editorOf(report().slice(0, 3));
    insertAnnex(editor);
    editor.insertText('名单');
    editor.insertBreak();
    editor.insertText('甲村。');
    expect(shown(editor).slice(2)).toEqual(['signature: 青禾镇', 'annex: 附件名单', 'paragraph: 甲村。']);
    select(editor, [3, 0], 0);
    editor.insertBreak();
    expect(blocksOf(editor).map(({ type }) => type)).toEqual([
      'title',
      'paragraph',
      'signature',
      'paragraph',
      'annex',
      'paragraph',
    ]);
  });

  it('are hidden with all that is in them, and shown again', () => {
    const editor = editorOf(report());
    select(editor, [3, 0], 1);
    toggleSecretBlocks(editor);
    expect(blocksOf(editor).map((block) => block.secret === true)).toEqual([
      false,
      false,
      false,
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(secrecyState(editor).block).toBe(true);
    const live = new LiveView(blocksOf(editor), {});
    expect(blocksOf(editor).map(({ id }) => live.isHidden(id))).toEqual([
      false,
      false,
      false,
      true,
      true,
      true,
      false,
      false,
    ]);
    toggleSecretBlocks(editor);
    expect(blocksOf(editor).some((block) => block.secret)).toBe(false);
  });

  it('do not take the parts that belong before them', () => {
    const editor = editorOf([
      makeTitle('标题'),
      makeParagraph('正文。'),
      makeAnnex('名单'),
      makeSignature('unit', '司法所'),
    ]);
    insertSignature(editor, '青禾镇', '2026年12月1日');
    insertPart(editor, 'attachment');
    expect(blocksOf(editor).map(({ type }) => type)).toEqual([
      'title',
      'paragraph',
      'paragraph',
      'signature',
      'signature',
      'annex',
      'signature',
    ]);
  });
});

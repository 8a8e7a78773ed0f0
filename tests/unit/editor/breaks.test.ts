import { createEditor, Editor, Transforms } from 'slate';
import { describe, expect, it } from 'vitest';

import { withReport } from '../../../renderer/editor/create-report-editor.ts';
import { setLevel } from '../../../renderer/editor/levels.ts';
import { blocksOf } from '../../../renderer/editor/places.ts';
import { countingIds } from '../../../shared/document/ids.ts';
import { makeHeading, makeParagraph, makeSignature, makeTitle } from '../../../shared/document/make.ts';
import type { Block } from '../../../shared/document/types.ts';
import { caretAt, editorFrom, reads, tick } from './report-editor.ts';

function report() {
  const ids = countingIds('b');
  const blocks = [
    makeTitle('青禾镇工作总结', ids),
    makeParagraph('市委办：', 'addressee', ids),
    makeHeading(1, '工作情况', 'work', ids),
    makeParagraph('附件：清单', 'attachment', ids),
    makeSignature('unit', '青禾镇', ids),
    makeSignature('date', '2026年12月1日', ids),
  ];
  const refused: string[] = [];
  const editor = withReport(createEditor(), {
    required: new Set(['work']),
    refuse: (why) => refused.push(why),
  });
  editor.children = blocks;
  Editor.normalize(editor, { force: true });
  const enter = (block: number, words: string): string[] => {
    if (words) caretAt(editor, block, words);
    else Transforms.select(editor, Editor.start(editor, [block]));
    editor.insertBreak();
    return forms(blocksOf(editor));
  };
  return { editor, refused, enter };
}

const forms = (blocks: readonly Block[]): string[] =>
  blocks.map((block) => {
    const { type, role, slot, children } = block as {
      type: string;
      role?: string;
      slot?: string;
      children: unknown;
    };
    const words = (children as { text: string }[]).map(({ text }) => text).join('');
    return `${role && role !== 'body' ? role : type}${slot ? '*' : ''} ${words}`;
  });

const TITLE = 'title 青禾镇工作总结';
const ADDRESSEE = 'addressee 市委办：';
const HEADING = 'heading* 工作情况';
const ATTACHMENT = 'attachment 附件：清单';
const UNIT = 'unit 青禾镇';
const DATE = 'date 2026年12月1日';

describe('Enter', () => {
  it('behind a required heading begins its text, and says nothing', () => {
    const { enter, refused } = report();
    expect(enter(2, '工作情况')).toEqual([TITLE, ADDRESSEE, HEADING, 'paragraph ', ATTACHMENT, UNIT, DATE]);
    expect(refused).toEqual([]);
  });

  it('within a required heading leaves it its place', () => {
    const { enter, refused } = report();
    expect(enter(2, '工作').slice(2, 4)).toEqual(['heading* 工作', 'paragraph 情况']);
    expect(refused).toEqual([]);
  });

  it('does not cut the title, and says why; behind it the text begins', () => {
    const { editor, enter, refused } = report();
    const before = forms(blocksOf(editor));
    expect(enter(0, '')).toEqual(before);
    expect(enter(0, '青禾镇')).toEqual(before);
    editor.insertSoftBreak();
    expect(forms(blocksOf(editor))).toEqual(before);
    expect(refused).toHaveLength(3);
    expect(enter(0, '青禾镇工作总结').slice(0, 2)).toEqual([TITLE, 'paragraph ']);
  });

  it('behind the addressee begins the text, within it a second line', () => {
    expect(report().enter(1, '市委办：').slice(1, 3)).toEqual([ADDRESSEE, 'paragraph ']);
    expect(report().enter(1, '市委').slice(1, 3)).toEqual(['addressee 市委', 'addressee 办：']);
    expect(report().enter(1, '').slice(1, 3)).toEqual(['paragraph ', ADDRESSEE]);
  });

  it('behind an attachment begins the next one; an empty one becomes text', async () => {
    const { editor, enter } = report();
    expect(enter(3, '附件：清单').slice(3, 5)).toEqual([ATTACHMENT, 'attachment ']);
    await tick();
    editor.insertBreak();
    expect(forms(blocksOf(editor)).slice(3, 6)).toEqual([ATTACHMENT, 'paragraph ', UNIT]);
  });

  it('in the signature makes lines of the signature, or text before and behind it', () => {
    expect(report().enter(4, '').slice(4)).toEqual(['paragraph ', UNIT, DATE]);
    expect(report().enter(4, '青禾镇').slice(4)).toEqual([UNIT, 'unit ', DATE]);
    expect(report().enter(5, '2026年12月1日').slice(4)).toEqual([UNIT, DATE, 'paragraph ']);
    const { editor, enter } = report();
    Transforms.removeNodes(editor, { at: [5] });
    expect(enter(4, '青禾镇').slice(4)).toEqual([UNIT, 'date ']);
  });
});

describe('items that become a heading', () => {
  it('keep the words of their ordinals as they were', () => {
    const editor = editorFrom('一、甲', '<是>天。', '<是>地。<是>人。', '<是>和。');
    caretAt(editor, 2, '地');
    setLevel(editor, 2);
    expect(reads(editor)[2]).toContain('二是地。三是人。');
  });

  it('also where they join the heading above', () => {
    const editor = editorFrom('一、甲', '<是>天。<是>地。<是>人。');
    Transforms.select(editor, Editor.start(editor, [1]));
    editor.deleteBackward('character');
    expect(reads(editor)).toEqual(['一、甲一是天。二是地。三是人。']);
  });
});

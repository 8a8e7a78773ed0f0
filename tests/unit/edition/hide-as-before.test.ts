import { describe, expect, it } from 'vitest';

import { makeField, makeParagraph, makeTitle } from '../../../shared/document/make.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import type { Block, Inline } from '../../../shared/document/types.ts';
import { hideAsBefore } from '../../../shared/edition/hide-as-before.ts';
import { publicView } from '../../../shared/edition/secrecy.ts';

const SECRET = '拟对三家企业立案，名单暂不公布';
const p = (...children: Inline[]): Block => makeParagraph(children);
const hide = (node: Inline): Inline => ({ ...node, secret: true });
const as = (block: Block, children: Inline[]): Block => ({ ...block, children }) as Block;

describe('what was hidden stays hidden', () => {
  const title = makeTitle('总结');
  const whole: Block = { ...p({ text: `内部情况：${SECRET}。` }), secret: true };
  const part = p({ text: '检查12次，' }, { text: SECRET, secret: true }, { text: '。' });
  const open = p({ text: '组织培训。' });
  const before = [title, whole, part, open];
  const publicText = (blocks: readonly Block[]): string =>
    plainText(publicView(hideAsBefore(blocks, before).blocks));

  it('and blocks in which nothing comes into the open are the same blocks', () => {
    expect(hideAsBefore(before, before)).toEqual({ blocks: before, hidden: 0 });
    expect(hideAsBefore(before, before).blocks).toBe(before);
  });

  it('where a block or its words have lost their mark', () => {
    const { secret: _, ...shown } = whole;
    const made = hideAsBefore([title, shown, as(part, [{ text: `检查12次，${SECRET}。` }]), open], before);
    expect(made.hidden).toBe(2);
    expect(plainText(publicView(made.blocks))).toBe('总结\n检查12次。\n组织培训。');
  });

  it('wherever the words have come to: another paragraph, a table, cut into leaves', () => {
    const moved = as(open, [
      { text: '据悉，拟对三家' },
      { text: '企业立案，名单', c_a: true },
      { text: '暂不公布。' },
    ]);
    expect(publicText([title, moved])).toBe('总结\n据悉。');
    const table: Block = {
      id: 't',
      type: 'table',
      children: [
        { type: 'table-row', children: [{ type: 'table-cell', children: [{ text: `注：${SECRET}` }] }] },
      ],
    };
    expect(publicText([title, table])).not.toContain('三家企业');
  });

  it('figures too', () => {
    const field = makeField({ value: '37', unit: '件' });
    const hidden = p({ text: '立案' }, { ...field, secret: true }, { text: '。' });
    const { blocks } = hideAsBefore([title, as(open, [{ text: '' }, field, { text: '' }])], [title, hidden]);
    expect(plainText(publicView(blocks))).toBe('总结');
  });

  it('and what stood in the open with the same words still does', () => {
    const said = p({ text: `会议指出，${SECRET}。` });
    const blocks = [title, said, part];
    expect(hideAsBefore(blocks, blocks).hidden).toBe(0);
  });

  it('and common words stay open', () => {
    const short = p({ text: '全年推进，' }, { text: '工作。', secret: true });
    expect(hideAsBefore([title, p({ text: '各项工作。' })], [title, short]).hidden).toBe(0);
  });
});

describe('notes and images that come back as others', () => {
  const bare = { children: [{ text: '' }] as [{ text: string }] };
  const note = (id: string, text: string): Inline => ({
    type: 'note',
    id,
    kind: 'foot',
    body: [{ text }],
    ...bare,
  });
  const image = (id: string): Inline => ({
    type: 'image',
    id,
    asset: 'ab'.repeat(32),
    width: 9,
    height: 9,
    alt: '',
    ...bare,
  });

  it.each([SECRET, '张三'])('stay hidden, also beside those that were (%s)', (words) => {
    const before = [p({ text: '甲' }, hide(note('n', words)), hide(image('i'))), p({ text: '乙' })];
    const more = p({ text: '丙' }, note('k', words), image('l'));
    for (const after of [[...before, more], [more]]) {
      const { blocks } = hideAsBefore(after, before);
      const open = publicView(blocks).flatMap(({ children }) => children as Inline[]);
      expect(open.filter((node) => !('text' in node))).toEqual([]);
    }
  });

  it('and so do their words in the text, and words of the text in a note', () => {
    const said = '涉案人员名单共计七人';
    const before = [p({ text: '甲' }, hide(note('n', said))), p({ text: SECRET, secret: true })];
    const after = [...before, p({ text: `丙${said}` }), p({ text: '丁' }, note('k', `据悉${SECRET}`))];
    const open = JSON.stringify(publicView(hideAsBefore(after, before).blocks));
    expect(open).toContain('丙');
    expect(open).not.toContain(said);
    expect(open).not.toContain(SECRET);
  });

  it('stay open where they stood in the open, too', () => {
    const before = [p(hide(note('n', SECRET)), hide(image('i'))), p(note('o', SECRET), image('j'))];
    const after = [...before, p({ text: '丙' }, note('k', SECRET), image('l'))];
    expect(hideAsBefore(after, before).hidden).toBe(0);
  });
});

it('hides the short rest of a hidden stretch that is left beside hidden words', () => {
  const field = makeField({ id: 'f', value: '12', unit: '件', sensitivity: 'public' });
  const whole: Block = {
    ...p({ text: '本月查处。移送案件' }, field, { text: '正在办理之中。' }),
    secret: true,
  };
  // The paragraph was split by then, so that half of it has another id.
  const half = makeParagraph([{ text: '移送案件' }, field, { text: '正在办理之中。' }]);
  const { blocks } = hideAsBefore([makeTitle('总结'), half], [makeTitle('总结'), whole]);
  expect(plainText(publicView(blocks))).toBe('总结');
});

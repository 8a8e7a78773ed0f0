import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

import { readHtml, type HtmlText } from '../../../shared/paste/read-html.ts';
import { readText } from '../../../shared/paste/read-text.ts';
import { parseHtml } from './parse.ts';
import { fc } from '../../random.ts';

const folder = fileURLToPath(new URL('../../fixtures/clipboard/', import.meta.url));
const fixture = (name: string): HtmlText =>
  readHtml(parseHtml(readFileSync(`${folder}${name}.html`, 'utf8')));
const read = (html: string): HtmlText['lines'] => readHtml(parseHtml(html)).lines;
const texts = (html: string): string[] => read(html).map((line) => line.text);

describe('what programs put on the clipboard', () => {
  it('Word: list numbers are text, bullets are not; comments, deletions and pictures are counted', () => {
    const { lines, leftOut } = fixture('word');
    expect(lines).toEqual([
      { text: '一、法治建设工作情况', heading: 1 },
      { text: '（一）抓好行政执法', heading: 2 },
      {
        text: '一是规范执法程序。全年开展执法检查***宗，办结28宗。二是健全制度，组织"开放日"活动12场次，    群众A & B两组参加。',
      },
      { text: '执法人员全部持证上岗。' },
      {
        text: '',
        table: [
          ['年度', '执法情况', ''],
          ['2024年', '检查（宗）', '610'],
          ['', '立案（宗）', '28'],
        ],
      },
    ]);
    expect(leftOut).toEqual({ images: 1, objects: 0, deleted: 1, comments: 1 });
  });

  it('WPS: fonts in between are nothing, hidden text is not there', () => {
    expect(fixture('wps').lines).toEqual([
      { text: '（二）法治社会建设', align: 'center' },
      { text: '一要抓普法。**镇全年走访企业61家；' },
      { text: '二要抓调解。成功率98.1%。' },
      { text: '1.完善网格' },
    ]);
  });

  it('LibreOffice: numbered lists are counted, headings and tables are what they are', () => {
    expect(fixture('libreoffice').lines).toEqual([
      { text: '青禾镇2025年法治建设工作总结', heading: 1 },
      { text: '一、基本情况', heading: 1 },
      { text: '青禾镇坚持依法行政，一是抓学习。二是抓落实，召开会议7次。' },
      { text: '1.第一项任务' },
      { text: '2.第二项任务' },
      {
        text: '',
        table: [
          ['项目', '数量'],
          ['调解', '125件'],
        ],
      },
    ]);
  });

  it('a browser: the page’s title, its sections, its lists; a table that only places text is none', () => {
    const { lines, leftOut } = fixture('chrome');
    expect(lines).toEqual([
      { text: '青禾镇召开法治建设推进会', title: true },
      { text: '发布时间：2025-11-06 来源：云川市司法局', align: 'center' },
      { text: '11月5日，青禾镇召开法治建设推进会，镇党委书记主持。' },
      { text: '会议要求：' },
      { text: '会议部署', heading: 1 },
      { text: '1.压实责任' },
      { text: '2.强化督查' },
      { text: '每月一报' },
      { text: '单栏版式的正文' },
      { text: '甲 乙' },
    ]);
    expect(leftOut).toEqual({ images: 1, objects: 0, deleted: 0, comments: 0 });
  });
});

describe('white space', () => {
  it('is what a page shows', () => {
    expect(texts('<p>  落实\n 责任 <b> A</b>  B\n<i>C</i></p>')).toEqual(['落实责任 A B C']);
    expect(texts('<p>落实\n<b>责任</b></p>')).toEqual(['落实责任']);
    expect(texts('<div>甲<p>乙</p>丙</div>丁<span>戊</span>')).toEqual(['甲', '乙', '丙', '丁戊']);
    expect(texts('<pre>甲\n  乙</pre>')).toEqual(['甲', '乙']);
  });

  it('lists begin and go on where they say, and in Chinese figures', () => {
    expect(texts('<ol start="3"><li>甲<li>乙<li value="9">丙</ol>')).toEqual(['3.甲', '4.乙', '9.丙']);
    expect(texts('<ol style="list-style-type: cjk-ideographic"><li>甲<li>乙</ol>')).toEqual([
      '一、甲',
      '二、乙',
    ]);
    expect(texts('<ol><li><li>乙</ol><p>丙')).toEqual(['2.乙', '丙']);
  });

  it('a row that a cell from above reaches into has its cells in their columns', () => {
    const html = '<table><tr><td>甲<td rowspan=2>乙<td>丙<tr><td>丁<td>戊<tr><td colspan=2>己<td>庚</table>';
    expect(read(html)[0]?.table).toEqual([
      ['甲', '乙', '丙'],
      ['丁', '', '戊'],
      ['己', '', '庚'],
    ]);
  });
});

describe('plain text', () => {
  it('is lines; neighbouring lines with as many tabs are a table', () => {
    expect(readText('总结\r\n项目\t数量\r\n调解\t125\r\n\t缩进\n甲\t乙')).toEqual([
      { text: '总结' },
      {
        text: '',
        table: [
          ['项目', '数量'],
          ['调解', '125'],
        ],
      },
      { text: ' 缩进' },
      { text: '甲 乙' },
    ]);
    expect(readText('甲\u0007\u200B乙\uD800丙')).toEqual([{ text: '甲乙\uFFFD丙' }]);
  });
});

/** A random page: what is nested in what, and which words it holds. */
type Tree = string | { tag: string; children: Tree[] };

const INLINE = ['span', 'b', 'font', 'a', 'o:p', 'ins', 'strike', 'sup'];
const BLOCK = ['p', 'div', 'h2', 'section', 'ul', 'blockquote', 'center', 'pre'];

const tree = fc.letrec<{ tree: Tree; node: Tree; words: string }>((tie) => ({
  words: fc.stringMatching(/^[甲乙丙丁，。A &<1\n\t]{0,8}$/),
  node: fc.record({
    tag: fc.constantFrom(...INLINE, ...BLOCK),
    children: fc.array(tie('tree'), { maxLength: 4 }),
  }),
  tree: fc.oneof({ depthSize: 'small', withCrossShrink: true }, tie('words'), tie('node')),
})).tree;

const toHtml = (node: Tree): string =>
  typeof node === 'string'
    ? node.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
    : `<${node.tag}>${node.children.map((child) => toHtml(child)).join('')}</${node.tag}>`;
const wordsOf = (node: Tree): string =>
  typeof node === 'string' ? node : node.children.map((child) => wordsOf(child)).join('');
const squeezed = (text: string): string => text.replace(/\s/g, '');

describe('any page', () => {
  it('loses no character and makes none up, white space aside', () => {
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 5 }), (nodes) => {
        const lines = read(`<body>${nodes.map((node) => toHtml(node)).join('')}</body>`);
        expect(squeezed(lines.map((line) => line.text).join(''))).toBe(
          squeezed(nodes.map((node) => wordsOf(node)).join('')),
        );
      }),
    );
  });
});

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

import { imagesIn, readHtml, type HtmlText } from '../../../shared/paste/read-html.ts';
import { readText } from '../../../shared/paste/read-text.ts';
import { parseHtml } from './parse.ts';
import { fc } from '../../random.ts';

const folder = fileURLToPath(new URL('../../fixtures/clipboard/', import.meta.url));
const fixture = (name: string): HtmlText =>
  readHtml(parseHtml(readFileSync(`${folder}${name}.html`, 'utf8')));
const covered = { text: '', covered: true };
const read = (html: string): HtmlText['lines'] => readHtml(parseHtml(html)).lines;
const texts = (html: string): string[] => read(html).map((line) => line.text);

describe('what programs put on the clipboard', () => {
  it('Word: list numbers are text, bullets are not; comments, deletions and pictures are counted', () => {
    const { lines, leftOut } = fixture('word');
    expect(lines).toEqual([
      { text: '一、法治建设工作情况', heading: 1 },
      { text: '（一）抓好行政执法', heading: 2 },
      {
        formats: [{ from: 0, to: 2, bold: true }],
        text: '一是规范执法程序。全年开展执法检查***宗，办结28宗。二是健全制度，组织"开放日"活动12场次，    群众A & B两组参加。',
      },
      { text: '执法人员全部持证上岗。' },
      {
        text: '',
        table: [
          ['年度', { text: '执法情况', colSpan: 2 }, covered],
          [{ text: '2024年', rowSpan: 2 }, '检查（宗）', '610'],
          [covered, '立案（宗）', '28'],
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
      {
        text: '11月5日，青禾镇召开法治建设推进会，镇党委书记主持。',
        formats: [{ from: 19, to: 24, bold: true }],
      },
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
      ['甲', { text: '乙', rowSpan: 2 }, '丙'],
      ['丁', covered, '戊'],
      [{ text: '己', colSpan: 2 }, covered, '庚'],
    ]);
  });
});

describe('what stands in words', () => {
  it('bold and raised words keep their places, whatever becomes of the space around them', () => {
    expect(read('<p>面积 <b> 3m<sup>2</sup></b>\n<span style="font-weight:700">，约</span>。</p>')).toEqual([
      {
        text: '面积 3m2 ，约。',
        formats: [
          { from: 2, to: 5, bold: true },
          { from: 5, to: 6, bold: true, sup: true },
          { from: 6, to: 9, bold: true },
        ],
      },
    ]);
    expect(read('<p><b>重<span style="font-weight:normal">点</span></b></p>')).toEqual([
      { text: '重点', formats: [{ from: 0, to: 1, bold: true }] },
    ]);
  });

  it('a heading is not bold for being one, and neither is the head of a table', () => {
    expect(read('<h1><b>工作情况</b></h1>')).toEqual([{ text: '工作情况', heading: 1 }]);
    expect(read('<p>一、<b>工作情况</b></p>')).toEqual([{ text: '一、工作情况' }]);
    expect(read('<p><b>全部是重点。</b></p>')[0]?.formats).toHaveLength(1);
    expect(read('<table><tr><th><b>甲</b><td><b>乙</b><tr><td><b>丙</b><td>丁</table>')[0]?.table).toEqual([
      ['甲', '乙'],
      [{ text: '丙', formats: [{ from: 0, to: 1, bold: true }] }, '丁'],
    ]);
  });

  it('notes of Word and of LibreOffice stand where they are called, with their words', () => {
    const word = `<p class=MsoNormal>全年十二件<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1"><span
      class=MsoFootnoteReference><span style='mso-special-character:footnote'>[1]</span></span></a>。又一处<a
      style='mso-endnote-id:edn1' href="#_edn1" name="_ednref1">[i]</a></p>
      <div style='mso-element:footnote-list'><br clear=all><hr>
      <div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1"
      name="_ftn1">[1]</a> 据<b>司法所</b>统计。</p><p>另见年鉴。</p></div></div>
      <div style='mso-element:endnote-list'><div style='mso-element:endnote' id=edn1><p><a
      style='mso-endnote-id:edn1' href="#_ednref1">[i]</a>尾注。</p></div></div>`;
    expect(read(word)).toEqual([
      {
        text: '全年十二件。又一处',
        voids: [
          {
            at: 5,
            note: {
              kind: 'foot',
              body: [{ text: '据' }, { text: '司法所', bold: true }, { text: '统计。\n另见年鉴。' }],
            },
          },
          { at: 9, note: { kind: 'end', body: [{ text: '尾注。' }] } },
        ],
      },
    ]);
    const office = `<p>甲<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a>乙</p>
      <div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym"
      href="#sdfootnote1anc">1</a>脚注。</p></div>`;
    expect(read(office)).toEqual([
      { text: '甲乙', voids: [{ at: 1, note: { kind: 'foot', body: [{ text: '脚注。' }] } }] },
    ]);
    // The words of the note were not copied along: its sign stays.
    expect(texts('<p>甲<a style="mso-footnote-id:ftn9" href="#_ftn9">[9]</a></p>')).toEqual(['甲[9]']);
  });

  it('images come along where the page holds their bytes and they were stored; others are counted', () => {
    const src = 'data:image/png;base64,AAAA';
    const html = `<p>甲<img src="${src}" alt="现场" width=100 height=50></p><img src="${src}"><img src="file:///c.png">`;
    const page = parseHtml(html);
    expect(imagesIn(page)).toEqual([src]);
    const asset = 'a'.repeat(64);
    const { lines, leftOut } = readHtml(page, new Map([[src, { asset, width: 400, height: 400 }]]));
    expect(lines).toEqual([
      { text: '甲', voids: [{ at: 1, image: { asset, alt: '现场', width: 75, height: 37.5 } }] },
      { text: '', voids: [{ at: 0, image: { asset, alt: '', width: 300, height: 300 } }] },
    ]);
    expect(leftOut.images).toBe(1);
    expect(readHtml(page).leftOut.images).toBe(3);
  });

  it('the caption of a table is a line before it; cells stand as they say', () => {
    expect(
      read(
        '<table><caption>表1 案件</caption><tr><td align=right>甲<td><p style="text-align:left">乙<tr><td colspan=2><tr><td>丙<td>丁</table>',
      ),
    ).toEqual([
      { text: '表1 案件', role: 'caption' },
      {
        text: '',
        table: [
          [
            { text: '甲', align: 'right' },
            { text: '乙', align: 'left' },
          ],
          ['丙', '丁'],
        ],
      },
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

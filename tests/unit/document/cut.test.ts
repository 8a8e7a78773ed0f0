import { describe, expect, it } from 'vitest';

import { cutOut } from '../../../shared/document/cut.ts';
import { makeField, makeHeading, makeOrdinal, makeParagraph } from '../../../shared/document/make.ts';
import type { Block, TableBlock, TableCell, TableRow } from '../../../shared/document/types.ts';
import { documentProblems } from '../../../shared/document/validate.ts';
import { toEdition } from '../../../shared/edition/gate.ts';
import { editionPolicy } from '../../../shared/edition/mask.ts';
import { writeHtml } from '../../../shared/edition/write-html.ts';
import { writeTextOf } from '../../../shared/edition/write-text.ts';
import type { Edition } from '../../../shared/edition/edition.ts';

const spanning = (text: string, spans: object = {}): TableCell => ({
  type: 'table-cell',
  ...spans,
  children: [{ text }],
});
const noted = (id: string): TableCell => ({
  type: 'table-cell',
  children: [
    { text: id },
    { type: 'note', id, kind: 'foot', body: [{ text: `注${id}` }], children: [{ text: '' }] },
    { text: '' },
  ],
});
const rowOf = (...children: TableCell[]): TableRow => ({ type: 'table-row', children });
const inCell = (r: number, c: number) => ({ path: [0, r, c, 0], offset: 0 });

type Place = [path: number[], offset: number];

function copied(
  blocks: Block[],
  [a, b]: [Place, Place],
  edition: Edition = 'internal',
): { text: string; html: string; inline: boolean } {
  const range = { anchor: { path: a[0], offset: a[1] }, focus: { path: b[0], offset: b[1] } };
  const cut = cutOut(blocks, range);
  const source = { document: { schema: 1, blocks: cut.blocks }, variables: {}, year: 2025, unit: '青禾镇' };
  const gated = toEdition({ ...source, state: 'drafting' }, undefined, edition, editionPolicy(undefined));
  const taken = gated.blocks.filter(({ id }) => cut.ids.includes(id));
  return { text: writeTextOf(taken), html: writeHtml(taken, cut.inline), inline: cut.inline };
}

const items = makeParagraph([
  makeOrdinal(),
  { text: '抓学习' },
  makeField({ value: '7', unit: '次' }),
  { text: '。' },
  makeOrdinal(),
  { text: '抓落实。' },
]);
const blocks: Block[] = [
  makeHeading(1, '概述'),
  makeParagraph('文'),
  makeHeading(1, '情况'),
  items,
  makeParagraph([makeOrdinal(), { text: '抓督查。' }]),
];

describe('what is copied', () => {
  it('has the numbers and labels of its place', () => {
    expect(
      copied(blocks, [
        [[2, 0], 0],
        [[4, 2], 2],
      ]).text,
    ).toBe('二、情况\n一是抓学习7次。二是抓落实。\n三是抓督');
    expect(
      copied(blocks, [
        [[3, 4], 1],
        [[4, 2], 4],
      ]).text,
    ).toBe('二是抓落实。\n三是抓督查。');
  });

  it('a piece of a line has no number and no paragraph', () => {
    const { text, html, inline } = copied(blocks, [
      [[2, 0], 1],
      [[2, 0], 2],
    ]);
    expect([text, inline]).toEqual(['况', true]);
    expect(html).toContain('<span>况</span>');
    expect(
      copied(blocks, [
        [[3, 2], 1],
        [[3, 4], 1],
      ]).text,
    ).toBe('学习7次。');
  });

  it('backwards is the same as forwards', () => {
    expect(
      copied(blocks, [
        [[3, 4], 1],
        [[3, 2], 1],
      ]).text,
    ).toBe('学习7次。');
  });

  it('of a table is the rectangle of its cells, or the words of one', () => {
    const table: TableBlock = {
      type: 'table',
      id: 't',
      children: [
        ['a', 'b', 'c'],
        ['d', 'e', 'f'],
      ].map((row) => ({
        type: 'table-row',
        children: row.map((text) => ({ type: 'table-cell', children: [{ text }] })),
      })),
    };
    expect(
      copied(
        [table],
        [
          [[0, 0, 1, 0], 0],
          [[0, 1, 2, 0], 0],
        ],
      ).text,
    ).toBe('b\tc\ne\tf');
    expect(
      copied(
        [table],
        [
          [[0, 1, 0, 0], 0],
          [[0, 1, 0, 0], 1],
        ],
      ),
    ).toMatchObject({ text: 'd', inline: true });
    expect(
      copied(
        [table, makeParagraph('文')],
        [
          [[0, 0, 1, 0], 0],
          [[1, 0], 1],
        ],
      ).text,
    ).toBe('a\tb\tc\nd\te\tf\n文');
  });

  it('in the public edition holds no internal value, in text or in HTML', () => {
    const { text, html } = copied(
      blocks,
      [
        [[2, 0], 0],
        [[4, 2], 4],
      ],
      'public',
    );
    expect(text).toContain('抓学习*次。');
    expect(text + html.replace(/<[^>]*>/g, '')).not.toContain('7');
  });

  it('is headings with numbers, named fonts and indents in HTML', () => {
    const { html } = copied(blocks, [
      [[2, 0], 0],
      [[4, 2], 4],
    ]);
    expect(html).toMatch(/<h1 style="[^"]*黑体[^"]*">二、情况<\/h1>/);
    expect(html).toMatch(/<p style="text-indent:2em[^"]*仿宋_GB2312[^"]*">一是抓学习7次。二是抓落实。<\/p>/);
    expect(
      copied(
        [makeParagraph('A<b> & "C"')],
        [
          [[0, 0], 0],
          [[0, 0], 10],
        ],
      ).html,
    ).toContain('A&lt;b&gt; &amp; &quot;C&quot;');
  });

  it('takes whole cells of a table, with the widths of their columns', () => {
    const table: TableBlock = {
      type: 'table',
      id: 't',
      columns: [{ width: 40 }, { width: 80 }, {}],
      children: [
        rowOf(spanning('甲'), spanning('乙', { colSpan: 2, rowSpan: 2 }), spanning('')),
        rowOf(spanning('丙'), spanning(''), spanning('')),
        rowOf(spanning('丁'), spanning('戊'), spanning('己')),
      ],
    };
    const [taken] = cutOut([table], { anchor: inCell(2, 1), focus: inCell(0, 1) }).blocks.slice(-1);
    expect(taken).toMatchObject({
      columns: [{ width: 80 }, {}],
      children: [
        { children: [{ colSpan: 2, rowSpan: 2 }, {}] },
        { children: [{}, {}] },
        { children: [{ children: [{ text: '戊' }] }, { children: [{ text: '己' }] }] },
      ],
    });
    expect(documentProblems([taken!])).toEqual([]);
  });

  it('counts a note of a copied cell as the report does', () => {
    const table: TableBlock = {
      type: 'table',
      id: 't',
      children: [rowOf(noted('甲'), noted('乙')), rowOf(spanning('丙'), spanning('丁'))],
    };
    const { text } = copied(
      [table],
      [
        [[0, 0, 1, 0], 0],
        [[0, 1, 1, 0], 1],
      ],
    );
    expect(text).toBe('乙②\n丁\n②注乙');
  });
});

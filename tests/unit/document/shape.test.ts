import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { plainText } from '../../../shared/document/plain-text.ts';
import type { Block } from '../../../shared/document/types.ts';
import { documentProblems } from '../../../shared/document/validate.ts';

const text = (words: string): object => ({ text: words });
const fieldOf = (patch: object = {}): object => ({
  type: 'field',
  id: 'f1',
  kind: 'count',
  value: '12',
  unit: '次',
  label: '培训场次',
  sensitivity: 'internal',
  children: [text('')],
  ...patch,
});
const ordinalOf = (patch: object = {}): object => ({
  type: 'ordinal',
  scheme: 'shi',
  children: [text('')],
  ...patch,
});
const paragraphOf = (inline: object, patch: object = {}): object => ({
  type: 'paragraph',
  id: 'p1',
  children: [text(''), inline, text('开展培训。')],
  ...patch,
});
const tableOf = (patch: object = {}, row: object = {}, cell: object = {}): object => ({
  type: 'table',
  id: 't1',
  children: [
    { type: 'table-row', children: [{ type: 'table-cell', children: [text('甲')], ...cell }], ...row },
  ],
  ...patch,
});

const noteOf = (patch: object = {}): object => ({
  type: 'note',
  id: 'n1',
  kind: 'foot',
  body: [{ text: '截至年底。' }],
  children: [text('')],
  ...patch,
});
const imageOf = (patch: object = {}): object => ({
  type: 'image',
  id: 'i1',
  asset: 'ab'.repeat(32),
  width: 120,
  height: 80,
  alt: '示意图',
  children: [text('')],
  ...patch,
});
const cellOf = (words: string, patch: object = {}): object => ({
  type: 'table-cell',
  children: [text(words)],
  ...patch,
});
/** A table of these rows of cells. */
const gridOf = (rows: object[][], patch: object = {}): object => ({
  type: 'table',
  id: 't1',
  children: rows.map((children) => ({ type: 'table-row', children })),
  ...patch,
});

const problems = (...blocks: object[]): string[] => documentProblems(blocks as Block[]);

describe('the shape of what is stored', () => {
  it('is that of a report with everything that it can hold', () => {
    const last = { value: '10', unit: '次', year: 2024 };
    const full = fieldOf({
      unitPlace: 'after',
      approx: '约',
      cutoff: '截至11月底',
      indicator: 'training',
      variable: 'unit',
      mask: '**',
      last,
      computed: { kind: 'change', source: 'f0', base: { ...last, sensitivity: 'public' } },
      ins: 'r1',
      del: 'r2',
      secret: true,
      c_thread: true,
    });
    const carried = { carried: { year: 2024, keys: ['a'] }, pIns: 'r1', pFmt: 'r3' };
    const pWas = { type: 'heading', level: 2, slot: 'work', typedNumber: '（三）', runIn: true };
    expect(
      problems(
        { type: 'title', id: 'a', children: [text('青禾镇总结')] },
        {
          type: 'heading',
          id: 'b',
          level: 1,
          slot: 'work',
          runIn: true,
          typedNumber: '二、',
          children: [text('')],
        },
        paragraphOf(full, { ...carried, pWas, secret: true, role: 'body' }),
        { ...paragraphOf(ordinalOf({ restart: true, typed: '三是', mark: '、', ins: 'r1' })), id: 'p2' },
        tableOf({ pDel: 'r9' }, { header: true }),
        {
          ...paragraphOf(noteOf({ kind: 'end', body: [{ text: '甲', bold: true }] })),
          id: 'p3',
          pageBreak: true,
        },
        { ...paragraphOf(imageOf({ ins: 'r1', secret: true })), id: 'p4', landscape: true, role: 'caption' },
        {
          type: 'paragraph',
          id: 'p5',
          role: 'measure',
          children: [{ text: '万元', bold: true, sup: true, fmt: 'r3', was: '' }],
        },
        {
          ...gridOf(
            [
              [cellOf('事项', { colSpan: 2, rowSpan: 2, align: 'right' }), cellOf(''), cellOf('数量')],
              [cellOf(''), cellOf(''), cellOf('三')],
            ],
            { columns: [{ width: 80, ins: 'r1' }, {}, { del: 'r2' }] },
          ),
          id: 't2',
        },
        { type: 'annex', id: 'x1', children: [text('名单')] },
        { type: 'signature', id: 's', role: 'date', children: [text('2025年12月1日')] },
      ),
    ).toEqual([]);
  });

  it.each([
    ['a field whose figure follows a number', paragraphOf(fieldOf({ computed: 5 }))],
    [
      'a field that follows half a figure',
      paragraphOf(fieldOf({ computed: { kind: 'change', source: 'x' } })),
    ],
    ["last year's value without a year", paragraphOf(fieldOf({ last: { value: '1', unit: '次' } }))],
    ['an unknown kind of field', paragraphOf(fieldOf({ kind: 'toString' }))],
    ['a value that is a number', paragraphOf(fieldOf({ value: 12 }))],
    ['a field without a unit', paragraphOf(fieldOf({ unit: undefined }))],
    ['an unknown sensitivity', paragraphOf(fieldOf({ sensitivity: 'open' }))],
    ['words inside a field', paragraphOf(fieldOf({ children: [text('12')] }))],
    ['a field without a child', paragraphOf(fieldOf({ children: [] }))],
    ['an unknown scheme of items', paragraphOf(ordinalOf({ scheme: 'yi' }))],
    ['an unknown property', paragraphOf(fieldOf({ href: 'x' }))],
    ['a property of the prototype', paragraphOf(fieldOf({ constructor: 'x' }))],
    ['a comment that is no mark', paragraphOf(fieldOf({ c_1: 'yes' }))],
    ['a paragraph in a role of its own', paragraphOf(ordinalOf(), { role: 'footer' })],
    ['what was carried over as a number', paragraphOf(ordinalOf(), { carried: 5 })],
    ['a form before the change that is none', paragraphOf(ordinalOf(), { pWas: { type: 'table' } })],
    [
      'a number typed as a number',
      { type: 'heading', id: 'h', level: 1, typedNumber: 5, children: [text('')] },
    ],
    ['a level between two', { type: 'heading', id: 'h', level: 1.5, children: [text('')] }],
    ['a signature of nobody', { type: 'signature', id: 's', role: 'seal', children: [text('')] }],
    ['a block without children', { type: 'paragraph', id: 'p' }],
    ['a block that is a prototype', { type: 'constructor', id: 'p', children: [text('')] }],
    ['a row that is a cell', tableOf({}, { type: 'table-cell' })],
    ['a cell without children', tableOf({}, {}, { children: null })],
    ['a cell that spans beyond the table', gridOf([[cellOf('甲', { colSpan: 3 }), cellOf('')]])],
    ['a cell that spans rows that are not there', gridOf([[cellOf('甲', { rowSpan: 2 })]])],
    ['a cell that spans another one’s words', gridOf([[cellOf('甲', { colSpan: 2 }), cellOf('乙')]])],
    [
      'two cells that span the same place',
      gridOf([
        [cellOf('甲', { rowSpan: 2 }), cellOf('乙')],
        [cellOf('', { colSpan: 2 }), cellOf('')],
      ]),
    ],
    ['a span of one', gridOf([[cellOf('甲', { colSpan: 1 })]])],
    ['a span of half a column', gridOf([[cellOf('甲', { colSpan: 1.5 }), cellOf('')]])],
    ['columns that are not as many', tableOf({ columns: [{}, {}] })],
    ['a column of no width', tableOf({ columns: [{ width: 0 }] })],
    ['an alignment that nobody knows', tableOf({}, {}, { align: 'justify' })],
    ['a note without words', paragraphOf(noteOf({ body: undefined }))],
    ['a note whose words are a text', paragraphOf(noteOf({ body: '注' }))],
    ['a note with a field in it', paragraphOf(noteOf({ body: [fieldOf()] }))],
    ['a note at no place', noteOf()],
    ['a note of a third kind', paragraphOf(noteOf({ kind: 'side' }))],
    ['a note without an id', paragraphOf(noteOf({ id: '' }))],
    ['an image without bytes', paragraphOf(imageOf({ asset: undefined }))],
    ['an image from an address', paragraphOf(imageOf({ asset: 'https://example.org/a.png' }))],
    ['an image of no width', paragraphOf(imageOf({ width: 0 }))],
    ['an image wider than any page', paragraphOf(imageOf({ width: 99_999 }))],
    ['formats before no change', paragraphOf({ text: '甲', was: 'bold' })],
    ['a change of formats from nothing', paragraphOf({ text: '甲', fmt: 'r1' })],
    ['a format that is not kept', paragraphOf({ text: '甲', italic: true })],
    ['an annex in a cell', tableOf({}, {}, { children: [{ type: 'annex', id: 'x', children: [text('')] }] })],
    [
      'an annex in an annex',
      { type: 'annex', id: 'x', children: [{ type: 'annex', id: 'y', children: [text('')] }] },
    ],
    ['a table in a cell', tableOf({}, {}, { children: [text(''), tableOf(), text('')] })],
    ['a text that is null', { type: 'paragraph', id: 'p', children: [{ text: null }] }],
    ['a child that is null', { type: 'paragraph', id: 'p', children: [null] }],
  ])('is not that of %s', (_name, block) => {
    expect(problems(block)).not.toEqual([]);
  });

  it('never fails on anything, and what passes can be read', () => {
    const blocks = [paragraphOf(fieldOf({ last: { value: '1', unit: '次', year: 2024 } })), tableOf()];
    const paths: (string | number)[][] = [];
    const walk = (value: unknown, path: (string | number)[]): void => {
      paths.push(path);
      if (typeof value !== 'object' || value === null) return;
      for (const key of Object.keys(value)) walk((value as Record<string, unknown>)[key], [...path, key]);
    };
    walk(blocks, []);
    fc.assert(
      fc.property(fc.constantFrom(...paths.slice(1)), fc.jsonValue(), (path, value) => {
        const copy = structuredClone(blocks);
        let at: unknown = copy;
        for (const key of path.slice(0, -1)) at = (at as Record<string | number, unknown>)[key];
        (at as Record<string | number, unknown>)[path.at(-1) ?? 0] = value;
        if (problems(...copy).length === 0) expect(typeof plainText(copy as Block[])).toBe('string');
      }),
    );
  });
});

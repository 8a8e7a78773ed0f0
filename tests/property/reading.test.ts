import { describe, expect, it } from 'vitest';

import { spansOf } from '../../renderer/editor/highlight-places.ts';
import { Views } from '../../shared/checks/views.ts';
import { sectionsOfEdition } from '../../shared/compare/parts.ts';
import { fieldText } from '../../shared/document/field-text.ts';
import { isField, isOrdinal, isText } from '../../shared/document/guards.ts';
import { makeField, makeOrdinal, makeTitle, padInlines } from '../../shared/document/make.ts';
import { headingLabels } from '../../shared/document/numbering.ts';
import { ordinalLabels } from '../../shared/document/ordinals.ts';
import { plainText, textOfBlock } from '../../shared/document/plain-text.ts';
import {
  offsetAt,
  pathOf,
  pointAt,
  readInlines,
  readingsOf,
  textBetween,
  type Reading,
  type ReadingView,
} from '../../shared/document/reading.ts';
import { finalView, originalView } from '../../shared/document/resolve.ts';
import type { Block, Inline, TableBlock, Variables } from '../../shared/document/types.ts';
import { textOfRuns, toEdition } from '../../shared/edition/gate.ts';
import { editionPolicy } from '../../shared/edition/mask.ts';
import { spellerOf } from '../../shared/edition/review-copy.ts';
import type { EditionBlock, EditionDocument, EditionRun, ItemStart } from '../../shared/edition/types.ts';
import { findAll } from '../../shared/find/find.ts';
import { sentCells, textIn } from '../../shared/merge/cells.ts';
import { flatten, ownFrame, placesOf } from '../../shared/merge/flatten.ts';
import { Objects } from '../../shared/merge/objects.ts';
import { stretchesOf } from '../../shared/reuse/carried-view.ts';
import { blocksOf, plainEditor } from './review-desk.ts';
import { draws, fc, patience } from '../random.ts';

const VARIABLES: Variables = { unit: '青禾镇' };
const VIEWS: readonly ReadingView[] = ['final', 'original', 'markup'];
const RUNS = { numRuns: draws(150) };

/** What a paragraph is made of, as somebody draws it; the document's own rules then make a report of it. */
const marks = fc.record(
  {
    ins: fc.constant('r1'),
    del: fc.constant('r2'),
    c_t1: fc.constant(true as const),
    secret: fc.constant(true as const),
  },
  { requiredKeys: [] },
);
const text = fc
  .stringMatching(/^[甲乙丙𠮷一是二要 12，。；]{0,6}$/u)
  .map((words): Inline => ({ text: words }));
const ordinal = fc
  .record({ scheme: fc.constantFrom('shi' as const, 'yao' as const, 'di' as const), restart: fc.boolean() })
  .map(({ scheme, restart }): Inline => ({ ...makeOrdinal(scheme), ...(restart ? { restart: true } : {}) }));
const field = fc
  .record({
    value: fc.constantFrom('', '12', '张三'),
    unit: fc.constantFrom('', '次', '书记'),
    unitPlace: fc.constantFrom('after' as const, 'before' as const, 'none' as const),
    approx: fc.constantFrom(undefined, '近', '余', '近余'),
    cutoff: fc.constantFrom(undefined, '截至11月底'),
    mask: fc.constantFrom(undefined, '**'),
    variable: fc.constantFrom(undefined, undefined, 'unit'),
  })
  .map(({ value, unit, unitPlace, approx, cutoff, mask, variable }): Inline => {
    const filled = value !== '' || variable !== undefined;
    return makeField({
      value: variable ? '' : value,
      unit: variable ? '镇' : unit,
      unitPlace: variable ? 'after' : unitPlace,
      kind: variable ? 'place' : 'count',
      sensitivity: 'public',
      ...(filled && approx && !variable ? { approx } : {}),
      ...(filled && cutoff && !variable ? { cutoff } : {}),
      ...(mask ? { mask } : {}),
      ...(variable ? { variable } : {}),
    });
  });
const inlines = fc
  .array(
    fc.tuple(fc.oneof(text, text, ordinal, field), marks).map(([node, own]): Inline => ({ ...node, ...own })),
    { maxLength: 6 },
  )
  .map((nodes) => padInlines(nodes));
const breaks = fc.record({ pIns: fc.constant('r3'), pDel: fc.constant('r4') }, { requiredKeys: [] });
const textBlock = fc
  .tuple(
    fc.oneof(
      fc.constant({ type: 'paragraph' as const }),
      fc.record({
        type: fc.constant('heading' as const),
        level: fc.constantFrom(1 as const, 2 as const),
        runIn: fc.boolean(),
      }),
      fc.constant({ type: 'signature' as const, role: 'unit' as const }),
    ),
    breaks,
    inlines,
  )
  .map(([form, own, children]): Block => {
    const made = { ...form, ...own, id: '', children } as Block & { runIn?: boolean };
    if (made.runIn === false) delete made.runIn;
    return made;
  });
const table = fc
  .tuple(fc.integer({ min: 1, max: 2 }), fc.array(inlines, { minLength: 2, maxLength: 4 }))
  .map(([width, cells]): TableBlock => {
    const rows: Inline[][][] = [];
    for (let at = 0; at + width <= cells.length; at += width) rows.push(cells.slice(at, at + width));
    return {
      type: 'table',
      id: '',
      children: rows.map((row) => ({
        type: 'table-row' as const,
        children: row.map((children) => ({
          type: 'table-cell' as const,
          children: padInlines(children.filter((node) => !isOrdinal(node))),
        })),
      })),
    };
  });
const report = fc
  .array(fc.oneof({ weight: 5, arbitrary: textBlock }, { weight: 1, arbitrary: table }), {
    minLength: 1,
    maxLength: 6,
  })
  .map((blocks) => blocksOf(plainEditor([makeTitle('青禾镇总结'), ...blocks], 'n')));

const readingsIn = (blocks: readonly Block[], view: ReadingView = 'final'): Reading[] => {
  const labels = ordinalLabels(blocks);
  return blocks.flatMap((block, index) => readingsOf(block, index, labels, VARIABLES, view));
};

const POLICY = editionPolicy(undefined);
const internal = (blocks: Block[]): EditionDocument =>
  toEdition(
    { document: { schema: 1, blocks }, variables: VARIABLES, year: 2025, unit: '青禾镇', state: 'drafting' },
    undefined,
    'internal',
    POLICY,
  );
type Line = { runs: readonly EditionRun[]; items: readonly ItemStart[]; isBody: boolean };

const line = (runs: readonly EditionRun[], items?: readonly ItemStart[]): Line => ({
  runs,
  items: items ?? [],
  isBody: items !== undefined,
});

/** The lines and cells of a block as it is printed. */
function linesOf(block: EditionBlock): Line[] {
  if (block.type === 'table') return block.rows.flatMap(({ cells }) => cells.map(({ runs }) => line(runs)));
  if (block.type === 'paragraph') return [line(block.runs, block.items ?? [])];
  if (block.type !== 'heading') return [line(block.runs)];
  return [line(block.runs), ...(block.runIn ? [line(block.runIn, block.items ?? [])] : [])];
}

const withGaps = (runs: readonly EditionRun[]): string =>
  runs.map((run) => (run.blank ? '＿' : run.text)).join('');

/** Words that are printed; the gap of an empty field is none. */
const solid = (runs: readonly EditionRun[]): string =>
  runs.map((run) => (run.blank ? '' : run.text)).join('');

describe('what a block reads like', () => {
  it('is the words of its nodes, one behind the other, each in its place', () => {
    fc.assert(
      fc.property(report, fc.constantFrom(...VIEWS), (blocks, view) => {
        const labels = ordinalLabels(blocks);
        for (const reading of readingsIn(blocks, view)) {
          let at = 0;
          for (const { node, from, to, parts } of reading.pieces) {
            expect(from).toBe(at);
            const words = reading.text.slice(from, to);
            if (isText(node)) expect(words).toBe(node.text);
            else if (isOrdinal(node)) expect(words).toBe(labels.get(node));
            else if (!isField(node)) expect(words).toBe('');
            else {
              expect(words).toBe(fieldText(node, VARIABLES));
              expect(parts?.map((part) => part.text).join('')).toBe(words);
            }
            if (view !== 'markup') expect(view === 'final' ? node.del : node.ins).toBeUndefined();
            at = to;
          }
          expect(at).toBe(reading.text.length);
        }
      }),
      RUNS,
    );
  });

  it('is the plain text, before and after the changes are accepted, too', () => {
    fc.assert(
      fc.property(report, (blocks) => {
        for (const [read, view] of [
          [blocks, 'markup'],
          [finalView(blocks), 'final'],
          [originalView(blocks), 'original'],
        ] as const) {
          const numbers = headingLabels(read);
          const labels = ordinalLabels(read);
          const lines = read.map((block, index) => {
            const cells = readingsOf(block, index, labels, VARIABLES, view);
            const words = cells.map(({ text: own, cell }, at) =>
              at === 0 ? own : `${cell?.[1] === 0 ? '\n' : '\t'}${own}`,
            );
            return (numbers.get(block.id) ?? '') + words.join('');
          });
          expect(plainText(read, { variables: VARIABLES })).toBe(lines.join('\n'));
        }
      }),
      RUNS,
    );
  });

  it('is kept beside the nodes, and read anew with other labels, variables or another view', () => {
    fc.assert(
      fc.property(report, (blocks) => {
        for (const variables of [VARIABLES, { unit: '白石街道' }, VARIABLES])
          for (const view of VIEWS)
            for (const labels of [ordinalLabels(blocks), new Map(), ordinalLabels(blocks)])
              for (const block of blocks) {
                if (block.type === 'table') continue;
                const kept = readInlines(block.children, labels, { variables, view });
                expect(kept).toEqual(readInlines([...block.children], labels, { variables, view }));
                expect(readInlines(block.children, labels, { variables, view })).toBe(kept);
              }
      }),
      RUNS,
    );
  });

  it('leads to a point of the document and back', () => {
    fc.assert(
      fc.property(report, fc.nat(40), fc.constantFrom(...VIEWS), (blocks, n, view) => {
        for (const reading of readingsIn(blocks, view)) {
          const offset = Math.min(n, reading.text.length);
          const inside = reading.pieces.find(
            ({ node, from, to }) => !isText(node) && from < offset && offset < to,
          );
          const before = offsetAt(reading, pointAt(reading, offset, 'start'));
          const behind = offsetAt(reading, pointAt(reading, offset, 'end'));
          expect([before, behind]).toEqual(inside ? [inside.from, inside.to] : [offset, offset]);
          for (const piece of reading.pieces)
            expect(offsetAt(reading, { path: pathOf(reading, piece), offset: 0 })).toBe(piece.from);
        }
      }),
      RUNS,
    );
  });
});

describe(
  'the same words in the same places',
  () => {
    it('are found by finding, seen by the checks, and marked on the page', () => {
      fc.assert(
        fc.property(report, fc.nat(), fc.nat(8), (blocks, start, length) => {
          const readings = readingsIn(blocks);
          const views = new Views().of(blocks, VARIABLES);
          expect(views.map(({ text: words, id, cell }) => ({ words, id, cell }))).toEqual(
            readings.map(({ text: words, blockId: id, cell }) => ({ words, id, cell })),
          );
          readings.forEach((reading, at) => {
            expect(views[at]?.fields.map((one) => reading.text.slice(one.from, one.to))).toEqual(
              reading.pieces.flatMap(({ node }) => (isField(node) ? [fieldText(node, VARIABLES)] : [])),
            );
            const from = start % (reading.text.length + 1);
            const words = reading.text.slice(from, from + length + 1);
            if (!words.trim()) return;
            const found = findAll(blocks, words, { variables: VARIABLES }).filter(
              (match) =>
                !match.aside &&
                match.blockId === reading.blockId &&
                String(match.cell) === String(reading.cell),
            );
            for (const match of found) {
              expect(match.text).toBe(reading.text.slice(match.from, match.to));
              const { blockId: block, cell } = match;
              const own = readings.filter(({ blockId }) => blockId === block);
              const [span, ...others] = spansOf(
                { block, from: match.from, to: match.to, ...(cell ? { cell } : {}) },
                own,
              );
              expect(others).toEqual([]);
              expect(span && own[span.reading]?.text.slice(span.from, span.to)).toBe(match.text);
            }
            // The first of overlapping places only.
            expect(found.some((match) => match.from <= from && from < match.to)).toBe(true);
          });
        }),
        RUNS,
      );
    });

    it('are quoted between any two places', () => {
      fc.assert(
        fc.property(report, fc.nat(), fc.nat(), fc.nat(40), fc.nat(40), (blocks, a, b, m, n) => {
          const readings = readingsIn(blocks, 'markup');
          const [first, last] = [a % readings.length, b % readings.length].toSorted((x, y) => x - y);
          const [head, tail] = [readings[first ?? 0], readings[last ?? 0]];
          if (!head || !tail) return;
          const from = Math.min(m, head.text.length);
          const to = Math.min(n, tail.text.length);
          if (head === tail && from > to) return;
          const start = pointAt(head, from, 'start');
          const end = pointAt(tail, to, 'end');
          const quoted = textBetween(blocks, start, end, ordinalLabels(blocks), VARIABLES, 'markup');
          const [begin, stop] = [offsetAt(head, start), offsetAt(tail, end)];
          const words = readings.slice(first, (last ?? 0) + 1).map((reading) => {
            const upTo = reading === tail ? stop : reading.text.length;
            return reading.text.slice(reading === head ? begin : 0, upTo);
          });
          expect(quoted).toBe(words.join(''));
        }),
        RUNS,
      );
    });

    it('are printed by the gate, which knows where items begin, and compared part by part', () => {
      fc.assert(
        fc.property(report, (blocks) => {
          const settled = finalView(blocks);
          const doc = internal(blocks);
          const lines = doc.blocks.flatMap(linesOf);
          expect(lines.map(({ runs }) => solid(runs).trim()).filter(Boolean)).toEqual(
            readingsIn(settled)
              .map((reading) => reading.text.trim())
              .filter(Boolean),
          );
          const labels = [...ordinalLabels(settled).values()];
          expect(
            lines.flatMap(({ runs, items }) => items.map(({ from, to }) => textOfRuns(runs).slice(from, to))),
          ).toEqual(labels);
          const parts = sectionsOfEdition(doc).flatMap((section) => section.parts);
          expect(parts.flatMap(({ type, label }) => (type === 'item' ? [label] : []))).toEqual(labels);
          const compared = parts.flatMap((part) =>
            part.type === 'item' || part.type === 'paragraph' ? [part.label + part.text] : [],
          );
          const bodies = lines.flatMap(({ runs, isBody }) => (isBody ? [withGaps(runs)] : []));
          expect(compared.join('').replaceAll(/\s/g, '')).toBe(bodies.join('').replaceAll(/\s/g, ''));
        }),
        RUNS,
      );
    });

    it('go out in a Word copy, character by character', () => {
      fc.assert(
        fc.property(report, (blocks) => {
          const tables = blocks.filter((block) => block.type === 'table');
          const frames = new Map(tables.map((one) => [one.id, ownFrame(one)]));
          const flat = flatten(blocks, frames, new Set(tables.flatMap((one) => placesOf(one))));
          const spell = spellerOf(blocks, VARIABLES, POLICY);
          const { cells, blocks: sent } = sentCells(
            flat,
            headingLabels(blocks),
            spell,
            (tokens) => new Objects(tokens, spell),
          );
          const words = sent
            .filter((one) => !one.table)
            .map(({ from, to }) =>
              textIn(
                cells.slice(from + 1, to).filter(({ part }) => part !== 'label'),
                0,
                to,
              ),
            );
          expect(words.map(withoutGaps)).toEqual(
            readingsIn(blocks, 'markup').map((one) => withoutGaps(one.text)),
          );
        }),
        RUNS,
      );
    });

    it('are matched with last year’s between the items', () => {
      fc.assert(
        fc.property(report, (blocks) => {
          const labels = ordinalLabels(blocks);
          for (const block of blocks) {
            if (block.type === 'table') continue;
            const all = textOfBlock(block, labels, { variables: VARIABLES, view: 'final' });
            for (const { shown, from, text: key, places } of stretchesOf(block, labels, VARIABLES)) {
              expect(all.slice(from, from + shown.length)).toBe(shown);
              expect(places).toHaveLength(key.length + 1);
              expect(places[0]).toBe(from);
              expect(places.toSorted((a, b) => a - b)).toEqual(places);
              expect(places.at(-1)).toBe(from + shown.length);
            }
          }
        }),
        RUNS,
      );
    });
  },
  patience(60_000),
);

const withoutGaps = (words: string): string => words.replaceAll('　', '');

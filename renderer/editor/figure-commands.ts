import { Editor, Node, Path, Text } from 'slate';

import { fieldKind } from '../../shared/document/field-kinds.ts';
import { isField, isTable } from '../../shared/document/guards.ts';
import { newId } from '../../shared/document/ids.ts';
import { makeField } from '../../shared/document/make.ts';
import type { Field, Inline, TableBlock } from '../../shared/document/types.ts';
import type { Leftover } from '../../shared/edition/leftovers.ts';
import { fieldOfWords } from '../../shared/structure/field-of-words.ts';
import { labelFor } from '../../shared/structure/label.ts';
import { unitAt } from '../../shared/structure/units.ts';
import { putField } from './keep-fields.ts';
import { blocksOf } from './places.ts';
import { decidingSecrecy } from './publishing.ts';
import { hideSentences } from './secrecy.ts';
import { asOneStep } from './with-history-steps.ts';

/** A figure that was typed by hand, as the list of leftovers has it. */
export type TypedFigure = Pick<Leftover, 'block' | 'text' | 'before' | 'figure'>;

type Spot = { path: Path; from: number; to: number };

/**
 * Makes fields of figures that were typed by hand, with their unit and kind, so that the public edition masks them. In a
 * table's cell the unit stays where it stands, in the head. One step. Answers with how many there were.
 */
export function figuresToFields(editor: Editor, figures: readonly TypedFigure[]): number {
  let made = 0;
  asOneStep(editor, () => {
    Editor.withoutNormalizing(editor, () => {
      // From the end, so that the places before stay as they are.
      for (const { spot, figure } of spotsOf(editor, figures).toReversed()) {
        putField(editor, spot.path, spot.from, spot.to, fieldOf(editor, spot, figure));
        made += 1;
      }
    });
  });
  return made;
}

/** 本句不公开 for the sentences in which the figures stand, or for their cells. One step; how many there were. */
export function hideFigures(editor: Editor, figures: readonly TypedFigure[]): number {
  const ranges = spotsOf(editor, figures).map(({ spot: { path, from, to } }) => ({
    anchor: { path, offset: from },
    focus: { path, offset: to },
  }));
  if (ranges.length === 0) return 0;
  const refs = ranges.map((range) => Editor.rangeRef(editor, range, { affinity: 'inward' }));
  decidingSecrecy(editor, () =>
    asOneStep(editor, () => {
      for (const { current } of refs.toReversed()) if (current) hideSentences(editor, current);
    }),
  );
  for (const ref of refs) ref.unref();
  return ranges.length;
}

/** Where the figures stand: in plain words of their block or cell, and as numbers of their own. */
function spotsOf(editor: Editor, figures: readonly TypedFigure[]): { spot: Spot; figure: TypedFigure }[] {
  const found: { spot: Spot; figure: TypedFigure }[] = [];
  for (const figure of figures) {
    const index = blocksOf(editor).findIndex(({ id }) => id === figure.block);
    if (index < 0) continue;
    const holder = figure.figure?.cell ? [index, ...figure.figure.cell] : [index];
    const nodes = Node.has(editor, holder)
      ? (Node.get(editor, holder) as { children: Inline[] }).children
      : [];
    nodes.forEach((node, at) => {
      if (!Text.isText(node) || node.del) return;
      const path = [...holder, at];
      for (const from of placesOf(node.text, figure.text)) {
        const spot = { path, from, to: from + figure.text.length };
        if (!found.some((other) => sameSpot(other.spot, spot))) found.push({ spot, figure });
      }
    });
  }
  return found.sort((a, b) => Path.compare(a.spot.path, b.spot.path) || a.spot.from - b.spot.from);
}

const sameSpot = (a: Spot, b: Spot): boolean => Path.equals(a.path, b.path) && a.from < b.to && b.from < a.to;

/** 12次 is not in 112次, and 12 not in 12.5. */
function placesOf(text: string, words: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) {
    const [before, behind] = [text.charAt(at - 1), text.slice(at + words.length, at + words.length + 2)];
    const isPart =
      /[\d.,第０-９]/.test(before) || (/[\d０-９]$/.test(words) && /^(?:[\d０-９]|[.,]\d)/.test(behind));
    if (!isPart) places.push(at);
  }
  return places;
}

function fieldOf(editor: Editor, { path, from }: Spot, { text, before: named, figure }: TypedFigure): Field {
  const made = fieldOfWords(text);
  const before = (Node.get(editor, path) as Text).text.slice(0, from);
  if (!figure?.cell) return makeField({ kind: 'count', ...made, label: labelFor(before), id: newId() });
  const table = blocksOf(editor)[path[0] ?? 0];
  const like = table && isTable(table) ? maskedBeside(table, figure.cell) : null;
  const kind = like?.kind ?? unitAt(figure.unit)?.kind ?? made.kind ?? 'count';
  // What the words give as an organisation is a number all the same.
  const shape = made.kind && fieldKind(made.kind).figure ? made : { value: text, unit: '' };
  return makeField({
    ...shape,
    kind,
    label: labelOfCell(named),
    ...(like ? { sensitivity: like.sensitivity } : {}),
    id: newId(),
  });
}

/** 备案数量, of the row's and the column's name. A row that is a year would be another figure each year. */
const labelOfCell = (named: string): string =>
  /\d{4}/.test(named) ? '' : named.replaceAll(/[（(][^）)]*[）)]|[，：\s]/g, '').slice(0, 12);

/** A figure of the same column that is a field already. */
function maskedBeside(table: TableBlock, [, column]: readonly [number, number]): Field | null {
  for (const row of table.children)
    for (const node of row.children[column]?.children ?? [])
      if (isField(node) && fieldKind(node.kind).figure && node.sensitivity !== 'public') return node;
  return null;
}

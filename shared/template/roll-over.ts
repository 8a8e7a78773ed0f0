import { carriedOf } from '../document/carried.ts';
import { inlinesOf, isField, isImage, isLabel, isNote } from '../document/guards.ts';
import { newId, type IdSource } from '../document/ids.ts';
import { isCommentKey } from '../document/marks.ts';
import { makeParagraph, padInlines } from '../document/make.ts';
import { fieldUnit, fieldValue } from '../document/field-text.ts';
import type {
  Block,
  Field,
  Inline,
  ReportDocument,
  TableBlock,
  TextBlock,
  Variables,
} from '../document/types.ts';
import { adoptBlocks } from '../document/adopt-blocks.ts';
import { textOfInlines } from '../document/plain-text.ts';
import { NO_LABELS } from '../document/reading.ts';
import { rollYears, rollYearsInBody } from './roll-years.ts';
import { dateField } from './instantiate.ts';

export type RollOver = {
  /** Year of the report that is rolled over, and of the new one. */
  from: number;
  to: number;
  /** Variables of the report that is rolled over. */
  variables: Variables;
};

/**
 * Starts the next year's document from this one: years move on, values empty out and stay as hints, text and
 * structure stay and are marked as carried over, and headings are counted anew. Ids stay, so that a field can be
 * followed back to last year's.
 */
export function rollOver(document: ReportDocument, roll: RollOver, ids: IdSource = newId): ReportDocument {
  const blocks = rollBlocks(adoptBlocks(document.blocks, {}).blocks, roll, ids);
  // A report has a block even where every one of last year's was deleted.
  return { schema: document.schema, blocks: blocks.length > 0 ? blocks : [makeParagraph('', 'body', ids)] };
}

/**
 * As `rollOver`, for some blocks of a report: what is put in from past years arrives like this.
 * @param blocks adopted: which blocks there are is known only when every change of the report is accepted
 */
export function rollBlocks(blocks: readonly Block[], roll: RollOver, ids: IdSource = newId): Block[] {
  const figures = figuresOf(blocks, roll.variables);
  return blocks.map((block) => rollBlock(block, { ...roll, figures }, ids));
}

type Figures = Map<string, Pick<Field, 'value' | 'unit' | 'sensitivity'>>;
type Rolling = RollOver & { figures: Figures };

/** The figures of the year that is left, by field: what the next year's changes are reckoned from. */
function figuresOf(blocks: readonly Block[], variables: Variables): Figures {
  const figures: Figures = new Map();
  for (const block of blocks) {
    for (const node of inlinesOf(block)) {
      if (!isField(node) || node.computed) continue;
      const { sensitivity } = node;
      figures.set(node.id, {
        value: fieldValue(node, variables),
        unit: fieldUnit(node, variables),
        sensitivity,
      });
    }
  }
  return figures;
}

function rollBlock(block: Block, roll: Rolling, ids: IdSource): Block {
  // What its own year's roll-over left on it says nothing about the next one.
  const { carried: _carried, ...clean } = block;
  if (clean.type === 'table') return rollTable(clean, roll);
  if (clean.type === 'signature' && clean.role === 'date') return rollDate(clean, roll, ids);
  const isHeading = clean.type === 'title' || clean.type === 'heading' || clean.type === 'annex';
  const years = isHeading ? rollYears : rollYearsInBody;
  const rolled: TextBlock = { ...clean, children: rollInlines(clean.children, roll, years) };
  if (rolled.type === 'heading') delete rolled.typedNumber;
  if (rolled.type !== 'paragraph' || isLabel(rolled)) return rolled;
  // What the years became on the way is not the writer's work: the text still counts as carried over.
  const carried = carriedOf(rolled, roll.from);
  return carried ? { ...rolled, carried } : rolled;
}

/** A cell that is a year and nothing else: the name of a row or a column. */
const YEAR_CELL = /^\s*(?:19|20)\d{2}\s*年?度?\s*$/;

function yearAlone(nodes: readonly Inline[]): string | null {
  const text = textOfInlines(nodes, NO_LABELS, { field: () => '?' });
  return YEAR_CELL.test(text) ? text.replace(/\D/g, '') : null;
}

const unmoved: YearMover = (text) => text;

/**
 * A table that goes through several years keeps their names: moved on by one, last year's figures would stand beside
 * this year's name.
 */
function rollTable(table: TableBlock, roll: Rolling): TableBlock {
  const named = table.children.flatMap((row) => row.children.map((cell) => yearAlone(cell.children)));
  const isOfYears = new Set(named.filter((year) => year !== null)).size > 1;
  const children = table.children.map((row) => ({
    ...row,
    children: row.children.map((cell) => ({
      ...cell,
      children: rollInlines(
        cell.children,
        roll,
        isOfYears && yearAlone(cell.children) !== null ? unmoved : rollYearsInBody,
      ),
    })),
  }));
  return { ...table, children };
}

type YearMover = (text: string, from: number, to: number) => string;

function rollInlines(nodes: readonly Inline[], roll: Rolling, years: YearMover): Inline[] {
  return padInlines(
    nodes.map((node): Inline => {
      if (isField(node)) return rollField(node, roll);
      // A note and an image of last year stay to be looked at, without last year's marks.
      if (isNote(node) || isImage(node)) return withoutMarks(node);
      if ('type' in node)
        return {
          type: 'ordinal',
          scheme: node.scheme,
          ...(node.restart ? { restart: true } : {}),
          ...(node.bold ? { bold: true } : {}),
          ...(node.secret ? { secret: true } : {}),
          children: [{ text: '' }],
        };
      // What was not for the public last year is not this year, until somebody says so.
      return {
        text: node.text,
        ...(node.bold ? { bold: true } : {}),
        ...(node.sup ? { sup: true } : {}),
        ...(node.secret ? { secret: true } : {}),
      };
    }),
    // Years are moved in the joined text: marks may have cut one in two.
  ).map((node) => ('text' in node ? { ...node, text: years(node.text, roll.from, roll.to) } : node));
}

function withoutMarks<N extends Inline>(node: N): N {
  const gone = new Set(['ins', 'del', 'fmt', 'was']);
  return Object.fromEntries(
    Object.entries(node).filter(([key]) => !gone.has(key) && !isCommentKey(key)),
  ) as N;
}

function rollField(field: Field, roll: Rolling): Field {
  // How exact the new figure will be, and up to when it counts, nobody knows yet.
  const { mask: _mask, last: _last, approx, cutoff: _cutoff, ...rest } = field;
  for (const key of Object.keys(rest))
    if (key.startsWith('c_')) delete (rest as Record<string, unknown>)[key];
  if (field.variable)
    return roll.variables[field.variable] ? rest : { ...rest, ...(field.mask ? { mask: field.mask } : {}) };
  if (field.computed) {
    const { computed: _computed, ...plain } = rest;
    const before = roll.figures.get(field.computed.source);
    if (!before?.value) return { ...plain, value: '' };
    return { ...plain, value: '', computed: { ...field.computed, base: { ...before, year: roll.from } } };
  }
  const value = fieldValue(field, roll.variables);
  const unit = fieldUnit(field, roll.variables);
  return {
    ...rest,
    value: '',
    ...(value ? { last: { value, unit, year: roll.from, ...(approx ? { approx } : {}) } } : {}),
  };
}

/** The date of issue is this year's to fill in, however it was written. */
function rollDate(block: Extract<Block, { type: 'signature' }>, roll: Rolling, ids: IdSource): Block {
  if (inlinesOf(block).some((node) => isField(node)))
    return { ...block, children: rollInlines(block.children, roll, rollYears) };
  const text = textOfInlines(block.children, NO_LABELS).trim();
  const field = dateField(ids) as Field;
  if (text) field.last = { value: text, unit: '', year: roll.from };
  return { ...block, children: padInlines([field]) };
}

import { fieldKind } from '../document/field-kinds.ts';
import { fieldUnit } from '../document/field-text.ts';
import { isField, isText, isTextBlock } from '../document/guards.ts';
import { ordinalLabels } from '../document/ordinals.ts';
import { readInlines, type InlineReading } from '../document/reading.ts';
import { finalView } from '../document/resolve.ts';
import { gridOf } from '../document/table-grid.ts';
import type {
  Block,
  Field,
  Inline,
  Ordinal,
  ReportDocument,
  TableBlock,
  Variables,
} from '../document/types.ts';
import { countsDone, isPartOfWord, LOOSE_UNITS, MOST_BEHIND, numbersIn } from '../figures/number-spans.ts';
import { plainLabel } from '../privacy/near-label.ts';
import { clauseAround, leadOf, narrow } from './figure-clause.ts';
import { hiderOf } from './gate.ts';
import type { EditionPolicy } from './mask.ts';
import { classOf, MaskedUnits } from './masked-units.ts';
import { publicView } from './secrecy.ts';
import { printedParts } from './spell.ts';

/** A report whose public edition is looked through, or the one of the year before. */
export type FigureSource = { document: ReportDocument; variables: Variables; policy: EditionPolicy };

/** Why a figure that was typed by hand is asked about. */
export type FigureReason = 'unit' | 'column' | 'last-year';

/** A figure that stands in clear where its like is masked. */
export type ClearFigure = {
  block: string;
  /** Row and column, in a table. */
  cell?: readonly [row: number, column: number];
  /** As it is printed, with its unit where that stands behind it. */
  text: string;
  /** Place in the text of the block, the cells of a table joined. */
  at: number;
  before: string;
  after: string;
  /** The unit that it counts in, or what its column is called; '' where nothing says it. */
  unit: string;
  why: FigureReason;
};

const AROUND = 12;

/** Units of which a shorter one is the beginning. */
const LONGER = ['人次', '场次', '户次', '件次', '万元', '亿元', '平方米', '个百分点', '个月', '个小时'];

/** What is asked for, and no figure of what was done: 每月不少于2次, 力争达到95%. */
const DEMANDED = /力争|目标(?:为|是|达)|不(?:低于|少于|超过|得少于)|每[周月季人名]|至少|原则上|满分|以内$/;

/**
 * Figures that were typed by hand and would be printed as they stand, although the public edition masks their like: the
 * same unit elsewhere in the report, the same column of a table, or the same place in last year's report. A unit that
 * every report is full of (件, 人, 次) and that is masked once only tells nothing by itself: there the words around the
 * figure have to speak of the same. In a table the head of the column, the first cell of the row or the unit line
 * (单位：万元) says the unit.
 */
export function findClearFigures(report: FigureSource, past: FigureSource | null = null): ClearFigure[] {
  const view = new View(report, publicView(report.document.blocks));
  const masked = view.maskedUnits();
  const before = past ? placesOf(new View(past, finalView(past.document.blocks))) : NOWHERE;
  return view.blocks.flatMap((block, index) =>
    block.type === 'table'
      ? inTable(view, block, index, masked, before)
      : block.type === 'title' || block.type === 'signature' || isNumbered(block)
        ? []
        : inText(view, block, masked, before),
  );
}

/** The number of a document is none of its figures. */
const isNumbered = (block: Block): boolean =>
  block.type === 'paragraph' && (block.role === 'docnumber' || block.role === 'measure');

/** The blocks of a report as its public edition reads, with what it hides. */
class View {
  readonly blocks: readonly Block[];
  readonly #source: FigureSource;
  readonly #hides: (field: Field) => boolean;
  readonly #labels: ReadonlyMap<Ordinal, string>;

  constructor(source: FigureSource, blocks: readonly Block[]) {
    this.blocks = blocks;
    this.#source = source;
    this.#hides = hiderOf(source.document.blocks, 'public', source.policy);
    this.#labels = ordinalLabels(blocks);
  }

  read(nodes: readonly Inline[]): InlineReading {
    const { variables, policy } = this.#source;
    const field = printedParts({ variables, hides: this.#hides, mask: policy.mask });
    return readInlines(nodes, this.#labels, { field });
  }

  /** A figure that is masked, filled in or not. */
  isMasked(node: Inline): node is Field {
    return isField(node) && fieldKind(node.kind).figure && (this.#hides(node) || node.secret === true);
  }

  unitOf(field: Field): string {
    return fieldUnit(field, this.#source.variables);
  }

  /** The units of all figures that are masked, and what each of these counts. */
  maskedUnits(): MaskedUnits {
    const units = new MaskedUnits();
    this.blocks.forEach((block, index) => {
      if (isTextBlock(block)) {
        const reading = this.read(block.children);
        for (const { node, from } of reading.pieces)
          if (this.isMasked(node))
            units.add(classOf(this.unitOf(node)), {
              words: plainLabel(node.label) || leadOf(reading.text, from),
              value: Number(narrow(node.value ?? '').replaceAll(',', '')),
            });
        return;
      }
      block.children.forEach((row, r) =>
        row.children.forEach((cell, c) => {
          for (const node of cell.children) {
            if (!this.isMasked(node)) continue;
            const own = this.unitOf(node);
            for (const unit of own ? [own] : unitsOfCell(this, block, index, r, c))
              units.add(classOf(unit), { words: '', value: 0 });
          }
        }),
      );
    });
    return units;
  }
}

type Counted = { from: number; to: number; unit: string };

/** Numbers in the plain words of a reading, with the unit behind each; '' where none that is known stands there. */
function numbersOf(reading: InlineReading, units: ReadonlySet<string>): Counted[] {
  const text = narrow(reading.text);
  const known = [...LONGER, '元', ...units].sort((a, b) => b.length - a.length);
  return numbersIn(text).flatMap(({ from, to }) => {
    const piece = reading.pieces.find((one) => one.from <= from && one.to > from);
    if (!piece || !isText(piece.node)) return [];
    const space = /^[ \u00a0]?/.exec(text.slice(to))?.[0].length ?? 0;
    const after = text.slice(to + space, to + space + MOST_BEHIND);
    const unit = known.find((one) => after.startsWith(one)) ?? '';
    if (unit && isPartOfWord(after)) return [];
    if (LOOSE_UNITS.includes(unit) && !countsDone(text.slice(0, from))) return [];
    return [{ from, to: unit ? to + space + unit.length : to, unit }];
  });
}

function inText(
  view: View,
  block: Exclude<Block, TableBlock>,
  masked: MaskedUnits,
  before: PastPlaces,
): ClearFigure[] {
  const reading = view.read(block.children);
  const lead = reading.text.length - reading.text.trimStart().length;
  return numbersOf(reading, new Set([...masked.units, ...before.units])).flatMap(
    ({ from, to, unit }, nth) => {
      if (!unit || DEMANDED.test(clauseAround(reading.text, from, to))) return [];
      const why: FigureReason | null = masked.asksAbout(unit, reading.text, from, to)
        ? 'unit'
        : before.has(reading.text, from, unit, nth)
          ? 'last-year'
          : null;
      if (!why) return [];
      const text = reading.text.slice(from, to);
      return [{ block: block.id, text, at: from - lead, ...around(reading.text, from, to), unit, why }];
    },
  );
}

const around = (text: string, from: number, to: number): Pick<ClearFigure, 'before' | 'after'> => ({
  before: text.slice(Math.max(0, from - AROUND), from),
  after: text.slice(to, to + AROUND),
});

/** A cell that is nothing but a number: as it stands, and the unit that is typed with it. */
const NUMBER_ALONE =
  /^(?:约|近|逾)?-?\d[\d,]*(?:\.\d+)?(?:余|多)?(?:万|亿)?(?:余|多)?\s*(%|‰|\p{Script=Han}{0,3})$/u;
/** Columns of which the numbers count nothing. */
const NO_FIGURES = /序号|编号|年份|年度|日期|时间|电话|号码|文号|编码|排名|^年$|^月份?$/;

function inTable(
  view: View,
  table: TableBlock,
  index: number,
  masked: MaskedUnits,
  before: PastPlaces,
): ClearFigure[] {
  const found: ClearFigure[] = [];
  const readings = table.children.map((row) => row.children.map((cell) => view.read(cell.children)));
  const inColumn = maskedColumns(view, table);
  let at = 0;
  readings.forEach((row, r) => {
    row.forEach((reading, c) => {
      const start = at;
      const words = reading.text.trim();
      at += words.length + 1;
      if (table.children[r]?.header || reading.pieces.some(({ node }) => !isText(node))) return;
      const [, own = ''] = NUMBER_ALONE.exec(narrow(words)) ?? [null];
      if (own === null || !/\d/.test(narrow(words))) return;
      const head = headOf(view, table, c);
      if (NO_FIGURES.test(head) || NO_FIGURES.test(words)) return;
      const units = own ? [own] : unitsOfCell(view, table, index, r, c);
      const unit = units.find((one) => masked.has(one));
      const why: FigureReason | null = unit
        ? 'unit'
        : inColumn.has(c)
          ? 'column'
          : before.columns.has(keyOfHead(head))
            ? 'last-year'
            : null;
      if (!why) return;
      const name = rowName(view, table, r, c);
      found.push({
        block: table.id,
        cell: [r, c],
        text: words,
        at: start,
        before: [name, head].filter(Boolean).join('，') + '：',
        after: '',
        unit: unit ?? units[0] ?? '',
        why,
      });
    });
  });
  return found;
}

/** Columns in which a figure is masked; what stands beside it is most likely of its kind. */
function maskedColumns(view: View, table: TableBlock): Set<number> {
  const columns = new Set<number>();
  for (const row of table.children)
    row.children.forEach((cell, c) => {
      if (!row.header && cell.children.some((node) => view.isMasked(node))) columns.add(c);
    });
  return columns;
}

const HEAD_UNIT = /[（(]\s*(?:单位[：:]\s*)?([^（）()]{1,4})\s*[）)]|[／/]\s*(\p{Script=Han}{1,3}|%)$/u;

/** Units that a cell may count in: of its column's head, of its row's first cell, else of the line above the table. */
function unitsOfCell(view: View, table: TableBlock, index: number, row: number, column: number): string[] {
  const first = table.children[row]?.children[0];
  const named = [headOf(view, table, column), column > 0 && first ? view.read(first.children).text : ''];
  for (const words of named) {
    const [, inBrackets, behind] = HEAD_UNIT.exec(words) ?? [];
    const unit = inBrackets ?? behind;
    if (unit) return [unit];
  }
  const line = view.blocks[index - 1];
  if (line?.type !== 'paragraph' || line.role !== 'measure') return [];
  return view
    .read(line.children)
    .text.replace(/^.*单位[：:]/, '')
    .replaceAll(/[（）()\s]/g, '')
    .split(/[、，,／/]/)
    .filter(Boolean);
}

/** The words above a column: of the head's rows, else of the first row where that has no number. */
function headOf(view: View, table: TableBlock, column: number): string {
  const rows = table.children.filter(({ header }) => header);
  const head = rows.length > 0 ? rows : table.children.slice(0, 1);
  const grid = gridOf(table);
  const words = head.map((_, r) => {
    const [row, at] = grid[r]?.[column] ?? [r, column];
    const cell = table.children[row]?.children[at];
    return cell ? view.read(cell.children).text.trim() : '';
  });
  const all = [...new Set(words)].filter(Boolean).join('');
  return rows.length === 0 && /^\d/.test(narrow(all)) ? '' : all;
}

const rowName = (view: View, table: TableBlock, row: number, column: number): string => {
  const first = column > 0 ? table.children[row]?.children[0] : undefined;
  return first ? view.read(first.children).text.trim().slice(0, AROUND) : '';
};

const keyOfHead = (head: string): string => head.replaceAll(/[\d\s]/g, '');

/** Where last year's report hid a figure. */
type PastPlaces = {
  units: ReadonlySet<string>;
  columns: ReadonlySet<string>;
  /** Whether the number at `from` of a text, the `nth` in it, stands where one was hidden. */
  has: (text: string, from: number, unit: string, nth: number) => boolean;
};

const NOWHERE: PastPlaces = { units: new Set(), columns: new Set(), has: () => false };

function placesOf(view: View): PastPlaces {
  const units = new Set<string>();
  const columns = new Set<string>();
  const leads = new Set<string>();
  const labels: { label: string; unit: string }[] = [];
  for (const block of view.blocks) {
    if (block.type === 'table') {
      for (const column of maskedColumns(view, block)) {
        const head = keyOfHead(headOf(view, block, column));
        if (head) columns.add(head);
      }
      continue;
    }
    const reading = view.read(block.children);
    for (const { node, from } of reading.pieces) {
      if (!view.isMasked(node)) continue;
      const unit = view.unitOf(node);
      if (!unit) continue;
      units.add(unit);
      const lead = leadOf(reading.text, from);
      if (lead) leads.add(`${lead} ${classOf(unit)}`);
      const label = node.label.replace(/(?:总数|总量|数量|数)$/, '');
      if (label.length > 1) labels.push({ label, unit: classOf(unit) });
    }
  }
  const has = (text: string, from: number, unit: string): boolean => {
    const lead = leadOf(text, from);
    const of = classOf(unit);
    if (lead && leads.has(`${lead} ${of}`)) return true;
    return labels.some((one) => one.unit === of && lead.includes(one.label));
  };
  return { units, columns, has };
}

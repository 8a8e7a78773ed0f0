import { newId, type IdSource } from '../document/ids.ts';
import { makeHeading, makeParagraph, makeSignature, makeTitle } from '../document/make.ts';
import { plainText } from '../document/plain-text.ts';
import { soundSpans, withSpans } from '../document/table-grid.ts';
import {
  SCHEMA_VERSION,
  type Block,
  type ReportDocument,
  type TableBlock,
  type TableCell,
  type TableRow,
  type Variables,
} from '../document/types.ts';
import type { Indicator, Template } from '../template/schema.ts';
import { inlinesOfText, type ReportFacts } from './inlines.ts';
import { takeHeadMarks } from './head-marks.ts';
import type { Grade, HeadWords } from '../text/secrecy-marks.ts';
import { findItems, type ItemSpan } from './items.ts';
import { kindsOf, type Kind } from './line-kinds.ts';
import { maskSpans } from './masks.ts';
import { unitOfReport } from './report-unit.ts';
import { chooseTemplate, knownHeadings, matchSlots, SURE, type HeadingAt } from './slots.ts';
import type { SourceCell, SourceLine, SourceText } from './source-line.ts';
import { holdsSomething, joinTexts, sliceText, trimText } from './source-text.ts';
import type { BlockCertainty, Doubt, ReportCertainty } from './certainty.ts';
import {
  certaintyOf,
  doubtOfKind,
  doubtsOfAnnexes,
  doubtsOfFields,
  doubtsOfOrdinals,
  dropRightNumbers,
} from './doubts.ts';

export type Recognised = {
  document: ReportDocument;
  variables: Variables;
  title: string;
  year: number | undefined;
  /** Full name of the unit; undefined where it is masked or not said. */
  unit: string | undefined;
  /** Id of the template that fits best; '' without templates. */
  template: string;
  /** What the file's head says of who may read it: no part of the text. */
  head: HeadWords;
  /** The grade of a state secret that stands anywhere in the file. */
  grade: Grade | null;
  /** How sure it is what kind of report of whose this is, and what each block is. */
  sure: ReportCertainty;
  blocks: BlockCertainty[];
  doubtful: Doubt[];
};

export type RecogniseOptions = {
  templates: readonly Template[];
  ids?: IdSource;
  /**
   * The lines are a part of a report whose unit is known, not a report: they have no title but one that the source
   * calls so, and no signature.
   */
  part?: { unit: string };
  /** What stands in the page headers of the file. */
  margins?: readonly string[];
  /** Marks of secrecy stay in the text: nobody takes the report's head along. */
  keepMarks?: boolean;
};

/** A line with what it was taken for; a heading that ran on into its body has become two. */
type Row = { line: SourceLine; text: string; source: SourceText; kind: Kind };

/**
 * Finds the structure of a report in plain paragraphs: title, numbered headings, items, figures and masks. Nothing is
 * dropped: the plain text of the result is the text of the lines, white space aside; secrecy, urgency and number of the
 * copy are the head's. What is not certain is kept as text and named.
 */
export function recognise(source: readonly SourceLine[], options: RecogniseOptions): Recognised {
  const ids = options.ids ?? newId;
  const marks = takeHeadMarks(source, {
    ...(options.margins ? { margins: options.margins } : {}),
    keep: options.keepMarks ?? options.part !== undefined,
  });
  const lines = marks.lines.filter((line) => holdsSomething(line));
  const rows = rowsOf(lines, kindsOf(lines, knownHeadings(options.templates), options.part !== undefined));
  const titleText = rows.flatMap((row) => (row.kind.kind === 'title' ? [row.text] : [])).join('');
  // Headings of annexes are none of the template's.
  const annex = rows.findIndex(({ kind }) => kind.kind === 'annex');
  const headings = (annex < 0 ? rows : rows.slice(0, annex)).flatMap((row): HeadingAt[] =>
    row.kind.kind === 'heading' ? [{ level: row.kind.level, text: row.text }] : [],
  );
  const chosen = chooseTemplate(titleText, headings, options.templates);
  const template = chosen?.template;
  const slots = template ? matchSlots(headings, template) : [];
  const facts = factsOf(titleText, rows, template, options.part?.unit);
  const items = itemsOfRows(rows);

  const blocks: Block[] = [];
  const certainty: BlockCertainty[] = [];
  const doubtful: Doubt[] = [];
  let indicators: readonly Indicator[] = indicatorsOf(template, null);
  let heading = 0;
  const annexLabels = new Map<number, string>();
  rows.forEach((row, index) => {
    const at = blocks.length;
    const spans = items.spans.get(index) ?? [];
    const words = items.doubts.get(index);
    if (words) doubtful.push({ block: at, kind: 'items', sure: 0.6, why: looseDoubt(words) });
    const doubt = doubtOfKind(row.kind);
    if (doubt) doubtful.push({ block: at, ...doubt });
    if (row.kind.kind !== 'heading') {
      certainty.push(
        certaintyOf(
          row.kind,
          undefined,
          spans.map(({ sure }) => sure),
        ),
      );
      if (row.kind.kind === 'annex') annexLabels.set(at, row.line.text);
      blocks.push(placed(blockOf(row, spans, facts, indicators, ids), row.line));
      return;
    }
    const match = slots[heading];
    heading += 1;
    indicators = indicatorsOf(template, match?.slot ?? null);
    if (match && match.similarity < SURE)
      doubtful.push({
        block: at,
        kind: 'slot',
        sure: match.similarity,
        why: slotDoubt(template, match.slot),
      });
    const block = makeHeading(
      row.kind.level,
      inlinesOfText(row.source, [], facts, [], ids),
      match?.slot,
      ids,
    );
    block.typedNumber = row.kind.label;
    if (row.kind.body !== null) block.runIn = true;
    certainty.push(certaintyOf(row.kind, match?.similarity, []));
    blocks.push(placed(block, row.line));
  });
  doubtful.push(
    ...doubtsOfFields(blocks),
    ...doubtsOfOrdinals(blocks),
    ...dropRightNumbers(blocks),
    ...doubtsOfAnnexes(blocks, annexLabels),
  );
  if (blocks.length === 0) {
    blocks.push(makeParagraph('', 'body', ids));
    certainty.push({ sure: 1 });
  }
  if (titleText === '') doubtful.unshift({ block: 0, why: '没有找到标题' });
  doubtful.unshift(...marks.told.map((why) => ({ block: 0, why })));

  const variables: Variables = facts.unit ? { unit: facts.unit } : {};
  const year = yearOf(titleText, rows);
  const titleBlock = blocks.find((block) => block.type === 'title');
  return {
    document: { schema: SCHEMA_VERSION, blocks },
    variables,
    title: titleBlock ? plainText([titleBlock], { variables }).trim() : '',
    year,
    unit: facts.unit,
    template: template?.id ?? '',
    head: marks.head,
    grade: marks.grade,
    sure: {
      title:
        titleText === '' ? 0 : Math.min(...rows.map(({ kind }) => (kind.kind === 'title' ? kind.sure : 1))),
      // A year of the body may be of what was done, not of the report.
      year: year === undefined ? 0 : titleText.includes(String(year)) ? 0.98 : 0.7,
      unit: facts.sureOfUnit,
      template: chosen?.sure ?? 0,
    },
    blocks: certainty,
    doubtful,
  };
}

function rowsOf(lines: readonly SourceLine[], kinds: readonly Kind[]): Row[] {
  const rows: Row[] = [];
  lines.forEach((line, index) => {
    const kind = kinds[index] ?? { kind: 'paragraph', role: 'body', sure: 0.97 };
    const last = rows.at(-1);
    const whole = trimText(textOnly(line));
    const { text } = whole;
    const add = (words: SourceText, of: Kind, at = line): void =>
      void rows.push({ line: at, text: words.text, source: words, kind: of });
    if (isNextLine(kind, last?.kind) && last) {
      last.source = joinTexts([last.source, whole]);
      last.text = last.source.text;
      if (line.landscape) last.line = { ...last.line, landscape: true };
    } else if (kind.kind === 'annex' && kind.part === 'label') {
      add(trimText(behind(whole, kind.from ?? text.length)), kind);
    } else if (kind.kind !== 'heading') add(whole, kind);
    else {
      // The label is before, and it is counted; what stands at it goes with the heading.
      const end = text.length - (kind.body?.length ?? 0);
      add(trimText(behind(whole, end - kind.text.length, end)), kind);
      if (kind.body !== null) {
        const { pageBreak: _, ...rest } = line;
        const voids = whole.voids?.filter((one) => one.at > end) ?? [];
        const body = sliceText({ ...whole, voids }, end);
        add(trimText(body), { kind: 'paragraph', role: 'body', sure: kind.sure }, rest);
      }
    }
  });
  return rows;
}

/** The words behind a label, with the notes and images that stand before or in it: only the label is counted. */
function behind(whole: SourceText, from: number, to?: number): SourceText {
  const voids = whole.voids?.map((one) => ({ ...one, at: Math.max(one.at, from) })) ?? [];
  return sliceText({ ...whole, voids }, from, to);
}

/** A title of several lines is one. */
const isNextLine = (kind: Kind, last: Kind | undefined): boolean =>
  (kind.kind === 'title' && last?.kind === 'title') ||
  (kind.kind === 'annex' && kind.part === 'title' && last?.kind === 'annex');

const textOnly = ({ text, formats, voids }: SourceLine): SourceText => ({
  text,
  ...(formats ? { formats } : {}),
  ...(voids ? { voids } : {}),
});

/** The block on the page that its line stands on; an annex has a page of its own. */
const placed = <B extends Block>(block: B, { pageBreak, landscape }: SourceLine): B => ({
  ...block,
  ...(pageBreak && block.type !== 'annex' ? { pageBreak } : {}),
  ...(landscape ? { landscape } : {}),
});

function blockOf(
  row: Row,
  items: readonly ItemSpan[],
  facts: ReportFacts,
  indicators: readonly Indicator[],
  ids: IdSource,
): Block {
  const { kind, line, source } = row;
  if (line.table) return tableOf(line, line.table, facts, indicators, ids);
  const inlines = inlinesOfText(source, items, facts, indicators, ids);
  if (kind.kind === 'annex') return { type: 'annex', id: ids(), children: inlines };
  if (kind.kind === 'title') return makeTitle(inlines, ids);
  if (kind.kind === 'signature') return makeSignature(kind.role, inlines, ids);
  return makeParagraph(inlines, kind.kind === 'paragraph' ? kind.role : 'body', ids);
}

function tableOf(
  { columns, headers }: SourceLine,
  rows: readonly (readonly SourceCell[])[],
  facts: ReportFacts,
  indicators: readonly Indicator[],
  ids: IdSource,
): TableBlock {
  const width = rows.reduce((widest, row) => Math.max(widest, row.length), 1);
  const heading = headers ?? (rows.length > 1 ? 1 : 0);
  const children = rows.map((row, index): TableRow => ({
    type: 'table-row',
    ...(index < heading ? { header: true } : {}),
    children: Array.from({ length: width }, (_, column): TableCell => {
      const cell = row[column] ?? '';
      if (typeof cell === 'string')
        return {
          type: 'table-cell',
          children: inlinesOfText({ text: cell.trim() }, [], facts, indicators, ids),
        };
      const { colSpan = 1, rowSpan = 1, align } = cell;
      return withSpans(
        {
          type: 'table-cell',
          ...(align ? { align } : {}),
          children: inlinesOfText(trimText(cell), [], facts, indicators, ids),
        },
        colSpan,
        rowSpan,
      );
    }),
  }));
  for (const { row, column, colSpan, rowSpan } of soundSpans(children)) {
    const cells = children[row]?.children;
    const cell = cells?.[column];
    if (cells && cell) cells[column] = withSpans(cell, colSpan, rowSpan);
  }
  return {
    type: 'table',
    id: ids(),
    ...(columns && columns.length === width ? { columns: [...columns] } : {}),
    children,
  };
}

/** Items of all sections: a heading ends what came before. */
function itemsOfRows(rows: readonly Row[]): {
  spans: Map<number, ItemSpan[]>;
  doubts: Map<number, string[]>;
} {
  const spans = new Map<number, ItemSpan[]>();
  const doubts = new Map<number, string[]>();
  let section: number[] = [];
  const close = (): void => {
    const found = findItems(section.map((index) => rows[index]?.text ?? ''));
    for (const span of found.spans) {
      const index = section[span.line] ?? 0;
      addTo(spans, index, span);
    }
    for (const doubt of found.doubts) {
      const index = section[doubt.line] ?? 0;
      addTo(doubts, index, doubt.text);
    }
    section = [];
  };
  rows.forEach((row, index) => {
    if (row.kind.kind === 'paragraph' && row.kind.role === 'body') section.push(index);
    else if (row.kind.kind !== 'table') close();
  });
  close();
  return { spans, doubts };
}

function slotDoubt(template: Template | undefined, slot: string): string {
  const heading = template?.slots.find(({ key }) => key === slot)?.heading ?? '';
  return `按意思归入“${heading.replaceAll(/\{[^}]*\}年?/g, '')}”一节`;
}

/** What looks like an ordinal and was kept as text. */
function addTo<T>(lists: Map<number, T[]>, at: number, one: T): void {
  const list = lists.get(at);
  if (list) list.push(one);
  else lists.set(at, [one]);
}

function looseDoubt(words: readonly string[]): string {
  return `${words.map((word) => `“${word}”`).join('、')}接不上前面的序号，按文字保留`;
}

/** By template and slot: the same list again, so that what was found in it is found again. */
const INDICATORS = new WeakMap<Template, Map<string | null, readonly Indicator[]>>();

/** The indicators of a slot first, then those of the others. */
function indicatorsOf(template: Template | undefined, slot: string | null): readonly Indicator[] {
  if (!template) return [];
  let bySlot = INDICATORS.get(template);
  if (!bySlot) INDICATORS.set(template, (bySlot = new Map<string | null, readonly Indicator[]>()));
  let found = bySlot.get(slot);
  if (!found) {
    const own = template.slots.find((one) => one.key === slot)?.indicators ?? [];
    found = [...own, ...template.slots.flatMap((one) => (one.key === slot ? [] : one.indicators))];
    bySlot.set(slot, found);
  }
  return found;
}

function factsOf(
  title: string,
  rows: readonly Row[],
  template: Template | undefined,
  known?: string,
): ReportFacts & { sureOfUnit: number } {
  const counts = new Map<string, number>();
  for (const row of rows) {
    for (const { field } of maskSpans(row.text)) {
      if (field.kind === 'place' && UNIT_LEVELS.has(field.unit))
        counts.set(field.unit, (counts.get(field.unit) ?? 0) + 1);
    }
  }
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  // In a redacted report the own name is the masked one, whoever else is named.
  const found = known ? { unit: known, sure: 0.97 } : unitOfReport(title, rows, most !== undefined);
  const unit = found?.unit;
  return {
    unit,
    sureOfUnit: found?.sure ?? 0,
    maskedUnit: unit ? undefined : most?.[0],
    hasVariable: (key) => template?.variables.some((variable) => variable.key === key) ?? key === 'unit',
  };
}

const UNIT_LEVELS = new Set(['镇', '乡', '街道', '区', '县']);

/** The year of the report: of its title, else of its first headings and lines. */
function yearOf(title: string, rows: readonly Row[]): number | undefined {
  for (const text of [title, ...rows.slice(0, 6).map((row) => row.text)]) {
    const year = /(?<!\d)((?:19|20)\d{2})\s*年/.exec(text)?.[1];
    if (year) return Number(year);
  }
  return undefined;
}

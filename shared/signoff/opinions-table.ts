import { newId } from '../document/ids.ts';
import { makeParagraph, makeTitle } from '../document/make.ts';
import {
  SCHEMA_VERSION,
  type Block,
  type ReportDocument,
  type TableBlock,
  type TableCell,
} from '../document/types.ts';
import { workbookOf } from '../workbook/workbook.ts';
import { OPINION_KINDS, OUTCOMES, outcomeCounts, type Opinion } from './opinions.ts';

export const OPINIONS_TITLE = '征求意见采纳情况表';

const COLUMNS = ['序号', '提出单位/人', '位置', '原文及意见', '类型', '采纳情况', '理由'] as const;
/** In points; together as wide as the text of an official page that lies across. */
const WIDTHS = [34, 86, 100, 222, 42, 62, 92];
/** In characters. */
const SHEET_WIDTHS = [6, 18, 24, 60, 8, 10, 36];

/** What stands above the table. */
export type OpinionsHead = {
  /** Mark of who may read it: 内部, or the grade of the report. */
  mark: string;
  title: string;
  /** 第1轮, 全部轮次 */
  rounds: string;
  /** `2026年12月1日` */
  day: string;
};

/** The table as a document, to be written as any other, on pages that lie across. */
export function opinionsDocument(opinions: readonly Opinion[], head: OpinionsHead): ReportDocument {
  const blocks: Block[] = [
    makeParagraph(head.mark, 'addressee'),
    makeTitle(OPINIONS_TITLE),
    makeParagraph(`${head.title}（${head.rounds}）`, 'caption'),
    makeParagraph(summaryOf(opinions, head), 'measure'),
    table(opinions),
  ];
  return { schema: SCHEMA_VERSION, blocks: blocks.map((block) => ({ ...block, landscape: true as const })) };
}

const summaryOf = (opinions: readonly Opinion[], { day }: OpinionsHead): string =>
  `共${opinions.length}条：${outcomeCounts(opinions)}　${day}`;

function table(opinions: readonly Opinion[]): TableBlock {
  const rows = opinions.map((opinion, at) => ({
    type: 'table-row' as const,
    children: cellsOf(opinion, at).map((text, column): TableCell => ({
      type: 'table-cell',
      ...(LEFT.has(column) ? { align: 'left' as const } : {}),
      children: [{ text: String(text) }],
    })),
  }));
  const header = COLUMNS.map((text): TableCell => ({ type: 'table-cell', children: [{ text }] }));
  return {
    type: 'table',
    id: newId(),
    columns: WIDTHS.map((width) => ({ width })),
    children: [{ type: 'table-row', header: true, children: header }, ...rows],
  };
}

/** Columns of sentences. */
const LEFT: ReadonlySet<number> = new Set([2, 3, 6]);

function cellsOf(
  { name, unit, section, quote, words, kind, outcome, reason }: Opinion,
  at: number,
): (string | number)[] {
  return [
    at + 1,
    [unit, name || '未署名'].filter(Boolean).join('\n'),
    section || '标题及开头',
    quote === '' ? words : `原文：“${quote}”\n意见：${words}`,
    OPINION_KINDS[kind],
    OUTCOMES[outcome],
    reason,
  ];
}

/** The table as an .xlsx workbook. */
export function opinionsWorkbook(opinions: readonly Opinion[], head: OpinionsHead): Uint8Array {
  return workbookOf([
    {
      name: '采纳情况',
      columns: SHEET_WIDTHS,
      wrap: true,
      rows: [
        { cells: [head.mark], head: true },
        { cells: [OPINIONS_TITLE], head: true },
        { cells: [`${head.title}（${head.rounds}）`] },
        { cells: [summaryOf(opinions, head)] },
        { cells: [...COLUMNS], head: true },
        ...opinions.map((opinion, at) => ({ cells: cellsOf(opinion, at) })),
      ],
    },
  ]);
}

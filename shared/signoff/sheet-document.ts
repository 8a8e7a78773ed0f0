import { newId } from '../document/ids.ts';
import { makeParagraph, makeTitle } from '../document/make.ts';
import {
  SCHEMA_VERSION,
  type Block,
  type ReportDocument,
  type TableBlock,
  type TableCell,
} from '../document/types.ts';
import { fullDate, localDay } from '../text/local-time.ts';
import {
  ANSWERS,
  CONCLUSION_NAMES,
  CONCLUSIONS,
  GROUNDS,
  hiddenWords,
  kindOfQuestion,
  type Ground,
  type Question,
  type ReviewSheet,
} from './review-sheet.ts';

/** 政府信息公开审查 is asked for by《政府信息公开条例》第十七条, the name of its form differs from office to office. */
export const SHEET_TITLE = '政府信息公开保密审查单';

/** In points; together as wide as the text of an official page. */
const FORM_WIDTHS = [86, 135, 86, 135];
const QUESTION_WIDTHS = [36, 136, 78, 78, 50, 64];

/** Said on a sheet of which the text has gone on since. */
const OUTDATED = '本单填写后，公开版的文字又有改动。本单只对应上列指纹的文字，公开前要重新审查。';

type Row = TableBlock['children'][number];

/** A sheet as a document, to be written as any other: a form, and the questions with their answers. */
export function sheetDocument(sheet: ReviewSheet, outdated: boolean): ReportDocument {
  const { questions } = sheet.facts;
  const blocks: Block[] = [makeTitle(SHEET_TITLE), table(FORM_WIDTHS, formRows(sheet, outdated))];
  if (questions.length > 0) {
    const head = ['序号', '内容', '类别', '处理', '决定人', '日期'].map(cell);
    blocks.push(
      makeParagraph('公开前逐项核对', 'caption'),
      table(QUESTION_WIDTHS, [
        { type: 'table-row', header: true, children: head },
        ...questions.map(questionRow),
      ]),
    );
  }
  return { schema: SCHEMA_VERSION, blocks };
}

function formRows({ facts, ...form }: ReviewSheet, outdated: boolean): Row[] {
  const { title, unit, year, version, fingerprint, hidden } = facts;
  return [
    ...lines('信息标题', title),
    pairs('制作单位', unit, '年度', `${year}年`),
    pairs('版本', version === null ? '未签发' : `第${version}版（签发稿）`, '公开版指纹', fingerprint),
    ...(outdated ? lines('提示', OUTDATED) : []),
    ...lines('公开版隐去', hiddenWords(hidden)),
    ...lines('审查依据', form.basis),
    ...lines('审查意见', ...GROUND_LINES.map((keys) => ticked(GROUNDS, keys, form.grounds))),
    ...lines('审查结论', ticked(CONCLUSIONS, CONCLUSION_NAMES, [form.conclusion])),
    ...lines('说明', form.note || '无'),
    pairs('承办人', form.clerk, '审查人', form.reviewer),
    pairs('部门负责人', form.leader, '审查日期', fullDate(form.date)),
  ];
}

/** As many as stand in a line without being torn. */
const GROUND_LINES: readonly (readonly Ground[])[] = [['state', 'work'], ['trade', 'privacy'], ['safety']];

/** ■公开 □部分公开: what is chosen, among what could be. */
function ticked<K extends string>(
  labels: Readonly<Record<K, string>>,
  keys: readonly K[],
  chosen: readonly K[],
): string {
  return keys.map((key) => `${chosen.includes(key) ? '■' : '□'}${labels[key]}`).join('\u3000');
}

function questionRow({ kind, text, answer, name, at }: Question, index: number): Row {
  const answered =
    answer === null ? ['还没有决定', '', ''] : [ANSWERS[answer], name || '未署名', localDay(at)];
  return {
    type: 'table-row',
    children: [String(index + 1), text, kindOfQuestion(kind), ...answered].map(cell),
  };
}

function table(widths: readonly number[], rows: Row[]): TableBlock {
  return { type: 'table', id: newId(), columns: widths.map((width) => ({ width })), children: rows };
}

const cell = (text: string): TableCell => ({ type: 'table-cell', children: [{ text }] });

/** Two names with what belongs to each. */
const pairs = (...texts: [string, string, string, string]): Row => ({
  type: 'table-row',
  children: texts.map(cell),
});

/** A name with what belongs to it, as wide as the form, in one row or several. */
function lines(label: string, ...texts: string[]): Row[] {
  return texts.map((text, at): Row => {
    const name = cell(at === 0 ? label : '');
    if (at === 0 && texts.length > 1) name.rowSpan = texts.length;
    return {
      type: 'table-row',
      children: [name, { ...cell(text), colSpan: 3, align: 'left' }, cell(''), cell('')],
    };
  });
}

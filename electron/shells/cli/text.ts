import type { ReportSummary } from '../../../shared/contract/methods.ts';
import { NOTE_NAMES } from '../../../shared/document/notes.ts';
import { imageName } from '../../../shared/edition/write-text.ts';
import type { OutlineBlock } from '../../../shared/structure/outline-types.ts';
import type { MarkChoice } from '../../../shared/contract/import-batch.ts';
import type { Imported } from './import-files.ts';
import type { SearchGroup, SearchHit } from '../../../shared/contract/search.ts';
import type { Leftover } from '../../../shared/edition/leftovers.ts';
import { LEFTOVERS } from '../../../shared/privacy/kinds.ts';
import { STATE_LABELS } from '../../../shared/document/report-state.ts';
import type { Counts } from '../../../shared/document/count-report.ts';

/** Columns of a terminal that the text takes: Chinese characters and full-width signs take two. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const char of text)
    width +=
      /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/.test(
        char,
      )
        ? 2
        : 1;
  return width;
}

/** Lines under each other. What a file says of itself, such as a name, can't begin a line of its own. */
export const stacked = (lines: readonly string[]): string =>
  lines.map((line) => line.replaceAll(/\s*[\n\r\u0085\u2028\u2029]\s*/g, ' ')).join('\n');

/** Lines under a title; nothing where there are none. */
export const listed = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [`${title}：`, ...lines.map((line) => `  ${line}`)];

/** Lines of a table whose columns stand under each other. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries())
      widths[column] = Math.max(widths[column] ?? 0, displayWidth(cell));
  }
  return rows.map((row) =>
    row
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - displayWidth(cell)))
      .join('  ')
      .trimEnd(),
  );
}

export function countsLine({ headings, items, runs, fields, notes, images, annexes }: Counts): string {
  const names = ['一', '二', '三', '四'];
  const levels = Object.entries(headings)
    .filter(([, count]) => count > 0)
    .map(([level, count]) => `${names[Number(level) - 1] ?? level}级标题 ${count}`);
  const others = [
    ['注释', notes],
    ['图片', images],
    ['附件', annexes],
  ] as const;
  return [
    ...levels,
    `要点 ${items}（${runs} 组）`,
    `字段 ${fields}`,
    ...others.flatMap(([name, count]) => (count ? [`${name} ${count}`] : [])),
  ].join(' · ');
}

export function listText(reports: readonly ReportSummary[]): string {
  if (reports.length === 0)
    return '还没有报告。用 import 导入往年报告，用 new 新建，或用 demo 载入演示数据。';
  const rows = reports.map((report) => [
    report.id,
    String(report.year),
    report.unit,
    STATE_LABELS[report.state],
    report.title,
  ]);
  return table([['编号', '年度', '单位', '状态', '标题'], ...rows]).join('\n');
}

const copyText = (title: string): string =>
  `  是${title ? `《${title}》` : '年述导出'}的送审稿，那份报告不在本机，另收了一份`;

/** What became of the files, and how many of each at the end where there are several. */
const MARKS: Record<MarkChoice, string> = {
  keep: '都保留',
  accept: '按改好的文字收入',
  reject: '按原来的文字收入',
};

function markedText({ changes, comments, choice, notKept }: NonNullable<Imported['marked']>): string {
  const parts = [
    ...(changes > 0 ? [`${changes} 处修订`] : []),
    ...(comments > 0 ? [`${comments} 条批注`] : []),
  ];
  const said = parts.length > 0 ? [`  有 ${parts.join('、')}，${MARKS[choice]}`] : [];
  return [...said, ...(choice === 'keep' ? notKept.map((note) => `  ${note}`) : [])].join('\n');
}

export function importText(results: readonly Imported[]): string {
  const lines = results.flatMap((result) => {
    if (result.skipped) return [];
    if (result.duplicate) {
      const how = result.duplicate.how === 'bytes' ? '同一个文件' : '文字相同';
      const mended = result.duplicate.mended ? '；原来留存的原文件不完整，已用这个补回' : '';
      return [
        `已有：${result.file} 与 ${result.duplicate.id}（${result.title ?? ''}）是${how}，没有重复收${mended}`,
      ];
    }
    if (result.copyOf?.id !== undefined) {
      const { id, title, how } = result.copyOf;
      const what = how === 'says' ? `是《${title}》的送审稿` : `的文字与《${title}》相同，里面有修订或批注`;
      return [
        `没有导入：${result.file} ${what}。收回用 merge ${id} 文件；要另存为一份报告，加 --marks keep。`,
      ];
    }
    const doubts = (result.doubtful ?? []).map((doubt) => `  请核对第 ${doubt.block + 1} 段：${doubt.why}`);
    return [
      `已导入：${result.file} → ${result.id ?? ''}`,
      `  ${result.title ?? ''}`,
      `  ${result.year ?? ''} 年 · ${result.unit ?? ''}`,
      ...(result.counts ? [`  ${countsLine(result.counts)}`] : []),
      ...(result.copyOf ? [copyText(result.copyOf.title)] : []),
      ...(result.marked ? [markedText(result.marked)] : []),
      ...(result.twins ? [`  同年度同单位已有：${result.twins.join('、')}`] : []),
      ...doubts,
    ];
  });
  if (results.length < 2) return lines.join('\n');
  const count = (is: (result: Imported) => boolean): number => results.filter((result) => is(result)).length;
  const taken = count((result) => !result.duplicate && !result.skipped && result.copyOf?.id === undefined);
  const parts = [
    `共导入 ${taken} 份`,
    ...many(
      count((result) => (result.doubtful?.length ?? 0) > 0),
      '份有存疑处',
    ),
    ...many(
      count((result) => result.duplicate !== undefined),
      '份已有',
    ),
    ...many(
      count((result) => result.skipped !== undefined),
      '个其他文件没有读',
    ),
  ];
  return [...lines, '', `${parts.join('，')}。`].join('\n');
}

const many = (count: number, what: string): string[] => (count > 0 ? [`${count} ${what}`] : []);

/** Matches by report, the words that matched in 【】. */
export function searchText(groups: readonly SearchGroup[]): string {
  if (groups.length === 0) return '没有找到。请换一个词，或少写几个字。';
  return groups
    .flatMap(({ id, year, unit, title, hits }) => [
      `${year} 年 · ${unit} · ${title}（${id}）`,
      ...hits.map(
        ({ section, snippet, marks }) => `  ${section ? `〔${section}〕` : ''}${marked(snippet, marks)}`,
      ),
    ])
    .join('\n');
}

function marked(text: string, marks: SearchHit['marks']): string {
  let out = '';
  let at = 0;
  for (const [from, to] of marks) {
    out += `${text.slice(at, from)}【${text.slice(from, to)}】`;
    at = to;
  }
  return out + text.slice(at);
}

function blockText(block: OutlineBlock): string {
  const number = block.number ?? '';
  if (block.type === 'title') return block.text;
  if (block.type === 'heading') return `${'  '.repeat((block.level ?? 1) - 1)}${number}${block.text}`;
  if (block.type === 'annex') return `${number}　${block.text}`;
  const items = block.items ?? [];
  return items.length > 0
    ? `      ${block.text}\n      〔要点：${items.map((item) => item.ordinal).join(' ')}〕`
    : `      ${block.text}`;
}

/** What belongs to a block and stands beside its words. */
const asideLines = ({ notes = [], images = [] }: OutlineBlock): string[] => [
  ...images.map(({ alt }) => `      ${imageName(alt)}`),
  ...notes.map(({ kind, number, text }) => `      〔${NOTE_NAMES[kind]}${number}：${text}〕`),
];

/** A report as an indented text. Numbers of headings stand before them where `text` does not hold them. */
export function blocksText(blocks: readonly OutlineBlock[]): string {
  return blocks.flatMap((block) => [blockText(block), ...asideLines(block)]).join('\n');
}

/** What of a public edition somebody has to decide about, a line each. */
export function leftoverLines(leftovers: readonly Leftover[]): string[] {
  return leftovers.map(({ kind, before, text, after, inNote }) => {
    const where = inNote ? '（在注释或图片说明里）' : '';
    return `  ${LEFTOVERS[kind].name}：${before}【${text}】${after}${where}`;
  });
}

export function exportText(result: {
  file: string;
  bytes: number;
  pages: number | null;
  substitutedFonts: Record<string, string>;
  /** The side file, where one was written. */
  proof?: string | null;
}): string {
  const size = `${Math.max(1, Math.round(result.bytes / 1024))} KB`;
  const pages = result.pages === null ? '' : `，${result.pages} 页`;
  const fonts = Object.entries(result.substitutedFonts).map(
    ([official, free]) => `  本机没有字体 ${official}，用 ${free} 代替`,
  );
  const proof = result.proof
    ? [`核验文件：${result.proof}（与文件一起发出，对方才能核对是不是这个文件）`]
    : [];
  return [`已导出：${result.file}（${size}${pages}）`, ...proof, ...fonts].join('\n');
}

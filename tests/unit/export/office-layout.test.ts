import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { writeDocx } from '../../../electron/backend/docx/write/write-docx.ts';
import { BrowserPrinter } from '../../../electron/backend/print/browser-printer.ts';
import { toPrintHtml } from '../../../electron/backend/print/html.ts';
import { printPdf } from '../../../electron/backend/print/print-pdf.ts';
import { printCss } from '../../../electron/backend/service/write-edition.ts';
import { makeHeading, makeParagraph, makeSignature, makeTitle } from '../../../shared/document/make.ts';
import type { Block } from '../../../shared/document/types.ts';
import { columnWidths } from '../../../shared/edition/column-widths.ts';
import { toEdition, type EditionSource } from '../../../shared/edition/gate.ts';
import { layout, type LayoutSettings } from '../../../shared/settings/layout.ts';
import { redRule, rowsOf, type Row } from '../../office/pdf-rows.ts';
import { printInOffice } from '../../office/print-in-office.ts';
import { samplePolicy } from './sample.ts';

// An office and a browser have to start, and the machine may be busy with other tests.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 240_000 });

const resourcesDir = fileURLToPath(new URL('../../../resources', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'nianshu-office-'));
const printer = new BrowserPrinter();

/** Points of a millimetre, and the places that the standard gives (GB/T 9704-2012). */
const MM = 72 / 25.4;
const LEFT = 28 * MM;
const RIGHT = (28 + 156) * MM;
const TOP = 37 * MM;
const LINE = 28.95;
/** A character of the body: 16 pt, set 0.25 pt tighter. */
const CHAR = 15.75;

const filler = '依法行政建设法治政府推进基层治理能力提升人民满意工作落实';
const UNIT = '青禾镇全面依法治镇委员会办公室';
const DATE = '二〇二五年十二月二十日';

type TableRow = Extract<Block, { type: 'table' }>['children'][number];

const tableRow = (header: boolean, cells: string[]): TableRow => ({
  type: 'table-row',
  ...(header ? { header: true as const } : {}),
  children: cells.map((text) => ({ type: 'table-cell' as const, children: [{ text }] })),
});

function report(head?: EditionSource['head']): EditionSource {
  const blocks: Block[] = [
    makeTitle('青禾镇全面依法治市工作总结和下一年度工作计划'),
    makeParagraph('云川市委全面依法治市委员会办公室：', 'addressee'),
    makeParagraph('现将全年工作情况汇报如下：'),
    makeHeading(1, '法治建设工作情况'),
    makeHeading(2, '学习宣传'),
    makeHeading(3, '阵地'),
    makeHeading(4, '第一类阵地'),
    {
      type: 'table',
      id: 't',
      children: [tableRow(true, ['事项', '数量']), tableRow(false, ['行政检查', '若干'])],
    },
    makeParagraph(filler.repeat(36)),
    makeParagraph(
      '附件：1.青年普法工作安排表以及一个长得必须换行才能写完的名称，用来看换行后怎样对齐',
      'attachment',
    ),
    makeParagraph('2.行政执法情况统计表', 'attachment'),
    makeSignature('unit', UNIT),
    makeSignature('date', DATE),
  ];
  return {
    document: { schema: 1, blocks },
    variables: {},
    year: 2025,
    unit: '青禾镇',
    state: head ? 'signed-off' : 'drafting',
    ...(head ? { head } : {}),
  };
}

type Printed = { rows: Row[][]; rule: ReturnType<typeof redRule> };
type Pair = { office: Printed; ours: Printed };

let draft: Pair;
let headed: Pair;

beforeAll(async () => {
  const head = {
    copy: '',
    secrecy: '秘密',
    urgency: '特急',
    number: '青府〔二〇二五〕五号',
    signer: '林春生',
  };
  const editions = (
    [
      [undefined, {}],
      [head, { head: true, seal: true, mark: '青禾镇人民政府文件' }],
    ] as const
  ).map(([one, choices]: readonly [EditionSource['head'], Partial<LayoutSettings>]) =>
    toEdition(report(one), undefined, 'internal', samplePolicy, layout.parse(choices)),
  );
  const files = await Promise.all(editions.map((doc) => writeDocx(doc)));
  const css = await printCss(resourcesDir);
  const own = await Promise.all(
    editions.map((doc) => printPdf({ printer, resourcesDir }, { html: toPrintHtml(doc, css) })),
  );
  const measured = (pdf: Uint8Array | undefined): Printed => {
    const bytes = pdf ?? new Uint8Array();
    return { rows: rowsOf(bytes, folder), rule: redRule(bytes, folder) };
  };
  const [a, b] = printInOffice(files, folder);
  draft = { office: measured(a), ours: measured(own[0]) };
  headed = { office: measured(b), ours: measured(own[1]) };
});

afterAll(async () => {
  await printer.close();
  rmSync(folder, { recursive: true, force: true });
});

const near = (is: number | undefined, place: number, within = 2.5): void => {
  expect(Math.abs((is ?? Number.NaN) - place), `${is} pt, wanted ${place}`).toBeLessThan(within);
};
const all = ({ rows }: Printed): Row[] => rows.flat();
const rowOf = (printed: Printed, begins: string): Row => {
  const found = all(printed).find(({ text }) => text.startsWith(begins));
  if (!found) throw new Error(`no row begins with ${begins}`);
  return found;
};

describe.each(['office', 'ours'] as const)('the page of %s', (who) => {
  it('has 22 lines of 28 characters inside of the margins', () => {
    const body = (draft[who].rows[1] ?? []).filter(({ text }) => text.includes('依法'));
    expect(body).toHaveLength(22);
    for (const row of body) {
      expect(Array.from(row.text)).toHaveLength(28);
      near(row.left, LEFT, 1);
      near(row.right, RIGHT);
    }
    body.forEach((row, n) => near(row.y, TOP + LINE * (n + 0.5), 3.5));
  });

  it('has page numbers 7 mm below the text, a character from the outer edge, and says what a draft is', () => {
    const [first, second] = [1, 2].map((page) => rowOf(draft[who], `—${page}—`));
    for (const row of [first, second]) near(row?.y, (297 - 35 + 7) * MM, 1.5);
    near(first?.right, RIGHT - 14);
    near(second?.left, LEFT + 14);
    for (const rows of draft[who].rows) expect(rows[0]).toMatchObject({ text: '征求意见稿' });
    near(rowOf(draft[who], '征求意见稿').left, LEFT, 1);
    expect(all(headed[who]).some(({ text }) => text.includes('征求意见稿'))).toBe(false);
  });

  it('has the title in the middle in lines of about one length, and indents as they have to be', () => {
    const title = (draft[who].rows[0] ?? []).filter(({ text }) => /依法治市工|年度工作计划/.test(text));
    expect(title.map(({ text }) => text).join('')).toBe('青禾镇全面依法治市工作总结和下一年度工作计划');
    expect(title).toHaveLength(2);
    for (const { left, right } of title) near((left + right) / 2, (LEFT + RIGHT) / 2);
    near((title[0]?.right ?? 0) - (title[0]?.left ?? 0), (title[1]?.right ?? 0) - (title[1]?.left ?? 0), 100);
    near(rowOf(draft[who], '云川市委').left, LEFT, 1);
    for (const begins of ['现将', '一、法治', '（一）学习', '1.阵地', '（1）第一类', '附件：'])
      near(rowOf(draft[who], begins).left, LEFT + 2 * CHAR);
    // A wrapped name goes on below its first character, the second number below the first.
    near(rowOf(draft[who], '完的名称').left, LEFT + 6 * CHAR);
    near(rowOf(draft[who], '2.行政执法').left, LEFT + 5 * CHAR);
  });

  it('centres a table’s words in columns that are together as wide as the text', () => {
    const [head, row] = ['事项', '行政检查'].map((begins) => rowOf(draft[who], begins));
    // Both share the width by the words of the columns: 行政检查 needs more than 若干.
    const table = toEdition(report(), undefined, 'internal', samplePolicy).blocks.find(
      (block) => block.type === 'table',
    );
    if (table?.type !== 'table') throw new Error('no table');
    const [first = 0, second = 0] = columnWidths(table, RIGHT - LEFT).widths;
    expect(first).toBeGreaterThan(second);
    near(first + second, RIGHT - LEFT, 1);
    near(head?.left, LEFT + first / 2 - 12, 3);
    near(head?.right, RIGHT - second / 2 + 12, 3);
    near((row?.y ?? 0) - (head?.y ?? 0), 22.5);
  });

  it('signs without a seal two characters from the right, and with one four, the unit over the date', () => {
    const [unit, date] = [UNIT, DATE].map((begins) => rowOf(draft[who], begins));
    near(unit?.right, RIGHT - 2 * CHAR);
    near(date?.left, (unit?.left ?? 0) + 2 * CHAR);
    near((date?.y ?? 0) - (unit?.y ?? 0), LINE, 1);
    const [sealed, sealedDate] = [UNIT, DATE].map((begins) => rowOf(headed[who], begins));
    near(sealedDate?.right, RIGHT - 4 * CHAR);
    near(
      ((sealed?.left ?? 0) + (sealed?.right ?? 0)) / 2,
      ((sealedDate?.left ?? 0) + (sealedDate?.right ?? 0)) / 2,
    );
    near((unit?.y ?? 0) - rowOf(draft[who], '2.行政执法').y, 2 * LINE, 1);
  });

  it('has the head: grades, the mark 35 mm below the upper edge, number and signer, the rule 4 mm below', () => {
    const { rule } = headed[who];
    const [grade, mark, number] = ['秘密', '青禾镇人民政府文件', '青府'].map((begins) =>
      rowOf(headed[who], begins),
    );
    near(grade?.left, LEFT, 1);
    near((mark?.left ?? 0) + (mark?.right ?? 0), LEFT + RIGHT);
    expect(mark?.y).toBeGreaterThan(TOP + 35 * MM);
    expect(mark?.y).toBeLessThan(TOP + 52 * MM);
    near(number?.left, LEFT + CHAR);
    near(number?.right, RIGHT - CHAR);
    expect(number?.text).toBe('青府〔二〇二五〕五号签发人：林春生');
    near(rule?.y, (number?.y ?? 0) + 8 + 4 * MM, 3);
    near(rule?.left, LEFT, 1);
    near(rule?.right, RIGHT, 1);
    // The title two lines below it.
    near(rowOf(headed[who], '青禾镇全面依法治市').y, (rule?.y ?? 0) + 2.5 * LINE, 6);
  });
});

it('the PDF is the Word file line for line, and row by row in its place', () => {
  for (const { office, ours } of [draft, headed]) {
    expect(ours.rows.map((rows) => rows.map(({ text }) => text))).toEqual(
      office.rows.map((rows) => rows.map(({ text }) => text)),
    );
    const theirs = all(office);
    all(ours).forEach((row, n) => {
      near(row.y, theirs[n]?.y ?? 0, 5);
      near(row.left, theirs[n]?.left ?? 0, 4);
      near(row.right, theirs[n]?.right ?? 0, 4);
    });
  }
});

import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { countingIds } from '../../shared/document/ids.ts';
import { makeParagraph, makeTitle } from '../../shared/document/make.ts';
import { isCovered } from '../../shared/document/table-grid.ts';
import type { Block, TableBlock, TableCell } from '../../shared/document/types.ts';
import { startApp, type App } from './app.ts';
import { call, storeReport } from './backend.ts';
import { caretAt, pageOf, saved, showReport, textOf } from './page.ts';

const cell = (text: string, spans: Partial<TableCell> = {}): TableCell => ({
  type: 'table-cell',
  ...spans,
  children: [{ text }],
});

/** `片区` over two rows, `案件数` over two columns. */
function report(): Block[] {
  const ids = countingIds('b');
  const rows = [
    [cell('片区', { rowSpan: 2 }), cell('案件数', { colSpan: 2 }), cell('')],
    [cell(''), cell('民事'), cell('行政')],
    [cell('东片'), cell('十二'), cell('三')],
  ];
  return [
    makeTitle('青禾镇2026年工作总结', ids),
    makeParagraph('表前的话。', 'body', ids),
    {
      type: 'table',
      id: ids(),
      columns: [{ width: 90 }, { width: 120 }, { width: 120 }],
      children: rows.map((children) => ({ type: 'table-row', children })),
    },
    makeParagraph('表后的话。', 'body', ids),
  ];
}

describe('a table with cells that span several places', () => {
  let app: App;
  let page: Page;
  let id = '';

  beforeAll(async () => {
    app = await startApp();
    page = app.page;
  });
  afterAll(async () => {
    await app.close();
  });
  beforeEach(async () => {
    id = await storeReport(page, report());
    await showReport(page, id);
    await pageOf(page).getByText('表后的话').waitFor();
  });

  const table = async (): Promise<TableBlock> => {
    await saved(page);
    const { document } = await call(page, 'report.open', { id });
    return document.blocks.find((block) => block.type === 'table')!;
  };
  /** A line a row; covered places are dots. */
  const words = async (): Promise<string[]> => {
    const stored = await table();
    return stored.children.map((row, r) =>
      row.children
        .map((one, c) =>
          isCovered(stored, r, c)
            ? '.'
            : one.children.map((node) => ('text' in node ? node.text : '')).join(''),
        )
        .join('|'),
    );
  };
  const menu = async (name: string): Promise<void> => {
    await page.getByRole('button', { name: '表格', exact: true }).click();
    await page.getByRole('menuitem', { name, exact: true }).click();
  };

  it('is drawn as it spans, and keys go from cell to cell', async () => {
    const cells = pageOf(page).locator('td:not([hidden])');
    expect(await cells.count()).toBe(7);
    const box = async (text: string) =>
      (await cells.getByText(text, { exact: true }).locator('xpath=ancestor::td').boundingBox())!;
    const [area, cases, civil] = [await box('片区'), await box('案件数'), await box('民事')];
    expect(area.height).toBeGreaterThan(cases.height * 1.8);
    expect(cases.width).toBeGreaterThan(civil.width * 1.8);
    await caretAt(page, '片区');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.type('A');
    await page.keyboard.press('Tab');
    await page.keyboard.type('B');
    // Up and down keep to the column on the screen: the words above begin right of it.
    await page.keyboard.press('ArrowUp');
    await page.keyboard.type('C');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.type('D');
    expect(await words()).toEqual(['片区|CA案件数|.', '.|B|行政', '东片|十D二|三']);
    expect(app.errors).toEqual([]);
  });

  it('keeps its spans when rows and columns come and go, cells are merged and parted, and after undo', async () => {
    await caretAt(page, '民事');
    await menu('在上方插入行');
    await page.keyboard.type('new');
    expect(await words()).toEqual(['片区|案件数|.', '.|new|', '.|民事|行政', '东片|十二|三']);
    await menu('删除行');
    await caretAt(page, '民事', 'before');
    await page.keyboard.press('Shift+ArrowDown');
    await menu('合并单元格');
    expect(await words()).toEqual(['片区|案件数|.', '.|民事 十二|行政', '东片|.|三']);
    await menu('拆分单元格');
    expect(await words()).toEqual(['片区|案件数|.', '.|民事 十二|行政', '东片||三']);
    for (let n = 0; n < 5; n += 1) await page.keyboard.press('Control+z');
    await expect.poll(() => words()).toEqual(['片区|案件数|.', '.|民事|行政', '东片|十二|三']);
    expect(app.errors).toEqual([]);
  });

  it('shows rows that are suggested, and a reader accepts or rejects them as a whole', async () => {
    await page.keyboard.press('Control+Alt+t');
    await caretAt(page, '东片');
    await menu('在下方插入行');
    await page.keyboard.type('x');
    const inserted = pageOf(page).locator('tr.line.inserted');
    await expect.poll(() => inserted.count()).toBe(1);
    await caretAt(page, '东片');
    await menu('删除行');
    await expect.poll(() => pageOf(page).locator('tr.line.deleted').count()).toBe(1);
    expect(await textOf(pageOf(page))).toContain('东片');
    await page.keyboard.press('Control+Alt+t');
    expect((await table()).children).toHaveLength(4);
    expect(app.errors).toEqual([]);
  });
});

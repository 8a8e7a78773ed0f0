import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { makeHeading, makeParagraph, makeTitle } from '../../shared/document/make.ts';
import type { Person } from '../../shared/review/types.ts';
import { startApp, type App } from './app.ts';
import { storeReport } from './backend.ts';
import { pageOf } from './page.ts';

const LI: Person = { id: 'li', name: '李明', unit: '党政综合办公室', role: 'writer' };

describe('the table of opinions in the window', () => {
  let app: App;
  let page: Page;

  beforeAll(async () => {
    app = await startApp({ people: [LI] });
    page = app.page;
    const id = await storeReport(page, [
      makeTitle('青禾镇2026年工作总结'),
      makeHeading(1, '工作情况', 'work'),
      makeParagraph([
        { text: '全镇开展执法检查' },
        { text: '125', del: 'r1' },
        { text: '130', ins: 'r2' },
        { text: '次，' },
        { text: '基层力量得到充实', c_t1: true },
        { text: '。' },
      ]),
    ]);
    await page.goto(`${app.server.origin}/#/report/${id}`);
    await pageOf(page).waitFor();
  });
  afterAll(() => app.close());

  it('says what became of each, keeps what is filled in, and is saved as Word and as a workbook', async () => {
    await page.getByRole('button', { name: '更多', exact: true }).click();
    await page.getByRole('menuitem', { name: '征求意见采纳情况表' }).click();
    const dialog = page.getByRole('dialog', { name: '征求意见采纳情况表' });
    await dialog.getByText('“125”改为“130”').waitFor();
    await dialog.getByLabel(/采纳情况/).selectOption('部分采纳');
    await dialog.getByText('选中 2 条：部分采纳1条，未定1条').waitFor();
    const reason = dialog.getByLabel('第 2 条，周敏，理由');
    await reason.fill('人数已补，编制来源待批复后再写');
    await dialog.getByLabel('提出人').focus();
    await dialog.getByLabel('第 1 条，周敏，列入表中').uncheck();
    await dialog.getByText('选中 1 条').waitFor();
    if (process.env['SHOTS']) {
      await page.setViewportSize({ width: 1366, height: 768 });
      await page.screenshot({ path: join(process.env['SHOTS'], 'opinions.png') });
    }
    for (const [button, part] of [
      ['导出表格（.xlsx）', 'xl/worksheets/sheet1.xml'],
      ['导出 Word', 'word/document.xml'],
    ] as const) {
      const download = page.waitForEvent('download');
      await dialog.getByRole('button', { name: button }).click();
      const file = join(app.dataDir, (await download).suggestedFilename());
      await (await download).saveAs(file);
      const words = strFromU8(unzipSync(readFileSync(file))[part] as Uint8Array).replaceAll(/<[^>]*>/g, '');
      expect(words).toContain('内部资料，不得公开');
      expect(words).toContain('人数已补，编制来源待批复后再写');
      expect(words).not.toContain('改为');
    }
    await dialog.getByRole('button', { name: '关闭' }).last().click();
    await page.getByRole('button', { name: '更多', exact: true }).click();
    await page.getByRole('menuitem', { name: '征求意见采纳情况表' }).click();
    await expect.poll(() => reason.inputValue()).toBe('人数已补，编制来源待批复后再写');
    expect(app.errors).toEqual([]);
  });
});

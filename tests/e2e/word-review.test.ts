import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { makeField, makeHeading, makeParagraph, makeTitle } from '../../shared/document/make.ts';
import type { Person } from '../../shared/review/types.ts';
import { behindRun, editWord } from '../office/edit-word.ts';
import { startApp, type App } from './app.ts';
import { storeReport } from './backend.ts';
import { caretAt, pageOf, saved, textOf } from './page.ts';

const LI: Person = { id: 'li', name: '李明', unit: '党政综合办公室', role: 'writer' };
const BY = 'w:author="王芳" w:date="2026-11-20T09:30:00Z"';

const more = (page: Page, item: string) =>
  page
    .getByRole('button', { name: '更多', exact: true })
    .click()
    .then(() => page.getByRole('menuitem', { name: item }).click());

const run = (words: string, look: string): string =>
  `<w:r><w:rPr>${look}</w:rPr><w:t xml:space="preserve">${words}</w:t></w:r>`;

describe('a review copy in the window', () => {
  let app: App;
  let page: Page;

  beforeAll(async () => {
    app = await startApp({ people: [LI] });
    page = app.page;
    const id = await storeReport(page, [
      makeTitle('青禾镇2026年工作总结'),
      makeHeading(1, '工作情况', 'work'),
      makeParagraph([
        { text: '全镇召开会议' },
        makeField({ value: '3', unit: '次', label: '会议' }),
        { text: '，研究部署工作。' },
      ]),
      makeParagraph('普法宣传取得实效。'),
    ]);
    await page.goto(`${app.server.origin}/#/report/${id}`);
    await pageOf(page).waitFor();
  });
  afterAll(() => app.close());

  it('goes out, comes home with what was changed, and says so before it is taken', async () => {
    const file = join(app.dataDir, '送审稿.docx');
    const download = page.waitForEvent('download');
    await more(page, '导出送审稿（Word）');
    const choose = page.getByRole('dialog', { name: '导出送审稿' });
    await choose.getByRole('radio', { name: '锁定章节' }).click();
    // Nothing is chosen yet.
    expect(await choose.getByRole('button', { name: '导出 Word' }).isDisabled()).toBe(true);
    await choose.getByRole('radio', { name: '只许修订' }).click();
    await choose.getByText('这是提醒，不是锁').waitFor();
    await choose.getByRole('button', { name: '导出 Word' }).click();
    await (await download).saveAs(file);
    const name = (await download).suggestedFilename();
    expect(name).toMatch(/送审稿.*\.docx$/);

    const back = join(app.dataDir, '王芳改.docx');
    writeFileSync(
      back,
      editWord(readFileSync(file), (xml) =>
        behindRun(
          xml.replace('取得实效', '取得明显实效'),
          '，研究部署工作。',
          `<w:ins w:id="900" ${BY}><w:r><w:t>层层压实责任。</w:t></w:r></w:ins>`,
        ),
      ),
    );
    await more(page, '收回送审稿');
    const dialog = page.getByRole('dialog', { name: '收回送审稿' });
    await dialog.getByLabel('选择改好的送审稿').setInputFiles(back);
    await dialog.getByRole('row', { name: /王芳/ }).waitFor();
    await expect
      .poll(() => dialog.getByRole('row', { name: /王芳/ }).innerText())
      .toMatch(/王芳\s+—\s+—\s+1\s+—/);
    await dialog.getByText('1 处，没有开修订').waitFor();
    // Nothing is taken before somebody says so.
    expect(await textOf(pageOf(page))).not.toContain('层层压实责任');
    if (process.env['SHOTS']) await shoot(page);
    await dialog.getByRole('button', { name: '收入报告' }).click();
    await expect.poll(() => textOf(pageOf(page))).toContain('研究部署工作。层层压实责任。');
    await saved(page);
    expect(await textOf(pageOf(page))).toContain('取得明显实效');

    await more(page, '收回送审稿');
    await dialog.getByLabel('选择改好的送审稿').setInputFiles(back);
    await dialog.getByText('已经收回过').waitFor();
    await dialog.getByText('没有新的批注和修改').waitFor();
    await dialog.getByRole('button', { name: '关闭' }).last().click();
    expect(app.errors).toEqual([]);
  });

  it('shows what was changed on both sides, then and later, and leads to it', async () => {
    await caretAt(page, '普法宣传', 'after');
    await page.keyboard.type('阵地');
    await saved(page);
    const back = join(app.dataDir, '赵六改.docx');
    writeFileSync(
      back,
      editWord(readFileSync(join(app.dataDir, '送审稿.docx')), (xml) => xml.replace('宣传取得', '教育取得')),
    );
    await more(page, '收回送审稿');
    const dialog = page.getByRole('dialog', { name: '收回送审稿' });
    await dialog.getByLabel('选择改好的送审稿').setInputFiles(back);
    await dialog.getByRole('button', { name: '收入报告' }).click();
    await dialog.getByRole('button', { name: '看这一处' }).waitFor();
    await dialog.getByRole('button', { name: '关闭' }).last().click();
    await more(page, '版本');
    await page.getByRole('button', { name: '收回情况' }).first().click();
    const later = page.getByRole('dialog', { name: '收回情况' });
    await later.getByText('两边都改了 1 处').waitFor();
    await later.getByRole('button', { name: '看这一处' }).click();
    await later.waitFor({ state: 'detached' });
    await expect
      .poll(() => page.evaluate(() => getSelection()?.anchorNode?.textContent ?? ''))
      .toContain('普法');
  });

  it('asks what struck and coloured words are to say, and stops at a file that lost half of its text', async () => {
    const sent = readFileSync(join(app.dataDir, '送审稿.docx'));
    const box =
      '<w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>请补案例</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict>';
    const back = join(app.dataDir, '钱七改.docx');
    writeFileSync(
      back,
      editWord(sent, (xml) =>
        behindRun(
          xml,
          '，研究部署工作。',
          `${run('（此处划掉）', '<w:strike/>')}${run('（此处标红）', '<w:color w:val="FF0000"/>')}<w:r>${box}</w:r>`,
        ),
      ),
    );
    await more(page, '收回送审稿');
    const dialog = page.getByRole('dialog', { name: '收回送审稿' });
    await dialog.getByLabel('选择改好的送审稿').setInputFiles(back);
    const strikes = dialog.getByRole('region', { name: '格式标记：删除线' });
    await strikes.getByText('（此处划掉）').waitFor();
    await dialog
      .getByRole('region', { name: '格式标记：颜色、底色和下划线' })
      .getByText('（此处标红）')
      .waitFor();
    await dialog.getByText('文本框，写的是“请补案例”').waitFor();
    if (process.env['SHOTS']) await shoot(page, 'looks');
    // By keyboard, and what is shown follows.
    await strikes.getByRole('radio', { name: '按删除收入' }).focus();
    await page.keyboard.press('ArrowRight');
    await strikes.locator('[role="radio"]:focus', { hasText: '不算' }).waitFor();
    await page.keyboard.press('Space');
    await dialog.getByText('删除线“（此处划掉）”，选了不算').waitFor();
    await expect.poll(() => strikes.getByRole('radio', { name: '不算' }).isChecked()).toBe(true);

    const half = join(app.dataDir, '残缺.docx');
    writeFileSync(
      half,
      editWord(
        sent,
        (xml) =>
          xml.slice(0, xml.indexOf('<w:p>', xml.indexOf('青禾镇2026年工作总结'))) +
          xml.slice(xml.lastIndexOf('<w:sectPr')),
      ),
    );
    await dialog.getByLabel('选择改好的送审稿').setInputFiles(half);
    await expect
      .poll(() => dialog.getByRole('alert').innerText())
      .toMatch(/送回的文件不全[\s\S]*4 段里少了 3 段/);
    const take = dialog.getByRole('button', { name: '收入报告' });
    expect(await take.isDisabled()).toBe(true);
    if (process.env['SHOTS']) await shoot(page, 'lost');
    await dialog.getByRole('checkbox', { name: /确实删了这么多/ }).check();
    await expect.poll(() => take.isEnabled()).toBe(true);
    await dialog.getByRole('button', { name: '不收' }).click();
  });

  it('refuses what is none, and changes nothing', async () => {
    const before = await textOf(pageOf(page));
    await more(page, '收回送审稿');
    const dialog = page.getByRole('dialog', { name: '收回送审稿' });
    const file = join(app.dataDir, '坏的.docx');
    writeFileSync(file, readFileSync(join(app.dataDir, '送审稿.docx')).subarray(0, 3000));
    await dialog.getByLabel('选择改好的送审稿').setInputFiles(file);
    await expect.poll(() => dialog.getByRole('alert').innerText()).toContain('没有收回');
    await dialog.getByRole('button', { name: '关闭' }).last().click();
    expect(await textOf(pageOf(page))).toBe(before);
  });
});

async function shoot(page: Page, name = 'take-back'): Promise<void> {
  for (const [width, height] of [
    [1366, 768],
    [1920, 1080],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.screenshot({ path: `/tmp/${name}-${width}.png` });
  }
}

import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startApp, type App } from './app.ts';
import { block, caretAt, compose, pageOf, saved, textOf } from './page.ts';

describe('tables and the parts of an official document', () => {
  let app: App;
  let page: Page;

  beforeAll(async () => {
    app = await startApp({ demo: true });
    page = app.page;
    await pageOf(page).waitFor();
  });
  afterAll(async () => {
    await app.close();
  });

  const insert = async (name: string): Promise<void> => {
    await page.getByRole('button', { name: '插入', exact: true }).click();
    await page.getByRole('menuitem', { name: new RegExp(`^${name}`) }).click();
  };
  const mine = () => pageOf(page).locator('table', { hasText: '调解员' });

  it('a table is put in, filled in by Tab and through an input method', async () => {
    await caretAt(page, '整改到位。');
    await insert('表格');
    const dialog = page.getByRole('dialog', { name: '插入表格' });
    await dialog.getByLabel('行（含表头）').fill('2');
    await dialog.getByRole('textbox', { name: '列', exact: true }).fill('2');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.keyboard.insertText('调解员');
    await page.keyboard.press('Tab');
    const cdp = await app.context.newCDPSession(page);
    await compose(cdp, 'renshu', '人数');
    await page.keyboard.press('Tab');
    await page.keyboard.insertText('专职');
    await page.keyboard.press('Tab');
    await page.keyboard.insertText('6');
    await page.keyboard.press('Tab');
    await page.keyboard.insertText('兼职');
    expect(await mine().locator('tr').count()).toBe(3);
    expect(await textOf(mine())).toBe('调解员人数专职6兼职');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.insertText('8');
    expect(await textOf(mine())).toBe('调解员人数专职8兼职');
  });

  it('a cell holds a field', async () => {
    await page.keyboard.press('Control+Shift+d');
    const card = page.locator('.field-card');
    await card.getByLabel('数值').fill('9');
    await page.keyboard.press('Enter');
    await card.waitFor({ state: 'detached' });
    expect(await mine().locator('.field').count()).toBe(1);
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await expect.poll(() => mine().locator('.field').count()).toBe(0);
  });

  it('rows and columns come and go from the menu, by keyboard too', async () => {
    await page.getByRole('button', { name: '表格', exact: true }).click();
    await page.getByRole('menuitem', { name: '在右侧插入列' }).click();
    expect(await mine().locator('tr').first().locator('td, th').count()).toBe(3);
    await page.keyboard.insertText('备注');
    expect(await textOf(mine())).toContain('专职8备注');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: '找命令' }).fill('删除列');
    await page.keyboard.press('Enter');
    await expect.poll(() => mine().locator('tr').first().locator('td, th').count()).toBe(2);
    await page.keyboard.press('Control+z');
    await expect.poll(() => mine().locator('tr').first().locator('td, th').count()).toBe(3);
    await saved(page);
  });

  it('the caret goes in and out by arrows, and Enter leaves the last row', async () => {
    await caretAt(page, '兼职');
    await page.keyboard.press('Enter');
    await page.keyboard.insertText('表后的话。');
    expect(await textOf(block(page, '表后的话'))).toBe('表后的话。');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.insertText('甲');
    expect(await textOf(mine())).toContain('甲');
    await page.keyboard.press('Control+z');
  });

  it('up and down keep to the column, and what is selected is shown as what is copied', async () => {
    const column = () =>
      page.evaluate(() => {
        const cell = getSelection()?.focusNode?.parentElement?.closest<HTMLTableCellElement>('td, th');
        return cell ? [(cell.parentElement as HTMLTableRowElement).rowIndex, cell.cellIndex] : null;
      });
    await caretAt(page, '备注');
    await page.keyboard.press('ArrowUp');
    await expect.poll(column).toEqual([0, 2]);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect.poll(column).toEqual([2, 2]);
    await page.keyboard.press('ArrowDown');
    await expect.poll(column).toBeNull();
    await page.keyboard.press('ArrowUp');
    await expect.poll(column).not.toBeNull();
    await caretAt(page, '专职', 'before');
    await page.keyboard.press('Shift+ArrowDown');
    const picked = pageOf(page).locator(':is(td, th)[data-picked]');
    await expect
      .poll(() => picked.evaluateAll((all) => all.map((one) => one.textContent)))
      .toEqual(['专职', '兼职']);
    const text = await pageOf(page).evaluate((root) => {
      const clipboardData = new DataTransfer();
      root.dispatchEvent(new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true }));
      return clipboardData.getData('text/plain');
    });
    expect(text).toBe('专职\n兼职');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => picked.count()).toBe(0);
  });

  it('a selection over cells is emptied, and the table stays whole', async () => {
    await caretAt(page, '人数');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Delete');
    expect(await mine().locator('tr').count()).toBe(3);
    await page.keyboard.press('Control+z');
    await expect.poll(() => textOf(mine())).toContain('人数');
    await saved(page);
  });

  it('addressee, number and attachments stand where the layout has them, with a word on what to write', async () => {
    await insert('主送机关');
    const addressee = pageOf(page).locator('.addressee');
    expect(await addressee.getAttribute('data-guidance')).toContain('主送机关');
    await page.keyboard.insertText('云川市委、市政府：');
    await insert('发文字号');
    await page.keyboard.insertText('青府〔2025〕8号');
    await insert('附件说明');
    await page.keyboard.insertText('1.执法情况统计表');
    const order = await pageOf(page)
      .locator('[data-block-id]')
      .evaluateAll((all) => all.map((one) => one.className));
    expect(order[0]).toContain('docnumber');
    expect(order[1]).toContain('title');
    expect(order[2]).toContain('addressee');
    expect(order.findIndex((name) => name.includes('attachment'))).toBe(
      order.findIndex((name) => name.includes('signature')) - 1,
    );
  });

  it('the date of the signature is typed and checked', async () => {
    await insert('落款');
    const dialog = page.getByRole('dialog', { name: '落款' });
    await dialog.getByLabel('成文日期').fill('2025-2-30');
    await dialog.getByText('2025年2月没有30日。').waitFor();
    expect(await dialog.getByRole('button', { name: '插入' }).isDisabled()).toBe(true);
    await dialog.getByLabel('成文日期').fill('2025-12-06');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    expect(await textOf(pageOf(page).locator('.signature.date'))).toBe('2025年12月6日');
    expect(await pageOf(page).locator('.signature').count()).toBe(2);
    await saved(page);
  });

  it('is all there after a reload', async () => {
    const before = await textOf(pageOf(page));
    await page.reload();
    await pageOf(page).waitFor();
    expect(await textOf(pageOf(page))).toBe(before);
    expect(app.errors).toEqual([]);
  });
});

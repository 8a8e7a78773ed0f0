import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { dateWords } from '../../renderer/features/signoff/record-text.ts';
import { READY } from '../unit/signoff/setup.ts';
import { startApp, type App } from './app.ts';
import { call, changeElsewhere } from './backend.ts';
import { caretAt, pageOf, saved } from './page.ts';
import { takeInText } from '../take-in.ts';

const PASSPHRASE = '石桥 稻田 木船 夜雨';

/** A white image of one dot: what is recorded is a file, whatever it shows. */
const SCAN = {
  name: '签批单.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==',
    'base64',
  ),
};

/** A PDF of one page with a line of text. */
function pdfOf(words: string): Buffer {
  const content = `BT /F1 24 Tf 60 700 Td (${words}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let file = '%PDF-1.4\n';
  const places = objects.map((object, at) => {
    const place = file.length;
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const start = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}

/** What is new here; the page behind it is looked at elsewhere. */
async function accessible(page: Page, part = '.ui-dialog'): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).include(part).analyze();
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(
    grave.flatMap(({ id, nodes }) => nodes.map(({ target, html }) => `${id}: ${target.join(' ')} ${html}`)),
  ).toEqual([]);
}

/** Asks for a command as one does who knows its name and no mouse. */
async function command(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: '命令' });
  await palette.getByRole('combobox').fill(name);
  await palette.getByRole('option', { name, exact: false }).first().waitFor();
  await page.keyboard.press('Enter');
  await palette.waitFor({ state: 'detached' });
}

/** From the unit's order to a signed report, in the window. The steps build on each other. */
describe('approval in the unit’s order', () => {
  let app: App;
  let page: Page;
  let id: string;

  beforeAll(async () => {
    app = await startApp({
      people: [
        { id: 'w', name: '周明远', unit: '青禾镇司法所', role: 'writer' },
        { id: 'c', name: '李慧', unit: '青禾镇党政综合办公室', role: 'reviewer' },
        { id: 's', name: '林春生', unit: '青禾镇', role: 'signer' },
      ],
    });
    page = app.page;
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.getByRole('heading', { name: '还没有报告' }).waitFor();
    const taken = await takeInText((method, params) => call(page, method, params), READY);
    id = taken.id ?? '';
    await page.goto(`${app.server.origin}/#/report/${id}`);
    await pageOf(page).waitFor();
  });
  afterAll(async () => {
    await app.close();
  });

  const dialog = (): Locator => page.getByRole('dialog', { name: '审签', exact: true });
  const step = (name: string): Locator =>
    dialog().getByRole('list', { name: '审签的各步' }).getByRole('listitem').filter({ hasText: name });
  const banner = (): Locator => page.getByRole('region', { name: '审签', exact: true });
  const show = async (): Promise<void> => {
    await command(page, '审签');
    await step('签发').waitFor();
  };

  it('is set among the settings, by keyboard, and refuses what has no order', async () => {
    await page.keyboard.press('Control+,');
    const settings = page.getByRole('dialog', { name: '设置' });
    await settings.getByRole('region', { name: '审签顺序' }).getByRole('button', { name: '修改…' }).focus();
    await page.keyboard.press('Enter');
    const order = page.getByRole('dialog', { name: '审签顺序' });
    await order.getByLabel('第 1 步，签发由谁办').waitFor();
    for (const kind of ['会签', '会签', '核稿', '拟稿']) {
      await order.getByRole('button', { name: kind, exact: true }).focus();
      await page.keyboard.press('Enter');
    }
    await order.getByLabel('第 1 步，拟稿由谁办').waitFor();
    expect(await order.getByRole('listitem').count()).toBe(5);
    await order.getByRole('button', { name: '保存' }).focus();
    await page.keyboard.press('Enter');
    await order.getByText('没有保存：同一类的两步要写明是谁').waitFor();

    await order.getByLabel('第 3 步，会签由谁办').fill('财政所');
    await order.getByLabel('第 4 步，会签由谁办').fill('农业农村办');
    await page.keyboard.press('Alt+ArrowUp');
    await expect.poll(() => order.getByLabel('第 3 步，会签由谁办').inputValue()).toBe('农业农村办');
    // The focus went with it; past the steps of its kind it stays where it is.
    await page.keyboard.press('Alt+ArrowUp');
    await order.getByText('没有移动：顺序是拟稿、核稿、会签、签发').waitFor();
    await accessible(page);
    await order.getByRole('button', { name: '去掉：会签（财政所）' }).click();
    await order.getByLabel('第 3 步，会签由谁办').fill('财政所');
    await page.keyboard.press('Enter');
    await order.waitFor({ state: 'detached' });
    await settings.getByText('拟稿 → 核稿 → 会签（财政所）→ 签发').waitFor();
    await page.keyboard.press('Escape');
    const { value } = await call(page, 'settings.get', { key: 'approval' });
    expect(JSON.stringify(value)).toContain('财政所');
  });

  it('takes the first step by keyboard, and says over the page where it stands', async () => {
    await show();
    await accessible(page);
    expect(await step('拟稿').getAttribute('aria-current')).toBe('step');
    expect(await dialog().getByLabel('拟稿意见').inputValue()).toBe('请审核。');
    await dialog().getByLabel('设一个签发口令').focus();
    await page.keyboard.type(PASSPHRASE);
    await page.keyboard.press('Tab');
    await page.keyboard.type(PASSPHRASE);
    await page.keyboard.press('Enter');
    await step('拟稿').getByText('已签').waitFor();
    expect(await step('拟稿').innerText()).toMatch(
      /周明远（青禾镇司法所）[\s\S]*\d{4}年\d+月\d+日[\s\S]*本人签[\s\S]*指纹 \d{5} \d{5}…[\s\S]*请审核。/,
    );
    expect(await step('核稿').getAttribute('aria-current')).toBe('step');
    await page.keyboard.press('Escape');
    await banner().getByText('审签中：拟稿已签，待核稿。改动正文后要从头审签。').waitFor();
    await accessible(page, '.ui-banner');
  });

  it('records a step from the signed sheet, and says so', async () => {
    await show();
    await dialog().getByRole('radio', { name: '登记签批单' }).click();
    const form = dialog().locator('form');
    await form.getByLabel('核稿人（单上签名的人）').fill('李慧');
    await form.getByLabel('单位和职务').fill('青禾镇党政综合办公室');
    await form.getByLabel('签发口令').fill(PASSPHRASE);
    await page.keyboard.press('Enter');
    await form.getByText('请放入签批单的扫描件').waitFor();
    await form.getByLabel('选择签批单的扫描件').setInputFiles({ ...SCAN, name: '签批单.docx' });
    await form.getByText('扫描件要是图片').waitFor();
    await form.getByLabel('选择签批单的扫描件').setInputFiles(SCAN);
    await form.getByText('签批单.png（1 KB）').waitFor();
    await form.getByLabel('单上的日期').fill(dateWords(new Date()));
    await form.getByLabel('核稿意见').fill('已核。');
    // What is written stays while the sheet is looked at.
    await form.getByRole('button', { name: '看', exact: true }).click();
    await page.getByRole('img', { name: '签批单：签批单.png' }).waitFor();
    await accessible(page);
    await page.getByRole('button', { name: '返回' }).click();
    expect(await form.getByLabel('核稿意见').inputValue()).toBe('已核。');
    await dialog().getByRole('button', { name: '核稿', exact: true }).click();
    await step('核稿').getByText('已签').waitFor();
    expect(await step('核稿').innerText()).toMatch(/李慧[\s\S]*凭签批单登记，登记人周明远/);
    await step('核稿').getByRole('button', { name: '看签批单' }).click();
    const picture = page.getByRole('img', { name: '签批单：签批单.png' });
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);
    await page.getByRole('button', { name: '返回' }).click();
    await page.keyboard.press('Escape');
  });

  it('is voided by a change of the text, and asked for again from the start', async () => {
    await caretAt(page, '营商环境持续改善');
    await page.keyboard.insertText('，成效明显');
    await saved(page);
    await banner().getByText('正文有改动，已签的拟稿、核稿作废，要从头审签。').waitFor();
    await show();
    expect(await step('拟稿').innerText()).toContain('其后正文有改动，已作废');
    await dialog().getByText('以前办过的 2 步').click();
    await accessible(page);
    await page.keyboard.press('Escape');
  });

  it('is not signed by a form that stood open while somebody wrote', async () => {
    await show();
    await dialog().getByRole('radio', { name: '本人在这里签' }).click();
    await dialog().getByLabel('签发口令', { exact: true }).fill(PASSPHRASE);
    await changeElsewhere(page, id, [{ type: 'insert_text', path: [1, 0], offset: 0, text: '回顾' }]);
    await dialog().getByLabel('签发口令', { exact: true }).press('Enter');
    await dialog().getByRole('alert').filter({ hasText: '没有审签' }).waitFor();
    expect(await step('拟稿').innerText()).toContain('待签');
    // What is there now can be signed: the form is a new one, of the new text.
    await expect.poll(() => dialog().getByLabel('签发口令', { exact: true }).inputValue()).toBe('');
    // Not by Esc, which goes to the notice that the page was changed.
    await dialog().getByRole('button', { name: '取消' }).click();
    await pageOf(page).getByText('回顾2023年').waitFor();
  });

  const takeOwn = async (name: string, who?: string): Promise<void> => {
    await dialog().getByRole('radio', { name: '本人在这里签' }).click();
    if (who)
      await dialog()
        .getByLabel(`${name.slice(0, 2)}人`)
        .selectOption({ label: who });
    const isFirst = dialog().getByLabel('设一个签发口令');
    await isFirst
      .or(dialog().getByLabel('签发口令', { exact: true }))
      .first()
      .waitFor();
    if (await isFirst.isVisible()) {
      await isFirst.fill(PASSPHRASE);
      await dialog().getByLabel('再输一遍').fill(PASSPHRASE);
    } else await dialog().getByLabel('签发口令', { exact: true }).fill(PASSPHRASE);
    await page.keyboard.press('Enter');
    await step(name).getByText('已签').waitFor();
  };

  it('is sent back with a reason', async () => {
    await show();
    await takeOwn('拟稿');
    await dialog().getByRole('button', { name: '退回…' }).click();
    await dialog().getByLabel('核稿人').selectOption({ label: '李慧（青禾镇党政综合办公室）' });
    await dialog().getByLabel('设一个签发口令').fill(PASSPHRASE);
    await dialog().getByLabel('再输一遍').fill(PASSPHRASE);
    await page.keyboard.press('Enter');
    await dialog().getByText('请写为什么退回。').waitFor();
    await dialog().getByLabel('退回的理由').fill('营商环境一段请补上数据。');
    await dialog().getByRole('button', { name: '退回', exact: true }).click();
    const back = dialog().getByRole('region', { name: '退回' });
    await back.getByText('退回：营商环境一段请补上数据。').waitFor();
    expect(await back.innerText()).toContain('李慧');
    expect(await step('拟稿').getAttribute('aria-current')).toBe('step');
    await accessible(page);
    await page.keyboard.press('Escape');
    await banner()
      .getByText(/李慧.*退回：营商环境一段请补上数据。改好后从头审签。/)
      .waitFor();
  });

  // The file on its way: sent, and with the step that was taken elsewhere; the card of who took it.
  const sentFile = (): string => join(app.dataDir, '送出.nsa');
  const backFile = (): string => join(app.dataDir, '交回.nsa');
  let card = '';

  it('goes out as a file, with a word about what it holds', async () => {
    await show();
    await takeOwn('拟稿');
    await takeOwn('核稿', '李慧（青禾镇党政综合办公室）');
    await takeOwn('会签');
    await page.keyboard.press('Escape');
    await command(page, '发出审签文件');
    const files = page.getByRole('dialog', { name: '审签文件' });
    await files.getByText('不遮盖').waitFor();
    await accessible(page);
    const [sent] = await Promise.all([
      page.waitForEvent('download'),
      files.getByRole('button', { name: '保存审签文件' }).click(),
    ]);
    expect(sent.suggestedFilename()).toMatch(/\.nsa$/);
    await sent.saveAs(sentFile());
    await step('签发').waitFor();
    await page.keyboard.press('Escape');
  });

  it('is read and signed on another computer, which has no such report', async () => {
    const other = await startApp({
      people: [{ id: 'boss', name: '林春生', unit: '青禾镇', role: 'signer' }],
    });
    try {
      await other.page.getByRole('heading', { name: '还没有报告' }).waitFor();
      await command(other.page, '打开审签文件');
      const opened = other.page.getByRole('dialog', { name: '审签文件' });
      await opened.getByRole('button', { name: '选审签文件' }).waitFor();
      await other.page.keyboard.press('Escape');
      await opened.waitFor({ state: 'detached' });
      // A file that is dropped on the start screen is opened and not imported.
      const cdp = await other.page.context().newCDPSession(other.page);
      for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
        const data = { items: [], files: [sentFile()], dragOperationsMask: 1 };
        await cdp.send('Input.dispatchDragEvent', { type, x: 600, y: 600, data });
      }
      await opened.getByRole('heading', { name: /青禾镇2023年/ }).waitFor();
      const words = opened.getByRole('region', { name: '审签的正文' });
      expect(await words.innerText()).toContain('营商环境持续改善，成效明显');
      // What is read can be scrolled by keyboard.
      await words.focus();
      await other.page.keyboard.press('End');
      await expect.poll(() => words.evaluate((element) => element.scrollTop)).toBeGreaterThan(0);
      const unknown = opened.getByRole('region', { name: '本机不认识的密钥' });
      expect(await unknown.innerText()).toMatch(/周明远（青禾镇司法所）\s*(\d{5} ){5}\d{5}/);
      await accessible(other.page);
      await opened.getByLabel('设一个签发口令').fill(PASSPHRASE);
      await opened.getByLabel('再输一遍').fill(PASSPHRASE);
      const [signed] = await Promise.all([
        other.page.waitForEvent('download'),
        other.page.keyboard.press('Enter'),
      ]);
      await signed.saveAs(backFile());
      await opened.getByText('请交回发来的人').waitFor();
      expect(other.errors).toEqual([]);
      card = (await call(other.page, 'keys.card', { person: 'boss' })).card;
    } finally {
      await other.close();
    }
    expect(readFileSync(backFile(), 'utf8')).not.toBe(readFileSync(sentFile(), 'utf8'));
  });

  it('comes back, once the key that signed elsewhere is known here', async () => {
    await command(page, '收入审签文件');
    const files = page.getByRole('dialog', { name: '审签文件' });
    await files.getByLabel('选择审签文件').setInputFiles(backFile());
    await files.getByText('签名的密钥本机还不认识').waitFor();
    expect(await files.getByRole('button', { name: '收入', exact: true }).count()).toBe(0);
    await accessible(page);
    // The way to know the key is beside it; the file need not be chosen again.
    await files.getByRole('button', { name: '收入密钥卡…' }).click();
    const known = page.getByRole('dialog', { name: '收入密钥卡' });
    await known
      .getByLabel('选择密钥卡')
      .setInputFiles({ name: '林春生.nskey', mimeType: 'text/plain', buffer: Buffer.from(card) });
    await known.getByLabel('已在电话里和本人核对过指纹').check();
    await known.getByRole('button', { name: '收入', exact: true }).click();
    await known.waitFor({ state: 'detached' });
    await files.getByText('文件带回 1 步').waitFor();
    await files.getByRole('button', { name: '收入', exact: true }).click();
    await page.getByText(/已签发：林春生，\d{4}年\d+月\d+日，本人签/).waitFor();
    await page.getByRole('button', { name: '审签情况' }).click();
    const signed = page.getByRole('dialog', { name: '审签情况' });
    await signed.getByText('林春生（青禾镇）').waitFor();
    expect(await signed.getByText('已签', { exact: true }).count()).toBe(4);
    await accessible(page);
    await page.keyboard.press('Escape');
  });

  it('met no error on the way', () => {
    expect(app.errors).toEqual([]);
  });
});

describe('the approval of a unit with one step', () => {
  it('can be recorded from a sheet too, and is shown so over the report', async () => {
    const app = await startApp({
      people: [{ id: 'w', name: '周明远', unit: '青禾镇', role: 'writer' }],
    });
    try {
      const { page } = app;
      await page.getByRole('heading', { name: '还没有报告' }).waitFor();
      const { id = '' } = await takeInText((method, params) => call(page, method, params), READY);
      await page.goto(`${app.server.origin}/#/report/${id}`);
      await pageOf(page).waitFor();
      await command(page, '签发');
      const dialog = page.getByRole('dialog', { name: '签发', exact: true });
      await dialog.getByText('还没有签发人').waitFor();
      expect(await dialog.getByRole('list', { name: '审签的各步' }).count()).toBe(0);
      await dialog.getByRole('radio', { name: '登记签批单' }).click();
      await dialog.getByLabel('签发人（单上签名的人）').fill('林春生');
      await dialog.getByLabel('单上的日期').fill('2024-01-05');
      await dialog.getByLabel('选择签批单的扫描件').setInputFiles({
        name: '签批单.pdf',
        mimeType: 'application/pdf',
        buffer: pdfOf('Approved'),
      });
      await dialog.getByLabel('签发意见').fill('同意印发。');
      await dialog.getByLabel('设一个签发口令').fill(PASSPHRASE);
      await dialog.getByLabel('再输一遍').fill(PASSPHRASE);
      await dialog.getByRole('button', { name: '签发', exact: true }).click();
      await page.getByText('已签发：林春生，2024年1月5日，凭签批单登记').waitFor();
      await page.getByRole('button', { name: '审签情况' }).click();
      await page.getByRole('button', { name: '看签批单' }).click();
      const sheet = page.getByRole('region', { name: '签批单：签批单.pdf' }).locator('canvas');
      // Drawn for this screen, not the size that an empty one has.
      await expect.poll(() => sheet.evaluate((one: HTMLCanvasElement) => one.width)).toBe(740);
      await accessible(page);
      expect(app.errors).toEqual([]);
    } finally {
      await app.close();
    }
  });
});

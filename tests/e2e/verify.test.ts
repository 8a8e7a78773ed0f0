import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { Download, Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { takeInText } from '../take-in.ts';
import { PASSPHRASE, READY } from '../unit/signoff/setup.ts';
import { startApp, type App } from './app.ts';
import { axeInThemes } from './axe.ts';
import { call } from './backend.ts';
import { pageOf } from './page.ts';

const dialog = (page: Page, name: string): Locator => page.getByRole('dialog', { name, exact: true });

async function command(page: Page, title: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: '找命令' }).fill(title);
  await page.getByRole('option', { name: title }).first().waitFor();
  await page.keyboard.press('Enter');
}

const close = async (shown: Locator): Promise<void> => {
  await shown.getByRole('button', { name: '关闭', exact: true }).last().click();
  await shown.waitFor({ state: 'detached' });
};
const choose = (verify: Locator, names: string | string[]): Promise<void> =>
  verify.getByLabel('选择要核验的文件').setInputFiles(names);
const answer = (verify: Locator, words: string): Promise<void> =>
  verify.getByRole('heading', { name: words, exact: true }).waitFor();

/** A town that signs, and a county office that has only the program, the files and, later, the key. */
describe('verifying', () => {
  let town: App;
  let county: App;
  let files: string[] = [];
  let docx = '';
  let card = '';
  let record = '';

  const inTown = (name: string): string => join(town.dataDir, name);

  beforeAll(async () => {
    town = await startApp({
      people: [{ id: 's', name: '林春生', unit: '青禾镇人民政府', role: 'signer' }],
    });
    county = await startApp({
      people: [{ id: 'h', name: '赵静', unit: '青河县委办公室', role: 'reviewer' }],
    });
    for (const { page } of [town, county]) await page.emulateMedia({ reducedMotion: 'reduce' });
    const { page } = town;
    const { id = '' } = await takeInText((method, params) => call(page, method, params), READY);
    await call(page, 'keys.make', { person: 's', passphrase: PASSPHRASE });
    const { revision } = await call(page, 'report.open', { id });
    await call(page, 'signoff.sign', {
      id,
      revision,
      person: 's',
      opinion: '同意印发。',
      date: new Date().toISOString().slice(0, 10),
      passphrase: PASSPHRASE,
    });
    const made = await call(page, 'keys.card', { person: 's' });
    card = inTown('card.nskey');
    writeFileSync(card, made.card);
    await page.goto(`${town.server.origin}/#/report/${id}`);
    await pageOf(page).waitFor();
  });
  afterAll(async () => {
    await town.close();
    await county.close();
  });

  const openVerify = async (): Promise<Locator> => {
    await county.page.getByRole('button', { name: '核验文件' }).first().click();
    const verify = dialog(county.page, '核验');
    await verify.waitFor();
    return verify;
  };
  it('begins with an export, which brings its side file and says what that is for', async () => {
    const { page } = town;
    const downloads: Download[] = [];
    page.on('download', (one) => downloads.push(one));
    await page.keyboard.press('Control+Shift+E');
    const exporting = dialog(page, '导出');
    await exporting.getByRole('button', { name: '导出', exact: true }).click();
    await exporting.getByText('核验文件也已下载').waitFor();
    await expect.poll(() => downloads.length).toBe(2);
    files = downloads.map((one) => inTown(one.suggestedFilename()));
    await Promise.all(downloads.map((one, at) => one.saveAs(files[at] ?? '')));
    docx = files.find((name) => name.endsWith('.docx')) ?? '';
    expect(files.toSorted()).toEqual([docx, `${docx}.nsv`]);
    expect(await axeInThemes(page)).toEqual([]);
    await page.keyboard.press('Escape');
  });

  it('says that a key is unknown, and leads to its card and back', async () => {
    const { page } = county;
    const verify = await openVerify();
    expect(await axeInThemes(page)).toEqual([]);
    await choose(verify, files);
    await answer(verify, '签名有效，但本机不认识这把密钥');
    await verify.locator('.verified-head.unknown svg.lucide-circle-question-mark').waitFor();
    await verify.getByText('就是签发后导出的那个文件，一个字节不差').first().waitFor();
    expect(await axeInThemes(page)).toEqual([]);
    await verify.getByRole('button', { name: '收入密钥卡' }).click();
    const take = dialog(page, '收入密钥卡');
    await take.getByText('要找的指纹').waitFor();
    await take.getByLabel('选择密钥卡').setInputFiles(card);
    await take.getByLabel('已在电话里和本人核对过指纹').check();
    await take.getByRole('button', { name: '收入', exact: true }).click();
    await answer(verify, '核验无误');
    await verify.locator('.verified-head.known svg.lucide-circle-check').waitFor();
    const approvals = await verify.getByRole('table', { name: '谁签的' }).innerText();
    for (const words of ['签发', '林春生', '青禾镇人民政府', '本人签']) expect(approvals).toContain(words);
    expect(await axeInThemes(page)).toEqual([]);
    await close(verify);
  });

  it('tells the same words from the very file, and takes a side file that comes later', async () => {
    const verify = await openVerify();
    await choose(verify, `${docx}.nsv`);
    await verify.getByText(/这是核验文件，不是报告本身。请把“.*\.docx”和它一起选/).waitFor();
    await close(verify);
    await openVerify();
    await choose(verify, docx);
    await answer(verify, '核验无误');
    await verify.getByText('文字与签发稿相同，版面没有核对').waitFor();
    await verify.getByText('把同名的核验文件（.nsv）一起发来').waitFor();
    await choose(verify, `${docx}.nsv`);
    await verify.getByText('就是签发后导出的那个文件，一个字节不差').waitFor();
    await close(verify);
  });

  it('passes nothing that was changed, also with a genuine side file, and answers for each of several', async () => {
    const { page } = county;
    const parts = unzipSync(new Uint8Array(readFileSync(docx)));
    const xml = strFromU8(parts['word/document.xml'] ?? new Uint8Array());
    const changed = inTown('改过.docx');
    writeFileSync(changed, zipSync({ ...parts, 'word/document.xml': strToU8(xml.replace('612', '621')) }));
    const verify = await openVerify();
    await choose(verify, [changed, `${docx}.nsv`]);
    await answer(verify, '没有通过核验');
    await verify.locator('.verified-head.invalid svg.lucide-circle-x').waitFor();
    await verify.getByText('但这个文件不是那一稿').waitFor();
    expect(await axeInThemes(page)).toEqual([]);
    await choose(verify, [docx, `${docx}.nsv`, changed]);
    await expect.poll(() => verify.getByRole('region').count()).toBe(2);
    await answer(verify, '核验无误');
    await answer(verify, '没有通过核验');
    await close(verify);
  });

  it('takes what is dropped on it', async () => {
    const { page } = county;
    const verify = await openVerify();
    const dropped = files.map((name) => ({
      name: name.split('/').at(-1) ?? '',
      bytes: readFileSync(name).toString('base64'),
    }));
    await page.evaluate((all) => {
      const data = new DataTransfer();
      for (const { name, bytes } of all)
        data.items.add(new File([Uint8Array.from(atob(bytes), (one) => one.charCodeAt(0))], name));
      document
        .querySelector('.verify')
        ?.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    }, dropped);
    await answer(verify, '核验无误');
    await verify.getByText('就是签发后导出的那个文件，一个字节不差').waitFor();
    await close(verify);
  });

  it('says where the record is protected up to, and proves its export by itself', async () => {
    const { page } = town;
    await command(page, '办理记录');
    const shown = dialog(page, '办理记录');
    await shown.getByText(/截至 .* 的导出，记录受保护/).waitFor();
    const line = shown.getByRole('rowheader', { name: /以下受保护/ });
    await line.waitFor();
    // The export itself is younger than what it names.
    expect(await shown.locator('tbody').first().innerText()).toContain('导出');
    expect(await shown.locator('tbody').last().innerText()).toContain('签发');
    expect(await axeInThemes(page)).toEqual([]);
    const [made] = await Promise.all([
      page.waitForEvent('download'),
      shown.getByRole('button', { name: '导出整份记录' }).click(),
    ]);
    record = inTown('办理记录.csv');
    await made.saveAs(record);
    await close(shown);

    const verify = await openVerify();
    await choose(verify, record);
    await answer(verify, '核验无误');
    const short = inTown('缺一条.csv');
    const rows = readFileSync(record, 'utf8').split('\r\n');
    writeFileSync(short, rows.filter((_row, at) => at !== 1).join('\r\n'));
    await choose(verify, short);
    await answer(verify, '没有通过核验');
    await close(verify);
    expect([...town.errors, ...county.errors]).toEqual([]);
  });
});

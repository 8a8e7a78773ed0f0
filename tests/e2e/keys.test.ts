import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { PASSPHRASE } from '../unit/signoff/setup.ts';
import { startApp, type App } from './app.ts';
import { axeFindings, axeInThemes } from './axe.ts';
import { call } from './backend.ts';

const NEXT = '稻田旁的水车与风筝';
const FORGOTTEN = '更换电脑后忘记签发口令，本单位只有一人，由本人重设。';

const dialog = (page: Page, name: string): Locator => page.getByRole('dialog', { name, exact: true });

async function openKeys(page: Page): Promise<Locator> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: '找命令' }).fill('密钥');
  await page.getByRole('option', { name: '密钥', exact: false }).first().waitFor();
  await page.keyboard.press('Enter');
  const keys = dialog(page, '密钥');
  await keys.waitFor();
  return keys;
}

const fingerprints = (keys: Locator): Promise<string[]> =>
  keys.locator('.key-row > .fingerprint').allInnerTexts();

/** A unit of one person, and the office above. The steps build on each other. */
describe('keys', () => {
  let town: App;
  let county: App;
  let first = '';
  let second = '';

  beforeAll(async () => {
    town = await startApp({
      people: [{ id: 's', name: '林春生', unit: '青禾镇人民政府', role: 'signer' }],
    });
    county = await startApp({
      people: [{ id: 'h', name: '赵静', unit: '青河县委办公室', role: 'reviewer' }],
    });
    for (const { page } of [town, county]) await page.emulateMedia({ reducedMotion: 'reduce' });
  });
  afterAll(async () => {
    await town.close();
    await county.close();
  });

  /** Hands the card of 林春生 on, as a file. */
  const cardFile = async (keys: Locator, name: string): Promise<string> => {
    const [made] = await Promise.all([
      town.page.waitForEvent('download'),
      keys.getByRole('button', { name: '导出密钥卡' }).click(),
    ]);
    expect(made.suggestedFilename()).toBe('林春生的密钥卡.nskey');
    const path = join(town.dataDir, name);
    await made.saveAs(path);
    return path;
  };

  it('are made before the first signature where somebody wants to, with a passphrase that is not soon guessed', async () => {
    const { page } = town;
    const keys = await openKeys(page);
    await keys.getByText('林春生还没有密钥').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await keys.getByRole('button', { name: '设签发口令' }).click();
    const form = dialog(page, '设签发口令');
    const type = async (passphrase: string, again = passphrase): Promise<void> => {
      await form.getByLabel('签发口令', { exact: true }).fill(passphrase);
      await form.getByLabel('再输一遍').fill(again);
      await page.keyboard.press('Enter');
    };
    await type('password');
    await form.getByRole('alert').filter({ hasText: '太容易猜到' }).waitFor();
    await type(PASSPHRASE, `${PASSPHRASE}4`);
    await form.getByRole('alert').filter({ hasText: '两次输入的口令不一样' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await type(PASSPHRASE);
    const made = dialog(page, '签发口令已设好');
    first = await made.locator('.fingerprint').innerText();
    expect(first).toMatch(/^\d{5}(?: \d{5}){5}$/);
    await made.getByRole('button', { name: '完成' }).click();
    await made.waitFor({ state: 'detached' });
    expect(await fingerprints(keys)).toEqual([first]);
    expect(await axeFindings(page)).toEqual([]);
  });

  it('are known elsewhere by their card, once the fingerprint was compared by telephone', async () => {
    const card = await cardFile(dialog(town.page, '密钥'), 'first.nskey');
    const { page } = county;
    const keys = await openKeys(page);
    await keys.getByRole('button', { name: '收入密钥卡' }).click();
    const take = dialog(page, '收入密钥卡');
    const changed = join(county.dataDir, 'changed.nskey');
    writeFileSync(changed, readFileSync(card, 'utf8').replace('林春生', '林秋生'));
    await take.getByLabel('选择密钥卡').setInputFiles(changed);
    await take.getByRole('alert').filter({ hasText: '被改过' }).waitFor();

    await take.getByLabel('选择密钥卡').setInputFiles(card);
    await take.getByText('林春生（青禾镇人民政府）').waitFor();
    expect(await take.locator('.key-card .fingerprint').innerText()).toBe(first);
    const go = take.getByRole('button', { name: '收入', exact: true });
    expect(await go.isDisabled()).toBe(true);
    expect(await axeFindings(page)).toEqual([]);
    await take.getByLabel('已在电话里和本人核对过指纹').check();
    await go.click();
    await take.waitFor({ state: 'detached' });
    await keys.getByRole('region', { name: '收入的密钥' }).getByText('林春生').waitFor();
    expect(await fingerprints(keys)).toEqual([first]);

    await keys.getByRole('button', { name: '收入密钥卡' }).click();
    await take.getByLabel('选择密钥卡').setInputFiles(card);
    await take.getByText('已经认识了').waitFor();
    await take.getByRole('button', { name: '关闭', exact: true }).last().click();
    await take.waitFor({ state: 'detached' });
  });

  it('stay the same under another passphrase', async () => {
    const { page } = town;
    const keys = dialog(page, '密钥');
    await keys.getByRole('button', { name: /^更多操作：林春生/ }).click();
    await page.getByRole('menuitem', { name: '改口令' }).click();
    const form = dialog(page, '改口令');
    await form.getByLabel('现在的签发口令').fill('不是这个口令');
    await form.getByLabel('新的签发口令').fill(NEXT);
    await form.getByLabel('再输一遍').fill(NEXT);
    await page.keyboard.press('Enter');
    await form.getByRole('alert').filter({ hasText: '口令不对' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await form.getByLabel('现在的签发口令').fill(PASSPHRASE);
    await page.keyboard.press('Enter');
    await form.waitFor({ state: 'detached' });
    expect(await fingerprints(keys)).toEqual([first]);
  });

  it('can be replaced by who has forgotten the passphrase and has nobody to bear witness, and say so', async () => {
    const { page } = town;
    const keys = dialog(page, '密钥');
    await keys.getByRole('button', { name: /^更多操作：林春生/ }).click();
    await page.getByRole('menuitem', { name: /忘了口令/ }).click();
    const form = dialog(page, '换新密钥');
    await form.getByLabel('说明：发生了什么').waitFor();
    expect(await form.getByRole('radio').count()).toBe(2);
    await form.getByText('以前签发的仍然有效').waitFor();
    await form.getByText('要把新的密钥卡发给他们').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await form.getByLabel('新的签发口令').fill('河滩上的石头与芦苇');
    await form.getByLabel('再输一遍').fill('河滩上的石头与芦苇');
    await page.keyboard.press('Enter');
    await form.getByRole('alert').filter({ hasText: '请写清楚发生了什么' }).waitFor();
    await form.getByLabel('说明：发生了什么').fill(FORGOTTEN);
    await form.getByRole('button', { name: '换新密钥' }).click();
    const made = dialog(page, '新密钥已换好');
    second = await made.locator('.fingerprint').first().innerText();
    expect(second).not.toBe(first);
    await made.getByRole('button', { name: '完成' }).click();
    await made.waitFor({ state: 'detached' });

    const own = keys.getByRole('region', { name: '本机人员的密钥' });
    await own.getByText(`登记说明后换。说明：${FORGOTTEN}`).waitFor();
    expect(await own.innerText()).toContain(first);
    expect(await fingerprints(keys)).toEqual([second, first]);
    await keys.getByRole('radio', { name: '密钥记录' }).click();
    const events = await keys.getByRole('table').innerText();
    for (const words of ['设密钥', '改签发口令', '换密钥', FORGOTTEN, first, second])
      expect(events).toContain(words);
    expect(await axeFindings(page)).toEqual([]);
    await keys.getByRole('radio', { name: '密钥', exact: true }).click();
  });

  it('that only declare whom they follow leave the older one known, until somebody ends it with a reason', async () => {
    const card = await cardFile(dialog(town.page, '密钥'), 'second.nskey');
    const { page } = county;
    const keys = dialog(page, '密钥');
    await keys.getByRole('button', { name: '收入密钥卡' }).click();
    const take = dialog(page, '收入密钥卡');
    await take.getByLabel('选择密钥卡').setInputFiles(card);
    await take.getByText('这把密钥接替另一把').waitFor();
    await take.getByText(FORGOTTEN.slice(0, 10)).waitFor();
    await take.getByText('只是登记说明，没有别的证据').waitFor();
    await take.getByText('本机已有 1 把同名的密钥').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await take.getByLabel('已在电话里和本人核对过指纹').check();
    await take.getByRole('button', { name: '收入', exact: true }).click();
    await take.waitFor({ state: 'detached' });
    const taken = keys.getByRole('region', { name: '收入的密钥' });
    await expect.poll(() => taken.getByText('另有 1 把同名的密钥').count()).toBe(2);

    const older = taken.getByRole('listitem').filter({ hasNotText: '登记说明后换' });
    expect(await older.locator('.fingerprint').innerText()).toBe(first);
    await older.getByRole('button', { name: /^更多操作/ }).click();
    await page.getByRole('menuitem', { name: '停用' }).click();
    const end = dialog(page, '停用密钥');
    await end.getByRole('button', { name: '停用' }).click();
    await end.getByRole('alert').filter({ hasText: '请写停用的原因' }).waitFor();
    await end.getByLabel('原因').fill('对方来电：原来的口令已忘记。');
    await page.keyboard.press('Enter');
    await end.waitFor({ state: 'detached' });
    const ended = keys.getByRole('region', { name: '不再使用的密钥' });
    await ended.getByText('停用').first().waitFor();
    expect(await ended.locator('.fingerprint').innerText()).toBe(first);
    expect(await taken.getByText('另有 1 把同名的密钥').count()).toBe(0);
  });

  it('are not made silently under a name that a known key has: it must be said how', async () => {
    const { page } = county;
    await call(page, 'people.save', {
      person: { id: 'n', name: '林春生', unit: '青河县司法局', role: 'signer' },
    });
    await call(page, 'settings.set', { key: 'currentPerson', value: 'n' });
    const keys = dialog(page, '密钥');
    await keys.getByRole('button', { name: '设签发口令' }).click();
    const form = dialog(page, '设签发口令');
    await form.getByLabel('签发口令', { exact: true }).fill(NEXT);
    await form.getByLabel('再输一遍').fill(NEXT);
    await page.keyboard.press('Enter');
    await form.getByText(`已收入的密钥里有林春生的密钥（指纹 ${second}）`).waitFor();
    expect(await axeInThemes(page)).toEqual([]);
    // What was typed is kept; nobody here can bear witness, and no older key of his own is here.
    expect(await form.getByLabel('签发口令', { exact: true }).inputValue()).toBe(NEXT);
    expect(await form.getByRole('radio').count()).toBe(1);
    await form.getByText('那把同名的密钥照旧有效').waitFor();
    await form.getByLabel('说明：发生了什么').fill('与青禾镇的林春生同名，不是同一个人。');
    await form.getByRole('button', { name: '设好' }).click();
    await dialog(page, '签发口令已设好').getByRole('button', { name: '完成' }).click();
    const own = keys.getByRole('region', { name: '本机人员的密钥' });
    await own.getByText('不是同一个人').waitFor();
    await own.getByText('另有 1 把同名的密钥').waitFor();
    // The other one stays as it was.
    const taken = keys.getByRole('region', { name: '收入的密钥' });
    expect(await taken.locator('.key-row > .fingerprint').innerText()).toBe(second);
  });

  it('keep the name that they were made under, and say so when their holder has another', async () => {
    const { page } = town;
    await call(page, 'people.save', {
      person: { id: 's', name: '林春笙', unit: '青禾镇人民政府', role: 'signer' },
    });
    const own = dialog(page, '密钥').getByRole('region', { name: '本机人员的密钥' });
    await own.getByText('现在的姓名是林春笙').waitFor();
    await own.getByText('林春生（青禾镇人民政府）').waitFor();
    expect([...town.errors, ...county.errors]).toEqual([]);
  });
});

import type { Page } from 'playwright';

import { caretAt, compose, pageOf, saved, showReport, textOf } from '../../e2e/page.ts';
import { PARAGRAPH } from '../prepare.ts';
import { until } from './until.ts';

/** What is done in the page alone: the same in the desktop's window and in a browser, where the tests try it. */

const CHINESE = '青禾镇';
const ASCII = 'GB/T 9704-2012';

export async function openReport(page: Page, id: string): Promise<void> {
  await showReport(page, id);
  await expectText(page, PARAGRAPH);
}

/** As an input method does it: letters are composed, then the words are chosen. */
export async function typeChinese(page: Page): Promise<void> {
  await caretAt(page, PARAGRAPH);
  await compose(await page.context().newCDPSession(page), 'qinghezhen', CHINESE);
  await expectText(page, PARAGRAPH + CHINESE);
}

export async function typeAscii(page: Page): Promise<void> {
  await caretAt(page, PARAGRAPH + CHINESE);
  await page.keyboard.type(ASCII);
  await expectText(page, PARAGRAPH + CHINESE + ASCII);
}

/** What was typed is on disk, not just in the window. */
export async function saveAndReload(page: Page): Promise<void> {
  await saved(page);
  await page.reload();
  await pageOf(page).waitFor();
  await expectText(page, PARAGRAPH + CHINESE + ASCII);
}

/** Types something and waits until it is saved. */
export async function typeAndSave(page: Page, words: string): Promise<void> {
  await caretAt(page, PARAGRAPH);
  await page.keyboard.insertText(words);
  await saved(page);
}

async function expectText(page: Page, words: string): Promise<void> {
  const wanted = words.replaceAll(/\s/g, '');
  await until(`页面上没有“${words}”`, async () => (await textOf(pageOf(page))).includes(wanted));
}

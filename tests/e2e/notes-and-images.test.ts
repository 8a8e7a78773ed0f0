import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { countingIds } from '../../shared/document/ids.ts';
import { inlinesOf, isImage, isNote } from '../../shared/document/guards.ts';
import { makeHeading, makeParagraph, makeSignature, makeTitle } from '../../shared/document/make.ts';
import type { Block } from '../../shared/document/types.ts';
import { startApp, type App } from './app.ts';
import { call, storeReport } from './backend.ts';
import { caretAt, compose, pageOf, saved, select, showReport, textOf } from './page.ts';
import { pngOf } from '../rich-report.ts';

const png = (width: number, height: number): Buffer => Buffer.from(pngOf(width, height));

function report(): Block[] {
  const ids = countingIds('b');
  return [
    makeTitle('青禾镇2026年工作总结', ids),
    makeHeading(1, '工作情况', undefined, ids),
    makeParagraph('全年受理行政复议案件十二件。各村均已建成调解室。', 'body', ids),
    makeParagraph('第二段写活动。', 'body', ids),
    makeParagraph('', 'body', ids),
    makeSignature('unit', '青禾镇人民政府', ids),
  ];
}

describe('notes, images, formats and annexes', () => {
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
    await pageOf(page).getByText('第二段写活动').waitFor();
  });

  const card = () => page.locator('.note-card');
  const notes = () => pageOf(page).locator('.note');
  const signs = async (): Promise<string[]> =>
    (await notes().allTextContents()).map((text) => text.replaceAll('\uFEFF', ''));
  const stored = async (): Promise<Block[]> => {
    await saved(page);
    return (await call(page, 'report.open', { id })).document.blocks;
  };
  const insert = async (name: RegExp): Promise<void> => {
    await page.getByRole('button', { name: '插入', exact: true }).click();
    await page.getByRole('menuitem', { name }).click();
  };
  const chooseImage = async (...files: Buffer[]): Promise<void> => {
    const chooser = page.waitForEvent('filechooser');
    await insert(/^图片/);
    await (
      await chooser
    ).setFiles(files.map((buffer, at) => ({ name: `图${at + 1}.png`, mimeType: 'image/png', buffer })));
  };
  const addNote = async (words: string, keys = 'Control+Alt+f'): Promise<void> => {
    await page.keyboard.press(keys);
    await card().waitFor();
    await page.keyboard.insertText(words);
    await page.keyboard.press('Enter');
    await card().waitFor({ state: 'detached' });
  };

  it('are there again when the report is opened anew', async () => {
    await caretAt(page, '十二件');
    await addNote('据镇司法所统计。');
    await expect.poll(signs).toEqual(['①']);
    await select(page, '第二段', '第二段');
    await page.keyboard.press('Control+b');
    await expect.poll(() => pageOf(page).locator('.bold').textContent()).toBe('第二段');
    await caretAt(page, '写活动。');
    await page.keyboard.press('Enter');
    await chooseImage(png(200, 120));
    const image = pageOf(page).locator('.image img');
    await image.waitFor();
    await insert(/^附件 ?落款之后/);
    await page.keyboard.insertText('各村调解室名单');
    await page.keyboard.press('Enter');
    await page.keyboard.insertText('名单如下。');

    const blocks = await stored();
    const nodes = blocks.flatMap(inlinesOf);
    expect(nodes.filter(isNote)).toMatchObject([{ kind: 'foot', body: [{ text: '据镇司法所统计。' }] }]);
    expect(nodes.filter(isImage)).toMatchObject([{ width: 150, height: 90, alt: '' }]);
    expect(nodes.find((node) => node.bold)).toMatchObject({ text: '第二段' });
    expect(blocks.slice(-2)).toMatchObject([
      { type: 'annex', children: [{ text: '各村调解室名单' }] },
      { type: 'paragraph', children: [{ text: '名单如下。' }] },
    ]);

    await page.reload();
    await pageOf(page).getByText('名单如下').waitFor();
    await expect.poll(signs).toEqual(['①']);
    expect(await notes().getAttribute('title')).toContain('据镇司法所统计。');
    expect(await pageOf(page).locator('.bold').textContent()).toBe('第二段');
    await image.waitFor();
    expect(await image.evaluate((shown: HTMLImageElement) => [shown.naturalWidth, shown.complete])).toEqual([
      200,
      true,
    ]);
    expect(await pageOf(page).locator('.annex').getAttribute('data-number')).toBe('附件');
    await page.getByRole('treeitem', { name: /附件.*各村调解室名单/ }).waitFor();
    expect(app.errors).toEqual([]);
  });

  it('a note is written, opened by F2, changed, taken out by Backspace and brought back', async () => {
    await caretAt(page, '十二件');
    await addNote('第一条。');
    await caretAt(page, '调解室');
    await addNote('第二条。');
    await expect.poll(signs).toEqual(['①', '②']);
    // The caret stands behind the note that was put in.
    await page.keyboard.press('F2');
    await card().waitFor();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText('改过的第二条。');
    await page.keyboard.press('Enter');
    await card().waitFor({ state: 'detached' });
    expect((await stored()).flatMap(inlinesOf).filter(isNote)[1]?.body).toEqual([{ text: '改过的第二条。' }]);
    await caretAt(page, '十二件');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Backspace');
    await expect.poll(signs).toEqual(['①']);
    await page.keyboard.press('Control+z');
    await expect.poll(signs).toEqual(['①', '②']);
    const listed = page.getByRole('region', { name: '脚注和尾注' }).getByRole('button');
    await expect.poll(() => listed.allTextContents()).toEqual(['第一条。', '改过的第二条。']);
    await listed.first().click();
    await card().getByText('脚注①').waitFor();
    await page.keyboard.press('Escape');
    // One step each: the words, the second note, the first.
    await page.keyboard.press('Control+z');
    await expect.poll(async () => (await notes().nth(1).getAttribute('title')) ?? '').toContain('第二条。');
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await expect.poll(signs).toEqual([]);
    expect(await textOf(pageOf(page))).toContain('案件十二件。各村');
    expect(app.errors).toEqual([]);
  });

  it('a note that is given up leaves nothing behind', async () => {
    await caretAt(page, '十二件');
    await page.keyboard.press('Control+Alt+f');
    await card().waitFor();
    await page.keyboard.insertText('不要了');
    await page.keyboard.press('Escape');
    await card().waitFor({ state: 'detached' });
    await page.keyboard.insertText('整');
    await expect.poll(() => textOf(pageOf(page))).toContain('十二件整。各村');
    expect(await notes().count()).toBe(0);
  });

  it('an input method writes right behind a note, and in its card', async () => {
    const cdp = await app.context.newCDPSession(page);
    await caretAt(page, '十二件');
    await page.keyboard.press('Control+Alt+f');
    await card().waitFor();
    await compose(cdp, 'jushuo', '据说');
    await page.keyboard.press('Enter');
    await card().waitFor({ state: 'detached' });
    await compose(cdp, 'zheng', '整');
    await expect.poll(() => textOf(pageOf(page))).toContain('十二件①整。各村');
    await compose(cdp, 'ba', '吧');
    await expect.poll(() => textOf(pageOf(page))).toContain('十二件①整吧。各村');
    const [, , block] = await stored();
    expect(block).toMatchObject({
      children: [
        { text: '全年受理行政复议案件十二件' },
        { type: 'note', body: [{ text: '据说' }] },
        { text: '整吧。各村均已建成调解室。' },
      ],
    });
    expect(app.errors).toEqual([]);
  });

  it('bold that is chosen at the caret holds for what is typed and composed there', async () => {
    const cdp = await app.context.newCDPSession(page);
    await caretAt(page, '第二段写活动。');
    await page.keyboard.press('Control+b');
    await page.keyboard.insertText('重');
    await compose(cdp, 'dian', '点');
    await page.keyboard.press('Control+b');
    await compose(cdp, 'ping', '平');
    await page.keyboard.type('a2');
    await page.keyboard.press('Control+Shift+p');
    await page.keyboard.type('2');
    const [, , , block] = await stored();
    expect(block).toMatchObject({
      children: [
        { text: '第二段写活动。' },
        { text: '重点', bold: true },
        { text: '平a2' },
        { text: '2', sup: true },
      ],
    });
    expect(app.errors).toEqual([]);
  });

  it('an image is described, made smaller, and taken out; several come in one step', async () => {
    await caretAt(page, '写活动。');
    await page.keyboard.press('Enter');
    await chooseImage(png(200, 120), png(100, 100));
    const images = pageOf(page).locator('.image img');
    await expect.poll(() => images.count()).toBe(2);
    await page.keyboard.press('F2');
    const dialog = page.getByRole('dialog', { name: '图片' });
    await dialog.getByLabel('说明文字').fill('宣传活动现场');
    await dialog.getByLabel('宽度').fill('2');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    const [, second] = (await stored()).flatMap(inlinesOf).filter(isImage);
    expect(second).toMatchObject({ alt: '宣传活动现场', width: 56.7, height: 56.7 });
    await page.keyboard.press('Backspace');
    await expect.poll(() => images.count()).toBe(1);
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await expect.poll(() => images.count()).toBe(0);
    expect(app.errors).toEqual([]);
  });

  it('what is no image is told in its own words, and leaves the text as it is', async () => {
    await caretAt(page, '写活动。');
    await chooseImage(Buffer.from('不是图片'));
    await page.locator('.ui-toast').getByText('图片').waitFor();
    expect(await pageOf(page).locator('.image').count()).toBe(0);
  });

  /** What a program puts on the clipboard, and Ctrl+V. */
  const paste = (data: Record<string, string>, file?: Buffer): Promise<void> =>
    pageOf(page).evaluate(
      (root, [texts, bytes]) => {
        const carried = new DataTransfer();
        for (const [type, text] of Object.entries(texts)) carried.setData(type, text);
        if (bytes) {
          const raw = Uint8Array.from(atob(bytes), (char) => char.charCodeAt(0));
          carried.items.add(new File([raw], '图.png', { type: 'image/png' }));
        }
        const init = { clipboardData: carried, bubbles: true, cancelable: true };
        root.dispatchEvent(new ClipboardEvent('paste', init));
      },
      [data, file?.toString('base64') ?? ''] as const,
    );

  it('come in from the clipboard: a page with an image in it, and an image alone, one step each', async () => {
    await caretAt(page, '写活动。');
    const src = `data:image/png;base64,${png(60, 40).toString('base64')}`;
    await paste({
      'text/html': `<p>活动在<b>镇政府</b>举行，面积3m<sup>2</sup>。<img src="${src}" alt="合影"></p>`,
      'text/plain': '活动在镇政府举行，面积3m2。',
    });
    const images = pageOf(page).locator('.image img');
    await expect.poll(() => images.count()).toBe(1);
    await paste({}, png(80, 20));
    await expect.poll(() => images.count()).toBe(2);
    const block = (await stored())[3]!;
    expect(inlinesOf(block)).toMatchObject([
      { text: '第二段写活动。活动在' },
      { text: '镇政府', bold: true },
      { text: '举行，面积3m' },
      { text: '2', sup: true },
      { text: '。' },
      { type: 'image', alt: '合影', width: 45, height: 30 },
      { text: '' },
      { type: 'image', width: 60, height: 15 },
      { text: '' },
    ]);
    await page.keyboard.press('Control+z');
    await expect.poll(() => images.count()).toBe(1);
    await page.keyboard.press('Control+z');
    await expect.poll(() => textOf(pageOf(page))).not.toContain('镇政府');
    expect(app.errors).toEqual([]);
  });

  it('an image file is dropped where it belongs; a file of another kind is refused in words', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nianshu-drop-'));
    const cdp = await app.context.newCDPSession(page);
    const drop = async (name: string, bytes: Buffer): Promise<void> => {
      const file = join(folder, name);
      writeFileSync(file, bytes);
      const box = (await pageOf(page).getByText('第二段写活动').boundingBox())!;
      const place = { x: box.x + box.width - 2, y: box.y + box.height / 2 };
      const data = { items: [], files: [file], dragOperationsMask: 1 };
      for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
        await cdp.send('Input.dispatchDragEvent', { type, ...place, data });
    };
    try {
      await caretAt(page, '十二件');
      await drop('现场.png', png(40, 40));
      await pageOf(page).locator('.image img').waitFor();
      expect(inlinesOf((await stored())[3]!).filter(isImage)).toMatchObject([{ width: 30, height: 30 }]);
      await drop('总结.docx', Buffer.from('PK'));
      await page.locator('.ui-toast').getByText('只能放图片文件').waitFor();
      expect(await pageOf(page).locator('.image').count()).toBe(1);
      expect(app.errors).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('are copied within the report, and what is copied is new', async () => {
    await caretAt(page, '十二件');
    await addNote('据统计。');
    await select(page, '全年受理', '。各村均已');
    await page.keyboard.press('Control+c');
    await caretAt(page, '写活动。');
    await page.keyboard.press('Control+v');
    await expect.poll(signs).toEqual(['①', '②']);
    const [first, second] = (await stored()).flatMap(inlinesOf).filter(isNote);
    expect(second?.body).toEqual(first?.body);
    expect(second?.id).not.toBe(first?.id);
  });

  it('a suggestion that makes words bold, or a note other words, is shown and can be taken back', async () => {
    await page.keyboard.press('Control+Alt+t');
    await caretAt(page, '十二件');
    await addNote('据统计。');
    await expect.poll(() => pageOf(page).locator('.note.inserted').count()).toBe(1);
    await select(page, '第二段', '第二段');
    await page.keyboard.press('Control+b');
    const changed = pageOf(page).locator('.reformatted');
    await expect.poll(() => changed.textContent()).toBe('第二段');
    expect(await changed.getAttribute('title')).toContain('李明改格式：常规 → 加粗');
    await page.keyboard.press('Control+z');
    await expect.poll(() => changed.count()).toBe(0);
    await page.keyboard.press('Control+z');
    await expect.poll(() => notes().count()).toBe(0);
    await page.keyboard.press('Control+Alt+t');
    expect(app.errors).toEqual([]);
  });
});

import { zipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { makeHeading, makeParagraph, makeTitle } from '../../shared/document/make.ts';
import { WordModel } from '../attack/word-model.ts';
import { openParts } from '../attack/word-xml.ts';
import { startApp, type App } from './app.ts';
import { call, storeReport } from './backend.ts';
import { pageOf } from './page.ts';

// Word files with somebody's changes in them: a stranger's, and a copy of a report that is here.

describe('a marked Word file that is brought to the start page', () => {
  let app: App;
  let page: Page;
  let id: string;
  let copy: Uint8Array;

  beforeAll(async () => {
    app = await startApp();
    page = app.page;
    id = await storeReport(page, [
      makeTitle('青禾镇2025年法治建设工作总结'),
      makeHeading(1, '工作情况'),
      makeParagraph('全镇开展法治宣讲，群众反响良好。'),
      makeParagraph('审查规范性文件，依法提出意见。'),
    ]);
    await call(page, 'people.save', {
      person: { id: 'zhou', name: '周明远', unit: '青禾镇', role: 'writer' },
    });
    const made = await call(page, 'review.export', { id, author: 'zhou' });
    const word = new WordModel(Buffer.from(made.bytes, 'base64'), '张三');
    const place = word.find('群众反响良好');
    word.replace(place.paragraph, place.from, place.to, '群众普遍欢迎');
    copy = word.save();
  });
  afterAll(async () => {
    expect(app.errors).toEqual([]);
    await app.close();
  });

  const choose = (name: string, bytes: Uint8Array) =>
    page.getByLabel('选择往年材料').setInputFiles({
      name,
      mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      buffer: Buffer.from(bytes),
    });

  it('is taken in with its changes, once somebody has looked', async () => {
    const word = new WordModel(copy);
    word.dropProperties();
    const { parts } = openParts(word.save());
    const xml = new TextDecoder()
      .decode(parts['word/document.xml'])
      .replaceAll(/<w:bookmark(?:Start|End)[^>]*\/>/g, '')
      .replaceAll('2025年', '2024年');
    await choose(
      '别人的稿子.docx',
      zipSync({ ...parts, 'word/document.xml': new TextEncoder().encode(xml) }),
    );
    const dialog = page.getByRole('dialog', { name: '核对后收入' });
    await dialog.getByText('含 2 处修订（张三）').waitFor();
    expect(await dialog.innerText()).not.toContain('标记为删除');
    expect(await dialog.getByLabel('修订和批注：别人的稿子.docx').inputValue()).toBe('keep');
    await dialog.getByRole('button', { name: '收入 1 份' }).click();
    await page.getByRole('dialog', { name: '导入结果' }).getByRole('button', { name: '完成' }).click();
    const reports = await call(page, 'report.list', {});
    const taken = reports.find((one) => one.id !== id);
    const { revisions } = await call(page, 'review.get', { id: taken?.id ?? '' });
    expect(revisions.map(({ kind }) => kind).toSorted()).toEqual(['delete', 'insert']);
  });

  it('is led to the report that it is a copy of, which takes it back', async () => {
    await choose('改好的送审稿.docx', copy);
    const dialog = page.getByRole('dialog', { name: '核对后收入' });
    await dialog.getByText('里面的修改要在那份报告里收回').waitFor();
    await dialog.getByRole('button', { name: '去那份报告收回' }).click();
    await pageOf(page).waitFor();
    const back = page.getByRole('dialog', { name: '收回送审稿' });
    await back.getByText('张三').waitFor();
    await back.getByRole('button', { name: '收入报告' }).click();
    await back.waitFor({ state: 'detached' });
    expect((await call(page, 'review.get', { id })).revisions).toHaveLength(2);
  });
});

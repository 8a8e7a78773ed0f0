import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, it } from 'vitest';

import { prepare, type Prepared } from '../desktop/prepare.ts';
import { openReport, saveAndReload, typeAndSave, typeAscii, typeChinese } from '../desktop/steps/typing.ts';
import { launchBrowser, startServer, type Server } from './app.ts';

/** What the desktop check does in the real window, tried in a browser: it must be the check that is right. */
describe('the steps of the desktop check', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nianshu-desk-'));
  let prepared: Prepared;
  let server: Server;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    prepared = await prepare(folder);
    server = await startServer(prepared.dataDir);
    browser = await launchBrowser();
    page = await browser.newPage({ locale: 'zh-CN' });
    await page.goto(server.address);
    await page.locator('.app').waitFor();
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('open the report', () => openReport(page, prepared.report));
  it('type Chinese', () => typeChinese(page));
  it('type ASCII', () => typeAscii(page));
  it('find all of it again after a reload', () => saveAndReload(page));
  it('type and save', () => typeAndSave(page, '恢复'));
});

import { existsSync } from 'node:fs';

import type { Browser, BrowserContext, Page } from 'playwright-core';

import { AppError } from '../../../shared/contract/errors.ts';
import type { PdfPrinter, PdfRequest } from '../ports.ts';
import { findBrowser } from './find-browser.ts';
import { findInstalled } from './installed-fonts.ts';

/** An idle browser holds 150 MB; starting it again takes half a second. */
const IDLE_MS = 60_000;

type FindBrowser = () => string | null | Promise<string | null>;

const FLAGS = [
  // The PDF says who made it: the program, not the browser's version and the machine's system.
  '--user-agent=Nianshu',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-sync',
  '--no-first-run',
];

const NO_BROWSER =
  '没有导出 PDF：这台电脑上没有找到 Chrome、Edge 或 Chromium 浏览器。请安装其中之一，或在环境变量 NIANSHU_BROWSER 里写明它的位置；Word 和文本仍可导出，报告没有改动。';

/**
 * Prints through an installed browser of the Chromium family. It is started for the first print, without a
 * network and without scripts, and closed when nothing has been printed for a while.
 */
export class BrowserPrinter implements PdfPrinter {
  readonly #find: FindBrowser;
  #browser: Promise<Browser> | null = null;
  #busy = 0;
  #idle: NodeJS.Timeout | null = null;

  /** `find` gives the path of the browser, or null where there is none. */
  constructor(find: FindBrowser = findAnyBrowser) {
    this.#find = find;
  }

  print({ html, signal }: PdfRequest): Promise<Uint8Array> {
    return this.#withPage({ javaScriptEnabled: false }, signal, async (page) => {
      await page.setContent(html, { waitUntil: 'load' });
      // Loaded is not drawn: a font that is still being decoded would leave blanks.
      await page.evaluate(() => document.fonts.ready.then(() => true));
      const bytes = await page.pdf({
        format: 'A4',
        preferCSSPageSize: true,
        printBackground: true,
        tagged: true,
        outline: true,
      });
      return new Uint8Array(bytes);
    });
  }

  installedFonts(families: readonly string[]): Promise<string[]> {
    return this.#withPage({ javaScriptEnabled: true }, undefined, (page) =>
      page.evaluate(findInstalled, [...families]),
    );
  }

  async close(): Promise<void> {
    if (this.#idle) clearTimeout(this.#idle);
    const browser = this.#browser;
    this.#browser = null;
    await (await browser?.catch(() => null))?.close();
  }

  async #withPage<T>(
    options: { javaScriptEnabled: boolean },
    signal: AbortSignal | undefined,
    work: (page: Page) => Promise<T>,
  ): Promise<T> {
    if (signal?.aborted) throw cancelled();
    if (this.#idle) clearTimeout(this.#idle);
    this.#busy += 1;
    let context: BrowserContext | null = null;
    const stop = (): void => void context?.close().catch(() => undefined);
    signal?.addEventListener('abort', stop);
    try {
      const browser = await this.#start();
      context = await browser.newContext({
        ...options,
        offline: true,
        locale: 'zh-CN',
        userAgent: 'Nianshu',
      });
      if (signal?.aborted) throw cancelled();
      return await work(await context.newPage());
    } catch (error) {
      if (signal?.aborted) throw cancelled(error);
      throw error;
    } finally {
      signal?.removeEventListener('abort', stop);
      await context?.close().catch(() => undefined);
      this.#busy -= 1;
      if (this.#busy === 0 && this.#browser) {
        this.#idle = setTimeout(() => void this.close().catch(() => undefined), IDLE_MS);
        this.#idle.unref();
      }
    }
  }

  async #start(): Promise<Browser> {
    const running = await this.#browser?.catch(() => null);
    if (running?.isConnected()) return running;
    const starting = launch(this.#find);
    this.#browser = starting;
    starting.catch(() => {
      if (this.#browser === starting) this.#browser = null;
    });
    return starting;
  }
}

/** An installed browser, else the one that `playwright install` has brought. */
async function findAnyBrowser(): Promise<string | null> {
  const installed = findBrowser();
  if (installed) return installed;
  const { chromium } = await import('playwright-core');
  const own = chromium.executablePath();
  return existsSync(own) ? own : null;
}

async function launch(find: FindBrowser): Promise<Browser> {
  const executablePath = await find();
  if (!executablePath) throw new AppError('no-printer', NO_BROWSER);
  // Only needed for a PDF, and slow to load.
  const { chromium } = await import('playwright-core');
  const root = process.getuid?.() === 0;
  try {
    return await chromium.launch({
      executablePath,
      headless: true,
      args: FLAGS,
      // Chromium does not start as root with its sandbox; the page is our own and runs no script.
      chromiumSandbox: !root,
      // The shells close the printer themselves when they are told to stop.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
  } catch (error) {
    throw new AppError(
      'no-printer',
      `没有导出 PDF：浏览器没有启动（${executablePath}）。请先确认它能打开，再重试；报告没有改动。`,
      { cause: error },
    );
  }
}

function cancelled(cause?: unknown): AppError {
  return new AppError('cancelled', '已取消，没有生成文件。', { cause });
}

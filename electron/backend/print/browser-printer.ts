import type { Browser, BrowserContext, Page } from 'playwright';

import { AppError } from '../../../shared/errors/app-error.ts';
import type { PdfPrinter, PdfRequest } from '../ports.ts';
import { findInstalled } from './installed-fonts.ts';
import { findAnyBrowser, launchBrowser, type FindBrowser } from './launch-browser.ts';

/** An idle browser holds 150 MB; starting it again takes half a second. */
const IDLE_MS = 60_000;

/**
 * Prints through an installed browser of the Chromium family. It is started for the first print, without a
 * network and without scripts, and closed when nothing has been printed for a while.
 */
export class BrowserPrinter implements PdfPrinter {
  readonly #find: FindBrowser;
  #browser: Promise<Browser> | null = null;
  readonly #fonts = new Map<string, Promise<string[]>>();
  #busy = 0;
  #idle: NodeJS.Timeout | null = null;

  /** `find` gives the path of the browser, or null where there is none. */
  constructor(find: FindBrowser = findAnyBrowser) {
    this.#find = find;
  }

  print({ html, signal }: PdfRequest): Promise<Uint8Array> {
    return this.#withPage({ javaScriptEnabled: false }, signal, async (page) => {
      // No time limit: a slow machine takes what it takes, and the user can cancel.
      await page.setContent(html, { waitUntil: 'load', timeout: 0 });
      // Loaded is not drawn: a font that is still being decoded would leave blanks.
      await page.evaluate('document.fonts.ready.then(() => true)');
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
    // Fonts are not installed while a browser runs; a new one looks again.
    const key = families.join('\n');
    const known = this.#fonts.get(key);
    if (known) return known;
    const found = this.#withPage({ javaScriptEnabled: true }, undefined, (page) =>
      page.evaluate(findInstalled, [...families]),
    );
    this.#fonts.set(key, found);
    found.catch(() => this.#fonts.delete(key));
    return found;
  }

  async close(): Promise<void> {
    if (this.#idle) clearTimeout(this.#idle);
    const browser = this.#browser;
    this.#browser = null;
    this.#fonts.clear();
    const running = await browser?.catch(() => null);
    // The end of this process ends it too, whatever it is busy with.
    if (running) await Promise.race([running.close(), soon()]);
  }

  async #withPage<T>(
    options: { javaScriptEnabled: boolean },
    signal: AbortSignal | undefined,
    work: (page: Page) => Promise<T>,
  ): Promise<T> {
    if (signal?.aborted) throw cancelled();
    if (this.#idle) clearTimeout(this.#idle);
    this.#busy += 1;
    let browser: Browser | null = null;
    let context: BrowserContext | null = null;
    let stop: (() => void) | null = null;
    // A page that is being laid out answers nobody until it is done: who cancels does not wait for it.
    const stopped = new Promise<never>((_, reject) => {
      stop = () => reject(cancelled());
      signal?.addEventListener('abort', stop, { once: true });
    });
    const print = async (): Promise<T> => {
      browser = await this.#start();
      context = await browser.newContext({ ...options, offline: true, locale: 'zh-CN' });
      if (signal?.aborted) {
        void context.close().catch(() => undefined);
        throw cancelled();
      }
      return work(await context.newPage());
    };
    const printed = print();
    printed.catch(() => undefined);
    try {
      return await Promise.race([printed, stopped]);
    } catch (error) {
      if (signal?.aborted) throw cancelled(error);
      throw error;
    } finally {
      if (stop) signal?.removeEventListener('abort', stop);
      if (signal?.aborted) void this.#abandon(context, browser);
      else await closed(context);
      this.#busy -= 1;
      if (this.#busy === 0 && this.#browser) {
        this.#idle = setTimeout(() => void this.close().catch(() => undefined), IDLE_MS);
        this.#idle.unref();
      }
    }
  }

  /** Leaves a page that is still at work; a browser that does not let go of it soon is done with. */
  async #abandon(context: BrowserContext | null, browser: Browser | null): Promise<void> {
    const gone = await Promise.race([closed(context).then(() => true), soon().then(() => false)]);
    // Others may be printing through it.
    if (gone || !browser || this.#busy > 0) return;
    this.#browser = null;
    this.#fonts.clear();
    await browser.close().catch(() => undefined);
  }

  /** One browser for all, also for those who ask while it starts; a new one when it has gone. */
  #start(): Promise<Browser> {
    if (this.#browser) return this.#browser;
    const forget = (): void => {
      if (this.#browser === starting) this.#browser = null;
    };
    const starting = launchBrowser(this.#find).then((browser) => {
      browser.on('disconnected', forget);
      return browser;
    });
    starting.catch(forget);
    this.#browser = starting;
    return starting;
  }
}

/** How long a browser may take to leave a page, or to end. */
const PATIENCE_MS = 5000;

function soon(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, PATIENCE_MS).unref();
  });
}

async function closed(context: BrowserContext | null): Promise<void> {
  await context?.close().catch(() => undefined);
}

function cancelled(cause?: unknown): AppError {
  return new AppError('cancelled', '已取消，没有生成文件。', { cause });
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { chromium, type Browser } from 'playwright';

import { launchBrowser } from '../e2e/app.ts';
import { caretAt, pageOf, saved } from '../e2e/page.ts';
import { BROWSER_SHELL, NODE } from './program.ts';
import { HOME, type Journal } from './steps.ts';
import { startThere, type Started } from './root.ts';

/**
 * The program's window in a browser: started there, used from a browser of today on this machine, and from the one that
 * is there.
 */
export async function browserShell(
  root: string,
  journal: Journal,
  env: Record<string, string>,
): Promise<void> {
  const shell = startThere(
    root,
    [NODE, BROWSER_SHELL, '--no-open', '--demo', '--data', '/home/office/shell'],
    {
      env,
    },
  );
  try {
    const address = await said(shell, /http:\/\/127\.0\.0\.1:\S+/);
    await journal.try('page used from a browser of today', async () => {
      const browser = await launchBrowser();
      try {
        return await write(browser, address);
      } finally {
        await browser.close();
      }
    });
  } finally {
    await end(shell);
  }
  await journal.try('what was written is there after a new start, in the browser of that time', async () => {
    const again = startThere(root, [NODE, BROWSER_SHELL, '--no-open', '--data', '/home/office/shell'], {
      env,
    });
    const flags = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-background-networking'];
    const profile = '--user-data-dir=/home/office/profile';
    const old = startThere(root, ['chromium', ...flags, profile, '--remote-debugging-port=0', 'about:blank']);
    try {
      const address = await said(again, /http:\/\/127\.0\.0\.1:\S+/);
      await said(old, /DevTools listening on/);
      const [port] = readFileSync(join(root, HOME, 'profile', 'DevToolsActivePort'), 'utf8').split('\n');
      const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
      try {
        return await read(browser, address);
      } finally {
        await browser.close();
      }
    } finally {
      await Promise.all([end(old), end(again)]);
    }
  });
}

const WORDS = '在旧系统上写下的一句话。';

/** Opens a report of the demo, writes into it, waits until it is on disk. */
async function write(browser: Browser, address: string): Promise<string | null> {
  const page = await (await browser.newContext({ locale: 'zh-CN' })).newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(address);
  await pageOf(page).waitFor();
  await caretAt(page, '习近平法治思想');
  await page.keyboard.insertText(WORDS);
  await saved(page);
  return errors.length === 0 ? null : errors.join('; ');
}

async function read(browser: Browser, address: string): Promise<string | null> {
  const context = browser.contexts()[0] ?? (await browser.newContext());
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(address);
  await page.locator('.app').waitFor();
  await page.getByText('2025').first().waitFor();
  const version = browser.version();
  return errors.length === 0 ? null : `${version}: ${errors.join('; ')}`;
}

/** The first words of this kind that a program says. */
async function said({ child }: Started, words: RegExp): Promise<string> {
  const lines: string[] = [];
  return new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      if (stream)
        createInterface({ input: stream }).on('line', (line) => {
          lines.push(line);
          const found = words.exec(line)?.[0];
          if (found) resolve(found);
        });
    child.on('close', () =>
      reject(new Error(`ended before it said ${words}: ${lines.join(' ').slice(0, 500)}`)),
    );
  });
}

async function end({ stop, closed }: Started): Promise<void> {
  stop();
  await closed;
}

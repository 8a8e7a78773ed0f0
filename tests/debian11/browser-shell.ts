import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { chromium, type Browser } from 'playwright';

import { launchBrowser, settle } from '../e2e/app.ts';
import { caretAt, pageOf, saved } from '../e2e/page.ts';
import { BROWSER_SHELL, COMMAND_LINE, NODE } from './program.ts';
import { expecting, HOME, type Journal } from './steps.ts';
import { OFFICE, runThere, startThere, type Started } from './root.ts';

const WORDS = '在旧系统上写下的一句话。';

const ADDRESS = /http:\/\/127\.0\.0\.1:\S+/;

const FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--remote-debugging-port=0',
];

/**
 * The program's window in a browser: started there, used from a browser of today on this machine, and from the one that
 * is there.
 */
export async function browserShell(
  root: string,
  journal: Journal,
  env: Record<string, string>,
): Promise<void> {
  // The program asks at its first start who one is.
  const dataDir = join(root, HOME, 'shell');
  await settle(dataDir);
  execFileSync('chown', ['-R', `${OFFICE}:${OFFICE}`, dataDir]);
  const shell = startThere(
    root,
    [NODE, BROWSER_SHELL, '--no-open', '--demo', '--data', '/home/office/shell'],
    {
      env,
    },
  );
  try {
    const address = await said(shell, ADDRESS);
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
  await journal.try('what was written is found after it was closed', async () => {
    const search = [NODE, COMMAND_LINE, 'search', WORDS.slice(0, 8), '--data', '/home/office/shell'];
    return expecting(await runThere(root, search, { env }), 0, /写下/);
  });
  await journal.try('started again, opened in the browser of that time', async () => {
    const started: Started[] = [];
    const start = (...command: string[]): Started => {
      started.push(startThere(root, command, { env }));
      return started.at(-1)!;
    };
    try {
      const again = start(NODE, BROWSER_SHELL, '--no-open', '--data', '/home/office/shell');
      const address = await said(again, ADDRESS);
      const old = start('chromium', ...FLAGS, '--user-data-dir=/home/office/profile', 'about:blank');
      const browser = await chromium.connectOverCDP(await said(old, /ws:\/\/127\.0\.0\.1:\S+/));
      try {
        return await read(browser, address);
      } finally {
        await browser.close();
      }
    } finally {
      for (const one of started) await end(one);
    }
  });
}

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

/** The first words of this kind that a program says from now on. */
async function said({ child, closed }: Started, words: RegExp): Promise<string> {
  const lines: string[] = [];
  return new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      if (stream)
        createInterface({ input: stream }).on('line', (line) => {
          lines.push(line);
          const found = words.exec(line)?.[0];
          if (found) resolve(found);
        });
    void closed.then(() =>
      reject(new Error(`ended before it said ${words}: ${lines.join(' ').slice(0, 500)}`)),
    );
  });
}

async function end(started: Started): Promise<void> {
  started.stop();
  await started.closed;
}

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { openStore } from '../../electron/backend/store/store.ts';
import type { Person } from '../../shared/review/types.ts';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A running program with its data folder: the same process that `npm start` runs without a display. */
export type Server = {
  /** Address that signs a browser in; good for one use. */
  address: string;
  origin: string;
  process: ChildProcess;
  /** Ends it as a crash or a power cut would. */
  kill(): Promise<void>;
  /** Ends it as the user does. */
  stop(): Promise<void>;
};

/** Options of a start. `files`: what it is to open. */
type Start = { demo?: boolean; files?: readonly string[] };

export async function startServer(dataDir: string, options: Start = {}): Promise<Server> {
  const args = ['electron/shells/loopback/main.ts', '--no-open', '--data', dataDir];
  if (options.demo) args.push('--demo');
  if (options.files) args.push('--', ...options.files);
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /http:\/\/127\.0\.0\.1:\S+/.exec(line)?.[0];
    if (!address) continue;
    child.stdout.resume();
    const { origin } = new URL(address);
    return { address, origin, process: child, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') };
  }
  throw new Error('the program ended before it said its address');
}

/**
 * The browser that the tests drive: the system's where there is one, else the one that the tools installed.
 * @param display environment of a display to come up on; headless without
 * @param flags further ones for the command line
 */
export function launchBrowser(
  display?: Record<string, string>,
  flags: readonly string[] = [],
): Promise<Browser> {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const names = ['chromium', 'google-chrome'];
  const found = folders
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((file) => existsSync(file));
  return chromium.launch({
    ...(found ? { executablePath: found } : {}),
    // Headless, unless there is a display to come up on.
    ...(display ? { headless: false, env: { ...(process.env as Record<string, string>), ...display } } : {}),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      ...(display ? ['--ozone-platform=x11'] : []),
      ...flags,
    ],
  });
}

export type App = {
  page: Page;
  context: BrowserContext;
  server: Server;
  dataDir: string;
  /** Errors that the page has met; a test that ends well has none. */
  errors: string[];
  /** Another window of the same program. */
  openWindow(hash?: string): Promise<Page>;
  close(): Promise<void>;
};

/** Who works in the tests, unless a test says otherwise: the program would ask at its first start. */
const WRITER: Person = { id: 'writer', name: '李明', unit: '青禾镇党政综合办公室', role: 'writer' };

/** A data folder in which the first of these people works; with none, the program asks who one is. */
export async function settle(dataDir: string, people: readonly Person[] = [WRITER]): Promise<void> {
  const store = await openStore(dataDir, () => new Date());
  for (const person of people) store.review.savePerson(person);
  if (people[0]) store.settings.set('currentPerson', people[0].id);
  await store.close();
}

/** Starts the program on an empty data folder and opens its page at 1366×768. */
export async function startApp(
  options: Start & { display?: Record<string, string>; people?: readonly Person[] } = {},
): Promise<App> {
  const dataDir = mkdtempSync(join(tmpdir(), 'nianshu-e2e-'));
  await settle(dataDir, options.people);
  const server = await startServer(dataDir, options);
  const browser = await launchBrowser(options.display);
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    locale: 'zh-CN',
    acceptDownloads: true,
  });
  const errors: string[] = [];
  const watch = (page: Page): void => {
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
  };
  const page = await context.newPage();
  watch(page);
  await page.goto(server.address);
  // Signing in ends with a page of its own.
  await page.locator('.app').waitFor();
  return {
    page,
    context,
    server,
    dataDir,
    errors,
    openWindow: async (hash = '') => {
      const other = await context.newPage();
      watch(other);
      await other.goto(`${server.origin}/${hash}`);
      return other;
    },
    close: async () => {
      await browser.close();
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

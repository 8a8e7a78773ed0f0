import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import type { Ports } from '../../backend/service/ports.ts';
import { BrowserPrinter } from '../../backend/print/browser-printer.ts';
import { createRecoverableBackend } from '../../backend/service/recoverable-backend.ts';
import type { Backend } from '../../backend/service/registry.ts';
import { calledHere } from '../called-as.ts';
import { defaultDataDir } from '../data-dir.ts';
import { forkReader } from '../fork-reader.ts';
import { filesIn, readOpened } from '../opened-files.ts';
import { fileLogger } from '../logger.ts';
import { keepFilesPrivate } from '../private-files.ts';
import { isBundled, programFolder } from '../program-folder.ts';
import { failedBackend } from '../wire.ts';
import { findBrowsers, LOWEST_BROWSER } from '../../backend/print/find-browser.ts';
import { isTooOldToShow, noBrowserWords } from './browser-words.ts';
import { hasDisplay, openBrowser, type BrowserWindow } from './open-browser.ts';
import { startLoopback } from './server.ts';

keepFilesPrivate();

const say = (text: string): void => void process.stdout.write(`${text}\n`);

const USAGE = `可以写：
  --data 文件夹   用别处的数据文件夹
  --demo          打开演示数据
  --no-open       不打开浏览器，只给出地址
  文件…           打开这些文件`;

function readArguments() {
  try {
    return parseArgs({
      // Files to open.
      allowPositionals: true,
      options: {
        data: { type: 'string' },
        demo: { type: 'boolean' },
        help: { type: 'boolean' },
        'no-open': { type: 'boolean' },
      },
    });
  } catch {
    process.stderr.write(`年述没有启动：选项写错了。\n${USAGE}\n`);
    return process.exit(2);
  }
}

const { values, positionals } = readArguments();
if (values.help) {
  say(USAGE);
  process.exit(0);
}

const dataDir = resolve(values.data ?? defaultDataDir(process.platform, process.env, homedir()));
const logger = fileLogger(dataDir);
const { version } = JSON.parse(readFileSync(join(programFolder, 'package.json'), 'utf8')) as {
  version: string;
};
const printer = new BrowserPrinter();
const ports: Ports = {
  dataDir,
  resourcesDir: join(programFolder, 'resources'),
  shell: 'browser',
  version,
  commandLine: calledHere(isBundled),
  now: () => new Date(),
  logger,
  printer,
  startReader: forkReader,
};

async function startBackend(): Promise<Backend> {
  try {
    return await createRecoverableBackend(ports);
  } catch (error) {
    // The window opens all the same and says what is wrong.
    logger.error('backend did not start', { error });
    return failedBackend(error);
  }
}

const backend = await startBackend();
const loopback = await startLoopback({
  backend,
  pageDir: join(programFolder, 'out', 'renderer'),
  logger,
  opened: await readOpened(filesIn(['--', ...positionals], process.cwd())),
});

let window: BrowserWindow | null = null;
let ending: Promise<void> | null = null;

async function end(): Promise<void> {
  window?.close();
  await loopback.close();
  await backend.close();
  await printer.close();
}

/** Ends once, however often it is asked; a second Ctrl+C does not cut off what is being saved. */
function quit(): void {
  ending ??= end().then(
    () => process.exit(0),
    (error: unknown) => {
      logger.error('end failed', { error });
      process.exit(1);
    },
  );
}

process.on('SIGINT', quit);
process.on('SIGTERM', quit);
process.on('SIGHUP', quit);

const address = (): string => loopback.issueUrl(values.demo ? '/demo' : undefined);
const [found] = values['no-open'] || !hasDisplay() ? [] : findBrowsers();
const browser = found && !isTooOldToShow(found) ? found.path : null;

if (browser) {
  say('正在打开窗口；关闭窗口或按 Ctrl+C 退出。');
  window = await openBrowser(browser, address());
  if (await window.closed) quit();
  else if (!ending) say(`浏览器没有打开，请手动打开（地址只能用一次）：\n${address()}`);
} else {
  if (!values['no-open'] && hasDisplay()) say(noBrowserWords(found));
  say(
    `请用本机的 Chrome 或 Edge（${LOWEST_BROWSER} 或更新）打开（地址只能用一次，按 Ctrl+C 退出）：\n${address()}`,
  );
  if (process.stdin.isTTY) {
    say('要再开一个窗口，按回车得到新地址。');
    process.stdin.on('data', () => say(address()));
  }
}

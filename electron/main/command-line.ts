import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import { app } from 'electron';

import type { CliHost } from '../shells/cli/host.ts';
import { keepFilesPrivate } from '../shells/private-files.ts';
import type { PdfService } from './pdf.ts';
import { startReader } from './reader-host.ts';

/** The word by which the program is asked to run a command instead of opening a window. */
const WORD = 'cli';

/**
 * The words of a command, or null where a window is wanted. In front of `cli` may stand switches for Chromium, which the
 * package's own `nianshu-cli` puts there; behind it a `--`, after which Chromium takes nothing for one of its own.
 * @param args arguments after the program (and after the project's folder where it is not packaged)
 */
export function commandWords(args: readonly string[]): string[] | null {
  const at = args.findIndex((arg) => !arg.startsWith('--'));
  if (at < 0 || args[at] !== WORD) return null;
  const rest = args.slice(at + 1);
  return rest[0] === '--' ? rest.slice(1) : rest;
}

/** How somebody calls it: by the package's own command, or by the program's file. */
const calledAs = (): string =>
  process.env['NIANSHU_CALLED_AS'] ?? `${basename(process.env['APPIMAGE'] ?? process.execPath)} ${WORD}`;

/**
 * Keeps everything of a window away: what Chromium writes goes to a folder of this run, which is removed, as the data
 * folder's own may be in use by a running program. Has to be called before the app is ready.
 */
export function prepareCommandLine(): { remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'nianshu-cli-'));
  app.setPath('userData', folder);
  // Pages are printed, not shown.
  app.disableHardwareAcceleration();
  app.dock?.hide();
  // The window that prints is closed, and there is more to do.
  app.on('window-all-closed', () => {});
  return { remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }) };
}

export type CommandLine = {
  words: string[];
  /** Code of the processes that read foreign files. */
  readerEntry: string;
  resourcesDir: string;
  pdf: PdfService;
};

/** Runs one command, without a window and without the lock of a running program, and ends with its exit code. */
export async function runCommandLine({ words, readerEntry, resourcesDir, pdf }: CommandLine): Promise<void> {
  keepFilesPrivate();
  const { remove } = prepareCommandLine();
  const end = (code: number): void => {
    try {
      remove();
    } finally {
      app.exit(code);
    }
  };
  // Electron shows a box for an error that nobody has caught, which nobody would see.
  process.on('uncaughtException', (error) => {
    process.stderr.write(`程序内部出错，命令没有做完，已存的数据没有受影响：${error.message}\n`);
    end(2);
  });
  // `nianshu-cli list | head` closes the pipe early; that is no error.
  process.stdout.on('error', () => end(0));
  let hasBegun = false;
  process.on('SIGINT', () => {
    // The command takes the first one as a wish to stop; a second one is meant.
    if (!hasBegun) end(130);
    hasBegun = false;
  });
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.once(signal, () => end(143));
  await app.whenReady();
  const host: CliHost = {
    calledAs: calledAs(),
    resourcesDir,
    version: app.getVersion(),
    userDir: process.cwd(),
    loadPrinter: () =>
      Promise.resolve({
        print: ({ html, signal = new AbortController().signal }) => pdf.print(html, signal),
        installedFonts: (families) => pdf.installedFonts(families),
        close: () => Promise.resolve(),
      }),
    startReader: () => startReader(readerEntry),
  };
  // A bundle of its own beside main's: a window starts without it (vite.config.ts).
  const { runCli } = await import('../shells/cli/run.ts');
  hasBegun = true;
  end(await runCli(words, host));
}

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { forkReader } from '../fork-reader.ts';
import { keepFilesPrivate } from '../private-files.ts';
import { CALLED_IN_PROJECT } from './host.ts';
import { runCli } from './run.ts';

keepFilesPrivate();

// `cli list | head` closes the pipe early; that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

/** From electron/shells/cli in the project, from out/cli in a package. */
const root = join(
  dirname(fileURLToPath(import.meta.url)),
  ...(import.meta.url.endsWith('.ts') ? ['..', '..', '..'] : ['..', '..']),
);
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

process.exitCode = await runCli(process.argv.slice(2), {
  calledAs: process.env['NIANSHU_CALLED_AS'] ?? CALLED_IN_PROJECT,
  resourcesDir: join(root, 'resources'),
  version,
  // npm runs scripts in the project's folder, and says where the user was. Without npm, or under another of its scripts,
  // the current folder is meant.
  userDir:
    process.env['npm_lifecycle_event'] === 'cli' ? (process.env['INIT_CWD'] ?? process.cwd()) : process.cwd(),
  loadPrinter: async () => {
    const { BrowserPrinter } = await import('../../backend/print/browser-printer.ts');
    return new BrowserPrinter();
  },
  startReader: forkReader,
});

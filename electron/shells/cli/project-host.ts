import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { calledHere } from '../called-as.ts';
import { forkReader } from '../fork-reader.ts';
import type { CliHost } from './host.ts';

/** From electron/shells/cli in the project, from out/cli in a package. */
const root = join(
  dirname(fileURLToPath(import.meta.url)),
  ...(import.meta.url.endsWith('.ts') ? ['..', '..', '..'] : ['..', '..']),
);

/** What the command line finds around it under Node. @param userDir folder that relative paths are meant from */
export function projectHost(userDir: string): CliHost {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return {
    calledAs: calledHere(!import.meta.url.endsWith('.ts')),
    resourcesDir: join(root, 'resources'),
    version,
    userDir,
    loadPrinter: async () => {
      const { BrowserPrinter } = await import('../../backend/print/browser-printer.ts');
      return new BrowserPrinter();
    },
    startReader: forkReader,
  };
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { calledHere } from '../called-as.ts';
import { forkReader } from '../fork-reader.ts';
import { isBundled, programFolder } from '../program-folder.ts';
import type { CliHost } from './host.ts';

/** What the command line finds around it under Node. @param userDir folder that relative paths are meant from */
export function projectHost(userDir: string): CliHost {
  const { version } = JSON.parse(readFileSync(join(programFolder, 'package.json'), 'utf8')) as {
    version: string;
  };
  return {
    calledAs: calledHere(isBundled),
    resourcesDir: join(programFolder, 'resources'),
    version,
    userDir,
    loadPrinter: async () => {
      const { BrowserPrinter } = await import('../../backend/print/browser-printer.ts');
      return new BrowserPrinter();
    },
    startReader: forkReader,
  };
}

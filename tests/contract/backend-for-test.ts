import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { forkReader } from '../../electron/shells/fork-reader.ts';
import { createBackend } from '../../electron/backend/service/backend.ts';
import type { Backend } from '../../electron/backend/service/registry.ts';
import { NO_PRINTER } from '../unit/signoff/setup.ts';
import { memoryLogger, type Connected, type Transport } from './transports.ts';

export type Served = { dataDir: string; backend: Backend; connected: Connected; close(): Promise<void> };

/** A backend on an empty data folder, in 2023 and without a printer, and a page's line to it. */
export async function serve(transport: Transport): Promise<Served> {
  const dataDir = mkdtempSync(join(tmpdir(), 'nianshu-contract-'));
  const backend = await createBackend({
    dataDir,
    resourcesDir: fileURLToPath(new URL('../../resources', import.meta.url)),
    shell: 'browser',
    version: '0.1.0',
    now: () => new Date('2023-12-01T02:03:04Z'),
    logger: memoryLogger(),
    printer: NO_PRINTER,
    startReader: forkReader,
  });
  const connected = await transport.connect(backend);
  return {
    dataDir,
    backend,
    connected,
    close: async () => {
      await connected.close();
      await backend.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

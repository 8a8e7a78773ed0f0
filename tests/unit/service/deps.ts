import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { AppError } from '../../../shared/errors/app-error.ts';
import { forkReader } from '../../../electron/shells/fork-reader.ts';
import type { Ports } from '../../../electron/backend/service/ports.ts';

/** Ports of a backend on a folder of its own; without a printer, unless one is given. */
export function testPorts(more: Partial<Ports> = {}): Ports & { remove: () => void } {
  const dataDir = mkdtempSync(join(tmpdir(), 'nianshu-service-'));
  return {
    dataDir,
    resourcesDir: fileURLToPath(new URL('../../../resources', import.meta.url)),
    shell: 'cli',
    version: '0.0.0',
    now: () => new Date('2025-12-01T02:03:04Z'),
    logger: { info: () => {}, warn: () => {}, error: () => {} },
    printer: {
      print: () => Promise.reject(new AppError('no-printer', '没有浏览器。')),
      installedFonts: () => Promise.resolve([]),
      close: () => Promise.resolve(),
    },
    startReader: forkReader,
    ...more,
    remove: () => rmSync(dataDir, { recursive: true, force: true }),
  };
}

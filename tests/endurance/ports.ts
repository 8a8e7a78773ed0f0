import { fileURLToPath } from 'node:url';

import type { Ports } from '../../electron/backend/service/ports.ts';
import { fileLogger } from '../../electron/shells/logger.ts';
import { forkReader } from '../../electron/shells/fork-reader.ts';
import { AppError } from '../../shared/errors/app-error.ts';

/** What a shell gives the backend; of the real ones only the printer is missing. */
export const portsOn = (dataDir: string, now: () => Date = () => new Date()): Ports => ({
  dataDir,
  resourcesDir: fileURLToPath(new URL('../../resources', import.meta.url)),
  shell: 'browser',
  version: '0.1.0',
  now,
  logger: fileLogger(dataDir),
  printer: {
    print: () => Promise.reject(new AppError('no-printer', '没有浏览器。')),
    installedFonts: () => Promise.resolve([]),
    close: () => Promise.resolve(),
  },
  startReader: forkReader,
});

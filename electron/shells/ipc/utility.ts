import { createRecoverableBackend } from '../../backend/service/recoverable-backend.ts';
import { fileLogger } from '../logger.ts';
import { keepFilesPrivate } from '../private-files.ts';
import { runService, type ParentPort } from './service.ts';

// Electron gives this port to a utility process; outside of one there is none.
const parent = (process as unknown as { parentPort?: ParentPort }).parentPort;
if (!parent) throw new Error('utility.ts runs in a utility process of the desktop program only');

keepFilesPrivate();
runService({
  parent,
  createBackend: createRecoverableBackend,
  createLogger: fileLogger,
  exit: () => process.exit(0),
});

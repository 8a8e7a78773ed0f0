import { flushCompileCache } from 'node:module';

import { startGuard } from '../backend/reading/guard.ts';
import type { ToReader } from '../backend/reading/messages.ts';
import { serveReading } from '../backend/reading/serve.ts';

// A process that `forkReader` has started.
if (!process.send) throw new Error('reader.ts runs as a child process only');

serveReading({
  send: (message) => process.send?.(message),
  onMessage: (listener) => process.on('message', (message) => listener(message as ToReader)),
});
process.once('disconnect', () => process.exit(0));
startGuard();
// Kept by Node when a process ends by itself, which this one seldom does: the next one starts in a third of the time.
flushCompileCache();

import { EventEmitter } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';

import { asServicePort } from './transports.ts';

/**
 * The backend's process of the desktop program in a folder, as utility.ts runs it, without Electron. Asks one thing as a
 * window would, and prints the answer.
 * Arguments: the program's folder, the data folder, the method.
 */
const [program = '', dataDir = '', method = ''] = process.argv.slice(2);
const load = (path: string): Promise<Record<string, never>> =>
  import(pathToFileURL(join(program, 'electron', path)).href) as Promise<Record<string, never>>;

const { runService } = (await load(
  'shells/ipc/service.ts',
)) as unknown as typeof import('../../electron/shells/ipc/service.ts');
const { createRecoverableBackend } = (await load(
  'backend/service/recoverable-backend.ts',
)) as unknown as typeof import('../../electron/backend/service/recoverable-backend.ts');
const { fileLogger } = (await load(
  'shells/logger.ts',
)) as unknown as typeof import('../../electron/shells/logger.ts');

class Main extends EventEmitter {
  postMessage(): void {}
}
const main = new Main();
runService({
  parent: main,
  createBackend: createRecoverableBackend,
  createLogger: fileLogger,
  exit: () => process.exit(0),
});
const resourcesDir = join(program, 'resources');
main.emit('message', { data: { type: 'start', dataDir, resourcesDir, version: '0.1.0' }, ports: [] });
const { port1, port2 } = new MessageChannel();
main.emit('message', { data: { type: 'connect' }, ports: [asServicePort(port1)] });
port2.on('message', (message: unknown) => {
  process.stdout.write(`${JSON.stringify(message)}\n`);
  port2.close();
  main.emit('message', { data: { type: 'close' }, ports: [] });
});
port2.postMessage({ call: 1, method, params: {} });

import { createRecoverableBackend } from '../../../electron/backend/service/recoverable-backend.ts';
import type { Backend } from '../../../electron/backend/service/registry.ts';
import { restoreCommand } from '../../../electron/shells/cli/care.ts';
import { keepFilesPrivate } from '../../../electron/shells/private-files.ts';
import { toWireError } from '../../../shared/errors/app-error.ts';
import type { FromVictim, ToVictim } from './messages.ts';
import { portsOn } from '../ports.ts';

/**
 * The process that is killed: the backend as the shells start it, with processes that read and threads that back up,
 * behind a line of Node's own. It does nothing before it is told to, so that one can wait, loaded, for its round.
 */
const say = (message: FromVictim): void => void process.send?.(message);

let backend: Backend | null = null;

async function answer(message: ToVictim): Promise<unknown> {
  if (message.is === 'open') {
    backend = await createRecoverableBackend(portsOn(message.dataDir));
    return {};
  }
  if (message.is === 'restore') {
    const { file, dataDir: data } = message;
    const { run } = restoreCommand.prepare([file], { replace: true });
    return (await run({ data, call: {}, say: () => {} })).json;
  }
  if (!backend) throw new Error('not open');
  return backend.dispatch(message.method, message.params);
}

keepFilesPrivate();
process.on('disconnect', () => process.exit());
process.on('message', (message: ToVictim) => {
  answer(message).then(
    (result) => say({ is: 'done', call: message.call, result }),
    (error: unknown) =>
      say({
        is: 'failed',
        call: message.call,
        error: toWireError(error),
        why: error instanceof Error ? (error.stack ?? error.message) : String(error),
      }),
  );
});
say({ is: 'ready' });

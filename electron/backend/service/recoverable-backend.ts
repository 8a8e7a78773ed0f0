import { AppError } from '../../../shared/errors/app-error.ts';
import { recoveryParams } from '../../../shared/contract/recovery.ts';
import type { Ports } from './ports.ts';
import { runTask } from '../store/care/run-task.ts';
import type { Chosen } from '../store/recovery/recover.ts';
import { createBackend } from './backend.ts';
import type { Backend, CallContext } from './registry.ts';

type Listener = Parameters<Backend['listen']>[0];

/**
 * The backend of a shell that stays open: where the database is missing or damaged, it asks what is to take its place
 * and goes on with that; and it can be brought back to another state while it runs.
 * Rejects as `createBackend` does, but for 'recovery-needed'.
 */
export async function createRecoverableBackend(ports: Ports): Promise<Backend> {
  const listeners = new Set<Listener>();
  const hear: Listener = (event, data) => {
    for (const listener of listeners) listener(event, data);
  };
  const opened = async (): Promise<Backend> => {
    const backend = await createBackend(ports);
    backend.listen(hear);
    return backend;
  };
  /** Null while there is no database that can be opened; `why` says so then. */
  let current: Backend | null = null;
  let why: unknown = null;
  let choosing: Promise<unknown> | null = null;
  let closed = false;

  const open = async (): Promise<void> => {
    try {
      current = await opened();
      why = null;
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'recovery-needed') throw error;
      ports.logger.warn(error.message);
      why = error;
    }
  };
  await open();

  /** Nobody works with the data while it is replaced; whatever comes of it, the program goes on with what is there. */
  const choose = async (choice: Chosen): Promise<{ text: string }> => {
    const before = current;
    current = null;
    why = new AppError('unavailable', '正在恢复数据，刚才的操作没有执行。请稍候再试。');
    await before?.close();
    try {
      const text = await runTask('recover', [ports.dataDir, choice, ports.now().toISOString()]);
      ports.logger.warn(text);
      return { text };
    } finally {
      if (!closed) await open();
      hear('store.replaced', {});
    }
  };

  const dispatch = async (
    method: string,
    params: unknown,
    context: Partial<CallContext> = {},
  ): Promise<unknown> => {
    if (method === 'recovery.choose') {
      const parsed = recoveryParams['recovery.choose'].safeParse(params);
      if (!parsed.success) throw new AppError('bad-request', '没有选好恢复到哪一份，什么也没有改动。');
      if (choosing) throw new AppError('unavailable', '正在恢复数据，请稍候。');
      choosing = choose(parsed.data.choice).finally(() => (choosing = null));
      return choosing;
    }
    if (current) return current.dispatch(method, params, context);
    if (method === 'recovery.look' && !choosing)
      return runTask('choices', [ports.dataDir, false], context.signal);
    throw why instanceof Error ? why : new AppError('unavailable', '年述正在退出，没有执行。请重新打开。');
  };

  return {
    dispatch,
    call: dispatch as Backend['call'],
    listen: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: async () => {
      closed = true;
      await choosing?.catch(() => {});
      await current?.close();
    },
  };
}

import { z } from 'zod';

import { AppError, toWireError } from '../../shared/errors/app-error.ts';
import type { WireEvent, WireReply } from '../../shared/contract/methods.ts';
import type { Logger } from '../backend/ports.ts';
import type { Backend } from '../backend/service/registry.ts';

/** One open connection to a page, whatever carries it. Messages are JSON-compatible values. */
export type Line = {
  send(message: WireReply | WireEvent): void;
  onMessage(listener: (message: unknown) => void): void;
  onClose(listener: () => void): void;
};

const call = z.int().min(0);
const request = z.strictObject({
  call,
  method: z.string().max(64),
  params: z.unknown(),
  progress: z.string().max(64).optional(),
});
const cancel = z.strictObject({ cancel: call });

/** What runs for one connection. */
export type Served = {
  /** Resolves when no call of this connection is under way. */
  idle(): Promise<void>;
};

/**
 * Carries the calls, cancels, progress and events of one connection. When the line closes its calls are
 * cancelled: nobody is left to hear the answer.
 */
export function serveConnection(backend: Backend, line: Line, logger: Logger): Served {
  const running = new Map<number, AbortController>();
  const settled = new Set<Promise<void>>();
  let open = true;

  const send = (message: WireReply | WireEvent): void => {
    if (open) line.send(message);
  };
  const refuse = (id: number, error: unknown): void => {
    send({ reply: id, ok: false, error: toWireError(error) });
  };

  const run = async (id: number, message: z.output<typeof request>): Promise<void> => {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const result = await backend.dispatch(message.method, message.params, {
        signal: controller.signal,
        progress: (done, total, text) => {
          const token = message.progress;
          if (token !== undefined) send({ event: 'progress', data: { token, done, total, text } });
        },
      });
      send({ reply: id, ok: true, result });
    } catch (error) {
      if (!(error instanceof AppError)) logger.error('call failed', { method: message.method, error });
      refuse(id, error);
    } finally {
      running.delete(id);
    }
  };

  const stopListening = backend.listen((event, data) => {
    send({ event, data });
  });

  line.onMessage((message) => {
    const asked = request.safeParse(message);
    if (asked.success) {
      const id = asked.data.call;
      if (running.has(id)) {
        refuse(id, new AppError('bad-request', '同一编号的请求还没有做完。'));
        return;
      }
      const job = run(id, asked.data);
      settled.add(job);
      void job.finally(() => settled.delete(job));
      return;
    }
    const stop = cancel.safeParse(message);
    if (stop.success) {
      running.get(stop.data.cancel)?.abort();
      return;
    }
    logger.warn('message that fits nothing');
  });

  line.onClose(() => {
    open = false;
    stopListening();
    for (const controller of running.values()) controller.abort();
  });

  return {
    idle: async () => {
      await Promise.allSettled(settled);
    },
  };
}

/** Stands in for a backend that could not start: every call is answered with the reason. */
export function failedBackend(reason: unknown): Backend {
  const reject = (): Promise<never> =>
    Promise.reject(reason instanceof Error ? reason : new Error('backend did not start', { cause: reason }));
  return { dispatch: reject, call: reject, listen: () => () => {}, close: () => Promise.resolve() };
}

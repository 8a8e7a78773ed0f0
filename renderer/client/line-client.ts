import { AppError, fromWireError } from '../../shared/errors/app-error.ts';
import type {
  EventName,
  Events,
  Method,
  Params,
  Result,
  WireCancel,
  WireEvent,
  WireReply,
  WireRequest,
} from '../../shared/contract/methods.ts';
import type { Client, ConnectionState } from './client.ts';

/** What carries messages at the moment. */
export type ClientLine = {
  /** May throw AppError('too-large'). */
  send(message: WireRequest | WireCancel): void;
};

/** What a transport tells the client. */
export type LineSink = {
  online(line: ClientLine): void;
  /** The line broke and the transport is trying again. */
  lost(): void;
  /** The transport has given up. */
  gone(): void;
  message(message: WireReply | WireEvent): void;
};

type Pending = {
  request: WireRequest;
  sent: boolean;
  resolve: (result: unknown) => void;
  reject: (error: unknown) => void;
  onProgress: ((progress: Events['progress']) => void) | undefined;
};

const lostInFlight = (): AppError =>
  new AppError('unavailable', '与程序后台的连接断开了，这一步可能没有做完。连接恢复后请再试一次。');
const goneForGood = (): AppError =>
  new AppError('unavailable', '程序后台已停止。已保存的内容没有受影响，请重新打开程序。');

const cancelled = (): AppError => new AppError('cancelled', '已取消。');

type Listeners = { [E in EventName]: Set<(data: Events[E]) => void> };

export type LineClient = Client & {
  /** Resolves when no call is under way, also none that followed from an answer. */
  settled(): Promise<void>;
};

/** The client over any transport: numbering, waiting, cancel, progress, events. */
export function createLineClient(start: (sink: LineSink) => void): LineClient {
  const pending = new Map<number, Pending>();
  const listeners: Listeners = {
    'report.changed': new Set(),
    'report.purged': new Set(),
    'reports.changed': new Set(),
    'settings.changed': new Set(),
    'notices.changed': new Set(),
    'store.replaced': new Set(),
    'people.changed': new Set(),
    'review.changed': new Set(),
    'versions.changed': new Set(),
    'drafts.changed': new Set(),
    'signoff.changed': new Set(),
    'checks.ignored.changed': new Set(),
    'search.indexed': new Set(),
    'backup.changed': new Set(),
    progress: new Set(),
  };
  const connectionListeners = new Set<(state: ConnectionState) => void>();
  const emptied: (() => void)[] = [];
  let state: ConnectionState = 'reconnecting';
  let line: ClientLine | null = null;
  let lastCall = 0;

  const setState = (next: ConnectionState): void => {
    if (next === state) return;
    state = next;
    for (const listener of connectionListeners) listener(next);
  };

  const settle = (call: number): Pending | undefined => {
    const entry = pending.get(call);
    pending.delete(call);
    if (entry && pending.size === 0) for (const listener of emptied.splice(0)) listener();
    return entry;
  };

  const transmit = (entry: Pending): void => {
    if (!line) return;
    try {
      line.send(entry.request);
      entry.sent = true;
    } catch (error) {
      settle(entry.request.call)?.reject(error);
    }
  };

  const drop = (): void => {
    line = null;
    for (const [call, entry] of pending) if (entry.sent) settle(call)?.reject(lostInFlight());
  };

  const emit = <E extends EventName>(event: E, data: Events[E]): void => {
    for (const listener of listeners[event]) listener(data);
  };

  start({
    online: (opened) => {
      line = opened;
      for (const entry of pending.values()) transmit(entry);
      setState('online');
    },
    lost: () => {
      drop();
      if (state !== 'gone') setState('reconnecting');
    },
    gone: () => {
      drop();
      setState('gone');
      for (const call of pending.keys()) settle(call)?.reject(goneForGood());
    },
    message: (message) => {
      if ('reply' in message) {
        const entry = settle(message.reply);
        if (message.ok) entry?.resolve(message.result);
        else entry?.reject(fromWireError(message.error));
        return;
      }
      if (message.event === 'progress') {
        const data = message.data as Events['progress'];
        for (const entry of pending.values())
          if (entry.request.progress === data.token) entry.onProgress?.(data);
      }
      if (message.event in listeners) emit(message.event, message.data as Events[EventName] as never);
    },
  });

  const call = <M extends Method>(
    method: M,
    params: Params<M>,
    options: { signal?: AbortSignal; onProgress?: (progress: Events['progress']) => void } = {},
  ): Promise<Result<M>> =>
    new Promise<Result<M>>((resolve, reject) => {
      const { signal, onProgress } = options;
      if (signal?.aborted) {
        reject(cancelled());
        return;
      }
      if (state === 'gone') {
        reject(goneForGood());
        return;
      }
      lastCall += 1;
      const number = lastCall;
      const cancel = (): void => {
        const entry = settle(number);
        if (!entry) return;
        // The page does not wait for the backend to notice.
        if (entry.sent) line?.send({ cancel: number });
        entry.reject(cancelled());
      };
      const done = (): void => signal?.removeEventListener('abort', cancel);
      signal?.addEventListener('abort', cancel);
      const request: WireRequest = { call: number, method, params };
      if (onProgress) request.progress = `p${number}`;
      const entry: Pending = {
        request,
        sent: false,
        onProgress,
        resolve: (result) => {
          done();
          resolve(result as Result<M>);
        },
        reject: (error) => {
          done();
          reject(error);
        },
      };
      pending.set(number, entry);
      transmit(entry);
    });

  const settled = async (): Promise<void> => {
    // What waits for an answer runs in microtasks and may call again; a new task comes after all of them.
    await new Promise((resolve) => setTimeout(resolve));
    while (pending.size > 0) {
      await new Promise<void>((resolve) => emptied.push(resolve));
      await new Promise((resolve) => setTimeout(resolve));
    }
  };

  return {
    call,
    settled,
    on: (event, listener) => {
      listeners[event].add(listener);
      return () => {
        listeners[event].delete(listener);
      };
    },
    connection: () => state,
    onConnection: (listener) => {
      connectionListeners.add(listener);
      return () => {
        connectionListeners.delete(listener);
      };
    },
  };
}

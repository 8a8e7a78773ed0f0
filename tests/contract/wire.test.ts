import { afterEach, describe, expect, it } from 'vitest';

import type { Backend, CallContext, Emit } from '../../electron/backend/service/registry.ts';
import { failedBackend } from '../../electron/shells/wire.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { codeOf, reaches, remoteTransports, type Connected } from './transports.ts';

/** A backend whose one call does what the test says: what is tested here is the way, not the end. */
function scripted(
  run: (params: unknown, context: Partial<CallContext>) => unknown,
): Backend & { emit: Emit } {
  const listeners = new Set<Emit>();
  const dispatch: Backend['dispatch'] = async (_method, params, context = {}) => run(params, context);
  return {
    dispatch,
    call: (async (_method: string, params: unknown, context: Partial<CallContext> = {}) =>
      run(params, context)) as Backend['call'],
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    emit: (event, data) => {
      for (const listener of listeners) listener(event, data);
    },
    close: () => Promise.resolve(),
  };
}

/** A promise that the test resolves itself. */
function gate(): { opened: Promise<void>; open: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}

describe.each(remoteTransports)('the wire over $name', (transport) => {
  let connected: Connected | null = null;
  const connect = async (backend: Backend): Promise<Connected> =>
    (connected = await transport.connect(backend));

  afterEach(async () => {
    await connected?.close();
    connected = null;
  });

  it('waits with calls until the line is there, and answers each with its own result', async () => {
    const { client } = await connect(scripted((params) => params));
    const answers = await Promise.all(['a', 'b', 'c'].map((id) => client.call('report.open', { id })));
    expect(answers).toEqual([{ id: 'a' }, { id: 'b' }, { id: 'c' }]);
  });

  it('carries an AppError with its code, sentence and facts', async () => {
    const { client } = await connect(
      scripted(() => {
        throw new AppError('stale-revision', '已在另一窗口修改。', { details: { revision: 12 } });
      }),
    );
    await expect(client.call('app.info', {})).rejects.toMatchObject({
      code: 'stale-revision',
      message: '已在另一窗口修改。',
      details: { revision: 12 },
    });
  });

  it('tells nothing about a fault of the program beyond that there was one', async () => {
    const { client } = await connect(
      scripted(() => {
        throw new Error('SQLITE_CORRUPT at /home/somebody/secret.db');
      }),
    );
    const error: unknown = await client.call('app.info', {}).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'internal' });
    expect(JSON.stringify({ ...(error as object), message: (error as Error).message })).not.toMatch(
      /SQLITE|somebody/,
    );
  });

  it('brings progress to the call that asked for it, and to no other', async () => {
    const { client } = await connect(
      scripted((_params, context) => {
        context.progress?.(1, 2, '第一份');
        context.progress?.(2, 2, '第二份');
        return {};
      }),
    );
    const seen: string[] = [];
    const others: string[] = [];
    await Promise.all([
      client.call(
        'demo.load',
        {},
        { onProgress: ({ done, total, text }) => seen.push(`${done}/${total} ${text}`) },
      ),
      client.call('demo.load', {}, { onProgress: ({ text }) => others.push(text) }),
    ]);
    expect(seen).toEqual(['1/2 第一份', '2/2 第二份']);
    expect(others).toEqual(['第一份', '第二份']);
  });

  it('cancels: the caller is free at once, the backend hears of it', async () => {
    const started = gate();
    const heard = gate();
    const { client } = await connect(
      scripted(async (_params, { signal }) => {
        signal?.addEventListener('abort', heard.open);
        started.open();
        await heard.opened;
        return {};
      }),
    );
    const controller = new AbortController();
    const call = client.call('demo.load', {}, { signal: controller.signal });
    await started.opened;
    controller.abort();
    expect(await codeOf(call)).toBe('cancelled');
    await heard.opened;
  });

  it('does not send what was cancelled before', async () => {
    let calls = 0;
    const { client } = await connect(
      scripted(() => {
        calls += 1;
        return {};
      }),
    );
    expect(await codeOf(client.call('demo.load', {}, { signal: AbortSignal.abort() }))).toBe('cancelled');
    await client.call('app.info', {});
    expect(calls).toBe(1);
  });

  it('carries events to listeners until they stop', async () => {
    const backend = scripted(() => ({}));
    const { client } = await connect(backend);
    const seen: unknown[] = [];
    const stop = client.on('report.changed', (data) => seen.push(data));
    await client.call('app.info', {});
    backend.emit('report.changed', { id: 'r', revision: 3, session: 's' });
    await client.call('app.info', {});
    stop();
    backend.emit('report.changed', { id: 'r', revision: 4, session: 's' });
    await client.call('app.info', {});
    expect(seen).toEqual([{ id: 'r', revision: 3, session: 's' }]);
  });

  it('rejects what was under way when the line breaks, comes back, and cancels the work nobody waits for', async () => {
    const started = gate();
    const aborted = gate();
    const backend = scripted(async (params, { signal }) => {
      if ((params as { id?: string }).id !== 'slow') return params;
      signal?.addEventListener('abort', aborted.open);
      started.open();
      await aborted.opened;
      return {};
    });
    const { client, cut } = await connect(backend);
    await reaches(client, 'online');
    const states: string[] = [];
    client.onConnection((state) => states.push(state));
    const slow = client.call('report.open', { id: 'slow' });
    await started.opened;
    cut?.();
    expect(await codeOf(slow)).toBe('unavailable');
    await aborted.opened;
    expect(await client.call('report.open', { id: 'after' })).toEqual({ id: 'after' });
    await reaches(client, 'online');
    expect(states).toEqual(['reconnecting', 'online']);
  });

  it('waits for answers and for what follows from them', async () => {
    const first = gate();
    const { client } = await connect(
      scripted(async (params) => {
        if ((params as { id?: string }).id === 'one') await first.opened;
        return params;
      }),
    );
    const order: string[] = [];
    const chain = client
      .call('report.open', { id: 'one' })
      .then(() => client.call('report.open', { id: 'two' }))
      .then(() => order.push('two answered'));
    const settled = (client as unknown as { settled(): Promise<void> })
      .settled()
      .then(() => order.push('settled'));
    first.open();
    await Promise.all([chain, settled]);
    expect(order).toEqual(['two answered', 'settled']);
  });

  it('answers every call with the reason why the backend did not start', async () => {
    const { client } = await connect(failedBackend(new AppError('newer-database', '数据由新版本写成。')));
    expect(await codeOf(client.call('report.list', {}))).toBe('newer-database');
    expect(await codeOf(client.call('app.info', {}))).toBe('newer-database');
  });

  it('is gone for good when the shell ends', async () => {
    const { client } = await connect(scripted(() => ({})));
    await client.call('app.info', {});
    await connected?.close();
    await reaches(client, 'gone');
    expect(await codeOf(client.call('app.info', {}))).toBe('unavailable');
    connected = null;
  });
});

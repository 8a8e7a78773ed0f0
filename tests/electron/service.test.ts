import { EventEmitter } from 'node:events';
import { MessageChannel } from 'node:worker_threads';

import { describe, expect, it } from 'vitest';

import type { Ports } from '../../electron/backend/service/ports.ts';
import type { Backend } from '../../electron/backend/service/registry.ts';
import type { FromBackend, ToBackend } from '../../electron/shells/ipc/messages.ts';
import type { ServicePort } from '../../electron/shells/ipc/serve-port.ts';
import { runService } from '../../electron/shells/ipc/service.ts';
import { connectPorts, type PortEvents } from '../../renderer/client/ipc.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { asServicePort, codeOf, memoryLogger } from '../contract/transports.ts';

/** Main's side of the backend's process. */
class Main extends EventEmitter {
  readonly heard: FromBackend[] = [];
  postMessage(message: FromBackend): void {
    this.heard.push(message);
    this.emit('heard');
  }
  send(data: ToBackend, ports: ServicePort[] = []): void {
    this.emit('message', { data, ports });
  }
}

function start(createBackend: (ports: Ports) => Backend): { main: Main; exited: Promise<void> } {
  const main = new Main();
  const { promise: exited, resolve: exit } = Promise.withResolvers<void>();
  runService({ parent: main, createBackend, createLogger: memoryLogger, exit });
  main.send({ type: 'start', dataDir: '/data', resourcesDir: '/resources', version: '0.1.0' });
  return { main, exited };
}

/** A page's client over a port of its own. */
function page(main: Main): { client: ReturnType<typeof connectPorts>; leave: () => void } {
  const heard: PortEvents[] = [];
  const client = connectPorts(
    (events) => heard.push(events),
    () => {
      const { port1, port2 } = new MessageChannel();
      main.send({ type: 'connect' }, [asServicePort(port1)]);
      heard[0]?.port(port2);
    },
  );
  return { client, leave: () => heard[0]?.gone() };
}

/** A backend that prints what it is asked to open, and notes that it was closed. */
const printing = (ports: Ports, closed: string[] = []): Backend => {
  const dispatch = async (_method: string, params: unknown): Promise<unknown> => {
    const bytes = await ports.printer.print({ html: (params as { id: string }).id });
    return { dataDir: ports.dataDir, shell: ports.shell, text: new TextDecoder().decode(bytes) };
  };
  return {
    dispatch,
    call: dispatch as Backend['call'],
    listen: () => () => {},
    close: () => {
      closed.push('closed');
      return Promise.resolve();
    },
  };
};

describe('the backend’s process', () => {
  it('serves a page, and has main print', async () => {
    const { main } = start((ports) => printing(ports));
    main.once('heard', () => {
      const [task] = main.heard;
      if (task?.type !== 'task' || task.task.kind !== 'print') throw new Error('no print task');
      const bytes = new TextEncoder().encode(task.task.html);
      main.send({ type: 'done', id: task.id, result: { kind: 'print', bytes } });
    });
    const { client, leave } = page(main);
    expect(await client.call('report.open', { id: '年述' })).toEqual({
      dataDir: '/data',
      shell: 'desktop',
      text: '年述',
    });
    leave();
  });

  it('hands on why printing failed', async () => {
    const { main } = start((ports) => printing(ports));
    main.once('heard', () =>
      main.send({ type: 'failed', id: 1, error: { code: 'no-printer', message: '没有。' } }),
    );
    const { client, leave } = page(main);
    expect(await codeOf(client.call('report.open', { id: 'a' }))).toBe('no-printer');
    leave();
  });

  it('answers with the reason when the backend can’t start', async () => {
    const { main } = start(() => {
      throw new AppError('damaged-database', '数据库已损坏。');
    });
    const { client, leave } = page(main);
    expect(await codeOf(client.call('app.info', {}))).toBe('damaged-database');
    leave();
  });

  it('finishes what is under way before it ends', async () => {
    const closed: string[] = [];
    const { main, exited } = start((ports) => printing(ports, closed));
    const { client, leave } = page(main);
    const asked = new Promise((resolve) => main.once('heard', resolve));
    const call = client.call('report.open', { id: 'a' });
    await asked;
    main.send({ type: 'close' });
    expect(closed).toEqual([]);
    main.send({ type: 'done', id: 1, result: { kind: 'print', bytes: new Uint8Array() } });
    await call;
    await exited;
    expect(closed).toEqual(['closed']);
    leave();
  });
});

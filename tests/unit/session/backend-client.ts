import { createBackend } from '../../../electron/backend/service/backend.ts';
import type { Backend } from '../../../electron/backend/service/registry.ts';
import type { Client, ConnectionState } from '../../../renderer/client/client.ts';
import { AppError, fromWireError, toWireError } from '../../../shared/errors/app-error.ts';
import type { EventName, Events, Method, Params, Result } from '../../../shared/contract/methods.ts';
import { SCHEMA_VERSION, type Block } from '../../../shared/document/types.ts';
import { testPorts } from '../service/deps.ts';

/** What a test does to a call: let it through, spoil what it says, lose its answer, or refuse it. */
export type Tamper = (
  method: Method,
  params: unknown,
) => 'pass' | 'lose-answer' | { params: unknown } | AppError;

/** A page's client on a real backend, whose line a test can break. */
export class BackendClient implements Client {
  readonly backend: Backend;
  readonly calls: Method[] = [];
  tamper: Tamper = () => 'pass';
  #state: ConnectionState = 'online';
  readonly #listeners = new Set<(state: ConnectionState) => void>();

  constructor(backend: Backend) {
    this.backend = backend;
  }

  readonly call = async <M extends Method>(method: M, params: Params<M>): Promise<Result<M>> => {
    if (this.#state !== 'online') throw new AppError('unavailable', '断开了。');
    this.calls.push(method);
    const said = this.tamper(method, params);
    if (said instanceof AppError) throw said;
    try {
      const sent: unknown = JSON.parse(JSON.stringify(typeof said === 'object' ? said.params : params));
      const result = await this.backend.dispatch(method, sent);
      if (said === 'lose-answer') throw new AppError('unavailable', '断开了。');
      return JSON.parse(JSON.stringify(result)) as Result<M>;
    } catch (error) {
      throw fromWireError(toWireError(error));
    }
  };

  readonly on = <E extends EventName>(event: E, listener: (data: Events[E]) => void): (() => void) =>
    this.backend.listen((name, data) => {
      if (name === (event as string)) listener(data as unknown as Events[E]);
    });

  readonly connection = (): ConnectionState => this.#state;
  readonly onConnection = (listener: (state: ConnectionState) => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  connect(state: ConnectionState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener(state);
  }
}

export type Running = { backend: Backend; client: () => BackendClient; close: () => Promise<void> };

/** A backend on a folder of its own, with somebody who works at it. */
export async function startBackend(): Promise<Running> {
  const ports = testPorts();
  const backend = await createBackend(ports);
  await backend.call('people.save', { person: { id: 'p1', name: '周敏', unit: '青禾镇', role: 'writer' } });
  return {
    backend,
    client: () => new BackendClient(backend),
    close: async () => {
      await backend.close();
      ports.remove();
    },
  };
}

/** Stores these blocks as a report of 青禾镇; gives its id. */
export async function storedReport({ backend }: Running, blocks: readonly Block[]): Promise<string> {
  const of = { template: 'work-summary', year: 2025, unit: '青禾镇' };
  const { id: first } = await backend.call('report.create', of);
  const { id } = await backend.call('report.saveCopy', {
    id: first,
    document: { schema: SCHEMA_VERSION, blocks: [...blocks] },
    variables: { unit: '青禾镇' },
  });
  return id;
}

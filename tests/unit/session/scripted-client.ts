import type { Method, Params, Result } from '../../../shared/contract/methods.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Client, ConnectionState } from '../../../renderer/client/client.ts';

export type Asked<M extends Method = Method> = {
  method: M;
  params: Params<M>;
  answer: (result: Result<M>) => void;
  refuse: (error: unknown) => void;
};

/** A client whose calls wait until the test answers them. */
export class ScriptedClient implements Client {
  readonly asked: Asked[] = [];
  #state: ConnectionState = 'online';
  readonly #listeners = new Set<(state: ConnectionState) => void>();

  readonly call = <M extends Method>(method: M, params: Params<M>): Promise<Result<M>> =>
    new Promise((resolve, reject) => {
      this.asked.push({ method, params, answer: resolve as never, refuse: reject });
    });

  readonly on = () => () => undefined;
  readonly connection = (): ConnectionState => this.#state;
  readonly onConnection = (listener: (state: ConnectionState) => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  connect(state: ConnectionState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener(state);
  }

  /** The batches that were sent, in order. */
  get batches(): Asked<'report.apply'>[] {
    return this.asked.filter((one) => one.method === 'report.apply') as unknown as Asked<'report.apply'>[];
  }

  get last(): Asked<'report.apply'> {
    const last = this.batches.at(-1);
    if (!last) throw new Error('no batch was sent');
    return last;
  }
}

export const lost = (): AppError => new AppError('unavailable', '断开了。');

import type { EventName, Events, Method, Params, Result } from '../../shared/contract/methods.ts';

/** Connected, trying again, or gone for good (the program must be opened again). */
export type ConnectionState = 'online' | 'reconnecting' | 'gone';

/** Of a call that takes its time: how to stop it, and who hears how far it is. */
export type CallOptions = { signal?: AbortSignal; onProgress?: (p: Events['progress']) => void };

/** What the page sees of the backend, whatever carries it. Calls reject with `AppError`. */
export type Client = {
  call<M extends Method>(method: M, params: Params<M>, options?: CallOptions): Promise<Result<M>>;
  on<E extends EventName>(event: E, listener: (data: Events[E]) => void): () => void;
  /** Calls made while reconnecting wait; calls that were in flight when the line broke reject with 'unavailable'. */
  connection(): ConnectionState;
  onConnection(listener: (state: ConnectionState) => void): () => void;
};

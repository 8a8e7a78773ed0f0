import type { EventName, Events, Method, Params, Result } from '../../../shared/contract/methods.ts';
import type { z } from 'zod';
import type { params } from '../../../shared/contract/methods.ts';

/** What a handler is given beside its parameters. */
export type CallContext = {
  signal: AbortSignal;
  progress: (done: number, total: number, text: string) => void;
};

/** Parameters after validation (defaults applied). */
export type Parsed<M extends Method> = z.output<(typeof params)[M]>;

export type Handler<M extends Method> = (
  params: Parsed<M>,
  context: CallContext,
) => Promise<Result<M>> | Result<M>;

/** A feature's handlers, by method. */
export type Handlers = { [M in Method]?: Handler<M> };

export type Emit = <E extends EventName>(event: E, data: Events[E]) => void;

/** The backend as every shell sees it. */
export type Backend = {
  /** Validates, runs, and returns the result. Rejects with AppError or an unexpected error. */
  dispatch(method: string, params: unknown, context?: Partial<CallContext>): Promise<unknown>;
  /** Typed form of `dispatch`, for code that calls the backend directly (CLI, tests). */
  call<M extends Method>(method: M, params: Params<M>, context?: Partial<CallContext>): Promise<Result<M>>;
  /** Hears every event; returns how to stop. */
  listen(listener: <E extends EventName>(event: E, data: Events[E]) => void): () => void;
  /** Finishes what is under way and closes the database. */
  close(): Promise<void>;
};

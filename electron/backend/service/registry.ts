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

/** A handler for each method of the contract: one that is missing is a compile error where the backend joins them. */
export type HandlerTable = { [M in Method]: Handler<M> };

/**
 * A feature's handlers, typed by the methods that they answer, of which each is then known to be there. A new method
 * of the contract needs: its parameters and its result in `shared/contract` (a feature's own file, or `methods.ts`),
 * and a handler here or in another feature's file. The compiler names what is missing of the three; a handler for a
 * method that does not exist is refused as well, and two for one method stop the program at its start.
 */
export function handlersFor<M extends Method>(handlers: Pick<HandlerTable, M>): Pick<HandlerTable, M> {
  return handlers;
}

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

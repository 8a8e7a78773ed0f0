import { EventEmitter } from 'node:events';
import { MessagePort } from 'node:worker_threads';

import type Electron from 'electron';

import { onReset, refuse } from './life.ts';

/**
 * The wall between preload and page. Functions are called through it, promises settle through it, errors are made anew
 * from their message alone, everything else is copied and frozen.
 */
function pass(value: unknown, seen = new Map<object, unknown>()): unknown {
  if (typeof value === 'function') return passFunction(value as (...args: unknown[]) => unknown);
  if (typeof value !== 'object' || value === null) return typeof value === 'symbol' ? undefined : value;
  const known = seen.get(value);
  if (known !== undefined) return known;
  if (value instanceof Promise)
    return value.then(
      (result: unknown) => pass(result),
      (error: unknown) => Promise.reject(asRejection(pass(error))),
    );
  if (value instanceof Error) return new Error(value.message);
  // What has its life in the browser arrives as an object without it.
  if (value instanceof MessagePort || value instanceof EventEmitter) return Object.freeze({});
  if (Array.isArray(value)) return Object.freeze(value.map((one) => pass(one, seen)));
  if (isPlain(value)) return passObject(value as Record<string, unknown>, seen);
  return copied(value);
}

/** A class of the program's own is passed by its fields; one of the language's own is cloned. */
function isPlain(value: object): boolean {
  return Object.prototype.toString.call(value) === '[object Object]';
}

function passObject(value: Record<string, unknown>, seen: Map<object, unknown>): object {
  const proxy: Record<string, unknown> = {};
  seen.set(value, proxy);
  for (const [key, one] of Object.entries(value)) if (typeof one !== 'symbol') proxy[key] = pass(one, seen);
  return Object.freeze(proxy);
}

function copied(value: object): unknown {
  try {
    return structuredClone(value);
  } catch {
    return refuse('An object could not be cloned.');
  }
}

/** What was thrown and is no error stays what it is. */
const asRejection = (reason: unknown): Error => reason as Error;

function passFunction(work: (...args: unknown[]) => unknown): (...args: unknown[]) => unknown {
  return (...args) => {
    const passed = args.map((arg) => pass(arg));
    const outcome = attempt(() => work(...passed));
    if ('message' in outcome) throw new Error(outcome.message);
    return pass(outcome.result);
  };
}

/** Of what is thrown, the words are all that is left: a cause would not come across. */
function attempt(work: () => unknown): { result: unknown } | { message: string } {
  try {
    return { result: work() };
  } catch (error) {
    return {
      message:
        error instanceof Error
          ? error.message
          : 'An unknown exception occurred in the isolated context, an error occurred but a valid exception was not thrown.',
    };
  }
}

/** What the page sees, by the names that it was given. */
export const exposed = new Map<string, Record<string, (...args: unknown[]) => unknown>>();
onReset(() => exposed.clear());

export const contextBridge = {
  exposeInMainWorld: (apiKey: string, api: unknown): void => {
    if (exposed.has(apiKey)) refuse('Cannot bind an API on top of an existing property on the window object');
    exposed.set(apiKey, pass(api) as Record<string, (...args: unknown[]) => unknown>);
  },
} satisfies Pick<Electron.ContextBridge, 'exposeInMainWorld'>;

import { EventEmitter } from 'node:events';

import { refuse } from './life.ts';

/** As Electron says it, whatever the engine's own words are. */
const NOT_CLONED = 'An object could not be cloned.';

/**
 * A value as it arrives in another process: a structured clone. Functions, promises and symbols can't be sent, nor can
 * Electron's own objects.
 */
export function cloned<T>(value: T): T {
  if (holdsElectronObject(value, new Set())) refuse(NOT_CLONED);
  try {
    return structuredClone(value);
  } catch {
    return refuse(NOT_CLONED);
  }
}

export const clonedAll = (args: readonly unknown[]): unknown[] => args.map((arg) => cloned(arg));

/** All of Electron's objects that a program holds are emitters, which a clone would strip to their fields. */
function holdsElectronObject(value: unknown, seen: Set<object>): boolean {
  if (typeof value !== 'object' || value === null || seen.has(value)) return false;
  seen.add(value);
  if (value instanceof EventEmitter) return true;
  if (ArrayBuffer.isView(value)) return false;
  const inside =
    value instanceof Map
      ? [...value.keys(), ...value.values()]
      : value instanceof Set
        ? [...value]
        : Object.values(value);
  return inside.some((one) => holdsElectronObject(one, seen));
}

import { refuse } from './life.ts';

/** Whether an object is gone. Kept outside of the objects: JavaScript keeps them, Electron's half of them is gone. */
const gone = new WeakSet<object>();

export const isGone = (one: object): boolean => gone.has(one);
export const markGone = (one: object): void => void gone.add(one);

/**
 * Has each named method and property throw once its object is gone. Events, `id` and `isDestroyed` are JavaScript's and
 * stay.
 */
export function endsWithObject(prototype: object, names: readonly string[]): void {
  for (const name of names) {
    const property = propertyOf(prototype, name);
    if (!property) throw new Error(`the stand-in has no ${name}`);
    Object.defineProperty(prototype, name, guarded(property));
  }
}

/** Of the class itself, or of the one that it extends. */
function propertyOf(prototype: object, name: string): PropertyDescriptor | undefined {
  const above: unknown = Object.getPrototypeOf(prototype);
  const own = Object.getOwnPropertyDescriptor(prototype, name);
  return own ?? (typeof above === 'object' && above !== null ? propertyOf(above, name) : undefined);
}

type Property = { get?: Method<[], unknown>; set?: Method<[unknown], void>; value?: unknown };

function guarded({ get, set, value }: Property): PropertyDescriptor {
  return {
    configurable: true,
    enumerable: false,
    ...(get ? { get: alive(get) } : {}),
    ...(set ? { set: alive(set) } : {}),
    ...(typeof value === 'function'
      ? { value: alive(value as Method<unknown[], unknown>), writable: true }
      : {}),
  };
}

type Method<Args extends unknown[], Result> = (this: object, ...args: Args) => Result;

function alive<Args extends unknown[], Result>(work: Method<Args, Result>): Method<Args, Result> {
  return function guard(this: object, ...args: Args): Result {
    if (gone.has(this)) refuse('Object has been destroyed', TypeError);
    return work.apply(this, args);
  };
}

import type { BlockView } from './types.ts';

/** Keeps what follows from a view beside it: views of unchanged blocks stay the same objects. */
export function perView<T>(make: (view: BlockView) => T): (view: BlockView) => T {
  const known = new WeakMap<BlockView, { value: T }>();
  return (view) => {
    const found = known.get(view);
    if (found) return found.value;
    const value = make(view);
    known.set(view, { value });
    return value;
  };
}

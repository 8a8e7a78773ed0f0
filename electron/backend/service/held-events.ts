import type { Store } from '../store/types.ts';
import type { Emit } from './registry.ts';

/**
 * Events of work that is stored as a whole are told once it is stored; those of work that failed, never: nobody hears
 * of what was taken back.
 */
export function holdingEvents(store: Store, tell: Emit): { store: Store; emit: Emit } {
  const held: (() => void)[] = [];
  let depth = 0;
  return {
    store: {
      ...store,
      atomically: (work) => {
        const before = held.length;
        depth += 1;
        try {
          return store.atomically(work);
        } catch (error) {
          held.length = before;
          throw error;
        } finally {
          depth -= 1;
          if (depth === 0) for (const one of held.splice(0)) one();
        }
      },
    },
    emit: (event, data) => {
      if (depth === 0) tell(event, data);
      else held.push(() => tell(event, data));
    },
  };
}

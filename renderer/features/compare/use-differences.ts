import { useCallback, useState, type RefObject } from 'react';

export type Differences = {
  /** Which of the rows that differ one stands at; 0 before the first. */
  at: number;
  step: (by: 1 | -1) => void;
};

/**
 * Goes from one row that differs to the next, and around the ends.
 * @param shown what is on the screen; when it is another, one starts at the top again
 */
export function useDifferences(scroller: RefObject<HTMLElement | null>, shown: unknown): Differences {
  const [place, setPlace] = useState({ shown, at: 0 });

  const step = useCallback(
    (by: 1 | -1) => {
      const all = [...(scroller.current?.querySelectorAll<HTMLElement>('[data-difference]') ?? [])];
      if (all.length === 0) return;
      const current = all.findIndex((row) => row.hasAttribute('data-current'));
      const from = current < 0 ? (by === 1 ? -1 : 0) : current;
      const next = (from + by + all.length) % all.length;
      for (const row of all) row.toggleAttribute('data-current', row === all[next]);
      all[next]?.scrollIntoView({ block: 'center' });
      all[next]?.focus({ preventScroll: true });
      setPlace({ shown, at: next + 1 });
    },
    [scroller, shown],
  );

  return { at: place.shown === shown ? place.at : 0, step };
}

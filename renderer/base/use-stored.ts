import { useCallback, useState } from 'react';

const PREFIX = 'nianshu.';

function read<T>(key: string, fallback: T, accepts: (value: unknown) => value is T): T {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(PREFIX + key) ?? 'null');
    return accepts(stored) ? stored : fallback;
  } catch {
    // Storage may be off or hold something of another version: the default is good enough.
    return fallback;
  }
}

/** State of the window that is remembered on this machine: widths, open panels, zoom. Never content. */
export function useStored<T>(
  key: string,
  fallback: T,
  accepts: (value: unknown) => value is T,
): [T, (value: T) => void] {
  const [value, setValue] = useState(() => read(key, fallback, accepts));
  const set = useCallback(
    (next: T) => {
      setValue(next);
      try {
        localStorage.setItem(PREFIX + key, JSON.stringify(next));
      } catch {
        // Not remembered then; nothing else depends on it.
      }
    },
    [key],
  );
  return [value, set];
}

export const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';

export function isNumberIn(min: number, max: number) {
  return (value: unknown): value is number => typeof value === 'number' && value >= min && value <= max;
}

export function isOneOf<const T extends string>(options: readonly T[]) {
  return (value: unknown): value is T => options.includes(value as T);
}

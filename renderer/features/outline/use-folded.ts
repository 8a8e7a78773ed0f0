import { useCallback } from 'react';

import { useStored } from '../../base/use-stored.ts';

const NONE: readonly string[] = [];
const isKeys = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((key) => typeof key === 'string');

export type Folded = {
  has: (key: string) => boolean;
  set: (key: string, folded: boolean) => void;
  setAll: (keys: readonly string[]) => void;
};

/** Which sections of a report are folded in its outline; remembered on this machine. */
export function useFolded(report: string): Folded {
  const [keys, setKeys] = useStored<readonly string[]>(`outline.folded.${report}`, NONE, isKeys);
  const set = useCallback(
    (key: string, folded: boolean) =>
      setKeys(folded ? [...keys.filter((one) => one !== key), key] : keys.filter((one) => one !== key)),
    [keys, setKeys],
  );
  return { has: (key) => keys.includes(key), set, setAll: setKeys };
}

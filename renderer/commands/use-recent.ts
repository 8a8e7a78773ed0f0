import { useCallback } from 'react';

import { useStored } from '../base/use-stored.ts';

const MOST = 6;
const NONE: readonly string[] = [];

const isIds = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((id) => typeof id === 'string');

/** Ids of the commands that were used last, the last one first; kept on this machine. */
export function useRecent(): [readonly string[], (id: string) => void] {
  const [recent, setRecent] = useStored<readonly string[]>('commands.recent', NONE, isIds);
  const use = useCallback(
    (id: string) => setRecent([id, ...recent.filter((other) => other !== id)].slice(0, MOST)),
    [recent, setRecent],
  );
  return [recent, use];
}

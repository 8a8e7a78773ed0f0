import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { Deps } from '../../../electron/backend/service/deps.ts';
import { startIndexing } from '../../../electron/backend/service/search.ts';
import { memoryLogger } from '../../contract/transports.ts';

/** A store that has so many reports still to take in, and takes one a turn. */
function storeWith(left: number): { store: Deps['store']; turns: () => number } {
  let turns = 0;
  const search = {
    pending: () => left,
    catchUp: () => {
      turns += 1;
      left = Math.max(0, left - 1);
      return left === 0;
    },
  };
  return { store: { search } as unknown as Deps['store'], turns: () => turns };
}

/** The background at work on a store that has so many reports left, and what it tells. */
const run = (left: number): { told: number[]; indexing: ReturnType<typeof startIndexing> } => {
  const told: number[] = [];
  const { store } = storeWith(left);
  const deps = {
    store,
    ports: { logger: memoryLogger() },
    emit: (event: string, data: { pending: number }) => {
      told.push(data.pending);
      indexing.onEvent(event as 'search.indexed', data);
    },
  } as unknown as Deps;
  const indexing = startIndexing(deps, () => false);
  return { told, indexing };
};

describe('the index in the background', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('tells a window that was answered too early when the rest is there, however little that is', async () => {
    const { told, indexing } = run(1);
    // What a search says whose answer lacks a report.
    indexing.onEvent('search.indexed', { pending: 1 });
    await vi.runAllTimersAsync();
    expect(told).toEqual([0]);
    indexing.stop();
  });

  it('tells nobody of a report or two that nobody asked about', async () => {
    const { told, indexing } = run(1);
    await vi.runAllTimersAsync();
    expect(told).toEqual([]);
    indexing.stop();
  });

  it('tells how far it is while it takes in many', async () => {
    const { told, indexing } = run(3);
    await vi.runAllTimersAsync();
    expect(told).toEqual([2, 1, 0]);
    indexing.stop();
  });
});

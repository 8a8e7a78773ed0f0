import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { prepareToClose } from '../../../renderer/client/ipc.ts';

describe('a desktop window that is to close', () => {
  const said: string[] = [];
  const bridge = {
    readyToClose: () => void said.push('ready'),
    closingTakesLong: () => void said.push('wait'),
    stayOpen: () => void said.push('stay'),
  };
  const settled = { settled: () => Promise.resolve() };

  beforeEach(() => {
    said.length = 0;
    vi.useFakeTimers();
  });
  afterEach(() => vi.useRealTimers());

  it('closes once everything is saved', async () => {
    await prepareToClose(settled, bridge, () => true);
    expect(said).toEqual(['ready']);
  });

  it('stays when somebody wants to, and when the question fails', async () => {
    await prepareToClose(settled, bridge, () => Promise.resolve(false));
    await prepareToClose(settled, bridge, () => Promise.reject(new Error('broken')));
    expect(said).toEqual(['stay', 'stay']);
  });

  it('says that it takes long while somebody is being asked, and closes after the answer', async () => {
    const { promise, resolve: answer } = Promise.withResolvers<boolean>();
    const closing = prepareToClose(settled, bridge, () => promise);
    await vi.advanceTimersByTimeAsync(1000);
    expect(said).toEqual(['wait']);
    answer(true);
    await closing;
    expect(said).toEqual(['wait', 'ready']);
  });

  it('does not wait for calls that nobody answers once all is saved', async () => {
    const never = { settled: () => new Promise<void>(() => undefined) };
    const closing = prepareToClose(never, bridge, () => true);
    await vi.advanceTimersByTimeAsync(3000);
    await closing;
    expect(said.at(-1)).toBe('ready');
  });
});

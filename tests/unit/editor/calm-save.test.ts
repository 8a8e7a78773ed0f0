import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { SaveStatus } from '../../../renderer/editor/session.ts';
import { CalmSave } from '../../../renderer/features/report/calm-save.ts';

const NOTHING = (): void => undefined;

/** A saving that goes through these states, and what a window has shown of it. */
function followed() {
  let status: SaveStatus = { state: 'saved' };
  let tell = NOTHING;
  const calm = new CalmSave({
    save: () => status,
    subscribeSave: (listener) => {
      tell = listener;
      return () => undefined;
    },
  });
  const shown: string[] = [];
  const stop = calm.subscribe(() => shown.push(calm.status().state));
  const become = (state: SaveStatus['state'], message?: string) => {
    status = message === undefined ? { state } : { state, message };
    tell();
  };
  return { calm, shown, become, stop };
}

describe('how the window tells of saving', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('says at once that something is not saved yet, and only at rest that all is', () => {
    const { shown, become } = followed();
    become('dirty');
    expect(shown).toEqual(['dirty']);
    for (let n = 0; n < 5; n += 1) {
      become('saving');
      vi.advanceTimersByTime(30);
      become('saved');
      vi.advanceTimersByTime(200);
      become('dirty');
      vi.advanceTimersByTime(200);
    }
    expect(shown).toEqual(['dirty']);
    become('saving');
    become('saved');
    vi.advanceTimersByTime(399);
    expect(shown).toEqual(['dirty']);
    vi.advanceTimersByTime(1);
    expect(shown).toEqual(['dirty', 'saved']);
  });

  it('speaks of saving when it takes long', () => {
    const { shown, become } = followed();
    become('dirty');
    become('saving');
    vi.advanceTimersByTime(1000);
    become('saved');
    vi.advanceTimersByTime(400);
    expect(shown).toEqual(['dirty', 'saving', 'saved']);
  });

  it('tells at once what went wrong, with its words, and that it is over', () => {
    const { calm, shown, become } = followed();
    become('dirty');
    become('saving');
    become('failed', '磁盘满了。');
    expect(calm.status()).toEqual({ state: 'failed', message: '磁盘满了。' });
    become('saved');
    expect(shown).toEqual(['dirty', 'failed', 'saved']);
  });

  it('says nothing more after it was left', () => {
    const { shown, become, stop } = followed();
    become('dirty');
    become('saved');
    stop();
    vi.advanceTimersByTime(5000);
    expect(shown).toEqual(['dirty']);
  });
});

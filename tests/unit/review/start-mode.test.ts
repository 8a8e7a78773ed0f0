import { expect, it } from 'vitest';

import { rememberMode, startsSuggesting } from '../../../renderer/features/review/start-mode.ts';

const wang = { id: 'wang', role: 'reviewer' as const };
const li = { id: 'li', role: 'writer' as const };

function memory(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> & { size: () => number } {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    size: () => kept.size,
  };
}

it('who reviews begins with tracked changes, who writes or signs without', () => {
  const signer = { id: 'zhou', role: 'signer' as const };
  expect([wang, li, signer].map((who) => startsSuggesting(memory(), who, 'r'))).toEqual([true, false, false]);
});

it('a choice holds for that person and that report, and is forgotten when it is as the role says', () => {
  const kept = memory();
  rememberMode(kept, wang, 'r', false);
  rememberMode(kept, li, 'r', true);
  expect(startsSuggesting(kept, wang, 'r')).toBe(false);
  expect(startsSuggesting(kept, wang, 'other')).toBe(true);
  expect(startsSuggesting(kept, li, 'r')).toBe(true);
  rememberMode(kept, wang, 'r', true);
  rememberMode(kept, li, 'r', false);
  expect([startsSuggesting(kept, wang, 'r'), kept.size()]).toEqual([true, 0]);
});

it('where nothing can be remembered the role decides', () => {
  rememberMode(null, wang, 'r', false);
  expect(startsSuggesting(null, wang, 'r')).toBe(true);
});

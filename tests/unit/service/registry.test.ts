import { describe, expect, it } from 'vitest';

import { handlersFor, type HandlerTable } from '../../../electron/backend/service/registry.ts';
import { joinOnce } from '../../../shared/contract/join-once.ts';
import { isMethod, type Results } from '../../../shared/contract/methods.ts';

const base = handlersFor({ 'checks.base': () => ({ words: [], forms: [], documents: [] }) });

describe('handlers of the contract', () => {
  it('are joined into one table', () => {
    const joined = joinOnce('handler', base, handlersFor({ 'checks.ignored': () => [] }));
    expect(Object.keys(joined)).toEqual(['checks.base', 'checks.ignored']);
  });

  it('are refused at the start where a method has two of them', () => {
    expect(() => joinOnce('handler', base, handlersFor({ 'checks.ignored': () => [] }), base)).toThrow(
      'handler checks.base is given twice',
    );
  });

  it('do not take what every object has for a key that was given', () => {
    expect(joinOnce('key', { toString: 1 })).toEqual({ toString: 1 });
  });

  it('are refused by the compiler where one is missing, has no method, or answers something else', () => {
    // @ts-expect-error -- all the other methods have no handler
    const missing: HandlerTable = joinOnce('handler', base);
    // @ts-expect-error -- there is no such method
    const unknown = handlersFor({ 'checks.bass': () => [] });
    // @ts-expect-error -- not what the method answers
    const wrong = handlersFor({ 'checks.base': () => 3 });
    // @ts-expect-error -- no method has this result
    type Left = Results['checks.bass'];
    expect([missing, unknown, wrong, {} as Left]).toHaveLength(4);
  });
});

it('a name that a wire brings is a method only where the contract has it', () => {
  expect(isMethod('checks.base')).toBe(true);
  for (const name of ['checks.bass', 'toString', '__proto__', '']) expect(isMethod(name)).toBe(false);
});

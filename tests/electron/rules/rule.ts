import { it } from 'vitest';

import { reset, startReady } from '../stand-in.ts';
import { SOURCES, type RuleName } from './sources.ts';

/** A test of a rule, in a process that has just started and is not ready. */
export function rule(name: RuleName, test: () => void | Promise<void>): void {
  it(`${name}: ${SOURCES[name].rule}`, async () => {
    reset();
    await test();
  });
}

/** A test of a rule, in a process that is ready. */
export function ruleWhenReady(name: RuleName, test: () => void | Promise<void>): void {
  it(`${name}: ${SOURCES[name].rule}`, async () => {
    startReady();
    await test();
  });
}

import { setTimeout as wait } from 'node:timers/promises';

/** Asks again and again until it is so. The step's own deadline ends it before this one, unless it is late by itself. */
export async function until(
  otherwise: string,
  isSo: () => boolean | Promise<boolean>,
  withinMs = 45_000,
): Promise<void> {
  const end = performance.now() + withinMs;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(otherwise);
    await wait(100);
  }
}

/** Milliseconds of each of `times` runs, the first `warmUp` left out, in order. */
export async function timed(times: number, work: (n: number) => unknown, warmUp = 5): Promise<number[]> {
  const taken: number[] = [];
  for (let n = 0; n < times + warmUp; n += 1) {
    const start = performance.now();
    await work(n);
    if (n >= warmUp) taken.push(performance.now() - start);
  }
  return taken;
}

export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}

export const ms = (value: number): string => `${value.toFixed(2)} ms`;

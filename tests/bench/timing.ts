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

export type Measured = {
  /** Milliseconds of each run by the clock. */
  wall: number[];
  /** Milliseconds of this thread's processor time that a run takes on average: the clock's ticks are too coarse for one. */
  cpu: number;
};

/** As `timed`, with processor time: on a machine that does other things too, it tells what the work itself costs. */
export async function measured(
  times: number,
  work: (n: number) => unknown,
  warmUp: number,
): Promise<Measured> {
  await timed(0, work, warmUp);
  const start = process.threadCpuUsage();
  const wall = await timed(times, (n) => work(n + warmUp), 0);
  const { user, system } = process.threadCpuUsage(start);
  return { wall, cpu: (user + system) / 1000 / times };
}

export type Watch = { start(): void; stop(): void; wall(): number; cpu(): number };

/** Adds up what passes between start and stop, in milliseconds: by the clock, and of this thread's processor time. */
export function watch(): Watch {
  let [wall, cpu, from] = [0, 0, 0];
  let used = process.threadCpuUsage();
  return {
    start: () => {
      from = performance.now();
      used = process.threadCpuUsage();
    },
    stop: () => {
      wall += performance.now() - from;
      const { user, system } = process.threadCpuUsage(used);
      cpu += (user + system) / 1000;
    },
    wall: () => wall,
    cpu: () => cpu,
  };
}

export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}

export const ms = (value: number): string => `${value.toFixed(2)} ms`;

/** Round values for the axis of a chart, from at most `low` to at least `high`, in about `count` steps. */
export function ticksOf(low: number, high: number, count = 4): number[] {
  const span = high - low || Math.abs(high) || 1;
  const rough = span / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((n) => n * power).find((n) => n >= rough) ?? 10 * power;
  const from = Math.floor(low / step) * step;
  const ticks: number[] = [];
  for (let n = 0; n < 50; n += 1) {
    const value = Number((from + n * step).toPrecision(12));
    ticks.push(value);
    if (value >= high) break;
  }
  return ticks;
}

/** `12600` → `1.26万`, for axes and labels. */
export function shortNumber(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e8) return `${Number((value / 1e8).toPrecision(4))}亿`;
  if (size >= 1e4) return `${Number((value / 1e4).toPrecision(4))}万`;
  return String(Number(value.toPrecision(6)));
}

/**
 * What browsers lack that are older than the code but not too old for the program (Chromium 109, the last for Windows 7,
 * and what UOS and 360 build on): `toSorted` and its kin came with 110, `Map.groupBy` with 117, `Promise.withResolvers` with
 * 119. Imported first by the page
 * and by its workers, and does nothing where all is there.
 */
function give(to: object, name: string, value: (this: never, ...args: never[]) => unknown): void {
  if (name in to) return;
  Object.defineProperty(to, name, { value, writable: true, configurable: true });
}

export function fillInOlderBrowsers(
  array: object = Array.prototype,
  map: object = Map,
  promise: object = Promise,
): void {
  give(array, 'toSorted', function toSorted(this: unknown[], by?: (a: unknown, b: unknown) => number) {
    return [...this].sort(by);
  });
  give(array, 'toReversed', function toReversed(this: unknown[]) {
    return [...this].reverse();
  });
  give(array, 'toSpliced', function toSpliced(this: unknown[], ...args: [number, number]) {
    const copy = [...this];
    copy.splice(...args);
    return copy;
  });
  give(array, 'with', function withOne(this: unknown[], at: number, value: unknown) {
    const copy = [...this];
    const index = at < 0 ? copy.length + at : at;
    if (index < 0 || index >= copy.length) throw new RangeError(`Invalid index : ${at}`);
    copy[index] = value;
    return copy;
  });
  give(
    map,
    'groupBy',
    function groupBy(items: Iterable<unknown>, keyOf: (item: unknown, at: number) => unknown) {
      const groups = new Map<unknown, unknown[]>();
      let at = 0;
      for (const item of items) {
        const key = keyOf(item, at);
        at += 1;
        const group = groups.get(key);
        if (group) group.push(item);
        else groups.set(key, [item]);
      }
      return groups;
    },
  );
  give(promise, 'withResolvers', function withResolvers() {
    // Filled before the promise is there: its maker is called at once.
    const settle: { resolve?: (value: unknown) => void; reject?: (reason: unknown) => void } = {};
    const made = new Promise<unknown>((resolve, reject) => Object.assign(settle, { resolve, reject }));
    return { promise: made, ...settle };
  });
}

fillInOlderBrowsers();

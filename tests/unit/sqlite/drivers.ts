import { choose } from '../../../electron/backend/sqlite/driver.ts';
import type { Db, Driver, DriverName, OpenOptions } from '../../../electron/backend/sqlite/port.ts';

export const DRIVERS = ['better-sqlite3', 'node:sqlite'] as const satisfies DriverName[];

const chosen = new Map<DriverName, Driver>();

/** A driver by its name, whichever this process uses. Never two of them on one file at the same time. */
export function driverOf(name: DriverName): Driver {
  let driver = chosen.get(name) ?? null;
  if (!driver) {
    ({ driver } = choose([name]));
    if (!driver) throw new Error(`${name} can't be loaded`);
    chosen.set(name, driver);
  }
  return driver;
}

export const openWith = (name: DriverName, file: string, options: OpenOptions = {}): Db =>
  driverOf(name).open(file, options);

/** What came of something: what it answered, or what it threw; of several mistakes in a call either may be told. */
export function outcomeOf(work: () => unknown): unknown {
  try {
    return { answer: work() };
  } catch (error) {
    const { name, message, code } = error as Error & { code?: unknown };
    if (error instanceof TypeError || error instanceof RangeError) return 'refused';
    return { thrown: { name, message, code } };
  }
}

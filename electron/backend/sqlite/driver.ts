import { AppError } from '../../../shared/errors/app-error.ts';
import { loadBetter } from './better.ts';
import { loadNode } from './node.ts';
import type { Db, Driver, DriverName, OpenOptions } from './port.ts';
import { whyNot } from './why.ts';

const LOAD = {
  'better-sqlite3': loadBetter,
  'node:sqlite': loadNode,
} satisfies Record<DriverName, () => Driver>;

/** Forces a driver, for tests: `NIANSHU_SQLITE=node` or `better`. */
const FORCED: Readonly<Record<string, DriverName>> = { better: 'better-sqlite3', node: 'node:sqlite' };

/** A driver that can't be used: `why` is part of a sentence, `error` what was thrown. */
export type Refused = { name: DriverName; why: string; error: unknown };

export type Choice = {
  driver: Driver | null;
  /** Version of its SQLite; '' without a driver. */
  version: string;
  /** What was tried before. */
  refused: readonly Refused[];
};

let choice: Choice | null = null;

/**
 * The driver of this process: better-sqlite3, and where it can't be loaded, Node's own. It is chosen once, at the first
 * opening. One process never has two: SQLite's locks belong to a process, and a second copy of SQLite would give up
 * those of the first.
 */
export function chosenDriver(): Choice {
  const forced = FORCED[process.env['NIANSHU_SQLITE'] ?? ''];
  return (choice ??= choose(forced ? [forced] : ['better-sqlite3', 'node:sqlite']));
}

/** Has a thread use what its process uses. */
export function useDriver(name: DriverName): void {
  choice ??= choose([name]);
}

/** @param names in order of preference */
export function choose(names: readonly DriverName[]): Choice {
  const refused: Refused[] = [];
  for (const name of names) {
    try {
      const driver = LOAD[name]();
      return { driver, version: versionOf(driver), refused };
    } catch (error) {
      refused.push({ name, why: whyNot(error), error });
    }
  }
  return { driver: null, version: '', refused };
}

/** Uses it once: a binary is loaded no earlier, and a SQLite without full-text search is of no use. */
function versionOf(driver: Driver): string {
  const db = driver.open(':memory:', {});
  try {
    db.exec("CREATE VIRTUAL TABLE probe USING fts5(words, content = '', contentless_delete = 1)");
    return db.prepare<[], string>('SELECT sqlite_version()').pluck().get() ?? '';
  } finally {
    db.close();
  }
}

/** Throws AppError('no-driver') where no database can be opened on this machine. */
export function needDriver(): Driver {
  const { driver, refused } = chosenDriver();
  if (driver) return driver;
  throw new AppError('no-driver', noDriver(refused), { cause: refused[0]?.error });
}

/** What happened, what was kept, what to do. */
export const noDriver = (refused: readonly Refused[]): string =>
  `这台电脑上打不开数据库，年述没有打开数据，数据一点没有改动。原因：${reasons(refused)}（${process.platform} ${process.arch}）。请换用与这台电脑的系统和处理器相符的安装包，装好再打开；仍打不开，请把这段话发给技术人员。`;

/** Which driver is in use, of which version, and why not the first: for whoever looks after the machine. */
export function driverInWords({ driver, version, refused }: Choice = chosenDriver()): string {
  if (!driver) return `数据库打不开：${reasons(refused)}`;
  const why = refused.length === 0 ? '' : `；${reasons(refused)}`;
  return `数据库组件 ${driver.name}（SQLite ${version}${why}）`;
}

/** Each driver that can't be used, with the reason. */
export const reasons = (refused: readonly Refused[]): string =>
  refused.map(({ name, why }) => `${name} ${why}`).join('；');

/**
 * Opens a database file.
 * Throws AppError('no-driver'); SQLite's error where the file can't be opened or, with `fileMustExist`, is not there.
 */
export function openDb(file: string, options: OpenOptions = {}): Db {
  return needDriver().open(file, options);
}

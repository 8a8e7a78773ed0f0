import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import type { Logger } from '../../ports.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import type { NoticeStore } from '../base/notices.ts';
import { backupFolder, catalogueOf, type BackupKind } from '../backups/catalogue.ts';
import { isDue } from './due.ts';
import { toThin } from '../backups/keep-rule.ts';
import { makeFolder } from '../base/write-through.ts';
import { removeUnfinished } from '../base/unfinished.ts';
import { readState, writeState, type Done, type KeeperState } from './keeper-state.ts';
import { owedPlans } from '../erase/plan.ts';
import type { RunTask } from './run-task.ts';
import { existsOn } from '../backups/other-disk.ts';
import { isThereNow } from '../backups/second-folder.ts';
import type { Facts } from '../backups/facts.ts';
import { freeFile, stampOf } from '../backups/stamp.ts';
import { DATABASE } from '../base/database-file.ts';
import { isSameProgress, type Progress } from '../base/progress.ts';

const RETRY_MS = 10 * 60_000;
const INTERVAL_MS = 60_000;
/** The window comes first. */
const FIRST_MS = 20_000;

export type KeeperParts = {
  dataDir: string;
  /** How far the open database is. */
  progress: () => Progress;
  notices: NoticeStore;
  now: () => Date;
  logger: Logger;
  run: RunTask;
  /** Milliseconds for which the second folder's disk may be silent before it counts as one that is not there. */
  patience?: number;
  /** Something of the status is another. */
  changed: () => void;
};

/** Keeps a data folder's backups while the program runs: makes them when they are due, takes them to the second folder, thins them. */
export class BackupKeeper {
  readonly #parts: KeeperParts;
  readonly #stopping = new AbortController();
  #state: KeeperState;
  #working: Promise<void> | null = null;
  #retryAt = 0;
  #secondWasThere = false;
  #timer: NodeJS.Timeout | null = null;

  constructor(parts: KeeperParts) {
    this.#parts = parts;
    this.#state = readState(parts.dataDir);
  }

  get state(): KeeperState {
    return this.#state;
  }

  get working(): boolean {
    return this.#working !== null;
  }

  /** Looks when the window has come up, and from then on every minute, whether a backup is due. */
  start(): void {
    const { dataDir, now } = this.#parts;
    removeUnfinished([dataDir, backupFolder(dataDir), join(dataDir, 'originals')], now());
    this.#timer = setTimeout(() => {
      void this.tick();
      this.#timer = setInterval(() => void this.tick(), INTERVAL_MS);
      this.#timer.unref();
    }, FIRST_MS);
    this.#timer.unref();
  }

  /** Breaks off what is under way: closing doesn't wait for a stick. */
  async stop(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#stopping.abort();
    await this.#working?.catch(() => undefined);
  }

  /** Does what is due. Never rejects: what fails is told by the status. */
  tick(): Promise<void> {
    this.#working ??= this.#doWhatIsDue().finally(() => {
      this.#working = null;
    });
    return this.#working;
  }

  /** Makes a backup now, and takes it to the second folder where that is there. Rejects with AppError. */
  async makeNow(): Promise<string> {
    await this.#working?.catch(() => undefined);
    let file = '';
    this.#working = (async () => {
      file = await this.#make('by-hand');
      await this.#takeAlong();
    })().finally(() => {
      this.#working = null;
      this.#parts.changed();
    });
    await this.#working;
    return file;
  }

  /** Does something during which no backup is made: it would hold what is just being erased. */
  async alone<T>(work: () => Promise<T>): Promise<T> {
    while (this.#working) await this.#working.catch(() => undefined);
    const running = work();
    this.#working = running.then(
      () => undefined,
      () => undefined,
    );
    try {
      return await running;
    } finally {
      this.#working = null;
      this.#parts.changed();
    }
  }

  /** Chooses the second folder. Copies that are there in the clear go once an encrypted one is. */
  async setSecond(chosen: string, remindDays: number, passphrase: string | null): Promise<void> {
    const { dataDir, now, run } = this.#parts;
    const place = await run('setUpSecond', [chosen, dataDir]);
    const secret = passphrase === null ? null : await run('secret', passphrase);
    this.#save({ second: { place, since: now().toISOString(), remindDays, secret, last: null } });
    this.#retryAt = 0;
  }

  /** The folder stays as it is; nothing more goes there. */
  forgetSecond(): void {
    this.#save({ second: null });
  }

  setRemindDays(remindDays: number): void {
    if (this.#state.second) this.#save({ second: { ...this.#state.second, remindDays } });
  }

  async #doWhatIsDue(): Promise<void> {
    const { now, progress, logger } = this.#parts;
    if (performance.now() < this.#retryAt) return;
    try {
      const { last, second } = this.#state;
      const there = second !== null && (await isThereNow(second.place, this.#parts.patience));
      const cameBack = there && !this.#secondWasThere;
      if (there !== this.#secondWasThere) this.#parts.changed();
      this.#secondWasThere = there;
      const known = last !== null && existsSync(last.file) ? last : null;
      const behind = known === null || !isSameProgress(known, progress());
      if (isDue(known, now(), progress()) || (cameBack && behind)) await this.#make('daily');
      if (there) await this.#takeAlong();
    } catch (error) {
      if (this.#stopping.signal.aborted) return;
      this.#retryAt = performance.now() + RETRY_MS;
      logger.warn('backup failed', { error });
      this.#tell(error);
    }
  }

  async #make(kind: BackupKind): Promise<string> {
    const { dataDir, now, run, changed } = this.#parts;
    const folder = backupFolder(dataDir);
    makeFolder(folder, 0o700);
    const at = now();
    const day = join(folder, `nianshu-${at.toISOString().slice(0, 10)}.db`);
    const file = kind === 'daily' && !existsSync(day) ? day : freeFile(folder, `nianshu-${stampOf(at)}`);
    changed();
    const facts = await run(
      'copy',
      {
        source: join(dataDir, DATABASE),
        target: file,
        at: at.toISOString(),
        kind,
        originals: null,
      },
      this.#stopping.signal,
    );
    this.#save({ last: doneOf(file, at, facts) });
    for (const { file: old } of toThin(catalogueOf(dataDir), new Set([file]))) rmSync(old, { force: true });
    return file;
  }

  /** Copies the newest backup to the second folder, unless that has it. */
  async #takeAlong(): Promise<void> {
    const { dataDir, now, run } = this.#parts;
    const { last, second } = this.#state;
    if (!second || !last || !(await isThereNow(second.place, this.#parts.patience))) return;
    // What was erased while it was away goes first.
    if (owedPlans(dataDir).length > 0)
      await run('eraseOwed', [dataDir, second.place.folder, second.secret], this.#stopping.signal);
    if (second.last && isSameProgress(second.last, last) && (await existsOn(second.last.file))) return;
    const facts = catalogueOf(dataDir).find(({ file }) => file === last.file)?.facts;
    if (!facts) return;
    const { place, secret } = second;
    const target = await run(
      'carry',
      { file: last.file, to: place, originals: join(dataDir, 'originals'), secret, facts },
      this.#stopping.signal,
    );
    this.#save({ second: { ...second, last: doneOf(target, now(), facts) } });
    const encrypted = secret !== null;
    await run('tidySecond', { folder: place.folder, keep: target, encrypted, at: now().toISOString() });
  }

  /** Beside the database, in every shell, until somebody has read it. */
  #tell(error: unknown): void {
    const text =
      error instanceof AppError
        ? error.message
        : '备份没有做成，原因不明，数据没有受影响。程序十分钟后再试；仍不成，请体检。';
    try {
      this.#parts.notices.add({ kind: 'backup-failed', text });
    } catch (failed) {
      this.#parts.logger.warn('notice not stored', { error: failed });
    }
  }

  #save(change: Partial<KeeperState>): void {
    this.#state = { ...this.#state, ...change };
    try {
      writeState(this.#parts.dataDir, this.#state);
    } catch (error) {
      // A full disk: what is known stays in memory, and is told all the same.
      this.#parts.logger.warn('state of backups not stored', { error });
    }
    this.#parts.changed();
  }
}

const doneOf = (file: string, at: Date, { generation, changes }: Facts): Done => ({
  file,
  at: at.toISOString(),
  generation,
  changes,
});

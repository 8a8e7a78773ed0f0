import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import { isSound } from '../../../electron/backend/store/backups/sound.ts';
import { DATABASE } from '../../../electron/backend/store/base/database-file.ts';
import { checkAll, type FullCheck } from '../../../electron/backend/store/recovery/full-check.ts';
import { choicesOf, recover } from '../../../electron/backend/store/recovery/recover.ts';
import { openStore } from '../../../electron/backend/store/store.ts';
import type { Store } from '../../../electron/backend/store/types.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { hashOf } from '../../../electron/backend/store/base/original-file.ts';
import { Draw } from '../draw.ts';
import { harm, touch, type Harm } from './harms.ts';
import { LAST_UNIT, makeWhole, textsOf, type Whole } from './whole.ts';

/** A round after which something was not as it should be, with what it takes to make it again. */
export type Failure = { seed: number; round: number; form: string; harms: string[]; problems: string[] };

/** What a person meets who starts the program: a question, something that is told, or nothing. */
type Met = { asked: boolean; found: FullCheck | null; notices: string[] };

const CLOCKS = ['2099-12-31T00:00:00Z', '1980-01-01T00:00:00Z', '2026-03-04T00:00:00Z'];

/**
 * Damages a folder in one way after another, each drawn from a seed of its own, and lives through it.
 * @param each hears of each round before it begins
 */
export async function damageRounds(
  seed: number,
  count: number,
  each: (seed: number, round: number) => void = () => undefined,
): Promise<Failure[]> {
  const root = mkdtempSync(join(tmpdir(), 'nianshu-damaged-'));
  try {
    const whole = await makeWhole(root);
    const failures: Failure[] = [];
    for (let at = 0; at < count; at += 1) {
      each(seed, at);
      const failure = await round(whole, join(root, 'round'), seed, at);
      if (failure) failures.push(failure);
    }
    return failures;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

async function round(whole: Whole, folder: string, seed: number, number: number): Promise<Failure | null> {
  const draw = new Draw(seed * 7919 + number);
  const form = draw.pick(['closed', 'killed'] as const);
  const clock = new Date(draw.pick(CLOCKS));
  rmSync(folder, { recursive: true, force: true });
  cpSync(whole[form], folder, { recursive: true });
  const harms = harm(folder, draw);
  if (draw.chance(0.5)) touch(folder, clock, draw);
  const problems: string[] = [];
  try {
    await new Judge(whole, folder, form, harms, clock, (what) => void problems.push(what)).live(draw);
  } catch (error) {
    problems.push(error instanceof AppError ? String(error) : ((error as Error).stack ?? String(error)));
  }
  if (problems.length === 0) return null;
  return { seed, round: number, form, harms: harms.map(({ how, file }) => `${file}: ${how}`), problems };
}

class Judge {
  readonly #whole: Whole;
  readonly #folder: string;
  readonly #form: 'closed' | 'killed';
  readonly #harms: readonly Harm[];
  readonly #now: () => Date;
  readonly #wrong: (what: string) => void;

  constructor(
    whole: Whole,
    folder: string,
    form: 'closed' | 'killed',
    harms: readonly Harm[],
    clock: Date,
    wrong: (what: string) => void,
  ) {
    this.#whole = whole;
    this.#folder = folder;
    this.#form = form;
    this.#harms = harms;
    this.#now = () => clock;
    this.#wrong = wrong;
  }

  async live(draw: Draw): Promise<void> {
    const met = await this.#start();
    const { asked, found, notices } = met;
    const isDamaged =
      found !== null && (found.reports.length > 0 || found.elsewhere || found.behind !== null);
    // Who is only told that the end is missing may look for it, or go on.
    const recovers = asked || isDamaged || (notices.length > 0 && draw.chance(0.5));
    if (recovers && !(await this.#recover(asked))) return;
    await this.#judge(met, recovers);
  }

  async #start(): Promise<Met> {
    let store: Store;
    try {
      store = await openStore(this.#folder, this.#now);
    } catch (error) {
      if (error instanceof AppError && error.code === 'recovery-needed')
        return { asked: true, found: null, notices: [] };
      throw error;
    }
    try {
      const notices = store.notices.list().map(({ kind }) => kind);
      return { asked: false, found: checkAll(this.#folder), notices };
    } finally {
      await store.close();
    }
  }

  /** False where there is nothing to bring back, and nothing could be expected. */
  async #recover(asked: boolean): Promise<boolean> {
    const [best] = choicesOf(this.#folder);
    if (!best || best.kind === 'empty') {
      if (!asked) await this.#nothingToRead();
      if (this.#hasFewBits()) this.#wrong('all but a few bits can be read, and nothing is offered');
      if (this.#soundBackups().length > 0) this.#wrong('there is a sound backup, and nothing is offered');
      return false;
    }
    await recover(
      this.#folder,
      best.kind === 'backup' ? { kind: best.kind, name: best.name } : { kind: 'salvage' },
      this.#now(),
    );
    return true;
  }

  /** A database that opens and of which nothing can be brought back can't be read by anybody. */
  async #nothingToRead(): Promise<void> {
    const store = await openStore(this.#folder, this.#now);
    try {
      for (const { id } of store.reports.list()) {
        if (codeOf(() => store.reports.get(id)) === '')
          this.#wrong(`${id}: can be read, and nothing is offered`);
      }
    } finally {
      await store.close();
    }
  }

  /** Whether a database or a backup is still there of which nothing but some bits has changed. */
  #hasFewBits(): boolean {
    const files = [DATABASE, ...[...this.#whole.backups.keys()].map((name) => join('backups', name))];
    return files.some((file) => {
      const harms = this.#harms.filter(
        (one) => one.file === file || (one.how === 'swapped' && file === DATABASE),
      );
      return harms.every(({ how }) => how === 'bits');
    });
  }

  #soundBackups(): Map<string, number>[] {
    return [...this.#whole.backups]
      .filter(([name]) => !this.#harms.some(({ what, file }) => what === 'backup' && basename(file) === name))
      .map(([, counts]) => counts);
  }

  async #judge({ asked, found, notices }: Met, recovered: boolean): Promise<void> {
    const store = await openStore(this.#folder, this.#now);
    try {
      const kinds = store.notices.list().map(({ kind }) => kind);
      if (recovered && !kinds.includes('recovered')) this.#wrong('data was brought back, and nobody is told');
      const isDamaged =
        found !== null && (found.reports.length > 0 || found.elsewhere || found.behind !== null);
      const lines = store.notices.list().flatMap((one) => one.lines ?? []);
      this.#judgeTexts(textsOf(store), lines, asked || isDamaged || notices.length > 0, recovered);
      if (store.settings.get('unit.name') !== LAST_UNIT && !asked && !isDamaged && notices.length === 0)
        if (!this.#isNoteHarmed()) this.#wrong('an older setting, and nothing is told');
      this.#judgeOriginals(store, recovered || notices.length > 0 || asked);
    } finally {
      await store.close();
    }
    const file = join(this.#folder, DATABASE);
    if (!isSound(file)) this.#wrong('afterwards the database is not sound');
    const after = checkAll(this.#folder);
    if (after.reports.length > 0 || after.elsewhere || after.behind)
      this.#wrong(`afterwards the whole check finds ${JSON.stringify(after)}`);
    const wasThere = !this.#harms.some(({ what, how }) => what === 'database' && how === 'gone');
    if (recovered && wasThere && !existsSync(join(this.#folder, 'damaged')))
      this.#wrong('the damaged database was not kept');
  }

  #judgeTexts(
    texts: Map<string, string>,
    lines: readonly string[],
    isTold: boolean,
    recovered: boolean,
  ): void {
    const isOwnHarmed = this.#harms.some(({ what }) => what === 'database' || what === 'log');
    for (const [id, all] of this.#whole.told) {
      const history = this.#form === 'killed' ? all : all.slice(0, this.#whole.whenClosed.get(id));
      const text = texts.get(id);
      if (text === history.at(-1)) continue;
      const least = Math.max(0, ...this.#soundBackups().map((counts) => counts.get(id) ?? 0));
      if (!isOwnHarmed) this.#wrong(`${id}: another text, and nothing has happened to the database`);
      if (!isTold && !this.#isNoteHarmed()) this.#wrong(`${id}: another text, and nothing was told`);
      if (text === undefined) {
        if (least > 0) this.#wrong(`${id}: lost, and a sound backup holds it`);
        continue;
      }
      const at = history.lastIndexOf(text);
      if (at < 0 && !isNamed(text, lines))
        this.#wrong(`${id}: a text that nobody has written, and it is not told`);
      if (at >= 0 && at + 1 < least && recovered) this.#wrong(`${id}: older than in a sound backup`);
    }
    // What belonged to a report of which a bit of the name has changed is kept, and told.
    for (const [id, text] of texts)
      if (!this.#whole.told.has(id) && !isNamed(text, lines))
        this.#wrong(`${id}: a report that nobody has made`);
  }

  /** Then nothing in the folder knows of a log that has lost its end, nor of a database that was there before. */
  #isNoteHarmed(): boolean {
    const isAlone = this.#harms.every(({ what, how }) => what !== 'database' || how === 'swapped');
    return isAlone && this.#harms.some(({ what }) => what === 'note');
  }

  /** Originals that nothing has happened to are there byte for byte; of others it is told. */
  #judgeOriginals(store: Store, isTold: boolean): void {
    const found = checkAll(this.#folder).files;
    for (const { id } of store.reports.list()) {
      for (const { id: number, name, size } of store.originals.list(id)) {
        let hash: string | null = null;
        try {
          hash = hashOf(store.originals.read(number, 0, size).bytes);
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
        }
        if (hash !== null && this.#whole.originals.has(hash)) continue;
        const isFound = found.some((one) => one.name === name);
        const isHarmed = this.#harms.some(({ what }) => what !== 'note' && what !== 'backup');
        if (!isHarmed)
          this.#wrong(`the original ${name} is not what came in, and nothing has happened to it`);
        if (!isFound && !isTold) this.#wrong(`the original ${name} is not what came in, and nothing is told`);
      }
    }
  }
}

/** Whether it is told that letters of this report may have changed. */
function isNamed(text: string, lines: readonly string[]): boolean {
  const title = text.split('\n')[0] ?? '';
  return lines.some((line) => line.includes(title) && line.includes('可能被改动过'));
}

/** '' where it went well. */
function codeOf(work: () => unknown): string {
  try {
    work();
    return '';
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
}

import { randomUUID } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';

import { AppError, toWireError } from '../../../shared/errors/app-error.ts';
import { during, FileError } from '../../../shared/errors/file-error.ts';
import {
  CHUNK,
  MAX_FILE,
  TOGETHER,
  type Candidate,
  type MarkChoice,
  type Marked,
  type Refused,
} from '../../../shared/contract/import-batch.ts';
import type { Doubt } from '../../../shared/structure/certainty.ts';
import type { Counts } from '../../../shared/document/count-report.ts';
import type { Backend, CallContext } from '../../backend/service/registry.ts';
import { UNKNOWN_UNIT } from '../../../shared/document/unit-name.ts';
import { explain } from './read-input.ts';

/** What became of a file: taken in, known already, left aside, or refused. */
export type Imported = {
  file: string;
  id?: string;
  title?: string;
  year?: number;
  unit?: string;
  counts?: Counts;
  doubtful?: Doubt[];
  /** Why the file was not taken in. */
  refused?: Refused;
  /** The report that is the same; `id` names it, too. */
  duplicate?: { id: string; how: 'bytes' | 'text'; mended?: true };
  /** A file of a folder that is no report: pictures, tables, hidden files. */
  skipped?: string;
  /** Reports of the same year and unit that are there already. */
  twins?: string[];
  /** Tracked changes and comments that the file has, and what became of them. */
  marked?: Marked & { choice: MarkChoice };
  /** The report that the file is a review copy of; without an id where that is not here, and the file was taken in. */
  copyOf?: { id?: string; title: string; how: 'says' | 'text' };
};

type Job = {
  path: string;
  name: string;
  fromFolder: boolean;
  /** A folder in it that can't be opened: nothing of it is read, and the others are. */
  closed?: string;
};

const READABLE = /\.(?:docx|txt|md)$/i;

type ReadFolder = (path: string) => Promise<Dirent[]>;

const readFolder: ReadFolder = (path) => readdir(path, { withFileTypes: true });

/** The files that are meant: a folder stands for all that is in it, in the order of its names. */
export async function expandFolders(
  names: readonly string[],
  at: (name: string) => string,
  read: ReadFolder = readFolder,
): Promise<Job[]> {
  const jobs: Job[] = [];
  for (const name of names) {
    const path = at(name);
    const found = await stat(path).catch(() => null);
    if (!found?.isDirectory()) {
      jobs.push({ path, name, fromFolder: false });
      continue;
    }
    const inside = await filesIn(path, read);
    inside.sort((a, b) => a.path.localeCompare(b.path, 'zh-CN', { numeric: true }));
    for (const { path: file, closed } of inside)
      jobs.push({
        path: file,
        name: join(name, relative(path, file)),
        fromFolder: true,
        ...(closed === undefined ? {} : { closed }),
      });
  }
  return jobs;
}

async function filesIn(folder: string, read: ReadFolder): Promise<{ path: string; closed?: string }[]> {
  let entries: Dirent[];
  try {
    entries = await read(folder);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const why = code === 'EACCES' || code === 'EPERM' ? '没有权限' : '读不出来';
    return [
      { path: folder, closed: `这个文件夹打不开（${why}），里面的文件没有导入。请检查权限后再导入一次。` },
    ];
  }
  const found: { path: string; closed?: string }[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isFile()) found.push({ path });
    else if (entry.isDirectory()) found.push(...(await filesIn(path, read)));
  }
  return found;
}

/** Why a file of a folder is left aside without a word; null for what may be a report. */
function asideReason(path: string): string | null {
  const name = basename(path);
  if (name.startsWith('~$') || name.startsWith('.')) return '临时文件或隐藏文件';
  return READABLE.test(name) || /\.(?:doc|wps)$/i.test(name) ? null : '不是报告文件';
}

/** A file that was recognised and waits to be stored, and where its result belongs. */
type Waiting = { at: number; file: string; name: string; found: Candidate };

/**
 * Takes files in, a few at a time; one that can't be read does not hold up the others. Stopping keeps those that
 * were stored.
 */
export async function importAll(
  backend: Backend,
  jobs: readonly Job[],
  { year, marks }: { year: number | undefined; marks: MarkChoice | undefined },
  call: Partial<CallContext>,
  say: (line: string) => void,
): Promise<Imported[]> {
  const batch = randomUUID();
  const results: Imported[] = [];
  let waiting: Waiting[] = [];
  const store = async (): Promise<void> => {
    const now = waiting;
    waiting = [];
    if (now.length > 0)
      for (const [at, result] of await take(backend, batch, now, year, marks)) results[at] = result;
  };
  try {
    for (const [at, job] of jobs.entries()) {
      if (call.signal?.aborted) throw new AppError('cancelled', '已停止导入，前面导入的报告已保存。');
      if (job.closed !== undefined) {
        results[at] = { file: job.name, refused: { code: 'read-only', message: job.closed } };
        continue;
      }
      const aside = job.fromFolder ? asideReason(job.path) : null;
      if (aside) {
        results[at] = { file: job.name, skipped: aside };
        continue;
      }
      if (jobs.length > 1) say(`${at + 1}/${jobs.length} ${job.name}`);
      const found = await recogniseOne(backend, batch, String(at), job, store, call, marks !== undefined);
      if ('file' in found) results[at] = found;
      else waiting.push({ at, file: String(at), name: job.name, found });
      if (waiting.length >= TOGETHER) await store();
    }
    await store();
  } catch (error) {
    // What was read before it went wrong is kept, where it can be.
    await store().catch(() => {});
    throw error;
  } finally {
    await backend.call('import.discard', { batch }).catch(() => {});
  }
  return results;
}

/** What was found in a file, or what has become of one that is not to be stored. */
async function recogniseOne(
  backend: Backend,
  batch: string,
  file: string,
  { path, name }: Job,
  store: () => Promise<void>,
  call: Partial<CallContext>,
  knowingly: boolean,
): Promise<Candidate | Imported> {
  try {
    await stage(backend, batch, file, path, name, call);
    let found = await backend.call('import.recognise', { batch, file }, call);
    if (found.sameFile) {
      // The same as one that may still wait: once that is a report, it can be named.
      await store();
      found = await backend.call('import.recognise', { batch, file }, call);
    }
    if (found.refused) return { file: name, refused: found.refused };
    const known = found.copyOf?.known;
    // Who says what becomes of its changes means to have it as a report of its own.
    if (known && !knowingly && found.same?.how !== 'bytes')
      return {
        file: name,
        copyOf: { id: known.id, title: known.title, how: found.copyOf?.how ?? 'says' },
        ...(found.marked ? { marked: { ...found.marked, choice: 'keep' as const } } : {}),
      };
    if (!found.same || (knowingly && found.marked && found.same.how === 'text')) return found;
    const { id, title, year: of, unit, how, mended } = found.same;
    const duplicate = { id, how, ...(mended ? { mended } : {}) };
    return { file: name, id, title, year: of, unit, counts: found.counts, duplicate };
  } catch (error) {
    if (call.signal?.aborted) throw error;
    const refused = toWireError(error);
    const { code } = refused;
    // One file of many is no reason to stop; a folder that can't be written to is.
    if (code === 'internal' || (error instanceof AppError && STOPPING.has(code))) throw error;
    return { file: name, refused };
  }
}

const STOPPING = new Set<string>([
  'disk-full',
  'newer-database',
  'damaged-database',
  'unavailable',
  'cancelled',
]);

/** Stores what waits, in one step; results by place. Not to be cancelled: a step is done or not begun. */
async function take(
  backend: Backend,
  batch: string,
  waiting: readonly Waiting[],
  wanted: number | undefined,
  marks: MarkChoice | undefined,
): Promise<[number, Imported][]> {
  const asked = waiting.map(({ file, found }) => ({
    file,
    year: wanted ?? found.year ?? new Date().getFullYear(),
    unit: found.unit ?? UNKNOWN_UNIT,
    template: found.template,
    ...(marks === undefined ? {} : { marks }),
  }));
  const results = await backend.call('import.take', { batch, files: asked });
  return waiting.map(({ at, name, found }, index): [number, Imported] => {
    const result = results[index];
    const { year, unit } = asked[index] ?? { year: 0, unit: '' };
    if (!result || 'refused' in result)
      return [at, { file: name, ...(result ? { refused: result.refused } : {}) }];
    const doubtful = [...found.doubtful];
    if (wanted === undefined && found.year === null)
      doubtful.push({ block: 0, why: '没有找到年份，先按今年收入，请在首页更正' });
    if (found.unit === null) doubtful.push({ block: 0, why: '没有找到单位名称，请在首页更正' });
    const { id, twins } = result;
    const { title, counts } = found;
    return [
      at,
      {
        file: name,
        id,
        title,
        year,
        unit,
        counts,
        ...(doubtful.length > 0 ? { doubtful } : {}),
        ...(twins.length > 0 ? { twins } : {}),
        ...(found.marked ? { marked: { ...found.marked, choice: marks ?? 'keep' } } : {}),
        ...(found.copyOf?.known === null
          ? { copyOf: { title: found.copyOf.title, how: found.copyOf.how } }
          : {}),
      },
    ];
  });
}

/** Sends a file in pieces: a Word file full of pictures may be hundreds of megabytes. */
async function stage(
  backend: Backend,
  batch: string,
  file: string,
  path: string,
  name: string,
  call: Partial<CallContext>,
): Promise<void> {
  try {
    const handle = await open(path, 'r');
    try {
      const facts = await handle.stat();
      if (facts.isDirectory()) throw new FileError('folder', name);
      if (!facts.isFile()) throw new FileError('special', name);
      if (facts.size > MAX_FILE)
        throw new FileError('oversize', name, {
          facts: { size: Math.round(facts.size / 1024 / 1024), limit: MAX_FILE / 1024 / 1024 },
        });
      const size = facts.size;
      const piece = Buffer.alloc(Math.min(CHUNK, Math.max(1, size)));
      let offset = 0;
      do {
        const { bytesRead } = await handle.read(piece, 0, piece.length, offset);
        const bytes = piece.subarray(0, bytesRead).toString('base64');
        await backend.call('import.stage', { batch, file, name: basename(path), size, offset, bytes }, call);
        offset += bytesRead;
        if (bytesRead === 0 && offset < size) throw new FileError('unreadable', name);
      } while (offset < size);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw during('import', explain(error, name));
  }
}

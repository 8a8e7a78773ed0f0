import { isDeepStrictEqual } from 'node:util';

import { openSession, type ReportSession, type SessionNotice } from '../../../renderer/editor/session.ts';
import type { Block } from '../../../shared/document/types.ts';
import type { Person } from '../../../shared/review/types.ts';
import { startBackend, storedReport, type Running } from '../../unit/session/backend-client.ts';
import { Draw } from '../draw.ts';
import { ACTS, type ActName } from './acts.ts';
import { Desk } from './desk.ts';
import { hiddenInTheOpen, reportWithHiddenWords } from './report.ts';
import { standInForPage } from './stand-in.ts';

const WRITER: Person = { id: 'p1', name: '周敏', unit: '青禾镇', role: 'writer' };
const NAMES = Object.keys(ACTS) as ActName[];

/** A version is saved after every so many acts. */
const VERSION_EVERY = 6;

/** What the writer hears in the known case, and the part of walks that may end in it: it is rare. */
const KNOWN: ReadonlySet<string> = new Set([told('history-lost'), told('kept-hidden')]);
const KNOWN_AT_MOST = 0.2;

/** What was not as it should be after an act, and the acts before it; `walk` with the same seed comes there again. */
export type Failure = { seed: number; act: number; problems: string[]; last: string[] };

/** Walks so many times, each with a seed of its own out of this one. */
export async function walks(seed: number, count: number, acts: number): Promise<Failure[]> {
  const draw = new Draw(seed);
  const failures: Failure[] = [];
  for (let walked = 0; walked < count; walked += 1) {
    const failure = await walk(draw.below(2 ** 31), acts);
    if (failure) failures.push(failure);
  }
  const unknown = failures.filter((failure) => !isKnown(failure));
  return failures.length - unknown.length > count * KNOWN_AT_MOST ? failures : unknown;
}

/**
 * The one case that is known and still open: a decision on changes takes words out of a suggested hidden section and
 * puts them back in one batch where they stood in the open before. They are taken for hidden words that are published:
 * they stay hidden, all is stored, and the writer is told. Whatever else is wrong with it counts.
 */
const isKnown = ({ problems, last }: Failure): boolean =>
  /^(?:accept|reject)/.test(last.at(-1) ?? '') && problems.every((problem) => KNOWN.has(problem));

/**
 * Works at a report with a real backend, one act after another, and looks after each: no hidden word is public in
 * anything that could be printed of it, nothing was refused or set aside, and the store has what the window shows. Ends
 * with the first act after which that is not so.
 */
export async function walk(seed: number, acts: number): Promise<Failure | null> {
  const leavePage = standInForPage();
  const running = await startBackend();
  let session: ReportSession | null = null;
  try {
    session = await openReport(running);
    return await actAgain(running, new Desk(session, new Draw(seed)), seed, acts);
  } finally {
    await session?.close();
    await running.close();
    leavePage();
  }
}

function told(what: SessionNotice['at']): string {
  return `the writer is told: ${what}`;
}

async function openReport(running: Running): Promise<ReportSession> {
  const id = await storedReport(running, reportWithHiddenWords());
  const session = await openSession(running.client(), id);
  session.setPerson(WRITER);
  await session.flush();
  return session;
}

async function actAgain(running: Running, desk: Desk, seed: number, acts: number): Promise<Failure | null> {
  const { session, draw } = desk;
  const problems: string[] = [];
  const done: string[] = [];
  const stopHearing = session.onNotice((notice) => problems.push(told(notice.at)));
  const stopFinding = desk.find.start();
  try {
    for (let act = 1; act <= acts; act += 1) {
      const name = draw.pick(NAMES);
      try {
        ACTS[name](desk);
        session.onEditorChange();
        await session.flush();
      } catch (error) {
        problems.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
      }
      done.push(session.review.isSuggesting() ? `${name} (suggesting)` : name);
      problems.push(...(await problemsOf(running, session)));
      if (problems.length > 0) return { seed, act, problems, last: done.slice(-6) };
      if (act % VERSION_EVERY === 3) desk.versions.push(await saveVersion(running, session.id));
    }
    return null;
  } finally {
    stopFinding();
    stopHearing();
  }
}

async function problemsOf({ backend }: Running, session: ReportSession): Promise<string[]> {
  const { blocks } = (await backend.call('report.open', { id: session.id })).document;
  // As it would be sent: a property that is undefined is none.
  const shown = JSON.parse(JSON.stringify(session.editor.children)) as Block[];
  const open = hiddenInTheOpen(blocks);
  return isDeepStrictEqual(blocks, shown) ? open : [...open, 'the store has not what the window shows'];
}

async function saveVersion({ backend }: Running, id: string): ReturnType<typeof openVersion> {
  const { id: version } = await backend.call('version.create', {
    id,
    kind: 'saved',
    name: '版',
    author: WRITER.id,
  });
  return openVersion(backend, id, version);
}

const openVersion = (backend: Running['backend'], id: string, version: string) =>
  backend.call('version.open', { id, version });

import { Transforms } from 'slate';

import { openSession, type ReportSession } from '../../../renderer/editor/session.ts';
import { blocksOf } from '../../../renderer/editor/places.ts';
import { Draw } from '../../endurance/draw.ts';
import { Desk } from '../../endurance/hidden-words/desk.ts';
import { standInForPage } from '../../endurance/hidden-words/stand-in.ts';
import { storedReport, type Running } from '../../unit/session/backend-client.ts';
import { ACTS, decidingOf, sendToWord, WORK_NAMES, type Work } from './acts.ts';
import { workedReport } from './report.ts';
import { Sentinels, sentinelsIn } from './sentinels.ts';
import { Shadow, type Problem } from './shadow.ts';

/** Of each kind of act: how often it was tried, what came into the open by it, and how much it hid without a decision. */
export type Tally = Record<string, { tried: number; leaks: number; over: number }>;

export type Walked = {
  seed: number;
  tally: Tally;
  /** What was wrong, with the acts that led there. */
  problems: (Problem & { act: string; at: number })[];
  last: string[];
  /** Public characters that are in the report in the end, and those of them that can't be read. */
  open: number;
  over: number;
  /** All of it, as it is copied: of the internal edition. */
  copied: string[];
};

/** A report on which somebody works: what it holds, and what is known of it. */
export type Worked = { id: string; shadow: Shadow; words: Sentinels; walked: Walked };

/** Every so many acts a version is kept that can be gone back to. */
const VERSION_EVERY = 6;

/**
 * Works at a random report, act after act, and looks after each whether what is hidden is so still in everything that
 * could be made of it, and whether no more is.
 */
export async function workOn(running: Running, seed: number, acts: number): Promise<Worked> {
  const leave = standInForPage();
  const draw = new Draw(seed);
  const words = new Sentinels();
  const past = workedReport(draw, words);
  const blocks = workedReport(draw, words);
  const before = await storedReport(running, past);
  await running.backend.call('report.setMeta', { id: before, year: 2024 });
  const id = await storedReport(running, blocks);
  const session = await openSession(running.client(), id);
  session.setPerson({ id: 'p1', name: '周敏', unit: '青禾镇', role: 'writer' });
  const walked: Walked = { seed, tally: {}, problems: [], last: [], open: 0, over: 0, copied: [] };
  const shadow = new Shadow(words, blocksOf(session.editor));
  shadow.expect(past);
  const work: Work = { running, desk: new Desk(session, draw), words, drafts: [] };
  const stop = work.desk.find.start();
  try {
    for (let at = 1; at <= acts; at += 1) {
      await step(work, shadow, walked, at);
      if (walked.problems.length > 0) break;
      if (at % VERSION_EVERY === 3) work.desk.versions.push(await keepVersion(running, session));
    }
    Transforms.select(session.editor, []);
    walked.copied = work.desk.copied();
  } finally {
    stop();
    await session.close();
    leave();
    await running.backend.call('report.remove', { id: before });
  }
  walked.over = shadow.overHidden.size;
  return { id, shadow, words, walked };
}

async function step(work: Work, shadow: Shadow, walked: Walked, at: number): Promise<void> {
  const { desk } = work;
  const { session, draw } = desk;
  const toWord = draw.chance(0.1);
  const name = draw.pick(WORK_NAMES);
  let names: string[] = [name];
  const problems: Problem[] = [];
  const shown = new Map(shadow.shown);
  try {
    if (toWord) {
      const { acts, word } = await sendToWord(work);
      names = acts;
      problems.push(...lostInWord(shown, word.text, shadow, session));
    } else {
      await ACTS[name](work);
      session.onEditorChange();
    }
    await session.flush();
  } catch (error) {
    problems.push({
      what: 'lost',
      words: error instanceof Error ? (error.stack ?? '') : String(error),
      view: '',
    });
  }
  // What was copied before it was hidden was public then.
  if (decidingOf(name) === 'hides') desk.forget();
  const found = shadow.after(blocksOf(session.editor), toWord ? null : decidingOf(name));
  problems.push(...found.problems);
  walked.open = found.open;
  for (const one of names) {
    const tally = (walked.tally[one] ??= { tried: 0, leaks: 0, over: 0 });
    tally.tried += 1;
    tally.over += found.over;
    if (problems.some(({ what }) => what === 'leak')) tally.leaks += 1;
  }
  const act = names.join(' + ') + (session.review.isSuggesting() ? ' (suggesting)' : '');
  walked.last = [...walked.last, act].slice(-6);
  walked.problems.push(...problems.map((problem) => ({ ...problem, act, at })));
}

/** Public words that were sent, stand in the copy as it came back, and can't be read in the report any more, though none hid them. */
function lostInWord(
  shown: ReadonlyMap<string, number>,
  text: string,
  shadow: Shadow,
  session: ReportSession,
): Problem[] {
  const back = sentinelsIn(text);
  const here = sentinelsIn(JSON.stringify(blocksOf(session.editor)));
  const lost = [...shown.keys()].filter(
    (char) => back.has(char) && !here.has(char) && !shadow.mustHide.has(char),
  );
  return lost.length > 0 ? [{ what: 'lost', words: lost.join(''), view: 'taken in from Word' }] : [];
}

async function keepVersion({ backend }: Running, { id }: ReportSession) {
  const about = { id, kind: 'saved', name: '版', author: 'p1' } as const;
  const { id: version } = await backend.call('version.create', about);
  return backend.call('version.open', { id, version });
}

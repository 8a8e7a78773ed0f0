import { isDeepStrictEqual } from 'node:util';

import { readReviewCopy } from '../../../electron/backend/docx/read/read-review-copy.ts';
import { inlinesOf, isOrdinal } from '../../../shared/document/guards.ts';
import { finalView, originalView } from '../../../shared/document/resolve.ts';
import type { Block, Inline } from '../../../shared/document/types.ts';
import { documentProblems } from '../../../shared/document/validate.ts';
import { editionPolicy } from '../../../shared/edition/mask.ts';
import { spellerOf } from '../../../shared/edition/review-copy.ts';
import { Draw } from '../../endurance/draw.ts';
import type { Line } from '../../word-user/oracle.ts';
import { randomScript, type RandomOptions } from '../../word-user/random.ts';
import { runScript } from '../../word-user/run.ts';
import type { Script } from '../../word-user/script.ts';
import { after, sorted } from '../../property/merged-reports.ts';
import { merged, writtenCopy, type Sent } from '../../unit/review/returned.ts';
import { reviewedReport } from './report.ts';

/** What reviewers do in one copy: each kind is drawn as often. */
const KINDS: RandomOptions[] = [
  { tracking: 'on', preferMarked: true },
  { tracking: 'on', tables: true, moves: true, comments: true },
  { tracking: 'off', preferMarked: true },
  { tracking: 'mixed', tables: true, moves: true },
  { tracking: 'mixed', formats: true, comments: true, decisions: true },
  { tracking: 'on', preferMarked: true, otherProducers: true, rounds: 3, authors: 3 },
];

/**
 * Without what numbers are made of, which are counted anew where they stand, whatever is typed into them; white space and
 * signs of objects are no words.
 */
const bare = (text: string): string => text.replaceAll(/[\s\uFFFC一二三四五六七八九十是、]/g, '');

const readWord = (lines: readonly Line[]): string =>
  lines
    .map(({ text }) => bare(text))
    .filter((text) => text !== '')
    .join('\n');

function readHere(blocks: readonly Block[]): string {
  const spell = spellerOf(blocks, {}, editionPolicy(undefined));
  const say = (nodes: readonly Inline[]): string[] =>
    nodes
      .flatMap((node) => (isOrdinal(node) ? [] : spell(node)))
      .map((run) => (run.note || run.image ? '' : run.text))
      .join('')
      .split('\n');
  return blocks
    .flatMap((block) =>
      block.type === 'table'
        ? block.children.flatMap((row) => row.children.flatMap((cell) => say(cell.children)))
        : say(inlinesOf(block)),
    )
    .map((text) => bare(text))
    .filter((text) => text !== '')
    .join('\n');
}

export type Attacked = { faults: string[]; log: string[]; named: number; script: Script; changed: boolean };

/** A report that is sent, edited in Word by the model, and taken back; what is wrong with what came of it. */
export async function attackReview(seed: number): Promise<Attacked> {
  const draw = new Draw(seed);
  const sent = reviewedReport(draw);
  const options = KINDS[seed % KINDS.length] ?? {};
  const script = randomScript(seed, options);
  return { ...(await judge(sent, await writtenCopy(sent), script)), script };
}

export async function judge(sent: Sent, file: Uint8Array, script: Script): Promise<Omit<Attacked, 'script'>> {
  const outcome = runScript(file, script);
  const copy = await readReviewCopy('稿.docx', outcome.docx);
  const result = merged(sent, copy);
  const { blocks } = result;
  const named = result.conflicts.length + result.partly.length + result.masked.length + result.hidden.length;
  const faults: string[] = [];
  const accepted = readHere(finalView(blocks));
  const wanted = readWord(outcome.final);
  if (accepted !== wanted && named === 0) faults.push(`accepted: ${firstDifference(accepted, wanted)}`);
  // What was open and is gone, or is plain text now, was decided: with it the text before is another one.
  if (result.decisions.length === 0) {
    const rejected = readHere(originalView(blocks));
    const before = readHere(originalView(sent.blocks));
    if (rejected !== before) faults.push(`rejected: ${firstDifference(rejected, before)}`);
  }
  const problems = documentProblems(blocks);
  if (problems.length > 0) faults.push(`no document: ${problems[0]}`);
  if (/[\uE000\uE001]/u.test(JSON.stringify(blocks))) faults.push('a private character');
  const stored = after({ blocks: sent.blocks, review: sent.review }, result);
  const again = merged(sent, copy, stored);
  if (again.revisions.length + again.threads.length + again.replies.length > 0)
    faults.push('something comes a second time');
  if (!isDeepStrictEqual(again.blocks, blocks)) faults.push('a second time it is another report');
  return { faults, log: outcome.log, named, changed: result.revisions.length > 0 };
}

/** Two reviewers' copies of one report: whichever comes first, the report is the same. */
export async function attackOrder(seed: number): Promise<string[]> {
  const draw = new Draw(seed);
  const sent = reviewedReport(draw);
  const file = await writtenCopy(sent);
  const copies = await Promise.all(
    [seed * 2 + 1, seed * 2 + 2].map(async (one) => {
      const options = { ...KINDS[one % 4], authors: 1, rounds: 1 };
      const script = randomScript(one, options).map((step) =>
        step.do === 'sit' ? { ...step, author: one % 2 ? '李主任' : '张科长' } : step,
      );
      return readReviewCopy('稿.docx', runScript(file, script).docx);
    }),
  );
  const both = (order: typeof copies) =>
    order.reduce((now, copy) => after(now, merged(sent, copy, now)), {
      blocks: sent.blocks,
      review: sent.review,
    });
  const [ab, ba] = [both(copies), both(copies.toReversed())];
  const faults: string[] = [];
  if (!isDeepStrictEqual(ab.blocks, ba.blocks)) faults.push('the order of copies makes another report');
  if (!isDeepStrictEqual(sorted(ab.review), sorted(ba.review)))
    faults.push('the order of copies makes other rows');
  return faults;
}

function firstDifference(found: string, wanted: string): string {
  let at = 0;
  while (at < found.length && found[at] === wanted[at]) at += 1;
  const from = Math.max(0, at - 12);
  return `“${found.slice(from, at + 24)}” for “${wanted.slice(from, at + 24)}”`;
}

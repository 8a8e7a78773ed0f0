import diff from 'fast-diff';

import { inlinesOf, isField } from '../document/guards.ts';
import type { Block, Variables } from '../document/types.ts';
import type { Spell } from '../edition/spell.ts';
import type { Merged } from '../merge/merge.ts';
import { minuteOf } from '../merge/anchors.ts';
import type { WordChange, WordCopy } from '../merge/word-copy.ts';
import type { Review, Revision } from '../review/types.ts';
import { bare, firstDifference, type FirstDifference } from './first-difference.ts';
import { readCopy, readReport, type Accepts, type WordsOf } from './read-simply.ts';
import { plainWords, spelledWords } from './words-of.ts';

/**
 * What a merge must keep to: `base`, that rejecting what came leaves the report as it was, and `target`, that accepting
 * it gives what the copy says.
 */
export type Unproven = FirstDifference & { side: 'base' | 'target' };

export type MergeToProve = {
  /** The version that was sent, and how it reads in the copy. */
  sent: {
    blocks: readonly Block[];
    spell: Spell;
    /** The changes that it had. */
    revisions: readonly Revision[];
  };
  /** The report as it was merged into. */
  report: { blocks: readonly Block[]; variables: Variables; review: Pick<Review, 'revisions' | 'decisions'> };
  copy: Pick<WordCopy, 'blocks'>;
  /** When it was saved: the time of what was changed in it without tracking. ISO 8601 UTC. */
  at: string;
  merged: Merged;
  /** How the merged report reads in a copy: what no file may say is masked there. */
  spell: Spell;
};

/** Null where a merge is what it must be; else the first place at which it is not. */
export function proveMerge(merge: MergeToProve): Unproven | null {
  const base = proveBase(merge);
  if (base) return { side: 'base', ...base };
  const target = proveTarget(merge);
  return target && { side: 'target', ...target };
}

/** With what came rejected, whatever else was decided, the report is what it was. */
function proveBase({ report, merged }: MergeToProve): FirstDifference | null {
  const wordsOf = plainWords(report.variables);
  const come = new Set(merged.revisions.map(({ id }) => id));
  const decided = new Map(
    [...report.review.decisions, ...merged.decisions].map(({ revision, accepted }) => [revision, accepted]),
  );
  const open = marksIn(report.blocks);
  // A change that was settled here, and that the copy has open again, is as it was settled.
  const before: Accepts = (id) => decided.get(id) ?? false;
  const settled = new Map(report.review.decisions.map(({ revision, accepted }) => [revision, accepted]));
  const after: Accepts = (id) => {
    if (come.has(id)) return false;
    return open.has(id) ? (decided.get(id) ?? false) : (settled.get(id) ?? false);
  };
  return firstDifference(
    tidy(readReport(report.blocks, before, wordsOf)),
    tidy(readReport(merged.blocks, after, wordsOf)),
  );
}

const tidy = (text: string): string => text.replaceAll(/\n{2,}/g, '\n').replaceAll(/^\n|\n$/g, '');

function marksIn(blocks: readonly Block[]): Set<string> {
  const ids = new Set<string>();
  const add = (id: string | undefined): void => void (id !== undefined && ids.add(id));
  for (const block of blocks) {
    add(block.pIns);
    add(block.pDel);
    if (block.type === 'table')
      for (const line of [...block.children, ...(block.columns ?? [])]) {
        add(line.ins);
        add(line.del);
      }
    for (const node of inlinesOf(block)) {
      add(node.ins);
      add(node.del);
    }
  }
  return ids;
}

const ALL: Accepts = () => true;
const NONE: Accepts = () => false;

function proveTarget(merge: MergeToProve): FirstDifference | null {
  const { sent, report, copy, merged, spell } = merge;
  const theirs = bare(readCopy(copy.blocks));
  const here = spelledWords(spell);
  const now = bare(readReport(merged.blocks, ALL, here));
  if (theirs === now) return null;
  const open = bare(readReport(merged.blocks, ALL, typedWords(merge, here)));
  if (theirs === open) return null;
  const then = spelledWords(sent.spell);
  const before = bare(readReport(sent.blocks, ALL, then));
  const isAsSent =
    before === bare(readReport(report.blocks, ALL, here)) &&
    bare(readReport(sent.blocks, NONE, then)) === bare(readReport(report.blocks, NONE, here));
  const named = namedWords(merge);
  if (isAsSent && named.length === 0 && since(merge).length === 0) return firstDifference(theirs, now);
  // What was changed without tracking can't be told from what an earlier return of this copy brought.
  if (since(merge).some(({ at }) => at === merge.at)) return null;
  const news = bare(readCopy(copy.blocks, (change) => !isKnown(merge, change)));
  return firstLost(before, news, [now, open], named);
}

/** A change that was taken in before, with another copy or an older state of this one: it was decided here since. */
function isKnown(merge: MergeToProve, { at }: WordChange): boolean {
  return at !== null && since(merge).some((row) => minuteOf(row.at) === minuteOf(at));
}

/** The changes that the report has had since. */
function since({ sent, report }: MergeToProve): Revision[] {
  const known = new Set(sent.revisions.map(({ id }) => id));
  return report.review.revisions.filter(({ id }) => !known.has(id));
}

/** A figure that is not printed and was typed over in the copy stands there as it was typed; here it is masked again. */
function typedWords({ merged, report }: MergeToProve, here: WordsOf): WordsOf {
  const come = new Set(merged.revisions.map(({ id }) => id));
  const plain = plainWords(report.variables);
  return (node) => (isField(node) && node.ins !== undefined && come.has(node.ins) ? plain : here)(node);
}

/** Words that a merge has said are otherwise than in the copy. */
function namedWords({ sent, report, copy, merged }: MergeToProve): string[] {
  const { conflicts, masked, partly } = merged;
  const decisions = report.review.decisions.length + merged.decisions.length;
  const told = [
    ...conflicts.flatMap(({ base, theirs }) => [base, theirs]),
    ...[...masked, ...partly].map(({ text }) => text),
  ];
  // What was open when the copy was sent may have been decided otherwise here.
  const open = decisions > 0 ? openWords(sent.blocks, spelledWords(sent.spell)) : [];
  return [...told, ...open, ...tableWords(merged, copy)]
    .map((text) => bare(text))
    .filter((text) => text !== '');
}

/** Words of the copy's tables, where one of the report's could not be brought together with them. */
function tableWords({ conflicts, blocks }: Merged, copy: Pick<WordCopy, 'blocks'>): string[] {
  const contested = new Set(conflicts.map(({ block }) => block));
  if (!blocks.some(({ id, type }) => type === 'table' && contested.has(id))) return [];
  return readCopy(copy.blocks.filter(({ is }) => is === 'table')).split('\n');
}

const isOpen = ({ ins, del }: { ins?: string; del?: string }): boolean =>
  ins !== undefined || del !== undefined;

function openWords(blocks: readonly Block[], wordsOf: WordsOf): string[] {
  return blocks.flatMap((block) => {
    const whole =
      block.type === 'table'
        ? block.children.flatMap((row) =>
            row.children.flatMap((cell, at) =>
              isOpen(row) || isOpen(block.columns?.[at] ?? {}) ? cell.children : [],
            ),
          )
        : [];
    return [...whole, ...inlinesOf(block).filter((node) => isOpen(node))].map((node) => wordsOf(node));
  });
}

/**
 * The report has gone on since: what came in the copy must be there all the same, and what went must not stand unmarked
 * where it stood.
 */
function firstLost(
  before: string,
  theirs: string,
  now: readonly string[],
  named: readonly string[],
): FirstDifference | null {
  const isThere = (words: string): boolean => now.some((one) => one.includes(words));
  const isNamed = (words: string): boolean => named.some((one) => one.includes(words) || words.includes(one));
  let sentAt = 0;
  let theirsAt = 0;
  for (const [kind, text] of diff(before, theirs)) {
    if (kind === diff.INSERT) {
      const lost = text
        .split('\n')
        .find((words) => words !== '' && !isThere(words) && !before.includes(words) && !isNamed(words));
      if (lost !== undefined)
        return { before: lineBefore(theirs, theirsAt), expected: lost.slice(0, MORE), found: '' };
    } else if (kind === diff.DELETE && text !== '\n') {
      const whole = around(before, sentAt, text.length);
      const isOnce = whole !== null && before.indexOf(whole) === before.lastIndexOf(whole);
      if (isOnce && now.every((one) => one.includes(whole)) && !theirs.includes(whole) && !isNamed(text))
        return {
          before: lineBefore(before, sentAt),
          expected: '',
          found: text.replaceAll('\n', '¶').slice(0, MORE),
        };
    }
    if (kind !== diff.INSERT) sentAt += text.length;
    if (kind !== diff.DELETE) theirsAt += text.length;
  }
  return null;
}

const NEAR = 6;
const MORE = 24;

const lineBefore = (text: string, at: number): string =>
  text.slice(Math.max(0, at - 2 * NEAR), at).replaceAll('\n', '¶');

/** A stretch with what stands beside it; null where that is too little to know it again. */
function around(text: string, at: number, length: number): string | null {
  const from = Math.max(0, at - NEAR);
  const whole = text.slice(from, at + length + NEAR);
  return whole.length < length + NEAR ? null : whole;
}

import { marksIn } from '../document/marks.ts';
import { withFormats, formatsOf } from '../document/formats.ts';
import { changeOf, formatOf, withChange, withThreads, type Token } from '../review/tokens.ts';
import type { Conflict, Decision } from '../review/types.ts';
import { blockAt, stretchFor, type Ground, type MergeContext, type MergeTarget } from './ground.ts';
import type { Placing } from './placing.ts';
import type { Reopened } from './reopen-lines.ts';
import type { Verdict } from './their-items.ts';

export type Decided = {
  /** What becomes of changes that are open here. */
  decided: Map<string, boolean>;
  decisions: Decision[];
  conflicts: Conflict[];
};

/** Those that no copy has told of yet. */
export function untold(
  verdicts: readonly Verdict[],
  { review }: MergeTarget,
  { unknown }: MergeContext,
): Verdict[] {
  return verdicts.filter(
    ({ revision, accepted }) =>
      !review.decisions.some(
        (one) => one.revision === revision && one.author === unknown && one.accepted === accepted,
      ),
  );
}

/**
 * What was accepted or rejected in Word is so here, unless it was decided otherwise meanwhile: then it is open again,
 * so that somebody decides.
 * @param verdicts that were not told of before (`untold`)
 * @param marked tokens of the report as it is now that were changed, by place; gets those that are open again
 */
export function applyVerdicts(
  verdicts: readonly Verdict[],
  ground: Ground,
  ours: MergeTarget,
  { unknown, at }: MergeContext,
  marked: Map<number, Token>,
  placing: Placing,
  held: Reopened['held'],
): Decided {
  const out: Decided = { decided: new Map(), decisions: [], conflicts: [] };
  const open = marksIn(ours.blocks).revisions;
  const { decisions } = ours.review;
  for (const { revision, accepted } of verdicts) {
    const before = decisions.filter((one) => one.revision === revision);
    out.decisions.push({ revision, accepted, author: unknown, at });
    const last = before.at(-1);
    const here = held.get(revision);
    if (here) {
      const theirs = accepted ? '接受' : '拒绝';
      out.conflicts.push({ block: here.table, author: unknown, base: '', theirs, ours: here.words });
    } else if (open.has(revision)) {
      if (!before.some((one) => one.author === unknown)) out.decided.set(revision, accepted);
    } else if (last && last.accepted !== accepted) {
      const { text, place } = reopen(revision, ground, marked, placing);
      out.conflicts.push({
        block: blockAt(ground.now, place) ?? ours.blocks[0]?.id ?? '',
        author: unknown,
        base: text,
        theirs: accepted ? '接受' : '拒绝',
        ours: accepted ? '拒绝' : '接受',
      });
    }
  }
  return out;
}

/** Puts the marks of a decided change back, with its words where they are gone; gives them, and where they stand. */
function reopen(
  revision: string,
  ground: Ground,
  marked: Map<number, Token>,
  placing: Placing,
): { text: string; place: number } {
  const { tokens, map, now, textOf } = ground;
  let gap = -1;
  let words: Token[] = [];
  const flush = (): void => {
    if (words.length === 0) return;
    placing.again(gap, words);
    words = [];
  };
  let text = '';
  let place = -1;
  tokens.forEach((token, index) => {
    const own = changeOf(token);
    const slot = own.ins === revision ? 'ins' : own.del === revision ? 'del' : null;
    if (formatOf(token).fmt === revision) {
      const at = map[index] ?? -1;
      const here = marked.get(at) ?? now[at];
      text += textOf(token);
      if (place < 0) place = at >= 0 ? at : stretchFor(ground, index).from - 1;
      const formatted = here && withFormatOf(token, here);
      if (formatted) marked.set(at, formatted);
    }
    if (slot === null) {
      flush();
      return;
    }
    text += textOf(token);
    const at = map[index] ?? -1;
    if (place < 0) place = at >= 0 ? at : stretchFor(ground, index).from - 1;
    if (at >= 0) {
      flush();
      const here = marked.get(at) ?? now[at];
      if (!here) return;
      const change = changeOf(here);
      if (change[slot] === undefined) marked.set(at, withChange(here, { ...change, [slot]: revision }));
      return;
    }
    if (words.length === 0) gap = index;
    words.push(withThreads(withChange(token, { [slot]: revision }), []));
  });
  flush();
  return { text, place };
}

/** The token with the change of formats that it was sent with, open again; null where it has another one by now. */
function withFormatOf(sent: Token, here: Token): Token | null {
  const { fmt, was } = formatOf(sent);
  if (fmt === undefined || formatOf(here).fmt !== undefined) return null;
  if (sent.is === 'char' && here.is === 'char')
    return { ...here, marks: { ...withFormats(here.marks, formatsOf(sent.marks)), fmt, was } };
  if (sent.is === 'void' && here.is === 'void')
    return { ...here, node: { ...withFormats(here.node, formatsOf(sent.node)), fmt, was } };
  return null;
}

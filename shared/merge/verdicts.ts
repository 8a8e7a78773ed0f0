import { marksIn } from '../document/marks.ts';
import { changeOf, withChange, withThreads, type Token } from '../review/tokens.ts';
import type { Conflict, Decision } from '../review/types.ts';
import { blockAt, stretchFor, type Ground, type MergeContext, type MergeTarget } from './ground.ts';
import type { Placing } from './placing.ts';
import type { Verdict } from './their-items.ts';

export type Decided = {
  /** What becomes of changes that are open here. */
  decided: Map<string, boolean>;
  decisions: Decision[];
  conflicts: Conflict[];
};

/**
 * What was accepted or rejected in Word is so here, unless it was decided otherwise meanwhile: then it is open again,
 * so that somebody decides.
 * @param marked tokens of the report as it is now that were changed, by place; gets those that are open again
 */
export function applyVerdicts(
  verdicts: readonly Verdict[],
  ground: Ground,
  ours: MergeTarget,
  { unknown, at }: MergeContext,
  marked: Map<number, Token>,
  placing: Placing,
): Decided {
  const out: Decided = { decided: new Map(), decisions: [], conflicts: [] };
  const open = marksIn(ours.blocks).revisions;
  const { decisions } = ours.review;
  for (const { revision, accepted } of verdicts) {
    const before = decisions.filter((one) => one.revision === revision);
    if (before.some((one) => one.author === unknown && one.accepted === accepted)) continue;
    out.decisions.push({ revision, accepted, author: unknown, at });
    const last = before.at(-1);
    if (open.has(revision)) {
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

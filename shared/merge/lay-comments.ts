import { marksIn } from '../document/marks.ts';
import { headingLabels } from '../document/numbering.ts';
import { reasonThreads } from '../review/said-in-word.ts';
import { threadsOfToken, type Token } from '../review/tokens.ts';
import type { Comment, MergeNote, Thread } from '../review/types.ts';
import { readComments, type ThreadChange } from './comments.ts';
import {
  blockAt,
  stretchFor,
  type Ground,
  type MergeContext,
  type MergeSource,
  type MergeTarget,
} from './ground.ts';
import { takesThreads } from './threads-on.ts';
import type { Theirs } from './their-items.ts';
import type { WordComment } from './word-copy.ts';

export type LaidComments = {
  threads: Thread[];
  replies: Comment[];
  states: ThreadChange[];
  missing: MergeNote[];
  unplaced: MergeNote[];
  overruled: MergeNote[];
  guessed: MergeNote[];
  /** Threads on what comes in, by item of `theirs`; and on tokens of the report as it is now, by place. */
  come: Map<unknown, string[]>;
  kept: Map<number, string[]>;
};

type Input = {
  sent: MergeSource;
  ours: MergeTarget;
  comments: readonly WordComment[];
  theirs: Theirs;
  ground: Ground;
  context: MergeContext;
  /** Items of `theirs` that stand or will stand in the report. */
  inserted: ReadonlySet<unknown>;
};

/** What was said in the copy, on the words of the report as it is now. */
export function layComments(input: Input): LaidComments {
  const { sent, ours, theirs, ground, context, inserted } = input;
  const { items } = theirs;
  const reasons = reasonThreads(sent.review.revisions, marksIn(sent.blocks).revisions);
  const found = readComments([...sent.review.threads, ...reasons], input.comments, theirs, {
    version: sent.version,
    ...context,
    people: sent.people,
    say: sent.say,
    quote: quoterOf(input),
  });
  const { threads } = ours.review;
  const here = new Map(threads.map((thread) => [thread.id, thread]));
  const said = new Set(threads.flatMap(({ comments }) => comments.map(({ id }) => id)));
  const where = placesOfThreads(ground);
  const laid: LaidComments = {
    threads: [],
    replies: found.replies.filter(({ id, thread }) => !said.has(id) && here.has(thread)),
    states: [],
    missing: found.missing.map(({ thread, comment }) => ({
      id: comment.id,
      block: where.get(thread.id) ?? '',
      author: comment.author,
      text: comment.body,
    })),
    unplaced: [],
    overruled: [],
    guessed: [],
    come: new Map(),
    kept: new Map(),
  };
  for (const { thread, items: on } of found.threads) {
    if (here.has(thread.id)) {
      laid.replies.push(...thread.comments.filter(({ id }) => !said.has(id)));
      continue;
    }
    laid.threads.push(thread);
    let placed = false;
    for (const at of on) {
      const item = items[at];
      if (item?.is === 'come' && inserted.has(item)) {
        laid.come.set(item, [...(laid.come.get(item) ?? []), thread.id]);
        placed = true;
      }
      const now = item?.is === 'kept' ? (ground.map[item.token] ?? -1) : -1;
      if (now < 0) continue;
      laid.kept.set(now, [...(laid.kept.get(now) ?? []), thread.id]);
      placed ||= takesThreads(ground.now[now] as Token);
    }
    where.set(thread.id, nearest(on));
    if (!placed) laid.unplaced.push(noteOf(thread, nearest(on)));
  }
  // By what it lies on a comment is taken for an answer: somebody should look whether it is one.
  const fresh = new Set(laid.replies.map(({ id }) => id));
  for (const { id, thread, author, body } of [
    ...laid.replies,
    ...laid.threads.flatMap((one) => one.comments),
  ])
    if (found.guessed.has(id) && (fresh.has(id) || !here.has(thread)))
      laid.guessed.push({ id, block: where.get(thread) ?? '', author, text: body });
  for (const change of found.states) {
    const was = sent.review.threads.find(({ id }) => id === change.thread);
    const now = here.get(change.thread);
    if (!was || !now || now.state === change.state) continue;
    // Decided here since the copy was sent: that was later, or known to whoever did it.
    if (now.state === was.state && changedAt(now) <= sent.at) laid.states.push(change);
    else laid.overruled.push({ ...noteOf(now, where.get(now.id) ?? ''), text: firstOf(now) });
  }
  return laid;

  /** The block that stands now where these words stood. */
  function nearest(on: readonly number[]): string {
    for (let at = on[0] ?? -1; at >= 0; at -= 1) {
      const item = items[at];
      if (item?.is !== 'kept') continue;
      const now = ground.map[item.token] ?? -1;
      if (now >= 0) return blockAt(ground.now, now) ?? '';
      return blockAt(ground.now, stretchFor(ground, item.token + 1).from - 1) ?? '';
    }
    return '';
  }
}

/** When a thread was last resolved or opened again; '' where it never was. */
function changedAt({ state, resolvedAt, reopenedAt }: Thread): string {
  return (state === 'resolved' ? resolvedAt : reopenedAt) ?? '';
}

const firstOf = (thread: Thread): string =>
  thread.comments.find(({ removed }) => !removed)?.body ?? thread.quote;

function noteOf(thread: Thread, block: string): MergeNote {
  return { id: thread.id, block, author: thread.author, text: firstOf(thread) };
}

/** By thread: the block in which it begins now. */
function placesOfThreads({ now }: Ground): Map<string, string> {
  const places = new Map<string, string>();
  now.forEach((token, at) => {
    for (const thread of threadsOfToken(token))
      if (!places.has(thread)) places.set(thread, blockAt(now, at) ?? '');
  });
  return places;
}

/** The words under items of the copy, and the section that they stand in. */
function quoterOf({
  sent,
  theirs: { items },
  ground: { tokens, textOf },
}: Input): (of: readonly number[]) => { quote: string; section: string } {
  const numbers = headingLabels(sent.blocks);
  const tokenOf = (at: number): Token | undefined => {
    const item = items[at];
    return item?.is === 'kept' ? tokens[item.token] : item?.token;
  };
  const section = (item: number): string => {
    let found = '';
    for (let at = 0; at <= item; at += 1) {
      const token = tokenOf(at);
      if (token?.is !== 'start' || token.block.type !== 'heading') continue;
      found = numbers.get(token.block.id) ?? '';
      for (let next = at + 1; next < items.length; next += 1) {
        const word = tokenOf(next);
        if (!word || word.is === 'start' || word.is === 'table') break;
        found += textOf(word);
      }
    }
    return found.slice(0, 500);
  };
  return (of) => ({
    quote: of
      .map((at) => tokenOf(at))
      .map((token) => (token ? textOf(token) : ''))
      .join('')
      .slice(0, 200),
    section: section(of[0] ?? -1),
  });
}

import type { Say } from '../edition/review-copy.ts';
import type { Comment, Person, Thread, ThreadState } from '../review/types.ts';
import { isReasonThread, openingOf } from '../review/said-in-word.ts';
import { hash, minuteOf } from './anchors.ts';
import type { Theirs } from './their-items.ts';
import type { WordComment } from './word-copy.ts';

export type ThreadChange = { thread: string; state: ThreadState };

export type TheirComments = {
  /** New threads, with the numbers of the items in `theirs` that they lie on. */
  threads: { thread: Thread; items: number[] }[];
  /** New comments in threads that were sent. */
  replies: Comment[];
  states: ThreadChange[];
  /** Comments that were deleted in Word; they stay here. */
  missing: { thread: Thread; comment: Comment }[];
  /** Ids of comments that were taken for answers only because they lie on the same words. */
  guessed: ReadonlySet<string>;
};

type Context = {
  version: string;
  authorOf: (name: string) => string;
  unknown: string;
  at: string;
  people: readonly Person[];
  /** A comment as it reads in the copy. */
  say: Say;
  /** Words under these items, and the section that they stand in. */
  quote: (items: readonly number[]) => { quote: string; section: string };
};

type Known = { thread: Thread; comment: Comment; author: string; body: string; root: boolean };

/** Word and others set line ends and spaces their own way. */
const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/**
 * What was said in the copy. Comments that were sent are known by author, minute and words, never by number; an answer
 * by what it answers or, where a program has lost that, by lying on the very same words.
 */
export function readComments(
  sent: readonly Thread[],
  comments: readonly WordComment[],
  theirs: Theirs,
  context: Context,
): TheirComments {
  const names = new Map(context.people.map(({ id, name }) => [id, name]));
  const known = sent.flatMap((thread): Known[] => {
    const said = thread.comments.filter(({ removed }) => !removed);
    return said.map((comment, at) => ({
      thread,
      comment,
      author: names.get(comment.author) ?? '',
      body: plain(openingOf(thread, comment, (id) => names.get(id)) + context.say(thread, comment)),
      root: at === 0,
    }));
  });
  const ranges = rangesOf(theirs);
  const match = new Map<string, Known>();
  const found = new Set<Known>();
  const pass = (fits: (one: Known, word: WordComment) => boolean): void => {
    for (const word of comments) {
      if (match.has(word.id)) continue;
      const one = known.find((candidate) => !found.has(candidate) && fits(candidate, word));
      if (!one) continue;
      match.set(word.id, one);
      found.add(one);
    }
  };
  const sameTime = (one: Known, word: WordComment): boolean =>
    word.at !== null && minuteOf(word.at) === minuteOf(one.comment.at);
  const sameBody = (one: Known, word: WordComment): boolean => plain(word.body) === one.body;
  pass((one, word) => one.author === word.author && sameTime(one, word) && sameBody(one, word));
  pass((one, word) => (word.at === null || one.author === word.author) && sameBody(one, word));
  const exact = new Set(match.keys());
  // Somebody has changed the words of a comment: the old ones stay, the new ones answer them.
  pass((one, word) => one.author === word.author && sameTime(one, word));

  const linked = comments.some(({ parent }) => parent !== null);
  const threadOf = new Map<string, Thread>();
  for (const [id, { thread }] of match) threadOf.set(id, thread);
  const threads: TheirComments['threads'] = [];
  const replies: Comment[] = [];
  const guessed = new Set<string>();
  const byTime = [...comments].sort((a, b) => (a.at ?? '').localeCompare(b.at ?? ''));
  const commentOf = (word: WordComment, thread: string): Comment => {
    const at = word.at ?? context.at;
    const id = `w${hash(JSON.stringify([context.version, thread, word.author, minuteOf(at), plain(word.body)]))}`;
    return {
      id,
      thread,
      author: word.author ? context.authorOf(word.author) : context.unknown,
      at,
      body: word.body,
    };
  };
  const rangeKey = (id: string): string => (ranges.get(id) ?? []).join();
  const answered = (word: WordComment): Thread | undefined => {
    if (word.parent !== null) return threadOf.get(word.parent);
    if (linked || word.apart || rangeKey(word.id) === '') return undefined;
    const twin = byTime.find(
      (other) =>
        other !== word && !other.apart && threadOf.has(other.id) && rangeKey(other.id) === rangeKey(word.id),
    );
    return twin && threadOf.get(twin.id);
  };
  const rest = byTime.filter((word) => !exact.has(word.id) && word.body.trim() !== '');
  // What has no parent first: an answer may be dated before what it answers, by the clock of another machine.
  for (const word of [
    ...rest.filter(({ parent }) => parent === null),
    ...rest.filter(({ parent }) => parent !== null),
  ]) {
    const changed = match.get(word.id);
    const thread = changed?.thread ?? answered(word);
    // A reason has no answers: what is said to it begins a comment on the same words.
    if (thread && !isReasonThread(thread.id)) {
      threadOf.set(word.id, thread);
      const made = threads.find((one) => one.thread === thread);
      const comment = commentOf(changed ? { ...word, at: null } : word, thread.id);
      if (!changed && word.parent === null) guessed.add(comment.id);
      if (made) made.thread.comments.push(comment);
      else replies.push(comment);
      continue;
    }
    const items = ranges.get(word.id) ?? ranges.get(word.parent ?? '') ?? [];
    const at = word.at ?? context.at;
    const id = `w${hash(JSON.stringify([context.version, 'thread', word.author, minuteOf(at), plain(word.body), context.quote(items).quote]))}`;
    const first = commentOf(word, id);
    const state = word.done
      ? { state: 'resolved' as const, resolvedBy: context.unknown, resolvedAt: context.at }
      : { state: 'open' as const };
    const opened: Thread = {
      id,
      author: first.author,
      at,
      ...context.quote(items),
      ...state,
      comments: [first],
    };
    threadOf.set(word.id, opened);
    // Further answers to the reason go on with it.
    for (const [other, one] of threadOf) if (one === thread) threadOf.set(other, opened);
    threads.push({ thread: opened, items });
  }
  const states = comments.flatMap((word): ThreadChange[] => {
    const one = match.get(word.id);
    if (!one?.root || word.done === null) return [];
    const state = word.done ? 'resolved' : 'open';
    return state === one.thread.state ? [] : [{ thread: one.thread.id, state }];
  });
  const missing = known.filter((one) => !found.has(one));
  return { threads, replies, states, missing, guessed };
}

/** By comment: the numbers of the items that it lies on. */
function rangesOf(theirs: Theirs): Map<string, number[]> {
  const ranges = new Map<string, number[]>();
  theirs.items.forEach((item, at) => {
    for (const id of item.comments) {
      const list = ranges.get(id);
      if (list) list.push(at);
      else ranges.set(id, [at]);
    }
  });
  return ranges;
}

import { isField } from '../../document/guards.ts';
import { headingLabels } from '../../document/numbering.ts';
import type { Block, TextBlock, Variables } from '../../document/types.ts';
import type { Spell } from '../../edition/review-copy.ts';
import { marksIn } from '../marks.ts';
import { formOf, resolve, sameForm, withForm } from '../resolve.ts';
import {
  blocksOfTokens,
  changeOf,
  threadsOfToken,
  tokensOf,
  withChange,
  withThreads,
  type Token,
} from '../tokens.ts';
import type { Comment, Conflict, Decision, Person, Review, Revision, Thread } from '../types.ts';
import { hash, minuteOf } from './anchors.ts';
import { sentMarks } from './break-marks.ts';
import { withTables } from './changed-tables.ts';
import { returnedCells, sentCells, TABLE } from './cells.ts';
import { readComments, type ThreadChange } from './comments.ts';
import { blockAt, findConflicts } from './conflicts.ts';
import { flatten, unflatten } from './flatten.ts';
import { groupChanges, isWordId, keyOf, type Insertion } from './groups.ts';
import { mapWithout } from './map-tokens.ts';
import { matchCopies } from './match.ts';
import { readTheirs, type Theirs } from './theirs.ts';
import { runIn, subsequence } from './rows-of-words.ts';
import { planTables, type TablePlan } from './word-tables.ts';
import type { WordChange, WordCopy } from './word-copy.ts';

export type MergeSource = {
  /** The version that was sent. */
  version: string;
  blocks: readonly Block[];
  variables: Variables;
  review: Review;
  people: readonly Person[];
  /** How its inline nodes read in the copy. */
  spell: Spell;
};

export type MergeTarget = { blocks: readonly Block[]; variables: Variables; review: Review };

export type MergeContext = {
  authorOf: (name: string) => string;
  /** Person id of whoever changed the file without tracking. */
  unknown: string;
  /** When the copy was saved. ISO 8601 UTC. */
  at: string;
};

export type Merged = {
  blocks: Block[];
  revisions: Revision[];
  threads: Thread[];
  replies: Comment[];
  states: ThreadChange[];
  decisions: Decision[];
  conflicts: Conflict[];
  /** Comments that were deleted in Word; they stay. */
  missing: number;
  /** Changes of which only a part was accepted or rejected in Word; they stay open. */
  partly: number;
};

/**
 * Brings back a copy that was marked in Word: what it changed of the version that was sent is done to the report as it
 * is now. Nothing is taken away: what goes is marked as deleted. Merging a copy twice adds nothing, and several copies
 * of one version give the same report in whichever order they come.
 */
export function mergeCopy(
  sent: MergeSource,
  ours: MergeTarget,
  copy: WordCopy,
  context: MergeContext,
): Merged {
  const tables = planTables(sent.blocks, ours.blocks, copy);
  const base = flatten(sent.blocks, tables.byCell);
  const mine = sentCells(base, headingLabels(sent.blocks), sent.spell);
  const marks = sentMarks(sent.blocks, sent.spell);
  const back = returnedCells(copy, knownInsertions(sent), tables.numbers, marks.breakOf);
  const steps = matchCopies(mine, back);
  const read = readTheirs(mine, back, steps, sent.variables, marks.silent);
  const theirs = withTables(read, mine.tokens, sent.spell, tables);
  return new Merging(sent, ours, copy, context, mine.tokens, theirs, tables).merge();
}

/** An insertion by somebody who had inserted something at that minute when the copy was sent. */
function knownInsertions({ review, people }: MergeSource): (ins: WordChange) => boolean {
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const known = new Set(
    review.revisions.flatMap(({ kind, author, at }) =>
      kind === 'insert' ? [`${names.get(author) ?? ''} ${minuteOf(at)}`] : [],
    ),
  );
  return ({ author, at }) => at === null || known.has(`${author} ${minuteOf(at)}`);
}

class Merging {
  readonly #sent: MergeSource;
  readonly #ours: MergeTarget;
  readonly #copy: WordCopy;
  readonly #context: MergeContext;
  readonly #tokens: readonly Token[];
  readonly #theirs: Theirs;
  readonly #now: Token[];
  readonly #map: Int32Array;
  /** By token of the report as it is now: the sent one, or -1. */
  readonly #from: Int32Array;
  readonly #rows: ReadonlyMap<string, Revision>;
  readonly #put = new Map<number, { key: string; tokens: Token[] }[]>();
  readonly #result: Merged;

  constructor(
    sent: MergeSource,
    ours: MergeTarget,
    copy: WordCopy,
    context: MergeContext,
    tokens: readonly Token[],
    theirs: Theirs,
    plan: TablePlan,
  ) {
    this.#sent = sent;
    this.#ours = ours;
    this.#copy = copy;
    this.#context = context;
    this.#tokens = tokens;
    this.#theirs = theirs;
    this.#now = tokensOf(flatten(ours.blocks, plan.byCell));
    this.#map = mapWithout(tokens, this.#now);
    this.#from = new Int32Array(this.#now.length).fill(-1);
    this.#map.forEach((at, token) => {
      if (at >= 0) this.#from[at] = token;
    });
    this.#rows = new Map(ours.review.revisions.map((row) => [row.id, row]));
    this.#result = {
      blocks: [],
      revisions: [],
      threads: [],
      replies: [],
      states: [],
      decisions: [],
      conflicts: [],
      missing: 0,
      partly: theirs.partly.length,
    };
  }

  merge(): Merged {
    const { version } = this.#sent;
    const groups = groupChanges(this.#theirs, this.#tokens, {
      version,
      ...this.#context,
      textOf: (token) => this.#textOf(token),
    });
    const isNew = ({ id }: Revision): boolean => !this.#rows.has(id);
    const insertions = groups.insertions.filter(({ revisions }) => revisions.some((row) => isNew(row)));
    const deletions = groups.deletions.filter(({ revision }) => isNew(revision));
    const reshapings = groups.reshapings.filter(({ revision }) => isNew(revision));
    this.#result.conflicts = findConflicts({
      sent: this.#tokens,
      now: this.#now,
      map: this.#map,
      from: this.#from,
      insertions,
      deletions,
      textOf: (token) => this.#textOf(token),
      blocks: this.#ours.blocks,
      isOwn: (token) => {
        const { ins } = changeOf(token);
        return ins !== undefined && groups.insertions.some(({ key }) => keyOf(ins) === key);
      },
    });
    // Threads lie on tokens as they were found; changes come after, so that they take them along.
    const lying = this.#comments(groups.insertions);
    const marked = new Map<number, Token>();
    const tokenAt = (at: number): Token => marked.get(at) ?? (this.#now[at] as Token);
    for (const { tokens, revision } of deletions) {
      this.#result.revisions.push(revision);
      for (const token of tokens) {
        const at = this.#map[token] ?? -1;
        if (at < 0) continue;
        const { ins, del } = changeOf(tokenAt(at));
        // Two people took out the same word: the one whose change comes first in the copy has it.
        if (del !== undefined && !(isWordId(del) && revision.id < del)) continue;
        marked.set(at, withChange(tokenAt(at), { ins, del: revision.id }));
      }
    }
    for (const { token, to, revision } of reshapings) {
      this.#result.revisions.push(revision);
      this.#reshape(token, to, revision, marked);
    }
    for (const insertion of insertions) {
      this.#result.revisions.push(...insertion.revisions.filter((row) => isNew(row)));
      this.#insert(insertion, lying.come, lying.kept);
    }
    const decided = this.#verdicts(marked);
    for (const [at, threads] of lying.kept) {
      const token = tokenAt(at);
      marked.set(at, withThreads(token, [...new Set([...threadsOfToken(token), ...threads])]));
    }
    const out: Token[] = [];
    for (let at = 0; at <= this.#now.length; at += 1) {
      for (const { tokens } of (this.#put.get(at) ?? []).sort((a, b) => (a.key < b.key ? -1 : 1)))
        out.push(...tokens);
      if (at < this.#now.length) out.push(tokenAt(at));
    }
    const blocks = unflatten(blocksOfTokens(this.#withIds(out)));
    this.#result.blocks = decided.size > 0 ? resolve(blocks, (id) => decided.get(id)) : blocks;
    return this.#result;
  }

  #textOf(token: Token): string {
    switch (token.is) {
      case 'start':
        return '¶';
      case 'table':
        return TABLE;
      case 'char':
        return token.text;
      case 'void':
        if (isField(token.node)) return `${token.node.value}${token.node.unit}`;
        return this.#sent
          .spell(token.node)
          .map(({ text }) => text)
          .join('');
    }
  }

  /** Where what came in before the sent token `gap` belongs: a stretch of the report as it is now. */
  #place(gap: number): { from: number; to: number } {
    const anchor = (): number => {
      const left = this.#map[gap - 1] ?? -1;
      if (left >= 0) return left;
      const right = this.#map[gap] ?? -1;
      if (right > 0) {
        let before = right - 1;
        while (before > 0 && (this.#from[before] ?? -1) < 0) before -= 1;
        return before;
      }
      for (let token = gap - 2; token >= 0; token -= 1) {
        const at = this.#map[token] ?? -1;
        if (at >= 0) return at;
      }
      return 0;
    };
    const from = anchor() + 1;
    let to = from;
    while (to < this.#now.length && (this.#from[to] ?? -1) < 0) to += 1;
    return { from, to };
  }

  #insert(
    insertion: Insertion,
    come: ReadonlyMap<unknown, readonly string[]>,
    kept: Map<number, string[]>,
  ): void {
    const { from, to } = this.#place(insertion.gap);
    const there = this.#alreadyThere(insertion, from, to);
    let at = from;
    for (; at < to; at += 1) {
      const { ins } = changeOf(this.#now[at] as Token);
      if (ins !== undefined && isWordId(ins) && keyOf(ins) > insertion.key) break;
    }
    const first = [...there.values()][0];
    let place = first === undefined ? at : -1;
    let open: Token[] = [];
    const flush = (): void => {
      if (open.length === 0) return;
      const target = place < 0 ? (first ?? at) : place;
      this.#put.set(target, [...(this.#put.get(target) ?? []), { key: insertion.key, tokens: open }]);
      open = [];
    };
    insertion.tokens.forEach(({ token, item }, n) => {
      const old = there.get(n);
      const threads = come.get(item) ?? [];
      if (old === undefined) {
        open.push(threads.length > 0 ? withThreads(token, threads) : token);
        return;
      }
      flush();
      place = old + 1;
      if (threads.length > 0) kept.set(old, [...(kept.get(old) ?? []), ...threads]);
    });
    flush();
  }

  /** Tokens of an insertion that are in the report already: from another copy, or accepted meanwhile. */
  #alreadyThere(insertion: Insertion, from: number, to: number): Map<number, number> {
    const there = new Map<number, number>();
    for (const author of new Set(insertion.tokens.map((one) => one.author))) {
      const mine = insertion.tokens.flatMap((one, n) => (one.author === author ? [n] : []));
      const words = mine.map((n) => this.#textOf((insertion.tokens[n] as Insertion['tokens'][number]).token));
      const of = (wanted: (ins: string | undefined) => boolean): number[] => {
        const found: number[] = [];
        for (let at = from; at < to; at += 1) {
          const { ins } = changeOf(this.#now[at] as Token);
          if (wanted(ins)) found.push(at);
        }
        return found;
      };
      const own = of((ins) => ins !== undefined && this.#rows.get(ins)?.author === author);
      const ownWords = own.map((at) => this.#textOf(this.#now[at] as Token));
      const inOwn = subsequence(ownWords, words);
      if (own.length > 0 && inOwn) {
        inOwn.forEach((n, k) => there.set(mine[n] ?? 0, own[k] ?? 0));
        continue;
      }
      const within = subsequence(words, ownWords);
      if (within) {
        within.forEach((k, n) => there.set(mine[n] ?? 0, own[k] ?? 0));
        continue;
      }
      // Accepted here, or typed here too: only as a whole.
      const bare = of((ins) => ins === undefined);
      const at = runIn(
        bare.map((one) => this.#textOf(this.#now[one] as Token)),
        words,
      );
      if (at >= 0 && words.length > 1) mine.forEach((n, k) => there.set(n, bare[at + k] ?? 0));
    }
    return there;
  }

  #reshape(token: number, to: TextBlock | object, revision: Revision, marked: Map<number, Token>): void {
    const at = this.#map[token] ?? -1;
    const was = this.#tokens[token];
    const now = marked.get(at) ?? this.#now[at];
    if (was?.is !== 'start' || now?.is !== 'start') return;
    const { block } = now;
    if (!sameForm(formOf(block), formOf(was.block)) || block.pFmt !== undefined) {
      this.#conflictAt(block, revision, '格式');
      return;
    }
    const kept = formOf(block);
    const same = kept.type === (to as { type: string }).type;
    const form = { ...(same ? kept : {}), ...(to as ReturnType<typeof formOf>) };
    const next = withForm(block, form);
    marked.set(at, { is: 'start', block: { ...next, pFmt: revision.id, pWas: kept } });
  }

  #conflictAt(block: Block, revision: Revision, what: string): void {
    this.#result.conflicts.push({
      block: block.id,
      author: revision.author,
      base: what,
      theirs: '',
      ours: '',
    });
  }

  /** What was accepted or rejected in Word is so here, unless it was decided otherwise meanwhile: then it is open again. */
  #verdicts(marked: Map<number, Token>): Map<string, boolean> {
    const { unknown, at } = this.#context;
    const decided = new Map<string, boolean>();
    const open = marksIn(this.#ours.blocks).revisions;
    const { decisions } = this.#ours.review;
    for (const { revision, accepted } of this.#theirs.verdicts) {
      const before = decisions.filter((one) => one.revision === revision);
      if (before.some((one) => one.author === unknown && one.accepted === accepted)) continue;
      this.#result.decisions.push({ revision, accepted, author: unknown, at });
      const last = before.at(-1);
      if (open.has(revision)) {
        if (!before.some((one) => one.author === unknown)) decided.set(revision, accepted);
      } else if (last && last.accepted !== accepted) this.#reopen(revision, accepted, marked);
    }
    return decided;
  }

  /** Decided one way here and the other way in Word: open again, so that somebody decides. */
  #reopen(revision: string, accepted: boolean, marked: Map<number, Token>): void {
    let gap = -1;
    let words: Token[] = [];
    const flush = (): void => {
      if (words.length === 0) return;
      const { to } = this.#place(gap);
      const key = `w${gap.toString(36).padStart(5, '0')}a`;
      this.#put.set(to, [...(this.#put.get(to) ?? []), { key, tokens: words }]);
      words = [];
    };
    let text = '';
    let place = -1;
    this.#tokens.forEach((token, index) => {
      const own = changeOf(token);
      const slot = own.ins === revision ? 'ins' : own.del === revision ? 'del' : null;
      if (slot === null) {
        flush();
        return;
      }
      text += this.#textOf(token);
      const at = this.#map[index] ?? -1;
      if (place < 0) place = at >= 0 ? at : this.#place(index).from - 1;
      if (at >= 0) {
        flush();
        const now = marked.get(at) ?? this.#now[at];
        if (!now) return;
        const change = changeOf(now);
        if (change[slot] === undefined) marked.set(at, withChange(now, { ...change, [slot]: revision }));
        return;
      }
      if (words.length === 0) gap = index;
      words.push(withThreads(withChange(token, { [slot]: revision }), []));
    });
    flush();
    this.#result.conflicts.push({
      block: blockAt(this.#now, place) ?? this.#ours.blocks[0]?.id ?? '',
      author: this.#context.unknown,
      base: text,
      theirs: accepted ? '接受' : '拒绝',
      ours: accepted ? '拒绝' : '接受',
    });
  }

  #comments(insertions: readonly Insertion[]): {
    come: Map<unknown, string[]>;
    kept: Map<number, string[]>;
  } {
    const { items } = this.#theirs;
    const numbers = headingLabels(this.#sent.blocks);
    const section = (item: number): string => {
      let found = '';
      for (let at = 0; at <= item; at += 1) {
        const one = items[at];
        const token = one?.is === 'kept' ? this.#tokens[one.token] : one?.token;
        if (token?.is !== 'start' || token.block.type !== 'heading') continue;
        found = numbers.get(token.block.id) ?? '';
        for (let next = at + 1; next < items.length; next += 1) {
          const inner = items[next];
          const word = inner?.is === 'kept' ? this.#tokens[inner.token] : inner?.token;
          if (!word || word.is === 'start' || word.is === 'table') break;
          found += this.#textOf(word);
        }
      }
      return found.slice(0, 500);
    };
    const found = readComments(this.#sent.review.threads, this.#copy.comments, this.#theirs, {
      version: this.#sent.version,
      ...this.#context,
      people: this.#sent.people,
      quote: (of) => ({
        quote: of
          .map((at) => items[at])
          .map((one) =>
            one ? this.#textOf(one.is === 'kept' ? (this.#tokens[one.token] as Token) : one.token) : '',
          )
          .join('')
          .slice(0, 200),
        section: section(of[0] ?? -1),
      }),
    });
    const { threads } = this.#ours.review;
    const here = new Map(threads.map((thread) => [thread.id, thread]));
    const said = new Set(threads.flatMap(({ comments }) => comments.map(({ id }) => id)));
    const come = new Map<unknown, string[]>();
    const kept = new Map<number, string[]>();
    const inserted = new Set(insertions.flatMap(({ tokens }) => tokens.map(({ item }) => item)));
    for (const { thread, items: on } of found.threads) {
      if (here.has(thread.id)) {
        this.#result.replies.push(...thread.comments.filter(({ id }) => !said.has(id)));
        continue;
      }
      this.#result.threads.push(thread);
      for (const at of on) {
        const item = items[at];
        if (item?.is === 'come' && inserted.has(item)) come.set(item, [...(come.get(item) ?? []), thread.id]);
        const now = item?.is === 'kept' ? (this.#map[item.token] ?? -1) : -1;
        if (now >= 0) kept.set(now, [...(kept.get(now) ?? []), thread.id]);
      }
    }
    this.#result.replies.push(...found.replies.filter(({ id, thread }) => !said.has(id) && here.has(thread)));
    this.#result.states = found.states.filter(({ thread, state }) => {
      const was = this.#sent.review.threads.find(({ id }) => id === thread)?.state;
      const now = here.get(thread)?.state;
      return now !== undefined && now === was && now !== state;
    });
    this.#result.missing = found.missing;
    return { come, kept };
  }

  /** No id twice, and one for everything new; the same ones whichever copy came first. */
  #withIds(tokens: readonly Token[]): Token[] {
    const used = new Set<string>();
    for (const token of tokens) {
      if (token.is === 'start' || token.is === 'table') used.add(token.block.id);
      else if (token.is === 'void' && isField(token.node)) used.add(token.node.id);
    }
    const seen = new Set<string>();
    let n = 0;
    const idOf = (id: string, seed: string): string => {
      if (id !== '' && !seen.has(id)) {
        seen.add(id);
        return id;
      }
      let next = '';
      do {
        next = `w${hash(JSON.stringify([this.#sent.version, seed, (n += 1)])).slice(0, 11)}`;
      } while (used.has(next));
      used.add(next);
      seen.add(next);
      return next;
    };
    let before = '';
    return tokens.map((token): Token => {
      if (token.is === 'start' || token.is === 'table') {
        const { ins } = changeOf(token);
        n = ins === before ? n : 0;
        before = ins ?? '';
        const id = idOf(token.block.id, `${ins ?? ''}b`);
        if (id === token.block.id) return token;
        return token.is === 'table'
          ? { is: 'table', block: { ...token.block, id } }
          : { is: 'start', block: { ...token.block, id } };
      }
      if (token.is !== 'void' || !isField(token.node)) return token;
      const id = idOf(token.node.id, `${token.node.ins ?? ''}f${token.node.value}`);
      return id === token.node.id ? token : { is: 'void', node: { ...token.node, id } };
    });
  }
}

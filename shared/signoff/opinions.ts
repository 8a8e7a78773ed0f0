import type { Block, Variables } from '../document/types.ts';
import { marksIn } from '../document/marks.ts';
import { changeWords } from '../review/change-words.ts';
import { collect, type Change } from '../review/collect.ts';
import { plainBody } from '../review/mentions.ts';
import type { Decision, Outcome, Person, Review, Revision, Thread, Version } from '../review/types.ts';

/** 采纳情况; `open`: nobody has decided. */
export const OUTCOMES = {
  taken: '采纳',
  partly: '部分采纳',
  refused: '未采纳',
  open: '未定',
} as const satisfies Record<Outcome | 'open', string>;
export type OpinionOutcome = keyof typeof OUTCOMES;
export const OUTCOME_NAMES = Object.keys(OUTCOMES) as OpinionOutcome[];

/** Something that somebody asked for of a report: a tracked change, or a comment (征求意见采纳情况表). */
export type Opinion = {
  /** Of the thread, or of the change (the first of its revisions). */
  id: string;
  kind: 'change' | 'comment';
  /** Of a change: everything that is decided with it. */
  revisions: string[];
  /** Person id. */
  author: string;
  name: string;
  unit: string;
  /** In which round of review it came; 0: before the first was sent. */
  round: number;
  /** Heading of its section; '' before the first one. */
  section: string;
  /** The words that a comment is on; '' of a change. */
  quote: string;
  /** What is asked for. */
  words: string;
  outcome: OpinionOutcome;
  reason: string;
};

export const OPINION_KINDS = { change: '修改', comment: '批注' } as const satisfies Record<
  Opinion['kind'],
  string
>;

/** A state of the report: as a version keeps it, or as it is now. */
export type State = { blocks: readonly Block[]; variables: Variables; review: Review };

/**
 * All opinions on a report, by round and then as they stand in the text. A change that was decided is no longer in the
 * text: its words are those of the last version that has it. One that its author took back is none.
 * @param versions oldest first
 */
export function opinionsOf(
  versions: readonly (Pick<Version, 'kind' | 'round'> & State)[],
  now: State,
  people: readonly Person[],
): Opinion[] {
  const names = new Map(people.map((person) => [person.id, person]));
  const known: Known = { rounds: new Map(), orders: new Map(), changes: new Map() };
  const last = versions.at(-1)?.round ?? 0;
  for (const { kind, round, ...state } of versions)
    // What a version that was sent has was written before: in the round that went before.
    read(state, kind === 'sent' ? Math.max(0, round - 1) : round, known);
  const placed = read(now, last, known);
  const places = new Map(now.blocks.map(({ id }, at) => [id, at]));
  const decided = latest(now.review.decisions);
  const open = new Set(marksIn(now.blocks).revisions.keys());
  const rows = new Map(now.review.revisions.map((row) => [row.id, row]));
  const who = (author: string): Pick<Opinion, 'author' | 'name' | 'unit'> => {
    const person = names.get(author);
    return { author, name: person?.name ?? '', unit: person?.unit ?? '' };
  };
  const ofChanges = [...known.changes.values()].flatMap(({ change, round, order }) => {
    const outcome = outcomeOf(change, open, decided);
    if (outcome === null) return [];
    const opinion: Opinion = {
      id: change.id,
      kind: 'change',
      revisions: change.revisions,
      ...who(change.author),
      round,
      section: change.section,
      quote: '',
      words: changeWords(change) + asked(change, rows),
      outcome,
      reason: change.revisions.map((id) => decided.get(id)?.reason ?? '').find((one) => one !== '') ?? '',
    };
    return [{ opinion, place: places.get(change.block), order }];
  });
  const ofThreads = placed.threads.map(({ thread, block, section, order }) => ({
    opinion: {
      id: thread.id,
      kind: 'comment' as const,
      revisions: [],
      ...who(thread.author),
      round: known.rounds.get(thread.id) ?? last,
      section,
      quote: thread.scope === 'section' ? '' : thread.quote,
      words: saidBy(thread),
      outcome: thread.outcome ?? ('open' as const),
      reason: thread.outcomeReason ?? answerTo(thread),
    },
    place: block === null ? undefined : places.get(block),
    order: known.orders.get(thread.id) ?? order,
  }));
  return [...ofChanges, ...ofThreads]
    .toSorted(
      (a, b) =>
        a.opinion.round - b.opinion.round ||
        (a.place ?? now.blocks.length) - (b.place ?? now.blocks.length) ||
        a.order - b.order,
    )
    .map(({ opinion }) => opinion);
}

type Found = { change: Change; round: number; order: number };

/** What is known of the opinions of the states that were read. */
type Known = {
  /** By revision and thread: the round in which it came. */
  rounds: Map<string, number>;
  /** By revision and thread: where it stood when it was first read. */
  orders: Map<string, number>;
  changes: Map<string, Found>;
};

/** What was said first holds. */
function keep(map: Map<string, number>, id: string, value: number): number {
  if (!map.has(id)) map.set(id, value);
  return map.get(id) ?? value;
}

/** Reads the changes of a state; those that are known get its words, and keep the round in which they came. */
function read(
  { blocks, variables, review }: State,
  round: number,
  { rounds, orders, changes }: Known,
): ReturnType<typeof collect> {
  const rows = new Map(review.revisions.map((row) => [row.id, row]));
  const collected = collect(blocks, variables, rows, review.threads);
  for (const { id } of [...review.revisions, ...review.threads]) keep(rounds, id, round);
  for (const { thread, order } of collected.threads) keep(orders, thread.id, order);
  for (const change of collected.changes) {
    const ids = new Set(change.revisions);
    const same = [...changes.values()].filter((one) => one.change.revisions.some((id) => ids.has(id)));
    // Half of a replacement that is left when the other half was decided.
    if (same.some((one) => one.change.revisions.length > ids.size)) continue;
    for (const one of same) changes.delete(one.change.id);
    const came = Math.min(...change.revisions.map((id) => rounds.get(id) ?? round));
    const order = Math.min(...change.revisions.map((id) => keep(orders, id, change.order)));
    changes.set(change.id, { change, round: came, order });
  }
  return collected;
}

/** The last decision on each change. */
function latest(decisions: readonly Decision[]): Map<string, Decision> {
  const last = new Map<string, Decision>();
  for (const decision of decisions) {
    const before = last.get(decision.revision);
    if (!before || before.at <= decision.at) last.set(decision.revision, decision);
  }
  return last;
}

/** Null where its author has taken it back. */
function outcomeOf(
  { revisions }: Change,
  open: ReadonlySet<string>,
  decided: ReadonlyMap<string, Decision>,
): OpinionOutcome | null {
  if (revisions.some((id) => open.has(id))) return 'open';
  const verdicts = revisions.flatMap((id) => decided.get(id)?.accepted ?? []);
  if (verdicts.length === 0) return null;
  if (verdicts.every(Boolean)) return 'taken';
  return verdicts.some(Boolean) ? 'partly' : 'refused';
}

/** Why its author wants a change. */
function asked({ revisions }: Change, rows: ReadonlyMap<string, Revision>): string {
  const reason = revisions.map((id) => rows.get(id)?.reason ?? '').find((one) => one !== '');
  return reason === undefined ? '' : `（提出理由：${reason}）`;
}

/** What the author of a thread said in it. */
function saidBy({ author, comments }: Thread): string {
  return comments
    .filter((comment) => comment.author === author && !comment.removed)
    .map(({ body }) => plainBody(body))
    .join('\n');
}

/** What somebody else answered last: why a comment was taken or not, until somebody says so. */
function answerTo({ author, comments }: Thread): string {
  const answer = comments.findLast((comment) => comment.author !== author && !comment.removed);
  return answer ? plainBody(answer.body) : '';
}

/** 采纳 8 条，未定 1 条 */
export function outcomeCounts(opinions: readonly Pick<Opinion, 'outcome'>[]): string {
  return OUTCOME_NAMES.flatMap((name) => {
    const count = opinions.filter(({ outcome }) => outcome === name).length;
    return count > 0 ? [`${OUTCOMES[name]}${count}条`] : [];
  }).join('，');
}

export const roundName = (round: number): string => (round === 0 ? '送审前' : `第${round}轮`);

import { AppError } from '../../../shared/errors/app-error.ts';
import type { MergeReport } from '../../../shared/contract/merge.ts';
import { newId } from '../../../shared/document/ids.ts';
import type { Block, Variables } from '../../../shared/document/types.ts';
import { sayerOf, spellerOf } from '../../../shared/edition/review-copy.ts';
import { fromStored } from '../../../shared/edition/stored-policy.ts';
import { hasNews, hasNotes, joinLists } from '../../../shared/review/merge-lists.ts';
import { operationsTo } from '../../../shared/review/operations-to.ts';
import type {
  MergeLists,
  Review,
  ReviewRows,
  Thread,
  Version,
  VersionContent,
} from '../../../shared/review/types.ts';
import { mergeCopy, type Merged } from '../../../shared/merge/merge.ts';
import type { ReturnedCopy } from '../docx/read/read-review-copy.ts';
import type { Deps } from './deps.ts';
import { policyOf } from './edition-of.ts';
import { count } from './merge-report.ts';
import { PeopleByName, UNKNOWN } from './people-by-name.ts';
import { putDown } from './record.ts';
import type { CallContext } from './registry.ts';

/** How many people a version's name names. */
const MANY = 4;

/** The version that a copy is of. */
export type Base = Version & VersionContent;
export type Copy = { name: string; sha256: string; copy: ReturnedCopy; base: Base };

type State = { blocks: readonly Block[]; variables: Variables; review: Review };

/** Merges the copies one after the other; stores what comes of it where that is asked for. */
export function mergeAll(
  deps: Deps,
  id: string,
  copies: readonly Copy[],
  author: string | undefined,
  apply: boolean,
  { signal }: CallContext,
): MergeReport {
  const { store } = deps;
  const report = store.reports.get(id);
  if (apply && author === undefined) {
    throw new AppError('no-person', '不知道是谁收回的，没有收回。请先选定自己的姓名，再试一次。');
  }
  const people = new PeopleByName(store.review.people());
  const review = store.review.get(id);
  let state: State = { blocks: report.document.blocks, variables: report.variables, review };
  const all: Merged[] = [];
  const parts: Rows[] = [];
  const files: MergeReport['files'] = [];
  const { policy: policyNow } = policyOf(deps, report);
  const seen = new Set<string>();
  for (const { name, sha256, copy, base } of copies) {
    signal.throwIfAborted();
    const again = seen.has(sha256) || store.versions.mergedWith(id, sha256) !== null;
    seen.add(sha256);
    files.push({ name, number: base.number, version: base.name, again });
    if (again) continue;
    const { blocks } = base.document;
    const madeWith = store.versions.copyOf(id, base.id, copy.identity?.sha256 ?? null);
    const policy = madeWith ? fromStored(madeWith) : policyNow;
    const source = {
      version: base.id,
      at: base.at,
      blocks,
      variables: base.variables,
      review: base.review,
      people: base.people,
      spell: spellerOf(blocks, base.variables, policy),
      say: sayerOf(blocks, base.variables, policy),
    };
    const merged = mergeCopy(source, state, copy, {
      authorOf: (who) => people.idOf(who),
      unknown: people.take(UNKNOWN),
      at: copy.savedAt ?? base.at,
    });
    all.push(merged);
    const part = rowsOf(merged, UNKNOWN.id, copy.savedAt ?? base.at);
    parts.push(part);
    state = { ...state, blocks: merged.blocks, review: withRows(state.review, part) };
  }
  const rows = joinRows(parts);
  const ops = operationsTo(report.document.blocks, state.blocks);
  const counted = count(all, people, report, state.blocks);
  const lists = joinLists(all);
  const changesNothing = ops.length === 0 && Object.values(rows).every((list) => list.length === 0);
  // What is only told of, as comments that were deleted in Word, is kept to be found later too.
  const isNothing = changesNothing && !hasNews(lists, keptLists(store, id, lists));
  if (!apply || isNothing || author === undefined) return { files, ...counted, taken: null };
  // The way back, where the report went on since its last version.
  const [before] = store.versions.list(id);
  if (!before || !isAsNow(store, id, before))
    store.versions.create(id, { kind: 'saved', name: '收回之前', author });
  if (!changesNothing) {
    people.save(store.review, rows, author);
    store.reports.apply({ id, batch: newId(), base: report.revision, ops, author, review: rows });
  }
  const [newest] = store.versions.list(id);
  const names = counted.people.map((one) => one.name);
  const who =
    names.length > MANY ? `${names.slice(0, MANY).join('、')}等${names.length}人` : names.join('、');
  const title = `第${newest?.round ?? 1}轮 收回：${who || files.map((file) => file.name).join('、')}`;
  const version = store.versions.create(id, {
    kind: 'returned',
    name: title.slice(0, 200),
    author,
    merged: {
      files: copies.map(({ name, sha256 }) => ({ name, sha256 })),
      ...lists,
    },
  });
  putDown(deps, {
    report: id,
    action: 'merged',
    person: author,
    details: who ? `${version.name}；${files.map((file) => file.name).join('、')}` : version.name,
  });
  return { files, ...counted, taken: { number: version.number, name: version.name } };
}

/** What was told of when copies were taken in earlier; none are looked for where there is nothing to tell. */
function keptLists(store: Deps['store'], id: string, lists: MergeLists): Partial<MergeLists>[] {
  if (!hasNotes(lists)) return [];
  return store.versions
    .list(id)
    .filter(({ kind }) => kind === 'returned')
    .map((version) => store.versions.open(id, version.id).merged ?? {});
}

/** Whether a version holds all of the report as it stands: its text and what was said of it. */
export function isAsNow(store: Deps['store'], id: string, version: Version): boolean {
  if (version.revision !== store.reports.get(id).revision) return false;
  const { review } = store.versions.open(id, version.id);
  return JSON.stringify(review) === JSON.stringify(store.review.get(id));
}

type Rows = Required<{ [K in keyof ReviewRows]: NonNullable<ReviewRows[K]> }>;

function rowsOf(merged: Merged, author: string, at: string): Rows {
  const { revisions, threads, decisions, replies, states } = merged;
  return {
    revisions,
    threads,
    decisions,
    replies,
    states: states.map((state) => ({ ...state, author, at })),
  };
}

function joinRows(parts: readonly Rows[]): Rows {
  return {
    revisions: parts.flatMap(({ revisions }) => revisions),
    threads: parts.flatMap(({ threads }) => threads),
    decisions: parts.flatMap(({ decisions }) => decisions),
    replies: parts.flatMap(({ replies }) => replies),
    states: parts.flatMap(({ states }) => states),
  };
}

/** The rows as they will be stored, for the next copy of the same call. */
function withRows(review: Review, rows: Rows): Review {
  const states = new Map(rows.states.map((row) => [row.thread, row]));
  return {
    revisions: [...review.revisions, ...rows.revisions],
    decisions: [...review.decisions, ...rows.decisions],
    threads: [...review.threads, ...rows.threads].map((thread) => ({
      ...withState(thread, states.get(thread.id)),
      comments: [...thread.comments, ...rows.replies.filter((reply) => reply.thread === thread.id)],
    })),
  };
}

function withState(thread: Thread, change: Rows['states'][number] | undefined): Thread {
  if (!change) return thread;
  const { author, at, state } = change;
  const { resolvedBy: _by, resolvedAt: _at, reopenedBy: _openedBy, reopenedAt: _openedAt, ...rest } = thread;
  return state === 'resolved'
    ? { ...rest, state, resolvedBy: author, resolvedAt: at }
    : { ...rest, state, reopenedBy: author, reopenedAt: at };
}

import type { MergeReport } from '../../../shared/contract/merge.ts';
import type { ReportDetail } from '../../../shared/contract/methods.ts';
import { inlinesOf, isImage } from '../../../shared/document/guards.ts';
import { newId } from '../../../shared/document/ids.ts';
import type { Block } from '../../../shared/document/types.ts';
import type { EditionPolicy } from '../../../shared/edition/mask.ts';
import { toStored } from '../../../shared/edition/stored-policy.ts';
import { wayHiding } from '../../../shared/edition/way-hiding.ts';
import { hasNews, hasNotes, joinLists } from '../../../shared/review/merge-lists.ts';
import type {
  MergeLists,
  Person,
  Review,
  ReviewRows,
  Thread,
  Version,
  VersionContent,
} from '../../../shared/review/types.ts';
import { withKnownMoves } from '../../../shared/merge/known-moves.ts';
import { keptHidden } from '../../../shared/merge/kept-notes.ts';
import type { Merged } from '../../../shared/merge/merge.ts';
import { anchorOf } from '../../../shared/merge/anchors.ts';
import type { FoundLook, LookChoice } from '../../../shared/merge/looks.ts';
import { lostWords } from '../../../shared/merge/lost-text.ts';
import { PeopleByName, UNKNOWN } from '../../../shared/merge/people-by-name.ts';
import type { ReturnedCopy } from '../docx/read/read-review-copy.ts';
import { imageOf } from '../files/image.ts';
import type { MergeTask } from '../reading/merge-task.ts';
import type { Deps } from './deps.ts';
import { count } from './merge-report.ts';
import { putDown } from './record.ts';
import { openChanges, putDownDecisions } from './record-batch.ts';
import type { CallContext } from './registry.ts';

/** How many people a version's name names. */
const MANY = 4;

/** The version that a copy is of. */
export type Base = Version & VersionContent;
/** `guess`: where only its text says of which version it is. */
export type Copy = {
  name: string;
  sha256: string;
  copy: ReturnedCopy;
  base: Base;
  guess?: MergeReport['files'][number]['guess'];
};

/** What the copies bring, worked out but not stored. */
export type MergedCopies = {
  files: MergeReport['files'];
  all: Merged[];
  rows: Rows;
  /** The report with all of it. */
  blocks: Block[];
  newPeople: Person[];
  /** Where what a copy brings is not proven (`proveMerge`). */
  unproven: MergeReport['unproven'];
  looks: (FoundLook & { block: string; id: string })[];
  lost: MergeReport['lost'];
};

/**
 * Merges the copies one after the other, away from the thread that serves the windows. Nothing is stored.
 * Throws AppError: what `Reader.read` throws.
 */
export async function mergeCopies(
  { store, reader }: Pick<Deps, 'store' | 'reader'>,
  report: ReportDetail,
  copies: readonly Copy[],
  policyNow: EditionPolicy,
  choice: LookChoice,
  { signal }: CallContext,
): Promise<MergedCopies> {
  const { id } = report;
  const people = store.review.people();
  const newPeople = new Map<string, Person>();
  let state = {
    blocks: report.document.blocks,
    variables: report.variables,
    review: store.review.get(id),
  };
  const all: Merged[] = [];
  const parts: Rows[] = [];
  const files: MergeReport['files'] = [];
  const unproven: MergedCopies['unproven'] = [];
  const found: MergedCopies['looks'] = [];
  const lost: MergedCopies['lost'] = [];
  const seen = new Set<string>();
  for (const { name, sha256, copy, base, guess } of copies) {
    const again = seen.has(sha256) || store.versions.mergedWith(id, sha256) !== null;
    seen.add(sha256);
    files.push({ name, number: base.number, version: base.name, again, ...(guess ? { guess } : {}) });
    if (again) continue;
    const { document, variables, review } = base;
    const madeWith = store.versions.copyOf(id, base.id, copy.identity?.copy ?? null);
    const task: MergeTask = {
      kind: 'merge',
      file: { name },
      // Where it is merged, the hashes of its images are enough.
      copy: { ...copy, images: {} },
      base: {
        id: base.id,
        at: base.at,
        content: { document, variables, review, people: base.people },
        policy: madeWith ?? toStored(policyNow, document.blocks),
      },
      report: state,
      people: [...people, ...newPeople.values()],
      looks: choice,
    };
    const result = await reader.read(task, signal);
    const { merged, newPeople: added, unproven: difference } = result;
    const ids = new Map(document.blocks.map((block) => [anchorOf(block.id), block.id]));
    found.push(
      ...result.looks.map((look, at) => ({
        ...look,
        block: ids.get(look.anchor) ?? '',
        id: `${sha256.slice(0, 12)}-${at}`,
      })),
    );
    if (result.lost) lost.push({ name, ...result.lost });
    if (difference) unproven.push({ name, ...difference });
    for (const person of added) newPeople.set(person.id, person);
    all.push(merged);
    const part = rowsOf(merged, UNKNOWN.id, copy.savedAt ?? base.at);
    parts.push(part);
    state = { ...state, blocks: merged.blocks, review: withRows(state.review, part) };
  }
  return {
    files,
    all,
    rows: joinRows(parts),
    blocks: state.blocks,
    newPeople: [...newPeople.values()],
    unproven,
    looks: found,
    lost,
  };
}

/**
 * Stores what the copies bring, where that is asked for, and says what it was. Call inside a transaction.
 * @param report as it was when they were merged, and as it must still be
 * @param how `apply`: it is stored; `knowingly`: also what is not proven, or lacks much
 */
export function takeIn(
  deps: Deps,
  report: ReportDetail,
  copies: readonly Copy[],
  { files, all, rows, blocks, newPeople, unproven, looks, lost }: MergedCopies,
  author: string | undefined,
  { apply, knowingly }: { apply: boolean; knowingly: boolean },
): MergeReport {
  const { store } = deps;
  const { id } = report;
  const people = new PeopleByName(store.review.people());
  for (const person of newPeople) people.take(person);
  // Whoever marked the copy could not see what is hidden, and has not decided about it.
  const { ops, blocks: kept } = wayHiding(report.document.blocks, blocks);
  const lists: MergeLists = { ...joinLists(all), hidden: keptHidden(kept, rows.revisions) };
  const counted = {
    unproven,
    lost,
    ...count(all, lists, looks, people, report, kept),
  };
  const changesNothing = ops.length === 0 && Object.values(rows).every((list) => list.length === 0);
  // What is only told of, as comments that were deleted in Word, is kept to be found later too.
  const isNothing = changesNothing && !hasNews(lists, keptLists(store, id, lists));
  const stops = (unproven.length > 0 || lost.length > 0) && !knowingly;
  if (!apply || isNothing || stops || author === undefined) return { files, ...counted, taken: null };
  const decidable = openChanges(deps, id, { blocks: report.document.blocks, variables: report.variables });
  // The way back, where the report went on since its last version.
  const [before] = store.versions.list(id);
  if (!before || !isAsNow(store, id, before))
    store.versions.create(id, { kind: 'saved', name: '收回之前', author });
  if (!changesNothing) {
    addImages(store, copies, kept);
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
    details: [
      version.name,
      ...(who ? [files.map((file) => file.name).join('、')] : []),
      ...(unproven.length > 0 ? ['自检未通过，仍收入'] : []),
      ...lost.map((one) => `${lostWords(one)}，仍收入`),
    ].join('；'),
  });
  putDownDecisions(deps, id, rows.decisions, decidable, '在 Word 中：');
  return { files, ...counted, taken: { number: version.number, name: version.name } };
}

/** Keeps the images that came in with the copies, and that the report shows now. */
function addImages(store: Deps['store'], copies: readonly Copy[], blocks: readonly Block[]): void {
  const wanted = new Set(
    blocks.flatMap((block) => inlinesOf(block).flatMap((node) => (isImage(node) ? node.asset : []))),
  );
  for (const { copy } of copies)
    for (const [asset, bytes] of Object.entries(copy.images ?? {}))
      if (wanted.has(asset) && !store.assets.has(asset)) store.assets.add(imageOf(bytes));
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
  const { revisions, threads, decisions, replies, states, moves } = merged;
  return {
    revisions,
    threads,
    decisions,
    replies,
    states: states.map((state) => ({ ...state, author, at })),
    moves,
  };
}

function joinRows(parts: readonly Rows[]): Rows {
  return {
    revisions: parts.flatMap(({ revisions }) => revisions),
    threads: parts.flatMap(({ threads }) => threads),
    decisions: parts.flatMap(({ decisions }) => decisions),
    replies: parts.flatMap(({ replies }) => replies),
    states: parts.flatMap(({ states }) => states),
    moves: parts.flatMap(({ moves }) => moves),
  };
}

/** The rows as they will be stored, for the next copy of the same call. */
function withRows(review: Review, rows: Rows): Review {
  const states = new Map(rows.states.map((row) => [row.thread, row]));
  return {
    revisions: withKnownMoves([...review.revisions, ...rows.revisions], rows.moves),
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

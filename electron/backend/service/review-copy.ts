import { createHash } from 'node:crypto';

import { AppError } from '../../../shared/contract/errors.ts';
import type { MergeCount, MergeReport, ReviewExport } from '../../../shared/contract/merge.ts';
import type { ReportDetail } from '../../../shared/contract/methods.ts';
import { newId } from '../../../shared/document/ids.ts';
import type { Block, Variables } from '../../../shared/document/types.ts';
import { sayerOf, spellerOf, toReviewCopy } from '../../../shared/edition/review-copy.ts';
import { joinLists, namedLists } from '../../../shared/review/merge-lists.ts';
import { operationsTo } from '../../../shared/review/operations-to.ts';
import type {
  Person,
  Review,
  ReviewRows,
  Thread,
  Version,
  VersionContent,
} from '../../../shared/review/types.ts';
import { hash } from '../../../shared/review/word/anchors.ts';
import { mergeCopy, type Merged } from '../../../shared/review/word/merge.ts';
import type { ReturnedCopy } from '../docx/read/read-review-copy.ts';
import type { CopyIdentity } from '../docx/review-identity.ts';
import type { Deps } from './deps.ts';
import { policyOf } from './edition-of.ts';
import { putDown } from './record.ts';
import type { CallContext, Handlers } from './registry.ts';
import { settingOf } from './settings.ts';

/** Whoever changed a copy without tracking. */
export const UNKNOWN: Person = {
  id: 'word-unknown',
  name: 'Word 中未署名的修改',
  unit: '',
  role: 'reviewer',
  origin: 'word',
};

const MANY = 4;

export function reviewCopyHandlers(deps: Deps): Handlers {
  const { store, emit } = deps;
  return {
    'review.export': async ({ id, author }, { signal, progress }): Promise<ReviewExport> => {
      progress(0, 2, '正在留存送审版本…');
      const version = versionToSend(deps, id, author);
      const report = store.reports.get(id);
      const content = store.versions.open(id, version.id);
      const { template, policy } = policyOf(deps, report);
      const source = { ...report, document: content.document, variables: content.variables };
      const copy = toReviewCopy(source, template, policy, settingOf(store, 'layout'));
      progress(1, 2, '正在生成送审稿…');
      const { writeReviewCopy } = await import('../docx/write/write-review-copy.ts');
      const text = copy.blocks.map((block) => JSON.stringify(block)).join('\n');
      const identity: CopyIdentity = {
        format: 1,
        report: id,
        version: version.id,
        number: version.number,
        title: report.title,
        year: report.year,
        sha256: createHash('sha256').update(text).digest('hex'),
      };
      const bytes = await writeReviewCopy(copy, { ...content.review, people: content.people }, identity);
      signal.throwIfAborted();
      const name = `${copy.edition.fileName}（送审稿）.docx`;
      putDown(deps, {
        report: id,
        action: 'exported',
        person: author,
        details: `送审稿，第 ${version.number} 版，${name}`,
      });
      return {
        name,
        bytes: Buffer.from(bytes).toString('base64'),
        pages: null,
        substitutedFonts: {},
        version: version.id,
        number: version.number,
      };
    },

    'review.merge': async ({ id, files, author, apply }, context) => {
      const { readReviewCopy } = await import('../docx/read/read-review-copy.ts');
      const copies: Copy[] = [];
      for (const [at, { name, bytes }] of files.entries()) {
        context.progress(at, files.length + 1, `正在读取“${name}”…`);
        const data = Buffer.from(bytes, 'base64');
        const copy = await readReviewCopy(name, data, context.signal).catch((error: unknown) => {
          throw inOurWords(error);
        });
        const sha256 = createHash('sha256').update(data).digest('hex');
        copies.push({ name, sha256, copy, base: baseOf(deps, id, name, copy) });
      }
      context.progress(files.length, files.length + 1, '正在合并…');
      context.signal.throwIfAborted();
      const report = store.atomically(() => mergeAll(deps, id, copies, author, apply, context));
      if (apply && report.taken) {
        const { revision } = store.reports.get(id);
        emit('people.changed', {});
        emit('report.changed', { id, revision, session: '' });
        emit('review.changed', { id, session: '' });
        emit('versions.changed', { id });
        emit('reports.changed', {});
      }
      return report;
    },
  };
}

/** The newest version if it is the report as it stands; else the report is sent anew. */
function versionToSend(deps: Deps, id: string, author: string | undefined): Version {
  const { store, emit } = deps;
  const newest = store.versions.list(id)[0];
  if (newest && newest.kind !== 'signed' && isAsNow(store, id, newest)) return newest;
  if (author === undefined) {
    throw new AppError('no-person', '不知道是谁送审，没有导出。请先选定自己的姓名，再试一次。');
  }
  const round = (newest?.round ?? 0) + 1;
  return store.atomically(() => {
    const version = store.versions.create(id, { kind: 'sent', name: `第${round}轮送审稿`, author });
    putDown(deps, {
      report: id,
      action: 'sent',
      person: author,
      details: `第 ${version.number} 版，${version.name}`,
    });
    emit('versions.changed', { id });
    emit('reports.changed', {});
    return version;
  });
}

/** Whether a version holds all of the report as it stands: its text and what was said of it. */
function isAsNow(store: Deps['store'], id: string, version: Version): boolean {
  if (version.revision !== store.reports.get(id).revision) return false;
  const { review } = store.versions.open(id, version.id);
  return JSON.stringify(review) === JSON.stringify(store.review.get(id));
}

/** Reading speaks of importing; nothing else is different. */
function inOurWords(error: unknown): unknown {
  if (!(error instanceof AppError)) return error;
  const message = error.message.replaceAll('没有导入', '没有收回').replaceAll('再导入', '再收回');
  return new AppError(error.code, message, { cause: error });
}

type Base = Version & VersionContent;
type Copy = { name: string; sha256: string; copy: ReturnedCopy; base: Base };

/** The version that a copy is of. Throws AppError('not-review-copy') naming what the file is instead. */
function baseOf({ store }: Deps, id: string, name: string, copy: ReturnedCopy): Base {
  const { identity } = copy;
  const version = identity?.version ?? copy.version;
  if (version === null || version === undefined) {
    throw new AppError(
      'not-review-copy',
      `“${name}”不是年述导出的送审稿，没有收回，报告没有改动。请选择导出后改好的那份 .docx。`,
    );
  }
  const owner = store.versions.reportOf(version);
  if (owner === id) return store.versions.open(id, version);
  const other = owner === null ? null : store.reports.list().find((report) => report.id === owner);
  const title = other?.title || identity?.title;
  if (title && (owner !== null || identity?.report !== id)) {
    const year = other?.year ?? identity?.year;
    throw new AppError(
      'not-review-copy',
      `“${name}”是《${title}》${year ? `（${year}年）` : ''}的送审稿，不是这份报告的，没有收回。请打开那份报告再收回。`,
    );
  }
  throw new AppError(
    'not-review-copy',
    `“${name}”送审时的版本不在本机，没法对照，没有收回。请在导出送审稿的电脑上收回。`,
  );
}

type State = { blocks: readonly Block[]; variables: Variables; review: Review };

/** Merges the copies one after the other; stores what comes of it where that is asked for. */
function mergeAll(
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
  const files: MergeReport['files'] = [];
  const { policy } = policyOf(deps, report);
  for (const { name, sha256, copy, base } of copies) {
    signal.throwIfAborted();
    const again = store.versions.mergedWith(id, sha256) !== null;
    files.push({ name, number: base.number, version: base.name, again });
    if (again) continue;
    const { blocks } = base.document;
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
    state = {
      ...state,
      blocks: merged.blocks,
      review: withRows(state.review, rowsOf(merged, UNKNOWN.id, copy.savedAt ?? base.at)),
    };
  }
  const rows = joinRows(all, copies);
  const ops = operationsTo(report.document.blocks, state.blocks);
  const counted = count(all, people, report, state.blocks);
  const isNothing = ops.length === 0 && Object.values(rows).every((list) => list.length === 0);
  if (!apply || isNothing || author === undefined) return { files, ...counted, taken: null };
  // The way back, where the report went on since its last version.
  const [before] = store.versions.list(id);
  if (!before || !isAsNow(store, id, before))
    store.versions.create(id, { kind: 'saved', name: '收回之前', author });
  people.save(store.review, rows, author);
  store.reports.apply({ id, batch: newId(), base: report.revision, ops, author, review: rows });
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
      ...joinLists(all),
    },
  });
  putDown(deps, {
    report: id,
    action: 'merged',
    person: author,
    details: `${version.name}；${files.map((file) => file.name).join('、')}`,
  });
  return { files, ...counted, taken: { number: version.number, name: version.name } };
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

function joinRows(all: readonly Merged[], copies: readonly Copy[]): Rows {
  const rows: Rows = { revisions: [], threads: [], decisions: [], replies: [], states: [] };
  const parts = all.map((merged, at) =>
    rowsOf(merged, UNKNOWN.id, copies[at]?.copy.savedAt ?? copies[at]?.base.at ?? ''),
  );
  return parts.reduce<Rows>(
    (sum, part) => ({
      revisions: [...sum.revisions, ...part.revisions],
      threads: [...sum.threads, ...part.threads],
      decisions: [...sum.decisions, ...part.decisions],
      replies: [...sum.replies, ...part.replies],
      states: [...sum.states, ...part.states],
    }),
    rows,
  );
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

/** Authors of a Word file are names: one that is known here is that person, another one is new. */
class PeopleByName {
  readonly #byName = new Map<string, Person>();
  readonly #known: ReadonlySet<string>;
  readonly #new = new Map<string, Person>();

  constructor(people: readonly Person[]) {
    this.#known = new Set(people.map(({ id }) => id));
    // Who was entered here comes before who came in with a copy.
    for (const person of [...people].sort((a, b) => Number(Boolean(a.origin)) - Number(Boolean(b.origin))))
      if (!this.#byName.has(person.name)) this.#byName.set(person.name, person);
  }

  idOf(name: string): string {
    const found = this.#byName.get(name);
    if (found) return found.id;
    const id = `w${hash(name)}`;
    return this.take({ id, name: name.slice(0, 40), unit: '', role: 'reviewer', origin: 'word' }, name);
  }

  take(person: Person, name = person.name): string {
    if (!this.#known.has(person.id)) this.#new.set(person.id, person);
    this.#byName.set(name, person);
    return person.id;
  }

  nameOf(id: string): string {
    return [...this.#byName.values()].find((person) => person.id === id)?.name ?? '';
  }

  /** Only those who have said or changed something. */
  save(store: { savePerson(person: Person): Person }, rows: Rows, author: string): void {
    const used = new Set(
      [
        author,
        ...[...rows.revisions, ...rows.threads, ...rows.decisions, ...rows.replies, ...rows.states].map(
          (row) => row.author,
        ),
        ...rows.threads.flatMap(({ resolvedBy, comments }) => [
          resolvedBy,
          ...comments.map((comment) => comment.author),
        ]),
      ].filter((one) => one !== undefined),
    );
    for (const person of this.#new.values()) if (used.has(person.id)) store.savePerson(person);
  }
}

function count(
  all: readonly Merged[],
  people: PeopleByName,
  report: ReportDetail,
  blocks: readonly Block[],
): Omit<MergeReport, 'files' | 'taken'> {
  const byPerson = new Map<string, MergeCount>();
  const of = (person: string): MergeCount => {
    let one = byPerson.get(person);
    if (!one) {
      const name = people.nameOf(person);
      const zero = {
        comments: 0,
        replies: 0,
        resolved: 0,
        reopened: 0,
        insertions: 0,
        deletions: 0,
        formats: 0,
      };
      byPerson.set(person, (one = { person, name, ...zero }));
    }
    return one;
  };
  let untracked = 0;
  for (const { revisions, threads, replies } of all) {
    for (const { author, kind } of revisions) {
      if (author === UNKNOWN.id) untracked += 1;
      else if (kind === 'insert') of(author).insertions += 1;
      else if (kind === 'delete') of(author).deletions += 1;
      else of(author).formats += 1;
    }
    for (const thread of threads) {
      of(thread.author).comments += 1;
      for (const reply of thread.comments.slice(1)) of(reply.author).replies += 1;
    }
    for (const { author } of replies) of(author).replies += 1;
  }
  const states = all.flatMap((merged) => merged.states);
  const decisions = all.flatMap((merged) => merged.decisions);
  const sum = (key: 'comments' | 'replies' | 'insertions' | 'deletions'): number =>
    [...byPerson.values()].reduce((total, one) => total + one[key], 0);
  return {
    people: [...byPerson.values()],
    comments: sum('comments'),
    replies: sum('replies'),
    insertions: sum('insertions'),
    deletions: sum('deletions'),
    resolved: states.filter(({ state }) => state === 'resolved').length,
    reopened: states.filter(({ state }) => state === 'open').length,
    untracked,
    accepted: decisions.filter(({ accepted }) => accepted).length,
    rejected: decisions.filter(({ accepted }) => !accepted).length,
    ...namedLists(joinLists(all), blocks, report.variables, (person) => people.nameOf(person)),
  };
}

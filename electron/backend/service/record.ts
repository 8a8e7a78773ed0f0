import type { Method, Params, Result } from '../../../shared/contract/methods.ts';
import type { Action } from '../../../shared/signoff/record.ts';
import type { Deps } from './deps.ts';
import { settingOf } from './settings.ts';

/** Typing within this time of the last entry by the same person is the same piece of work. */
const SAME_WORK_MS = 30 * 60_000;

/** What begins or ends a piece of work. */
const PIECES_OF_WORK: readonly Action[] = [
  'edited',
  'sent',
  'returned',
  'saved',
  'merged',
  'signed',
  'report-reopened',
];

type Entry = { report: string; action: Action; details?: string; person?: string | undefined };

/** What a call that went well leaves in the record. Signing writes its own entries, with the signature. */
type Recorders = {
  [M in Method]?: (params: Params<M>, result: Result<M>, deps: Deps) => Entry | Entry[] | null;
};

const EDITION = { internal: '内部版', public: '公开版' } as const;

const RECORDERS: Recorders = {
  'report.create': ({ year, from }, { id }, { store }) => {
    const past = from === undefined ? null : store.reports.get(from);
    return {
      report: id,
      action: 'created',
      details: past ? `${year}年，接${past.year}年写` : `${year}年，空白模板`,
    };
  },
  'report.apply': ({ id, author, review }, _result, deps) => {
    const entries: Entry[] = [];
    const person = author ?? currentPerson(deps);
    const last = deps.store.record.last(id, PIECES_OF_WORK);
    const now = deps.ports.now().getTime();
    const goesOn =
      last?.action === 'edited' &&
      last.person === (person ?? '') &&
      now - Date.parse(last.at) <= SAME_WORK_MS;
    if (!goesOn) entries.push({ report: id, action: 'edited', person });
    for (const thread of review?.threads ?? []) {
      const [comment] = thread.comments;
      entries.push({ report: id, action: 'commented', person: thread.author, details: comment?.body ?? '' });
    }
    for (const accepted of [true, false]) {
      const decided = (review?.decisions ?? []).filter((decision) => decision.accepted === accepted);
      const [first] = decided;
      if (!first) continue;
      const action = accepted ? 'accepted' : 'rejected';
      entries.push({ report: id, action, person: first.author, details: `${decided.length} 处` });
    }
    return entries;
  },
  'report.setMeta': ({ id, year, unit }) =>
    year === undefined && unit === undefined
      ? null
      : { report: id, action: 'meta', details: [year && `${year}年`, unit].filter(Boolean).join('，') },
  'report.remove': ({ id }) => ({ report: id, action: 'removed' }),
  'report.restore': ({ id }) => ({ report: id, action: 'restored' }),
  'import.files': (_params, results) =>
    results.flatMap(({ id, file }): Entry[] =>
      id ? [{ report: id, action: 'imported', details: file }] : [],
    ),
  'review.reply': ({ id, author, body }) => ({
    report: id,
    action: 'replied',
    person: author,
    details: body,
  }),
  'review.editComment': ({ id, author, body }) => ({
    report: id,
    action: 'comment-edited',
    person: author,
    details: body,
  }),
  'review.removeComment': ({ id, author }) => ({ report: id, action: 'comment-removed', person: author }),
  'review.setThreadState': ({ id, author, state }, thread) => ({
    report: id,
    action: state === 'resolved' ? 'resolved' : 'reopened',
    person: author,
    details: thread.comments[0]?.body ?? '',
  }),
  'version.create': ({ id, kind, author }, { number, name }) => ({
    report: id,
    action: kind,
    person: author,
    details: name ? `第 ${number} 版，${name}` : `第 ${number} 版`,
  }),
  'review.export': ({ id, author }, { name, number }) => ({
    report: id,
    action: 'exported',
    person: author,
    details: `送审稿，第 ${number} 版，${name}`,
  }),
  'review.merge': ({ id, author }, { files, taken }) =>
    taken
      ? {
          report: id,
          action: 'merged',
          person: author,
          details: `${taken.name}；${files.map(({ name }) => name).join('、')}`,
        }
      : null,
  'export.make': ({ id, edition }, { name }) => ({
    report: id,
    action: 'exported',
    details: `${EDITION[edition]}，${name}`,
  }),
  'export.marked': ({ id }, { name }) => ({ report: id, action: 'exported', details: `花脸稿，${name}` }),
};

function currentPerson({ store }: Deps): string | undefined {
  return settingOf(store, 'currentPerson') ?? undefined;
}

/** Longest details of an entry; a comment is read whole where it stands. */
const MAX_DETAILS = 200;

/** Puts down what a call has done. Called after it went well. */
export function recordCall(deps: Deps, method: Method, params: unknown, result: unknown): void {
  const recorder = RECORDERS[method] as
    ((params: unknown, result: unknown, deps: Deps) => Entry | Entry[] | null) | undefined;
  const made = recorder?.(params, result, deps);
  if (!made) return;
  for (const entry of Array.isArray(made) ? made : [made]) putDown(deps, entry);
}

/** Puts an entry down at once: for a call that stores several reports, each together with its record. */
export function putDown(deps: Deps, { report, action, details = '', person }: Entry): void {
  const who = person ?? currentPerson(deps);
  const name = who === undefined ? '' : (deps.store.review.person(who)?.name ?? '');
  const text = details.replaceAll(/\s+/g, ' ');
  deps.store.record.add(report, {
    person: who ?? '',
    name,
    action,
    details: text.length > MAX_DETAILS ? `${text.slice(0, MAX_DETAILS)}…` : text,
  });
}

import type { Method, Params, Result } from '../../../shared/contract/methods.ts';
import { ANSWERS, type Answer } from '../../../shared/signoff/review-sheet.ts';
import { OUTCOMES } from '../../../shared/signoff/opinions.ts';
import type { Action } from '../../../shared/signoff/record.ts';
import { plainBody } from '../../../shared/review/mentions.ts';
import type { Thread } from '../../../shared/review/types.ts';
import type { Deps } from './deps.ts';
import { settingOf } from './settings.ts';

export type Entry = {
  report: string;
  action: Action;
  details?: string;
  person?: string | undefined;
  /** Longest details, where they are the only place that says so. */
  most?: number;
};

/**
 * What a call leaves in the record, stored in one transaction with what it changes: so these are calls that are
 * answered at once. Those that take their time (signing, merging, importing, exporting) write their own entries, with
 * `putDown`, where they store.
 */
type Recorders = {
  [M in Method]?: (params: Params<M>, result: Result<M>, deps: Deps) => Entry | Entry[] | null;
};

const RECORDERS: Recorders = {
  'report.create': ({ year, from }, { id }, { store }) => {
    const past = from === undefined ? null : store.reports.get(from);
    return {
      report: id,
      action: 'created',
      details: past ? `${year}年，接${past.year}年写` : `${year}年，空白模板`,
    };
  },
  'report.setMeta': ({ id, year, unit }) =>
    year === undefined && unit === undefined
      ? null
      : { report: id, action: 'meta', details: [year && `${year}年`, unit].filter(Boolean).join('，') },
  'report.remove': ({ id }) => ({ report: id, action: 'removed' }),
  'report.restore': ({ id }) => ({ report: id, action: 'restored' }),
  'report.saveCopy': ({ id }, copy, { store }) => ({
    report: copy.id,
    action: 'created',
    details: `没能存入的改动，另存自《${store.reports.about(id)?.title ?? '已删除的报告'}》`,
  }),
  'draft.copy': (_draft, copy) => ({
    report: copy.id,
    action: 'created',
    details: '没能存入的改动，由草稿另存',
  }),
  'report.setHead': ({ id }) => ({ report: id, action: 'meta', details: '版头' }),
  'checks.ignore': ({ id, entries, ignored }) => ({
    report: id,
    action: 'checks-ignored',
    details: `${ignored ? '' : '恢复 '}${entries.length} 处`,
  }),
  'edition.decide': ({ id, decisions, person }) => ({
    report: id,
    person,
    action: 'made-public',
    details: decisions.map(({ text, ...decision }) => `${answerWords(decision)}：“${text}”`).join('；'),
  }),
  'review.reply': ({ id, author, body }, thread, { store }) => ({
    report: id,
    action: 'replied',
    person: author,
    details: `${about(thread, store)}：${body}`,
  }),
  'review.editComment': ({ id, author, body }) => ({
    report: id,
    action: 'comment-edited',
    person: author,
    details: body,
  }),
  'review.removeComment': ({ id, author, comment }, thread) => ({
    report: id,
    action: 'comment-removed',
    person: author,
    details: thread.comments.find((one) => one.id === comment)?.body ?? '',
  }),
  'review.setThreadState': ({ id, author, state }, thread, { store }) => ({
    report: id,
    action: state === 'resolved' ? 'resolved' : 'reopened',
    person: author,
    details: about(thread, store),
  }),
  'review.assign': ({ id, author, due }, thread, { store }) => ({
    report: id,
    action: 'assigned',
    person: author,
    details:
      thread.assignee === undefined
        ? '不再交办'
        : `${store.review.person(thread.assignee)?.name ?? ''}${due === null ? '' : `，${due}前`}`,
  }),
  'review.setReason': ({ id, author, reason }) => ({
    report: id,
    action: 'reasoned',
    person: author,
    details: reason || '不再写',
  }),
  'review.explain': ({ id, author, reason }) => ({
    report: id,
    action: 'explained',
    person: author,
    details: reason || '不再写',
  }),
  'opinions.answer': ({ id, author, outcome, reason }, thread, { store }) => ({
    report: id,
    action: 'answered',
    person: author,
    details: `${about(thread, store)}：${OUTCOMES[outcome ?? 'open']}${reason === '' ? '' : `，${reason}`}`,
  }),
  'version.create': ({ id, kind, author }, { number, name }) => ({
    report: id,
    action: kind,
    person: author,
    details: name ? `第 ${number} 版，${name}` : `第 ${number} 版`,
  }),
  'version.copy': ({ id, version }, copy, { store }) => {
    const { number, name } = store.versions.open(id, version);
    return {
      report: copy.id,
      action: 'created',
      details: `另存自《${store.reports.get(id).title}》第 ${number} 版，${name}`,
    };
  },
};

/** Which comment it is about, and whose. */
function about({ author, section, comments }: Thread, { review }: Deps['store']): string {
  const body = plainBody(comments[0]?.body ?? '');
  const words = body.length > SHORT ? `${body.slice(0, SHORT)}…` : body;
  return `${section === '' ? '' : `${section}，`}${review.person(author)?.name ?? ''}的批注“${words}”`;
}

const SHORT = 60;

function answerWords({ allowed, answer }: { allowed: boolean; answer?: Answer | undefined }): string {
  if (allowed) return '可以公开';
  return answer === undefined || answer === 'publish' ? '撤回“公开”' : ANSWERS[answer];
}

/** Whoever is at work here; undefined where nobody has said so. */
export function currentPerson({ store }: Deps): string | undefined {
  return settingOf(store, 'currentPerson') ?? undefined;
}

/** Longest details of an entry; a comment is read whole where it stands. */
const MAX_DETAILS = 200;

/** Adds an entry: by whoever is at work here unless it says otherwise. Call it within the transaction of what it tells of. */
export function putDown(
  deps: Deps,
  { report, action, details = '', person, most = MAX_DETAILS }: Entry,
): void {
  const who = person ?? currentPerson(deps);
  const name = who === undefined ? '' : (deps.store.review.person(who)?.name ?? '');
  const text = details.replaceAll(/\s+/g, ' ');
  deps.store.record.add(report, {
    person: who ?? '',
    name,
    action,
    details: text.length > most ? `${text.slice(0, most)}…` : text,
  });
}

/** Runs what a call does to the store together with its entry in the record: both are stored, or neither. */
export function recorded(deps: Deps, method: Method, params: unknown, work: () => unknown): unknown {
  const recorder = RECORDERS[method] as
    ((params: unknown, result: unknown, deps: Deps) => Entry | Entry[] | null) | undefined;
  if (!recorder) return work();
  return deps.store.atomically(() => {
    const result = work();
    const made = recorder(params, result, deps) ?? [];
    for (const entry of Array.isArray(made) ? made : [made]) putDown(deps, entry);
    return result;
  });
}

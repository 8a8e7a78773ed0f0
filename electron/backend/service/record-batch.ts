import { changeWords } from '../../../shared/review/change-words.ts';
import { collect, type Change } from '../../../shared/review/collect.ts';
import type { Block, Variables } from '../../../shared/document/types.ts';
import type { Decision } from '../../../shared/review/types.ts';
import type { Deps } from './deps.ts';
import { currentPerson, putDown } from './record.ts';
import type { Parsed } from './registry.ts';
import type { Action } from '../../../shared/signoff/record.ts';

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

/** Of each side of a change so much is said. */
const SHOWN = 40;
/** Details of one entry; more changes take more entries. */
const MOST = 1500;

/** The changes that are open in a report, with their words and places: what decisions are about. */
export function openChanges(
  { store }: Deps,
  id: string,
  { blocks, variables }: { blocks: readonly Block[]; variables: Variables },
): Change[] {
  const rows = new Map(store.review.get(id).revisions.map((row) => [row.id, row]));
  return collect(blocks, variables, rows, []).changes;
}

/**
 * Entries of a batch that was applied. Store them with it, and only when it was new: one that is sent again after a
 * reconnect is answered as it was at first.
 * @param changes that were open before it
 */
export function putDownBatch(
  deps: Deps,
  { id, author, review }: Parsed<'report.apply'>,
  changes: readonly Change[],
): void {
  const person = author ?? currentPerson(deps);
  const last = deps.store.record.last(id, PIECES_OF_WORK);
  const goesOn =
    last?.action === 'edited' &&
    last.person === (person ?? '') &&
    deps.ports.now().getTime() - Date.parse(last.at) <= SAME_WORK_MS;
  if (!goesOn) putDown(deps, { report: id, action: 'edited', person });
  for (const thread of review?.threads ?? []) {
    const details = thread.comments[0]?.body ?? '';
    putDown(deps, { report: id, action: 'commented', person: thread.author, details });
  }
  putDownDecisions(deps, id, review?.decisions ?? [], changes);
}

/**
 * Puts down which changes were accepted and which rejected: the words, whose they are, and where they stood. One that
 * was not open before (it came with the same batch) is counted only.
 * @param where said first: 在 Word 中
 */
export function putDownDecisions(
  deps: Deps,
  report: string,
  decisions: readonly Decision[],
  changes: readonly Change[],
  where = '',
): void {
  for (const accepted of [true, false]) {
    const decided = decisions.filter((decision) => decision.accepted === accepted);
    const [first] = decided;
    if (!first) continue;
    const ids = new Set(decided.map(({ revision }) => revision));
    const told = changes.filter(({ revisions }) => revisions.some((id) => ids.has(id)));
    for (const { revisions } of told) for (const id of revisions) ids.delete(id);
    const parts = told.map((change) => wordsOf(deps, change));
    if (ids.size > 0) parts.push(`${told.length > 0 ? '另有 ' : ''}${ids.size} 处`);
    for (const details of packed(parts)) {
      putDown(deps, {
        report,
        action: accepted ? 'accepted' : 'rejected',
        person: first.author,
        details: where + details,
        most: 2 * MOST,
      });
    }
  }
}

function wordsOf({ store }: Deps, change: Change): string {
  const name = store.review.person(change.author)?.name ?? '';
  const place = change.section === '' ? '' : `（${change.section.slice(0, SHOWN)}）`;
  return `${name || '未署名'}：${changeWords(change, SHOWN)}${place}`;
}

/** As many in an entry as it holds. */
function packed(parts: readonly string[]): string[] {
  const entries: string[] = [];
  for (const part of parts) {
    const last = entries.at(-1);
    if (last !== undefined && last.length + part.length < MOST)
      entries[entries.length - 1] = `${last}；${part}`;
    else entries.push(part);
  }
  return entries;
}

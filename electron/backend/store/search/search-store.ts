import type { Db, Statement } from '../../sqlite/port.ts';
import type {
  PassageKind,
  SearchAnswer,
  SearchFacets,
  SearchGroup,
  SearchHit,
} from '../../../../shared/contract/search.ts';
import { isExact, phrasesOf, wordsOf } from '../../../../shared/text/bigrams.ts';
import { fold } from '../../../../shared/text/fold.ts';
import { endOfReport, firstOfReport, firstOfYear, reportOfId } from './passage-id.ts';
import type { ReadDocument } from './index-writer.ts';
import { SearchIndex } from './search-index.ts';
import { snippetOf } from './snippet.ts';
import { columnOf, slotToken, unitToken } from './tokens.ts';

export type SearchQuery = {
  query: string;
  fromYear?: number | undefined;
  toYear?: number | undefined;
  unit?: string | undefined;
  slot?: string | undefined;
  kinds?: readonly PassageKind[] | undefined;
  reports?: number | undefined;
  passages?: number | undefined;
  after?: number | undefined;
  report?: string | undefined;
};

type Row = {
  id: number;
  block: string;
  kind: PassageKind;
  position: number;
  section: string;
  slots: string;
  text: string;
};
type Report = { no: number; id: string; year: number; unit: string; title: string };

/** Reports and passages of an answer unless asked for more. */
const REPORTS = 20;
const PASSAGES = 5;
/** Matches of the index that are looked at for one answer: words that only marks part could match for ever. */
const MOST_LOOKED_AT = 5000;

/** Searching over all reports. All calls are synchronous. */
export class SearchStore {
  readonly #db: Db;
  readonly #index: SearchIndex;
  readonly #matches: Statement<[string, bigint, bigint], { id: number }>;
  readonly #plain: Statement<[string, bigint, bigint], { id: number }>;
  readonly #passage: Statement<[bigint], Row>;
  readonly #byNumber: Statement<[number], Report>;
  readonly #byReport: Statement<[string], { no: number; year: number }>;

  constructor(db: Db, read: ReadDocument) {
    this.#db = db;
    this.#index = new SearchIndex(db, read);
    // In the order of ids, which is the index's own: nothing is sorted, and reading can stop at any match.
    this.#matches = db.prepare(
      'SELECT rowid AS id FROM search_index WHERE search_index MATCH ? AND rowid >= ? AND rowid < ? ORDER BY rowid',
    );
    this.#plain = db.prepare(
      'SELECT id FROM search_passages WHERE instr(text, ?) > 0 AND id >= ? AND id < ? ORDER BY id',
    );
    this.#passage = db.prepare('SELECT * FROM search_passages WHERE id = ?');
    this.#byNumber = db.prepare(
      `SELECT s.no, r.id, r.year, r.unit, r.title FROM search_reports s JOIN reports r ON r.id = s.report_id
       WHERE s.no = ? AND r.removed_at IS NULL`,
    );
    this.#byReport = db.prepare('SELECT no, year FROM search_reports WHERE report_id = ?');
  }

  pending(): number {
    return this.#index.pending();
  }

  /** See `SearchIndex.catchUp`. */
  catchUp(budget: number, asked?: boolean): boolean {
    return this.#index.catchUp(budget, asked);
  }

  forget(): void {
    this.#index.forget();
  }

  facets(): SearchFacets {
    const all = <T>(sql: string): T[] => this.#db.prepare<[], T>(sql).all();
    const live = 'FROM reports WHERE removed_at IS NULL';
    return {
      units: all<{ unit: string }>(
        `SELECT unit, count(*) AS n ${live} GROUP BY unit ORDER BY n DESC, unit`,
      ).map(({ unit }) => unit),
      years: all<{ year: number }>(`SELECT DISTINCT year ${live} ORDER BY year DESC`).map(({ year }) => year),
      total: all<{ n: number }>(`SELECT count(*) AS n ${live}`)[0]?.n ?? 0,
      pending: this.pending(),
    };
  }

  /**
   * Passages that hold all words, by report, the newest year first. The index is read from the newest passage on and
   * no further than the reports that are shown, so the cost does not follow how often the words stand in the archive.
   */
  find(query: SearchQuery): SearchAnswer {
    const words = wordsOf(query.query).map((word) => fold(word));
    const answer: SearchAnswer = { groups: [], next: null, pending: this.pending() };
    if (words.length === 0) return answer;
    const match = matchOf(words, query);
    // Marks only: nothing of them is in the index.
    const looked = match ?? longest(wordsOf(query.query));
    const statement = match === null ? this.#plain : this.#matches;
    const most = query.reports ?? REPORTS;
    let looks = 0;
    const { low, high } = this.#range(query);
    let ids: number[] = [];
    let end = 0;
    const close = (): void => {
      const group = this.#group(ids, words, query);
      if (group) answer.groups.push(group);
      ids = [];
    };
    for (const { id } of statement.iterate(looked, BigInt(low), BigInt(high))) {
      if (id >= end) {
        close();
        const { first } = reportOfId(id);
        if (answer.groups.length >= most || looks > MOST_LOOKED_AT) return { ...answer, next: first };
        end = endOfReport(first);
      }
      ids.push(id);
      looks += 1;
    }
    close();
    return answer;
  }

  #group(ids: readonly number[], words: readonly string[], query: SearchQuery): SearchGroup | null {
    const [any] = ids;
    if (any === undefined) return null;
    const report = this.#byNumber.get(reportOfId(any).no);
    if (!report || (query.unit !== undefined && report.unit !== query.unit)) return null;
    const rows = ids.flatMap((id) => this.#passage.get(BigInt(id)) ?? []);
    return groupOf(report, rows, words, query);
  }

  /** The range of ids to look through. */
  #range({ fromYear, toYear, report, after }: SearchQuery): { low: number; high: number } {
    if (report !== undefined) {
      const found = this.#byReport.get(report);
      const first = found ? firstOfReport(found.year, found.no) : 0;
      return { low: first, high: found ? endOfReport(first) : 0 };
    }
    return {
      low: Math.max(firstOfYear(toYear ?? 3999), after ?? 0),
      high: firstOfYear((fromYear ?? 1) - 1),
    };
  }
}

function longest(words: readonly string[]): string {
  return [...words].sort((a, b) => b.length - a.length)[0] ?? '';
}

/** The query for the index; null where no word has a letter. */
function matchOf(words: readonly string[], { kinds, slot, unit }: SearchQuery): string | null {
  const phrases = words.flatMap((word) => phrasesOf(word));
  if (phrases.length === 0) return null;
  const all = ['heading', 'body', 'item', 'table'] as const;
  const columns = all.filter((kind) => !kinds?.length || kinds.includes(kind)).map((kind) => columnOf(kind));
  const facets = [
    ...(slot === undefined ? [] : [slotToken(slot)]),
    ...(unit === undefined ? [] : [unitToken(unit)]),
  ];
  return [
    `{${columns.join(' ')}} : (${phrases.join(' AND ')})`,
    ...facets.map((token) => `facets : "${token}"`),
  ].join(' AND ');
}

function groupOf(
  report: Report,
  rows: readonly Row[],
  words: readonly string[],
  { kinds, slot, passages }: SearchQuery,
): SearchGroup | null {
  const hits: SearchHit[] = [];
  const most = passages ?? PASSAGES;
  // Where the index can't be wrong, what is not shown is only counted.
  const exact = words.every((word) => isExact(word));
  let total = 0;
  for (const row of [...rows].sort((a, b) => a.position - b.position)) {
    // The index has looked at both already; the plain way has not.
    if (kinds?.length && !kinds.includes(row.kind)) continue;
    if (slot !== undefined && !row.slots.split(' ').includes(slot)) continue;
    if (exact && hits.length >= most) {
      total += 1;
      continue;
    }
    const found = snippetOf(row.text, words);
    if (!found) continue;
    total += 1;
    if (hits.length < most) hits.push({ block: row.block, kind: row.kind, section: row.section, ...found });
  }
  const { id, year, unit, title } = report;
  return total > 0 ? { id, year, unit, title, total, hits } : null;
}

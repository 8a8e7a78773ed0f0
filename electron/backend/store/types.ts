import type {
  Doubt,
  ReportDetail,
  ReportState,
  ReportSummary,
  SlateOperation,
} from '../../../shared/contract/methods.ts';
import type { Review, ReviewRows } from '../../../shared/review/types.ts';
import type { RecordStore } from './record-store.ts';
import type { DoubtStore } from './doubt-store.ts';
import type { NewOriginal, OriginalStore } from './original-store.ts';
import type { ReviewStore } from './review-store.ts';
import type { VersionStore } from './version-store.ts';
import type { ExportStore } from './export-store.ts';
import type { IgnoredStore } from './ignored-store.ts';
import type { SearchAnswer, SearchFacets } from '../../../shared/contract/search.ts';
import type { Block, ReportDocument, Variables } from '../../../shared/document/types.ts';
import type { SignatureStore } from './signature-store.ts';
import type { SettingStore } from './setting-store.ts';
import type { SearchQuery } from './search/search-store.ts';

/** A report to be stored. The title is derived from the document. */
export type NewReport = {
  template: string;
  year: number;
  unit: string;
  document: ReportDocument;
  variables: Variables;
  state?: ReportState;
  /** The report that it was rolled over from. */
  from?: { id: string; year: number };
  demo?: boolean;
  /** The file that it was imported from, kept byte for byte. */
  source?: NewOriginal;
  /** Where recognition was not certain. */
  doubts?: readonly Doubt[];
  /** Rows of the changes and threads that the document carries; ids without a row are refused. */
  review?: Review;
};

export type Batch = {
  id: string;
  batch: string;
  base: number;
  ops: readonly SlateOperation[];
  variables?: Variables;
  /** Person at work. */
  author?: string;
  /** Rows of the ids that the operations bring in; stored with them or not at all. */
  review?: ReviewRows;
};

/** Searching over all reports. The index follows the reports; `catchUp` takes in what it has not seen yet. */
export type SearchReader = {
  find(query: SearchQuery): SearchAnswer;
  facets(): SearchFacets;
  /** Reports that the index has not taken in as they are now. */
  pending(): number;
  /** Works for about `budget` milliseconds; true when nothing is left. */
  catchUp(budget: number): boolean;
};

/** Reading and writing reports. All calls are synchronous: better-sqlite3 answers within the call. */
export type ReportStore = {
  list(): ReportSummary[];
  /** Throws AppError('not-found'). */
  get(id: string): ReportDetail;
  /** The document alone, read without keeping it in memory: for passes over the whole archive. */
  peek(id: string): { blocks: readonly Block[]; variables: Variables };
  insert(report: NewReport): string;
  /**
   * Applies operations in one transaction and answers with the new revision. A batch that was applied before
   * answers as it did then. Throws 'stale-revision', 'invalid-document', 'no-person', 'not-found'; then nothing has
   * changed.
   */
  apply(batch: Batch): { revision: number };
  setMeta(id: string, meta: { year?: number; unit?: string; state?: ReportState }): ReportSummary;
  /** Signing and going on after it: the only ways into and out of 'signed-off'. */
  setState(id: string, state: ReportState): void;
  remove(id: string): void;
  restore(id: string): void;
};

export type Store = {
  reports: ReportStore;
  search: SearchReader;
  originals: OriginalStore;
  doubts: DoubtStore;
  settings: SettingStore;
  review: ReviewStore;
  versions: VersionStore;
  signatures: SignatureStore;
  record: RecordStore;
  /** All of it is stored or nothing. */
  atomically<T>(work: () => T): T;
  /** Findings of the checks that are left as they are, by report. */
  ignored: IgnoredStore;
  exports: ExportStore;
  /** What the user must be told of the opening: a damaged database and what was done. Null as a rule. */
  notice: string | null;
  /** Makes the day's backup unless it is there. */
  backupDaily(): Promise<void>;
  close(): Promise<void>;
};

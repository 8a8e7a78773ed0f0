import type { AssetStore } from './asset-store.ts';
import type { SearchAnswer, SearchFacets } from '../../../shared/contract/search.ts';
import type { DoubtStore } from './doubt-store.ts';
import type { DraftStore } from './draft-store.ts';
import type { ExportStore } from './export-store.ts';
import type { IgnoredStore } from './ignored-store.ts';
import type { LookStore } from './look-store.ts';
import type { NoticeStore } from './base/notices.ts';
import type { ReportRevision } from './outside-changes.ts';
import type { OriginalStore } from './original-store.ts';
import type { RecordStore } from './record-store.ts';
import type { ReportStore } from './report-types.ts';
import type { ReviewStore } from './review-store.ts';
import type { SearchQuery } from './search/search-store.ts';
import type { SettingStore } from './setting-store.ts';
import type { ApprovalStore } from './approval-store.ts';
import type { IssueStore } from './issue-store.ts';
import type { KeyStore } from './key-store.ts';
import type { SignatureStore } from './signature-store.ts';
import type { VersionStore } from './version-store.ts';
import { type Progress } from './base/progress.ts';

/** Searching over all reports. The index follows the reports; `catchUp` takes in what it has not seen yet. */
export type SearchReader = {
  find(query: SearchQuery): SearchAnswer;
  facets(): SearchFacets;
  /** Reports that the index has not taken in as they are now. */
  pending(): number;
  /** Works for about `budget` milliseconds; true when nothing is left. `asked`: somebody waits for what is found. */
  catchUp(budget: number, asked?: boolean): boolean;
  /** Throws the index away: all is behind then. */
  forget(): void;
};

/** Of other processes on the same data folder. */
export type OutsideChangeReader = {
  /** Where each report stands. */
  revisions(): ReportRevision[];
  /** Where each report stands now, if another process has written since the last look; null otherwise. */
  look(): ReportRevision[] | null;
};

/** Reading and writing reports. All calls are synchronous: better-sqlite3 answers within the call. */
export type Store = {
  reports: ReportStore;
  search: SearchReader;
  originals: OriginalStore;
  /** Images of reports. */
  assets: AssetStore;
  doubts: DoubtStore;
  /** What windows could not store in their reports. */
  drafts: DraftStore;
  settings: SettingStore;
  review: ReviewStore;
  /** What each person has seen of each report. */
  looks: LookStore;
  versions: VersionStore;
  keys: KeyStore;
  signatures: SignatureStore;
  /** Steps of approvals before the last. */
  approvals: ApprovalStore;
  /** Files of signed versions that were exported. */
  issued: IssueStore;
  record: RecordStore;
  /** All of it is stored or nothing. */
  atomically<T>(work: () => T): T;
  /** Findings of the checks that are left as they are, by report. */
  ignored: IgnoredStore;
  exports: ExportStore;
  /** What somebody has to be told about the data, and has not read yet. */
  notices: NoticeStore;
  /** Brings what is in the log into the database file, so that the file alone is never far behind. */
  settle(): void;
  /** How far the database is: tells whether a copy of it is up to date. */
  progress(): Progress;
  /** Lets go of what is in memory: the database was replaced by another. */
  forget(): void;
  /** Rows that this connection has changed since it was opened; it only grows. */
  changes(): number;
  /** What other processes have changed in the same database. */
  outside: OutsideChangeReader;
  close(): Promise<void>;
};

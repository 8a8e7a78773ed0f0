import type { Operation } from 'slate';

import type { Doubt } from '../../../shared/structure/certainty.ts';
import type { Known } from '../../../shared/contract/import-batch.ts';
import type { ReportDetail, ReportSummary } from '../../../shared/contract/methods.ts';
import type { ReportState } from '../../../shared/document/report-state.ts';
import type { Block, ReportDocument, Variables } from '../../../shared/document/types.ts';
import type { Review, ReviewRows } from '../../../shared/review/types.ts';
import type { NewOriginal } from './original-store.ts';

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

export type ReportAbout = Pick<ReportSummary, 'title' | 'template' | 'year' | 'unit'> & {
  from: { id: string; year: number } | null;
};

export type Batch = {
  id: string;
  batch: string;
  base: number;
  ops: readonly Operation[];
  variables?: Variables;
  /** Person at work. */
  author?: string;
  /** Somebody has decided by a command what is public: hidden words may become so. */
  publish?: true;
  /** Rows of the ids that the operations bring in; stored with them or not at all. */
  review?: ReviewRows;
};

export type ReportStore = {
  list(): ReportSummary[];
  /** Those of one year and unit. */
  twins(year: number, unit: string): Known[];
  /** Throws AppError('not-found'). */
  get(id: string): ReportDetail;
  /** What a report is about, also of one that was removed; null where there is none of that id. */
  about(id: string): ReportAbout | null;
  /** The document alone, read without keeping it in memory: for passes over the whole archive. */
  peek(id: string): { blocks: readonly Block[]; variables: Variables };
  insert(report: NewReport): string;
  /**
   * Applies operations in one transaction and answers with the new revision. A batch that was applied before
   * answers as it did then. Throws 'stale-revision', 'invalid-document', 'no-person', 'not-found'; then nothing has
   * changed.
   */
  apply(batch: Batch): { revision: number };
  /** Whether this batch was applied. */
  has(id: string, batch: string): boolean;
  setMeta(id: string, meta: { year?: number; unit?: string; state?: ReportState }): ReportSummary;
  /** Signing and going on after it: the only ways into and out of 'signed-off'. */
  setState(id: string, state: ReportState): void;
  remove(id: string): void;
  restore(id: string): void;
};

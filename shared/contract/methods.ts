import { z } from 'zod';

import { MAX_FIELD_LENGTH } from '../document/limits.ts';
import type { ReportState } from '../document/report-state.ts';
import type { ReportDocument, Sensitivity, Variables } from '../document/types.ts';
import { assetParams, type AssetResults } from './assets.ts';
import { backupParams, type BackupEvents, type BackupResults } from './backups.ts';
import { checkParams, type CheckEvents, type CheckResults } from './checks.ts';
import { draftParams, type DraftEvents, type DraftResults } from './drafts.ts';
import { exportParams, type ExportResult, type ExportResults } from './export.ts';
import { SETTING_KEYS, type SettingKey } from '../settings/settings.ts';
import type { NotKept } from './not-kept.ts';
import type { ReviewRows } from '../review/types.ts';
import type { Template } from '../template/schema.ts';
import { purgeParams, type PurgeEvents, type PurgeResults } from './purge.ts';
import { opinionParams, type OpinionResults } from './opinions.ts';
import { reviewSheetParams, type ReviewSheetResults } from './review-sheet.ts';
import { secrecyParams, type SecrecyResults } from './secrecy.ts';
import { approvalParams, type ApprovalResults } from './approval.ts';
import { keysParams, type KeysResults } from './keys.ts';
import { signoffParams, type SignoffEvents, type SignoffResults } from './signoff.ts';
import { recoveryParams, type Notice, type RecoveryEvents, type RecoveryResults } from './recovery.ts';
import { reviewParams, reviewRows, type ReviewEvents, type ReviewResults } from './review.ts';
import { joinOnce } from './join-once.ts';
import type { Outline } from '../structure/outline-types.ts';
import { mergeParams, type MergeResults } from './merge.ts';
import { importBatchParams, type ImportBatchResults } from './import-batch.ts';
import { searchParams, type SearchResults } from './search.ts';
import type { TableRowText } from '../reuse/carried-tables.ts';
import type { Comparison } from '../compare/types.ts';
import { compareParams } from './compare.ts';
import { figureParams, type FigureTable } from './figures.ts';
import { reportYear } from './report-year.ts';

/**
 * The one list of what a shell can ask of the backend. Parameters are validated in the backend, so that every
 * transport is covered; results are typed here and checked in the contract tests.
 */

const id = z.string().min(1).max(64);
const name = z.string().max(500);
/** Base64 of at most 64 MiB of bytes. */
const bytes = z.string().max(90_000_000);
const file = z.strictObject({ name: z.string().min(1).max(1000), bytes });
export const MAX_FIELD_VALUE = MAX_FIELD_LENGTH;
const variables = z.record(z.string().max(64), z.string().max(MAX_FIELD_VALUE));

const ownParams = {
  'app.info': z.strictObject({}),
  'template.list': z.strictObject({}),
  'report.list': z.strictObject({}),
  'report.create': z.strictObject({ template: id, year: reportYear, unit: name.min(1), from: id.optional() }),
  'report.open': z.strictObject({ id }),
  'report.apply': z.strictObject({
    id,
    /** Names the window; its own changes are not sent back to it. */
    session: id,
    /** Unique per batch: a batch that is sent again after a reconnect is applied once. */
    batch: id,
    /** The revision that the operations are based on. */
    base: z.int().min(0),
    /** Slate operations without `set_selection`; checked in depth when they are applied. */
    ops: z.array(z.looseObject({ type: z.string() })).max(100_000),
    /** Variables to set; '' clears one. */
    variables: variables.optional(),
    /** Person at work. */
    author: id.optional(),
    /** Somebody has decided by a command what is public. Without it no batch makes hidden words public. */
    publish: z.literal(true).optional(),
    /** Changes and threads whose ids the operations bring in: an id without a row is refused. */
    review: reviewRows.optional(),
  }),
  'report.setMeta': z.strictObject({
    id,
    year: reportYear.optional(),
    unit: name.min(1).optional(),
    /** Signed off is reached by signing only. */
    state: z.enum(['drafting', 'in-review', 'revised']).optional(),
  }),
  /**
   * Stores a whole document as a new report: what a window does with text that it can't save any more. Whatever is
   * given is taken; what can't be kept is taken off and named in the answer.
   */
  'report.saveCopy': z.strictObject({
    id,
    document: z.custom<{ schema: number; blocks: unknown[] }>(),
    variables: z.custom<Variables>(),
    /** Rows of changes and comments that the window holds and could not save. */
    review: z.custom<ReviewRows>().optional(),
    /** What the copy is of, where the report itself is gone. */
    about: z.custom<{ template: string; year: number; unit: string }>().optional(),
  }),
  /** Moves a report to the bin; `report.restore` takes it back. */
  'report.remove': z.strictObject({ id }),
  'report.restore': z.strictObject({ id }),
  'import.outline': file,
  /** The same section in each earlier year's report. Without slot and heading: the introduction. */
  'past.sections': z.strictObject({ id, slot: z.string().optional(), heading: name.optional() }),
  /** The text that this report may have been carried over from: last year's, sentence by sentence. */
  'past.carried': z.strictObject({ id }),
  /** Last year's value of each field of this report, by field id. */
  'past.values': z.strictObject({ id }),
  'demo.load': z.strictObject({}),
  'settings.get': z.strictObject({ key: z.enum(SETTING_KEYS) }),
  /** `value` is checked against the setting's own schema (shared/settings). */
  'settings.set': z.strictObject({ key: z.enum(SETTING_KEYS), value: z.unknown() }),
} as const;

/** The parameters of each method. What is needed for a new one is told at `handlersFor` of the backend. */
export const params = joinOnce(
  'contract method',
  ownParams,
  draftParams,
  checkParams,
  compareParams,
  figureParams,
  exportParams,
  reviewParams,
  mergeParams,
  signoffParams,
  approvalParams,
  keysParams,
  searchParams,
  importBatchParams,
  recoveryParams,
  backupParams,
  assetParams,
  secrecyParams,
  purgeParams,
  opinionParams,
  reviewSheetParams,
);

export type Method = keyof typeof params;

/** Whether it is the name of a method, as a wire may carry any text. */
export function isMethod(text: string): text is Method {
  return Object.hasOwn(params, text);
}

export type Params<M extends Method> = z.input<(typeof params)[M]>;

export type ReportSummary = {
  id: string;
  title: string;
  year: number;
  unit: string;
  template: string;
  state: ReportState;
  /** ISO 8601 UTC. */
  updatedAt: string;
  /** Characters as officials count them. */
  length: number;
  /** Fields without a value. */
  emptyFields: number;
  demo: boolean;
  /** It came out of a file, which can be had back. In lists only. */
  imported?: true;
};

export type ReportDetail = ReportSummary & {
  document: ReportDocument;
  variables: Variables;
  revision: number;
  /** The report that this one was rolled over from. */
  from: { id: string; year: number } | null;
};

/** One earlier year's text of a section. Blocks come rolled: fields empty, last year's value as a hint. */
export type PastSection = {
  id: string;
  year: number;
  title: string;
  heading: string;
  /** What the section read like in its year, a line a block. */
  text: string;
  blocks: ReportDocument['blocks'];
};

export type PastValue = { value: string; unit: string; year: number; sensitivity?: Sensitivity };

/** The report that a draft is held against; null where there is no earlier one. */
export type PastText = {
  id: string;
  year: number;
  /** Stretches between ordinals: for matching, with fields as placeholders, and as they read. */
  texts: { text: string; shown: string; section: string }[];
  /** The rows of its tables. */
  rows: TableRowText[];
  /** Other units with reports in the store: their names have no place in this one. */
  otherUnits: string[];
} | null;

export type AppInfo = {
  version: string;
  dataDir: string;
  shell: 'desktop' | 'browser' | 'cli';
  /** How the command line is called here, before the command's name. */
  commandLine: string;
  /** What somebody has to be told about the data, and has not read yet. */
  notices: Notice[];
};

type AllResults = CheckResults &
  RecoveryResults & {
    'app.info': AppInfo;
    'template.list': Template[];
    'report.list': ReportSummary[];
    'report.create': { id: string };
    'report.open': ReportDetail;
    'report.apply': { revision: number };
    'report.setMeta': ReportSummary;
    'report.saveCopy': { id: string; takenOff: NotKept };
    'report.remove': Record<string, never>;
    'report.restore': Record<string, never>;
    'import.outline': Outline;
    'past.sections': PastSection[];
    'past.carried': PastText;
    'past.values': Record<string, PastValue>;
    'figures.series': FigureTable;
    'figures.export': ExportResult;
    'compare.run': Comparison;
    'compare.export': ExportResult;
    'demo.load': { ids: string[] };
    'settings.get': { value: unknown };
    'settings.set': { value: unknown };
  } & OpinionResults &
  ReviewSheetResults &
  DraftResults &
  ReviewResults &
  MergeResults &
  SearchResults &
  SignoffResults &
  ApprovalResults &
  KeysResults &
  ImportBatchResults &
  BackupResults &
  AssetResults &
  SecrecyResults &
  PurgeResults &
  ExportResults;

/** One result for each method, and none for what is no method: the compiler names the ones that are missing or left over. */
type OneEach<R extends Record<Method, unknown> & Record<Exclude<keyof R, Method>, never>> = R;
export type Results = OneEach<AllResults>;

export type Result<M extends Method> = Results[M];

/** Events that the backend sends to every window. */
export type Events = RecoveryEvents &
  ReviewEvents &
  DraftEvents &
  SignoffEvents &
  BackupEvents &
  PurgeEvents &
  CheckEvents & {
    /** Saved by a window: others reload, or say that they differ. `session` is '' for changes by the backend. */
    'report.changed': { id: string; revision: number; session: string };
    'reports.changed': Record<string, never>;
    'settings.changed': { key: SettingKey };
    /** The search index has taken reports in; so many are left. */
    'search.indexed': { pending: number };
    /** Progress of a long call, by the call's `progress` token. */
    progress: { token: string; done: number; total: number; text: string };
  };
export type EventName = keyof Events;

/** Messages on a wire (IPC port or WebSocket), as JSON-compatible values. */
export type WireRequest = { call: number; method: string; params: unknown; progress?: string };
export type WireCancel = { cancel: number };
export type WireReply =
  | { reply: number; ok: true; result: unknown }
  | { reply: number; ok: false; error: import('../errors/app-error.ts').WireError };
export type WireEvent = { event: EventName; data: unknown };

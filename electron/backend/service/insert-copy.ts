import { AppError } from '../../../shared/errors/app-error.ts';
import { MAX_FIELD_VALUE } from '../../../shared/contract/methods.ts';
import type { NotKept } from '../../../shared/contract/not-kept.ts';
import { joinedRows, soundRows } from '../../../shared/contract/sound-rows.ts';
import { repairBlocks } from '../../../shared/document/repair.ts';
import { SCHEMA_VERSION, type Block, type Variables } from '../../../shared/document/types.ts';
import { upgradeDocument } from '../../../shared/document/upgrade.ts';
import { adoptBlocks } from '../../../shared/document/adopt-blocks.ts';
import { NO_ROWS } from '../../../shared/document/known-marks.ts';
import { knownRows } from '../../../shared/review/known-rows.ts';
import { EMPTY_REVIEW, type Review } from '../../../shared/review/types.ts';
import type { ReportAbout } from '../store/report-types.ts';
import type { Deps } from './deps.ts';

export type CopySource = {
  about: Omit<ReportAbout, 'title'>;
  /** A document, or what a window took for one. */
  document: unknown;
  variables: unknown;
  /** Rows that are stored, and rows that a window could not save: those are checked one by one. */
  stored: Review;
  unsaved?: unknown;
};

export type Copied = { id: string; takenOff: NotKept };

/**
 * Stores a document that comes from a window, a version or a draft as a report of its own. It is never refused for
 * what is in it: what can't be kept is taken off and counted. Throws AppError only where nothing at all can be stored
 * (disk full, folder not writable).
 */
export function insertCopy(deps: Deps, source: CopySource): Copied {
  const { template, year, unit, from } = source.about;
  const { blocks: sound, mended } = repairBlocks(blocksIn(source.document));
  const people = new Set(deps.store.review.people().map((person) => person.id));
  const review = joinedRows(source.stored, soundRows(source.unsaved, source.stored, people));
  const insert = (blocks: Block[], rows: Review): string =>
    deps.store.reports.insert({
      template,
      year,
      unit,
      document: { schema: SCHEMA_VERSION, blocks },
      variables: variablesIn(source.variables),
      review: rows,
      ...(from ? { from } : {}),
    });
  const { blocks, takenOff } = adoptBlocks(sound, { rows: knownRows(review) });
  try {
    return { id: insert(blocks, review), takenOff: { ...takenOff, mended } };
  } catch (error) {
    // The disk and the folder are not a matter of what is in the copy.
    if (error instanceof AppError && error.code !== 'invalid-document' && error.code !== 'no-person')
      throw error;
    deps.ports.logger.warn('copy without its rows', { error });
    const bare = adoptBlocks(sound, { rows: NO_ROWS });
    return { id: insert(bare.blocks, EMPTY_REVIEW), takenOff: { ...bare.takenOff, mended } };
  }
}

/** The blocks of what a window took for a document, of whatever version. */
export function blocksIn(document: unknown): unknown {
  try {
    return upgradeDocument(document).blocks;
  } catch {
    // Of no version that is known: its blocks are mended as they are.
    const { blocks } = (document ?? {}) as { blocks?: unknown };
    return blocks ?? [];
  }
}

/** The variables that can be kept. */
export function variablesIn(given: unknown): Variables {
  if (typeof given !== 'object' || given === null) return {};
  return Object.fromEntries(
    Object.entries(given).filter(
      (entry): entry is [string, string] =>
        typeof entry[1] === 'string' && entry[1] !== '' && entry[1].length <= MAX_FIELD_VALUE,
    ),
  );
}

/** The rows of a report, also of one that was removed; none where it is gone. */
export function storedRows({ store }: Deps, report: string): Review {
  return store.reports.about(report) ? store.review.get(report) : EMPTY_REVIEW;
}

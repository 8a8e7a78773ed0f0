import { AppError, type ErrorCode } from '../../shared/errors/app-error.ts';

/**
 * saved: everything is on disk, by the backend's own word · dirty: waits a moment for more · saving · offline: will be
 * sent when the backend is back · failed: could not be stored, and is tried again · conflict: can't be stored in this
 * report any more, and somebody has to decide.
 */
export type SaveState = 'saved' | 'dirty' | 'saving' | 'offline' | 'conflict' | 'failed';

/** Why a report takes nothing more from this window: changed by another one, removed, or signed. */
export type ConflictReason = 'changed' | 'removed' | 'signed';

export type SaveStatus = { state: SaveState; message?: string; reason?: ConflictReason };

/** What becomes of a batch that was not stored. */
export type Outcome =
  /** The line broke: it is sent again when the line is back. */
  | { at: 'offline' }
  /** Somebody decides. */
  | { at: 'conflict'; reason: ConflictReason }
  /** There is something wrong with the batch itself: sent again it would be refused again. */
  | { at: 'refused' }
  /** It has nothing to do with the batch: disk full, folder not writable. It is tried again. */
  | { at: 'failed' };

/** A fault of the program may pass, or be in the batch: after so many attempts it is taken for the batch's. */
const MOST_ATTEMPTS = 3;

const OUTCOMES: Partial<Record<ErrorCode, Outcome>> = {
  unavailable: { at: 'offline' },
  'stale-revision': { at: 'conflict', reason: 'changed' },
  'not-found': { at: 'conflict', reason: 'removed' },
  'signed-off': { at: 'conflict', reason: 'signed' },
  'invalid-document': { at: 'refused' },
  'bad-request': { at: 'refused' },
  'too-large': { at: 'refused' },
  'would-publish': { at: 'refused' },
  'no-person': { at: 'refused' },
};

/** @param attempts how often this batch was sent, this time included */
export function outcomeOf(error: unknown, attempts: number): Outcome {
  const code = error instanceof AppError ? error.code : 'internal';
  if (code === 'internal') return { at: attempts >= MOST_ATTEMPTS ? 'refused' : 'failed' };
  return OUTCOMES[code] ?? { at: 'failed' };
}

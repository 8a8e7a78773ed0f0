/**
 * Numbers of revisions are never used again. A report that is brought back to an earlier state goes on from a number
 * that no window has seen: an empty batch of this name stands there, and the numbers before it are missing.
 */
const NAME = 'restored-';

/** Whether a batch may follow one that is not the one before it. */
export const isJump = (batch: string): boolean => batch.startsWith(NAME);

export const jumpName = (generation: number, revision: number): string => `${NAME}${generation}-${revision}`;

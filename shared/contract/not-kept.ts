import type { TakenOff } from '../document/known-marks.ts';

/** What a copy could not keep: changes and comments without a known author, blocks that had to be mended. */
export type NotKept = TakenOff & { mended: number };

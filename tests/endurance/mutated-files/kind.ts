import type { Draw } from '../draw.ts';

/** A kind of files that come from outside, each with something wrong in it. */
export type Files = {
  /** Makes one and has it read; throws where what comes of it is neither a sound result nor a refusal. */
  one: () => Promise<'taken' | 'refused'>;
  /** Reads one in which nothing is wrong; throws where that is not as ever. */
  sound: () => Promise<void>;
  /** The file that was made last, to be looked at after a failure. */
  last: () => { name: string; bytes: Buffer };
  /** What went wrong inside, and was told as a file that can’t be read. */
  faults: () => readonly string[];
  close: () => Promise<void>;
};

export type Kind = (draw: Draw) => Promise<Files>;

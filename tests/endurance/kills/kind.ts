import type { Draw } from '../draw.ts';
import type { Victims } from './victim.ts';

/** What a kind of work is given. */
export type Tools = {
  draw: Draw;
  victims: Victims;
  /** A new folder, gone after the stretch. */
  folder: () => string;
  /** Bytes of the original that is imported. */
  size: number;
};

export type Work = {
  /** Works, is killed, and is looked at. Throws what is wrong. */
  round: () => Promise<void>;
  /** After the last round: looks at what was left lying about. */
  end: () => Promise<void>;
};

/** A kind of work in which a process is killed. */
export type Kind = (tools: Tools) => Promise<Work>;

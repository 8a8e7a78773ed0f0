import type { CheckContext, Finding } from '../../../shared/checks/types.ts';
import type { Block } from '../../../shared/document/types.ts';

export type ToWorker = {
  /** Counts up; the answer carries it. */
  run: number;
  /** Only where something in it has changed: everything is checked anew then. */
  context?: CheckContext;
  /** Ids of all blocks in reading order. */
  order: readonly string[];
  /** Blocks that are new or have changed since the last message. */
  changed: readonly Block[];
  gone: readonly string[];
};

export type FromWorker = { run: number; findings: Finding[] };

import type { Counts } from '../document/count-report.ts';
import type { Doubt, ReportCertainty } from './certainty.ts';

export type OutlineField = {
  kind: string;
  unit: string;
  value: string;
  masked: boolean;
  /** How likely it is a field at all, 0 to 1. */
  sure: number;
  text: string;
};
export type OutlineBlock = {
  type: string;
  role?: string;
  level?: number;
  number?: string;
  text: string;
  slot?: string;
  /** Of a file that was recognised: how likely it is that the block is this, and that a heading fills its slot, 0 to 1. */
  sure?: number;
  slotSure?: number;
  /** True while the block, or a sentence of it, is still last year's text. */
  carried?: boolean;
  items?: { ordinal: string; text: string; sure?: number }[];
  fields?: OutlineField[];
};
export type Outline = {
  title: string;
  counts: Counts;
  blocks: OutlineBlock[];
  doubtful: Doubt[];
  /** Of a file that was recognised. */
  sure?: ReportCertainty;
};

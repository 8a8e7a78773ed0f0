import { generated } from './generate.ts';
import { HAND_WRITTEN } from './hand-written.ts';
import { parseMarked, type CorpusReport } from './markup.ts';

/** All reports of the corpus: nineteen written by hand and fifty-five generated. */
export const corpus = (): CorpusReport[] =>
  [...HAND_WRITTEN, ...generated(55)].map((report) => parseMarked(report));

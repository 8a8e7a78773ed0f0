import { generated } from './generate.ts';
import { HAND_WRITTEN } from './hand-written.ts';
import { parseMarked, type CorpusReport } from './markup.ts';

/** All reports of the corpus: fifteen written by hand and forty-five generated. */
export const corpus = (): CorpusReport[] =>
  [...HAND_WRITTEN, ...generated(45)].map((report) => parseMarked(report));

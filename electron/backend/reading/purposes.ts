import { during, type FileTask } from '../../../shared/errors/file-error.ts';
import type { ReadingTask } from './tasks.ts';

/** What a file is read for, as the message says where it was not done. */
const PURPOSES: Record<ReadingTask['kind'], FileTask> = {
  recognise: 'import',
  outline: 'recognise',
  check: 'check',
  'review-copy': 'take-back',
  merge: 'take-back',
  signed: 'verify',
  differences: 'verify',
};

/** An error of reading, in the words of what the file was read for; any other as it is. */
export const inWordsOf = ({ kind }: ReadingTask, error: unknown): unknown => during(PURPOSES[kind], error);

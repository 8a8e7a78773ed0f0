import type { Mutant } from './mutant.ts';

const TAKEN = ['tests/unit/proof/taken-knowingly.test.ts'];
const PROVEN = ['tests/unit/proof/prove-merge.test.ts'];
const REFUSED = ['tests/unit/proof/refused.test.ts'];
const RECORD = ['tests/unit/signoff/record-says.test.ts'];
const OPINIONS = ['tests/unit/signoff/opinions.test.ts'];

/** What is handed over is proven first, and what a file says gives nothing away. */
export const proof: readonly Mutant[] = [
  {
    why: 'what is not proven is stored without a word',
    file: 'electron/backend/service/merge-copies.ts',
    find: 'const stops = unproven.length > 0 && !knowingly;',
    put: 'const stops = false;',
    tests: TAKEN,
  },
  {
    why: 'the way back is not proven',
    file: 'shared/proof/prove-merge.ts',
    find: "if (base) return { side: 'base', ...base };",
    put: '',
    tests: PROVEN,
  },
  {
    why: 'a marked file is handed over unproven',
    file: 'electron/backend/service/proven-file.ts',
    find: 'if (wrong === null) return;',
    put: 'if (wrong !== null) return;',
    tests: REFUSED,
  },
  {
    why: 'a hidden figure can be guessed from a hash of the record',
    file: 'electron/backend/service/internal-words.ts',
    find: 'isHidden ||= written !== entry.details;',
    put: '',
    tests: RECORD,
  },
  {
    why: 'the table of opinions says what only a version had',
    file: 'electron/backend/service/opinions.ts',
    find: 'maskers.reduce((left, mask) => mask(left), internal.words(text))',
    put: 'internal.words(text)',
    tests: OPINIONS,
  },
];

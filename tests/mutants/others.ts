import type { Mutant } from './mutant.ts';

/** Second lines in other places. */
export const others: readonly Mutant[] = [
  {
    why: 'a comparison shows single words that stayed by chance between two rewritten halves',
    file: 'shared/text/difference.ts',
    find: 'return joinIslands(tidy(diffWords(before, after)));',
    put: 'return tidy(diffWords(before, after));',
    tests: ['tests/unit/compare/text-diff.test.ts'],
  },
  {
    why: 'a figure in the place of a figure is drowned in the words around it',
    file: 'shared/text/difference.ts',
    find: 'if (isFigure(previous) || isFigure(last) || ',
    put: 'if (',
    tests: ['tests/unit/compare/text-diff.test.ts'],
  },
  {
    why: 'a change runs over the end of a sentence',
    file: 'shared/text/difference.ts',
    find: ' || PARTING.test(island)) break;',
    put: ') break;',
    tests: ['tests/unit/compare/text-diff.test.ts'],
  },
  {
    why: 'the sub-list of a Word file counts on from the one above it',
    file: 'electron/backend/docx/read/numbering.ts',
    find: 'counts.length = level + 1;',
    put: '',
    tests: ['tests/unit/import/numbering.test.ts'],
  },
  {
    why: 'two lists of a Word file that begin anew count as one',
    file: 'electron/backend/docx/read/numbering.ts',
    find: 'list.starts.size > 0 ? `n${numId}` : `a${list.abstract}`',
    put: '`a${list.abstract}`',
    tests: ['tests/unit/import/numbering.test.ts'],
  },
];

import type { Mutant } from './mutant.ts';

/** What a Word file may not lose on its way in and out. */
export const word: readonly Mutant[] = [
  {
    why: 'words in a cell that is said to go on with the one above are lost',
    file: 'electron/backend/docx/read/table-reader.ts',
    find: ' && isBlank(read.content)',
    put: '',
    tests: ['tests/unit/import/word-odd.test.ts'],
  },
  {
    why: 'a span beyond the grid makes columns that no row has',
    file: 'electron/backend/docx/read/table-reader.ts',
    find: 'Math.min(spanOf(element), room)',
    put: 'spanOf(element)',
    tests: ['tests/unit/import/word-odd.test.ts'],
  },
  {
    why: 'a note in the middle of a figure moves behind it',
    file: 'shared/structure/inlines.ts',
    find: ' || isParted(source, span.from, span.to)',
    put: '',
    tests: ['tests/unit/import/word-odd.test.ts'],
  },
  {
    why: 'a list of annexes behind the signature is taken for annexes',
    file: 'shared/structure/annexes.ts',
    find: 'isListed || at',
    put: 'at',
    tests: ['tests/unit/import/word-odd.test.ts'],
  },
  {
    why: 'one image that is too large keeps the whole file out',
    file: 'electron/backend/docx/read/unzip.ts',
    find: "if (uncompressedSize > LIMITS.image) images.set(fileName, 'large');",
    put: 'if (uncompressedSize > LIMITS.image) throw tooLarge(name);',
    tests: ['tests/unit/import/word-odd.test.ts'],
  },
  {
    why: 'two tables in a row are one table in Word',
    file: 'electron/backend/docx/write/body.ts',
    find: "isNext && blocks[index - 1]?.type === 'table'",
    put: 'false',
    tests: ['tests/unit/export/docx-parts.test.ts'],
  },
  {
    why: 'a page break before a paragraph is lost on the way out',
    file: 'electron/backend/docx/write/body.ts',
    find: 'const pageBreak = block.pageBreak ? { pageBreakBefore: true } : {};',
    put: 'const pageBreak = {};',
    tests: ['tests/unit/import/word-round-trip.test.ts'],
  },
  {
    why: 'pages that lie across stand upright in Word',
    file: 'electron/backend/docx/write/body.ts',
    find: 'const across = block.landscape === true;',
    put: 'const across = false;',
    tests: ['tests/unit/import/word-round-trip.test.ts'],
  },
  {
    why: 'a table gets its page break in no cell',
    file: 'electron/backend/docx/write/table.ts',
    find: 'pageBreak: table.pageBreak === true,',
    put: 'pageBreak: false,',
    tests: ['tests/unit/export/docx-parts.test.ts'],
  },
  {
    why: 'images of a file that is taken in are not stored',
    file: 'electron/backend/service/import-batch.ts',
    find: 'for (const image of images) store.assets.add(imageOf(image.all()));',
    put: '',
    tests: ['tests/unit/import/batch.test.ts'],
  },
];

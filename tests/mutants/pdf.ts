import type { Mutant } from './mutant.ts';

const UNUSUAL = ['tests/unit/signoff/shown/unusual-pdf.test.ts'];
const HOSTILE = ['tests/unit/signoff/shown/hostile-pdf.test.ts'];
const TAMPERED = ['tests/unit/signoff/shown/page-digest.test.ts'];
const shown = (file: string): string => `electron/backend/signing/shown/${file}`;

/** The digest of what a PDF shows: whoever changes what is seen gets another one, or none. */
export const pdf: readonly Mutant[] = [
  {
    why: 'a key that stands twice is taken for the last one, as only some readers do',
    file: shown('pdf/lexer.ts'),
    find: 'if (dict.has(key)) throw',
    put: 'if (dict.size > 1e9) throw',
    tests: TAMPERED,
  },
  {
    why: 'a real number in place of a whole one, which some readers pass over, is the same',
    file: shown('pdf/lexer.ts'),
    find: "`${sign === '-' ? '-' : ''}${digits}${isReal ? `.${fraction}` : ''}`",
    put: "`${sign === '-' ? '-' : ''}${digits}${isReal && fraction ? `.${fraction}` : ''}`",
    tests: TAMPERED,
  },
  {
    why: 'an end of a line in a string is one glyph here and another in a reader',
    file: shown('pdf/lexer.ts'),
    find: "if (char === '\\r') throw new UnusualPdf('a line that ends within a string');",
    put: "if (char === '\\r') char = '\\n';",
    tests: TAMPERED,
  },
  {
    why: 'a number in an object of its own, which some readers do not look up, is the same',
    file: shown('canonical-value.ts'),
    find: 'return `at(${this.text(object, depth + 1)})`;',
    put: 'return this.text(object, depth + 1);',
    tests: UNUSUAL,
  },
  {
    why: 'a file counts though its end is that of something else',
    file: shown('pdf/xref.ts'),
    find: 'if (!revisions.some((revision) => /^[\\0\\t\\n\\f\\r ]*$/.test(text.slice(revision.end, tail))))',
    put: 'if (revisions.length === 0)',
    tests: TAMPERED,
  },
  {
    why: 'a linearized file has two beginnings',
    file: shown('pdf/xref.ts'),
    find: "if (lexer.at !== start) throw new UnusualPdf('two beginnings');",
    put: '',
    tests: TAMPERED,
  },
  {
    why: 'a linearized file has a second beginning in a comment',
    file: shown('pdf/xref.ts'),
    find: " || text.indexOf('endobj') !== lexer.at - 'endobj'.length)",
    put: ')',
    tests: TAMPERED,
  },
  {
    why: 'an object is read from where another stands',
    file: shown('pdf/xref.ts'),
    find: 'if (head?.number !== number || head.generation !== place.generation)',
    put: 'if (!head)',
    tests: TAMPERED,
  },
  {
    why: 'a page says to belong to a tree that turns it round',
    file: shown('pdf/pages.ts'),
    find: "if (parent ? up?.type !== 'ref' || up.number !== parent.number : up !== undefined)",
    put: 'if (parent && !up)',
    tests: TAMPERED,
  },
  {
    why: 'a page more than the file counts is not seen by some readers',
    file: shown('pdf/pages.ts'),
    find: "if (countOf(document.resolve(dict.get('Count'))) !== pages.length - before)",
    put: 'if (pages.length < before)',
    tests: TAMPERED,
  },
  {
    why: 'what is behind packed data counts for nobody',
    file: shown('pdf/filters.ts'),
    find: 'if (engine.bytesWritten === data.length) return buffer;',
    put: 'return buffer;',
    tests: TAMPERED,
  },
  {
    why: 'a small file fills the memory',
    file: shown('pdf/filters.ts'),
    find: 'if (out.length > budget.stream || budget.left < 0)',
    put: 'if (out.length > budget.stream)',
    tests: HOSTILE,
  },
  {
    why: 'two streams of a page run into one operator for some readers',
    file: shown('page-content.ts'),
    find: "if (before !== '' && text !== '' && !BLANK_END.test(before) && !BLANK.test(text))",
    put: 'if (text.length < 0)',
    tests: TAMPERED,
  },
  {
    why: 'what the outline says is not held against what was signed',
    file: shown('page-digest.ts'),
    find: "parts.push(`outline ${outlineText(document, values, catalog.get('Outlines'))}`);",
    put: "outlineText(document, values, catalog.get('Outlines'));",
    tests: TAMPERED,
  },
  {
    why: 'what the catalog tells a program to do is not held against what was signed',
    file: shown('page-digest.ts'),
    find: 'parts.push(`catalog ${values.dict(catalog, UNSEEN_IN_CATALOG)}`);',
    put: 'values.dict(catalog, UNSEEN_IN_CATALOG);',
    tests: TAMPERED,
  },
];

import type { Mutant } from './mutant.ts';

const GRID = ['tests/property/table-grid.test.ts'];
const LINES = ['tests/property/table-lines.test.ts'];
const TRACE = ['tests/unit/edition/hidden-trace.test.ts'];
const SHAPE = ['tests/unit/document/shape.test.ts'];
const MIGRATIONS = ['tests/store/migrations.test.ts'];

/** What a document can hold: spans, tracked lines and formats, hidden notes and images, the way to version 2. */
export const model: readonly Mutant[] = [
  {
    why: 'a cell that spans the place of a new row does not grow',
    file: 'shared/document/table-grid.ts',
    find: 'r < at && r + (cell.rowSpan ?? 1) > at',
    put: 'r < at && r + (cell.rowSpan ?? 1) > at + 1',
    tests: GRID,
  },
  {
    why: 'the words of a cell go with its first row though it spans others',
    file: 'shared/document/table-grid.ts',
    find: 'put(rows, stays[0] ?? r, c, withSpans(cell, cell.colSpan ?? 1, stays.length));',
    put: 'put(rows, r, c, withSpans(cell, cell.colSpan ?? 1, stays.length));',
    tests: GRID,
  },
  {
    why: 'a span over a cell with words is stored',
    file: 'shared/document/table-grid.ts',
    find: 'isBlankCell(cell)\n    );',
    put: 'true\n    );',
    tests: SHAPE,
  },
  {
    why: 'a row that is taken out while suggesting is gone for good',
    file: 'shared/review/track-table.ts',
    find: 'if (left === null) gone.rows.add(at);\n      else table = withRow(table, at, { ...row, ...left });',
    put: 'gone.rows.add(at);',
    tests: LINES,
  },
  {
    why: 'a change of formats is not tracked',
    file: 'shared/review/track.ts',
    find: 'return withFormatMarks(next, { fmt: this.#formatRun, was: before });',
    put: 'return next;',
    tests: LINES,
  },
  {
    why: 'a change of formats can’t be rejected',
    file: 'shared/document/resolve.ts',
    find: "return accepted ? next : withFormats(next, node.was ?? '');",
    put: 'return next;',
    tests: LINES,
  },
  {
    why: 'words that are typed into a changed format are part of that change',
    file: 'shared/review/type-text.ts',
    find: 'one.fmt === undefined &&',
    put: '',
    tests: ['tests/unit/review/formats.test.ts'],
  },
  {
    why: 'a hidden note that is cut and put in as another one is published',
    file: 'shared/edition/hidden-trace.ts',
    find: "const words = saidBy(node) ?? '';\n    this.#removed.add(words);",
    put: "const words = '';\n    this.#removed.add(words);",
    tests: TRACE,
  },
  {
    why: 'a hidden image that is cut and put in as another one is published',
    file: 'shared/edition/hidden-trace.ts',
    find: '(isImage(node) && this.#voids.has(node.asset))',
    put: 'false',
    tests: TRACE,
  },
  {
    why: 'a signed report gets a step that nobody has signed',
    file: 'electron/backend/store/base/upgrade-reports.ts',
    find: "FROM reports WHERE state <> 'signed-off'",
    put: 'FROM reports',
    tests: MIGRATIONS,
  },
  {
    why: 'a report that can’t be read stops the upgrade of all',
    file: 'electron/backend/store/base/upgrade-reports.ts',
    find: '    if (live === null) continue;\n',
    put: "    if (live === null) throw new Error('unreadable');\n",
    tests: MIGRATIONS,
  },
];

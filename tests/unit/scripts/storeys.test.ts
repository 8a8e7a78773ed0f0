import { describe, expect, test } from 'vitest';

import { importsOf } from '../../../scripts/storeys/import-graph.ts';
import { AREAS } from '../../../scripts/storeys/storeys.ts';
import { violationsIn, type Violation } from '../../../scripts/storeys/violations.ts';

/** What is refused of files that hold these lines. */
function refused(texts: Record<string, string>): Violation[] {
  const read = Object.entries(texts).map(([file, text]) => importsOf(file, text));
  const graph = {
    imports: read.flatMap(({ imports }) => imports),
    unseen: read.flatMap(({ unseen }) => unseen),
  };
  return violationsIn(Object.keys(texts), graph, AREAS);
}

const rulesOf = (file: string, text: string): string[] => refused({ [file]: text }).map(({ rule }) => rule);

const SHARED = 'shared/document/probe.ts';
const PORT = 'electron/backend/sqlite/probe.ts';
const STORE = 'electron/backend/store/probe.ts';
const IPC = 'electron/shells/ipc/probe.ts';
const FEATURE = 'renderer/features/find/probe.ts';

describe('an import that breaks the order of the storeys is refused', () => {
  test.each([
    ['the document imports the rules', SHARED, '../checks/rules/registry.ts', 'climbs'],
    ['the gate imports the contract', 'shared/edition/probe.ts', '../contract/methods.ts', 'climbs'],
    ['the ground floor imports the document', 'shared/text/probe.ts', '../document/types.ts', 'climbs'],
    ['rooms of one storey import each other', 'shared/compare/probe.ts', '../find/find.ts', 'climbs'],
    ['the store imports a use case', STORE, '../service/reports.ts', 'climbs'],
    ['Word imports the signature', 'electron/backend/docx/probe.ts', '../signing/stamp.ts', 'climbs'],
    ['the backend imports a shell', STORE, '../../shells/logger.ts', 'climbs'],
    ['a shell imports main', IPC, '../../main/channels.ts', 'climbs'],
    ['a shell imports another', IPC, '../cli/output.ts', 'climbs'],
    ['a shell imports another', 'electron/shells/loopback/probe.ts', '../ipc/messages.ts', 'climbs'],
    ['a control imports the editor', 'renderer/ui/probe.ts', '../editor/session.ts', 'climbs'],
    ['the editor imports a feature', 'renderer/editor/probe.ts', '../features/find/find-model.ts', 'climbs'],
    ['a feature imports its neighbour', FEATURE, '../outline/outline-model.ts', 'climbs'],
    ['a feature imports the start of the page', FEATURE, '../../app/theme.ts', 'climbs'],
    ['the core imports the backend', SHARED, '../../electron/backend/ports.ts', 'area'],
    ['the core imports the page', SHARED, '../../renderer/base/route.ts', 'area'],
    ['the core imports a script', SHARED, '../../scripts/lib/run.mjs', 'area'],
    ['the page imports the backend', FEATURE, '../../../electron/backend/ports.ts', 'area'],
    ['the backend imports the page', STORE, '../../../renderer/base/route.ts', 'area'],
    ['main imports a rule', 'electron/main/probe.ts', '../../shared/checks/engine.ts', 'area'],
    ['the core imports a test', SHARED, '../../tests/random.ts', 'tests'],
    ['the page imports a test', FEATURE, '../../../tests/random.ts', 'tests'],
    ['the configuration imports a test', 'vite.config.ts', './tests/random.ts', 'tests'],
    ['the core uses Node', SHARED, 'node:fs', 'package'],
    ['the core uses Node by its old name', SHARED, 'fs/promises', 'package'],
    ['the core uses React', SHARED, 'react', 'package'],
    ['the core uses the DOM half of Slate', SHARED, 'slate-dom', 'package'],
    ['the core uses the window', SHARED, 'electron', 'package'],
    ['the page uses Node', FEATURE, 'node:path', 'package'],
    ['the page uses the window', FEATURE, 'electron', 'package'],
    ['the page uses the database', FEATURE, 'better-sqlite3', 'package'],
    ['the store uses a database of its own', STORE, 'better-sqlite3', 'package'],
    ['the store uses the database of Node', STORE, 'node:sqlite', 'package'],
    ['the store uses it by its short name', STORE, 'sqlite', 'package'],
    ['a test uses a database of its own', 'tests/store/probe.test.ts', 'better-sqlite3', 'package'],
    ['a test uses the database of Node', 'tests/store/probe.test.ts', 'node:sqlite', 'package'],
    ['a script uses a database of its own', 'scripts/lib/probe.mjs', 'better-sqlite3', 'package'],
    ['the backend uses the window', STORE, 'electron', 'package'],
    ['a shell uses the window', IPC, 'electron', 'package'],
    ['the backend uses React', STORE, 'react', 'package'],
    [
      'a use case uses the database past the store',
      'electron/backend/service/x.ts',
      'better-sqlite3',
      'package',
    ],
  ])('%s: %s → %s', (_, file, to, rule) => {
    expect(rulesOf(file, `import '${to}';`)).toEqual([rule]);
  });

  test.each([
    ["import type { Rule } from '../checks/types.ts';"],
    ["import { type Rule } from '../checks/types.ts';"],
    ["export { Rule } from '../checks/types.ts';"],
    ["export * from '../checks/types.ts';"],
    ["export type Rule = import('../checks/types.ts').Rule;"],
    ["export type Checks = typeof import('../checks/types.ts');"],
    ["export const later = () => import('../checks/types.ts');"],
    ['export const later = () => import(`../checks/types.ts`);'],
    ["import checks = require('../checks/types.ts');"],
    ["export const checks = require('../checks/types.ts');"],
    ["export const worker = new Worker(new URL('../checks/types.ts', import.meta.url));"],
    ["export const all = import.meta.glob('../checks/*.ts');"],
    ["export const all = import.meta.glob(['../checks/*.ts'], { eager: true });"],
  ])('however it is written: %s', (text) => {
    expect(rulesOf(SHARED, text)).toEqual(['climbs']);
  });

  test('as a file beside it', () => {
    const text = "export const worker = new Worker(new URL('../service/backend.ts', import.meta.url));";
    expect(rulesOf('electron/backend/store/probe.ts', text)).toEqual(['climbs']);
    const beside = text.replace('../service/backend.ts', 'worker.ts');
    expect(rulesOf('electron/backend/store/probe.ts', beside)).toEqual([]);
  });

  test('where nobody can see what is imported', () => {
    const text = 'export const later = (name: string) => import(`../${name}.ts`);';
    expect(rulesOf(SHARED, text)).toEqual(['unseen']);
  });

  test('where folders form a circle, even inside one room', () => {
    const texts = {
      'renderer/editor/marks/a.ts': "import '../tools/b.ts';",
      'renderer/editor/tools/b.ts': "import type { C } from '../lists/c.ts';",
      'renderer/editor/lists/c.ts': "export * from '../marks/a.ts';",
    };
    expect(refused(texts)).toMatchObject([
      { rule: 'circle', at: 'renderer/editor/lists ↔ renderer/editor/marks ↔ renderer/editor/tools' },
    ]);
  });

  test('where a file stands in no room', () => {
    expect(rulesOf('shared/misc/probe.ts', '')).toEqual(['no-room']);
    expect(rulesOf('renderer/features/new-one/probe.ts', '')).toEqual(['no-room']);
  });

  test('by the place and a sentence that says what stands where', () => {
    const [violation] = refused({ [SHARED]: "\n\nimport '../checks/engine.ts';" });
    expect(violation?.at).toBe(`${SHARED}:3`);
    expect(violation?.says).toContain('shared/checks stands above');
  });
});

describe('an import that keeps the order is not refused', () => {
  test.each([
    ['downwards', 'shared/contract/probe.ts', '../document/types.ts'],
    ['inside a room', 'shared/document/probe.ts', './types.ts'],
    ['a rule imports what rules share', 'shared/checks/rules/probe.ts', '../views.ts'],
    ['the backend imports the core', STORE, '../../../shared/document/types.ts'],
    ['a shell imports the backend', IPC, '../../backend/service/backend.ts'],
    ['a shell imports what shells share', IPC, '../wire.ts'],
    ['a feature imports the editor', FEATURE, '../../editor/session.ts'],
    ['the page imports a style', FEATURE, './find.css'],
    ['the page imports what ships with the program', FEATURE, '../../../resources/help/a.md?raw'],
    ['a test imports anything', 'tests/unit/probe.ts', '../../electron/main/main.ts'],
    ['a script reads what tests are made of', 'scripts/lib/probe.mjs', '../../tests/random.ts'],
    ['a test imports a test', 'tests/unit/probe.ts', '../random.ts'],
    ['the page uses React', FEATURE, 'react'],
    ['the page uses a part of a package', FEATURE, 'react-dom/client'],
    ['main uses the window', 'electron/main/probe.ts', 'electron'],
    ['the port uses the database', PORT, 'better-sqlite3'],
    ['the port uses the database of Node', PORT, 'node:sqlite'],
    ['the store uses the port', STORE, '../sqlite/driver.ts'],
  ])('%s: %s → %s', (_, file, to) => {
    expect(rulesOf(file, `import '${to}';`)).toEqual([]);
  });
});

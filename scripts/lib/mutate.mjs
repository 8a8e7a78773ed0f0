import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { root } from './paths.mjs';

/**
 * A copy of the checkout as it stands, changes that are not committed included. Mutants go in there, never into the
 * checkout itself.
 * @returns {{ folder: string, remove: () => void }}
 */
export function scratchCopy() {
  // Vitest knows files by their real names, and a temporary folder may be a link.
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'nianshu-mutants-')));
  const { stdout } = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  for (const path of stdout.split('\0').filter(Boolean)) {
    // A file that is deleted and not committed is still in the list.
    if (!existsSync(join(root, path))) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    cpSync(join(root, path), join(folder, path));
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/**
 * The text with the mutant in it; null where what it replaces is not there exactly once.
 * @param {string} text
 * @param {{ find: string, put: string }} mutant
 */
export function mutated(text, { find, put }) {
  const parts = text.split(find);
  return parts.length === 2 && find !== put ? parts.join(put) : null;
}

/** A mutant whose tests go round for ever has been seen. For each file of tests. */
const HANGS_AFTER_MS = 300_000;

const messageOf = (test) => test.result().errors?.[0]?.message.split('\n')[0] ?? '';

/**
 * One vitest that stays up, so that a mutant costs its tests and not the start of a program.
 * @returns {Promise<{ reread: (file: string) => void, failures: () => string[], run: (tests: readonly string[]) => Promise<'passed' | 'failed' | 'hung' | 'broken'>, close: () => Promise<void> }>}
 *   `reread`: the file was changed; `failures`: of the last run; broken: no test ran and failed, such as code that can't be read
 */
export async function testRunner(folder) {
  let vitest = await startVitest(folder);
  let failures = [];
  /** Runs them; null where that takes so long that something goes round for ever. */
  const runOrGiveUp = async (specifications) => {
    let timer;
    const givenUp = new Promise((resolve) => {
      timer = setTimeout(() => resolve(null), HANGS_AFTER_MS * specifications.length);
    });
    const ran = await Promise.race([vitest.runTestSpecifications(specifications), givenUp]);
    clearTimeout(timer);
    if (ran === null) {
      // Closing ends the processes in which tests run.
      await vitest.close().catch(() => {});
      vitest = await startVitest(folder);
    }
    return ran;
  };
  return {
    failures: () => failures,
    reread: (file) => vitest.invalidateFile(join(folder, file)),
    run: async (tests) => {
      failures = [];
      const specifications = await vitest.globTestSpecifications(tests.map((test) => join(folder, test)));
      if (specifications.length < tests.length) return 'broken';
      const ran = await runOrGiveUp(specifications);
      if (ran === null) return 'hung';
      // Vitest answers with the modules of earlier runs, too.
      const asked = new Set(specifications.map(({ moduleId }) => moduleId));
      const modules = ran.testModules.filter(({ moduleId }) => asked.has(moduleId));
      failures = modules.flatMap((module) =>
        [...module.children.allTests('failed')].map((test) => `${test.fullName}：${messageOf(test)}`),
      );
      if (failures.length > 0) return 'failed';
      const passed = modules.length === asked.size && modules.every((module) => module.state() === 'passed');
      return passed && ran.unhandledErrors.length === 0 ? 'passed' : 'broken';
    },
    close: () => vitest.close(),
  };
}

async function startVitest(folder) {
  const { createVitest } = await import('vitest/node');
  return createVitest('test', {
    root: folder,
    watch: false,
    project: ['unit'],
    bail: 1,
    // A machine that does other things too must not make a mutant look caught.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    reporters: [{ onInit: () => {} }],
  });
}

/**
 * Tries a mutant: puts it in, runs its tests, takes it out.
 * @returns {Promise<'caught' | 'survived' | 'stale' | 'broken'>} stale: what it replaces is no longer in the source
 */
export async function tryMutant(folder, runner, mutant) {
  const file = join(folder, mutant.file);
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const changed = mutated(text, mutant);
  if (changed === null) return 'stale';
  writeFileSync(file, changed);
  runner.reread(mutant.file);
  try {
    const result = await runner.run(mutant.tests);
    return { passed: 'survived', failed: 'caught', hung: 'caught', broken: 'broken' }[result];
  } finally {
    writeFileSync(file, text);
    runner.reread(mutant.file);
  }
}

import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { describe, expect, it } from 'vitest';

import { tempFolder } from './folder.ts';
import type { Visit } from './other-driver.ts';

const entry = fileURLToPath(new URL('other-driver.ts', import.meta.url));

/** In a process of its own: one process never has two drivers. */
async function visit(driver: 'better' | 'node', ...args: string[]): Promise<Visit> {
  const env = { ...process.env, NIANSHU_SQLITE: driver };
  const { stdout } = await promisify(execFile)(process.execPath, [entry, ...args], { env });
  return JSON.parse(stdout) as Visit;
}

describe('a data folder that two machines with different drivers work on in turn', () => {
  it.each([
    ['better', 'node'],
    ['node', 'better'],
  ] as const)(
    'made by %s and gone on with by %s: nothing is lost, and the file is of one kind',
    async (first, second) => {
      const folder = tempFolder();
      const made = await visit(first, folder, '甲');
      const { id } = made;
      const next = await visit(second, folder, '乙', id);
      const last = await visit(first, folder, '丙', id);
      expect([made, next, last].map(({ driver }) => driver)).toEqual(
        [first, second, first].map((name) => (name === 'node' ? 'node:sqlite' : 'better-sqlite3')),
      );
      expect([made.after, next.before, next.after, last.before, last.after]).toEqual([
        '甲普法',
        '甲普法',
        '甲普法乙普法',
        '甲普法乙普法',
        '甲普法乙普法丙普法',
      ]);
      expect([made, next, last].map(({ found }) => found)).toEqual([1, 1, 1]);
      expect(made.facts).toMatchObject({ whole: 'ok', keys: [] });
      expect(next.facts).toEqual(made.facts);
      expect(last.facts).toEqual(made.facts);
      // And as the other one would have made it.
      expect((await visit(second, tempFolder(), '甲')).facts).toEqual(made.facts);
    },
    180_000,
  );
});

import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { layoutOf, nameOf, type Layout, type Target } from '../../scripts/pack/targets.ts';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export const makeWork = (): string => mkdtempSync(join(tmpdir(), 'nianshu-pack-test-'));

let copies = 0;

/** A copy of a package to break something in. */
export function copyOf(target: Target, output: string, work: string): Layout {
  copies += 1;
  const folder = join(work, `broken-${nameOf(target)}-${copies}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { root } = layoutOf(target, output);
  const copy = layoutOf(target, folder);
  cpSync(root, copy.root, { recursive: true, verbatimSymlinks: true });
  return copy;
}

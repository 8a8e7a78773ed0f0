import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));

const IMPORTED = /(?:^|\n)(?:import|export)(?!\s+type\b)[^;']*?from '([^']+)'|\bimport\(\s*'([^']+)'/g;

/** All that a file imports when it runs, at once or later, and what that imports, as paths or names of packages. */
function importsOf(entry: string): Set<string> {
  const found = new Set<string>();
  const visit = (file: string): void => {
    const path = relative(root, file);
    if (found.has(path)) return;
    found.add(path);
    for (const [, fixed, later] of readFileSync(file, 'utf8').matchAll(IMPORTED)) {
      const name = fixed ?? later ?? '';
      if (!name.startsWith('.')) found.add(name);
      else if (existsSync(resolve(dirname(file), name))) visit(resolve(dirname(file), name));
    }
  };
  visit(join(root, entry));
  return found;
}

describe('the code that reads foreign files', () => {
  it.each(['electron/shells/reader.ts', 'electron/shells/ipc/reader.ts'])(
    '%s has no way to the database',
    (entry) => {
      const imports = [...importsOf(entry)];
      // It did look.
      expect(imports).toContain('saxes');
      expect(imports).toContain('unpdf');
      expect(
        imports.filter((name) => /better-sqlite3|node:sqlite|backend\/(?:store|service)\//.test(name)),
      ).toEqual([]);
    },
  );

  it('is the only code that has what takes files apart', () => {
    const backend = importsOf('electron/backend/service/backend.ts');
    expect([...backend].filter((name) => ['saxes', 'yauzl', 'unpdf'].includes(name))).toEqual([]);
    expect([...backend].filter((name) => /docx\/read\/(?:read|xml|unzip)/.test(name))).toEqual([]);
  });
});

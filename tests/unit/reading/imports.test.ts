import { describe, expect, it } from 'vitest';

import { importsOf, importsOfFile } from '../../hostile/expressions.ts';

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
    expect([...backend].filter((name) => ['saxes', 'yauzl'].includes(name))).toEqual([]);
    // What the program has printed itself is looked into for the room that is left on its last page.
    const readers = [...backend].filter(
      (name) => name.endsWith('.ts') && importsOfFile(name).includes('unpdf'),
    );
    expect(readers).toEqual(['electron/backend/pdf/room-under.ts']);
    expect([...backend].filter((name) => /docx\/read\/(?:read|xml|unzip)/.test(name))).toEqual([]);
  });
});

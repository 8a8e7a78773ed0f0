import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { format } from 'prettier';
import { describe, expect, it } from 'vitest';

import { SOURCES, type Source } from './sources.ts';
import { table } from './table.ts';

const types = createRequire(import.meta.url).resolve('electron/electron.d.ts');
const sources: [string, Source][] = Object.entries(SOURCES);

/** Words alone: the types break lines, drop links and keep marks that a page has, too. */
const plain = (text: string): string =>
  text
    .replaceAll(/^\s*\*(?: >)?/gm, ' ')
    .replaceAll(/\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])/g, '$1')
    .replaceAll(/[`*_]/g, '')
    .replaceAll(/\s+/g, ' ');

describe('the documentation', () => {
  const documented = plain(readFileSync(types, 'utf8'));

  it.each(sources.filter(([, { onlyOnPage }]) => !onlyOnPage))('says what %s quotes', (_name, { says }) => {
    expect(documented).toContain(plain(says));
  });

  it('is of the version that is shipped', () => {
    const { version } = createRequire(import.meta.url)('electron/package.json') as { version: string };
    expect(table()).toContain(version);
  });
});

describe('the rules', () => {
  it('have a test each', () => {
    const tests = readdirSync(import.meta.dirname)
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'))
      .join('\n');
    const tested = new Set([...tests.matchAll(/rule(?:WhenReady)?\(\s*'([^']+)'/g)].map(([, name]) => name));
    expect(sources.map(([name]) => name).filter((name) => !tested.has(name))).toEqual([]);
  });

  it('are listed in docs/electron-rules.md', async () => {
    const page = await format(table(), { parser: 'markdown' });
    await expect(page).toMatchFileSnapshot('../../../docs/electron-rules.md');
  });
});

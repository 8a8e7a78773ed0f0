import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, describe, expect, it } from 'vitest';

import { packageOf } from '../../../scripts/licences/bundled.ts';
import { WITHIN } from '../../../scripts/licences/more.ts';
import { collectShipped, LicenceError, noticesText } from '../../../scripts/licences/notices.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'nianshu-licences-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A package of its own in a project of its own, with what every project ships beside it. */
function project(name: string, files: Record<string, string>): string {
  const place = mkdtempSync(join(folder, 'project-'));
  const put = (path: string, text: string): void => {
    mkdirSync(dirname(join(place, path)), { recursive: true });
    writeFileSync(join(place, path), text);
  };
  for (const path of [
    'node_modules/better-sqlite3/LICENSE',
    'resources/fonts/LICENSE',
    'scripts/licences/texts/sqlite.txt',
    'scripts/licences/texts/gcc-runtime.txt',
    'scripts/licences/texts/jieba.txt',
  ])
    put(path, 'text');
  for (const [path, text] of Object.entries(files)) put(`node_modules/${name}/${path}`, text);
  return place;
}

const manifest = (license: string, name = 'some', version = '1.0.0'): string =>
  JSON.stringify({ name, version, license });

describe('the list of licences', () => {
  it('names everything that is shipped, each with its text', () => {
    const shipped = collectShipped(root, ['node_modules/slate', 'node_modules/docx', 'node_modules/unpdf']);
    const names = shipped.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['slate', 'docx', 'unpdf', 'SQLite', 'better-sqlite3', 'PDF.js（unpdf 内）']),
    );
    const text = noticesText(shipped);
    expect(text).toContain('第三方许可');
    expect(text).toContain('SIL Open Font License');
    expect(text).toContain('Ian Storm Taylor');
    expect(text).toContain('Sun Junyi');
    expect(text).toContain('GCC RUNTIME LIBRARY EXCEPTION');
  });

  it('is refused where a package has no text', () => {
    const place = project('some', { 'package.json': manifest('MIT') });
    expect(() => collectShipped(place, ['node_modules/some'])).toThrow('some 没有许可证原文');
  });

  it.each(['AGPL-3.0', 'GPL-2.0-only', 'UNLICENSED', '', 'SEE LICENSE IN EULA'])(
    'is refused where the licence is “%s”',
    (licence) => {
      const place = project('some', { 'package.json': manifest(licence), LICENSE: 'text' });
      expect(() => collectShipped(place, ['node_modules/some'])).toThrow('不在可以随程序发放的之列');
    },
  );

  it.each(['MIT', '(MIT OR GPL-3.0)', 'Apache-2.0', 'ISC'])('takes “%s”', (licence) => {
    const place = project('some', { 'package.json': manifest(licence), 'LICENSE.md': 'text' });
    expect(collectShipped(place, ['node_modules/some'])[0]).toMatchObject({ name: 'some', licence });
  });

  it('asks for a new look where a package that holds others has changed', () => {
    const [name = ''] = Object.keys(WITHIN);
    const place = project(name, { 'package.json': manifest('MIT', name, '99.0.0'), LICENSE: 'text' });
    expect(() => collectShipped(place, [`node_modules/${name}`])).toThrow(`${name} 换成了 99.0.0`);
  });

  it('is not made where nobody knows what went in', () => {
    expect(() => collectShipped(project('some', {}))).toThrow(LicenceError);
  });

  it.each([
    ['/p/node_modules/slate/dist/index.js', 'node_modules/slate'],
    ['/p/node_modules/@radix-ui/react-menu/dist/index.mjs', 'node_modules/@radix-ui/react-menu'],
    ['/p/node_modules/docx/node_modules/nanoid/index.js', 'node_modules/docx/node_modules/nanoid'],
    [String.raw`C:\p\node_modules\zod\index.js`, 'node_modules/zod'],
    ['/p/shared/text/fold.ts', null],
  ])('finds the package of %s', (file, name) => {
    expect(packageOf(file)).toBe(name);
  });
});

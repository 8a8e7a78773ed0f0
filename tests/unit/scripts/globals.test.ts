import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, test } from 'vitest';

import { AREAS, type Area } from '../../../scripts/storeys/storeys.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');

/**
 * Of these names, those that the program doesn't know. Compiles a file a name with the program's own configuration,
 * beside one that imports every library of the area: a library's types must not bring foreign globals in.
 */
async function unknownNames(
  config: string,
  names: readonly string[],
  area: Area | undefined,
): Promise<string[]> {
  const cache = join(root, '.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'globals-'));
  try {
    const extended = relative(folder, join(root, config)).replaceAll('\\', '/');
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({
        extends: extended,
        compilerOptions: { incremental: false, tsBuildInfoFile: null },
        include: ['*.ts'],
        exclude: [],
      }),
    );
    const libraries = librariesOf(area).map((name) => `import '${name}';`);
    writeFileSync(join(folder, 'libraries.ts'), libraries.join('\n'));
    for (const name of names)
      writeFileSync(join(folder, `probe-${name}.ts`), `export const probe: unknown = ${name};`);
    const output = await new Promise<string>((resolve) => {
      execFile(process.execPath, [compiler, '-p', folder], (_error, stdout) => resolve(stdout));
    });
    const found = [...output.matchAll(/probe-(\w+)\.ts\(.*Cannot find name/g)].map(([, name]) => name ?? '');
    return found.toSorted();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function librariesOf(area: Area | undefined): string[] {
  const rooms = area?.storeys.flat() ?? [];
  const all = [area?.packages ?? [], ...rooms.map(({ packages = [] }) => packages)].flat();
  return [...new Set(all)].filter((name) => name !== 'node:' && name !== 'electron');
}

const areaOf = (path: string): Area | undefined => AREAS.find((area) => area.path === path);

// A compiler started anew takes its time on a busy machine.
describe('each program knows the globals of its own place and no others', { timeout: 120_000 }, () => {
  test('the core knows neither a page nor Node', async () => {
    const foreign = ['document', 'window', 'localStorage', 'Worker', 'fetch', 'Buffer', 'process', 'require'];
    const names = [...foreign, 'Map', 'Intl'];
    expect(await unknownNames('shared/tsconfig.json', names, areaOf('shared'))).toEqual(foreign.toSorted());
  });

  test('the page knows no Node', async () => {
    const foreign = ['Buffer', 'process', 'require', '__dirname', 'setImmediate'];
    const names = [...foreign, 'document', 'window', 'Worker'];
    expect(await unknownNames('renderer/tsconfig.json', names, areaOf('renderer'))).toEqual(
      foreign.toSorted(),
    );
  });

  test('the backend, the shells and main know no page', async () => {
    const foreign = ['document', 'window', 'HTMLElement', 'alert'];
    const names = [...foreign, 'Buffer', 'process', 'fetch'];
    expect(await unknownNames('electron/tsconfig.json', names, areaOf('electron'))).toEqual(
      foreign.toSorted(),
    );
  });

  test('the preload, between the two, knows both', async () => {
    expect(
      await unknownNames('electron/preload/tsconfig.json', ['window', 'process', 'nothing'], undefined),
    ).toEqual(['nothing']);
  });
});

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Plugin } from 'vite';

/** Where each part of the build notes which packages went into it, inside the project. */
export const BUNDLED = join('.cache', 'bundled');

/** Folder of the package that a file belongs to, from the project's `node_modules` on, or null for our own. */
export function packageOf(file: string): string | null {
  const at = file.replaceAll('\\', '/').lastIndexOf('/node_modules/');
  if (at < 0) return null;
  const path = file.replaceAll('\\', '/');
  const [scope = '', name = ''] = path.slice(at + '/node_modules/'.length).split('/');
  const first = path.indexOf('/node_modules/') + 1;
  return `${path.slice(first, at)}${at + 1 > first ? '/' : ''}node_modules/${scope.startsWith('@') ? `${scope}/${name}` : scope}`;
}

/**
 * Notes the packages of which anything at all is in what the bundler writes: what is shaken off is not shipped. Files that
 * are only copied (`?url`) and styles have no code of their own in a chunk, and count.
 * @param part names the note, together with what the bundler calls its entry: workers are built one at a time
 */
export function noteBundled(root: string, part: string): Plugin {
  return {
    name: 'nianshu-bundled-packages',
    generateBundle(_options, bundle) {
      const files = Object.values(bundle).flatMap((output) =>
        output.type === 'chunk'
          ? Object.entries(output.modules)
              .filter(([id, { renderedLength }]) => renderedLength > 0 || /\?|\.css$/.test(id))
              .map(([id]) => id.replace(/\?.*$/, ''))
          : output.originalFileNames.map((name) => `/${name}`),
      );
      const packages = [...new Set(files.map(packageOf).filter((name) => name !== null))].sort();
      const entry = Object.values(bundle).find((output) => output.type === 'chunk' && output.isEntry);
      const folder = join(root, BUNDLED);
      mkdirSync(folder, { recursive: true });
      writeFileSync(
        join(folder, `${part}-${entry?.name ?? 'all'}.json`),
        `${JSON.stringify(packages, null, 2)}\n`,
      );
    },
  };
}

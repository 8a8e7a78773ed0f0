import { readFile } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.otf': 'font/otf',
};

export type PageFile = { type: string; bytes: Buffer };

/**
 * A file of the built page, or null: unknown kind, missing, or outside of the folder.
 * @param pathname path of a URL, still percent-encoded; `/` is the page itself
 */
export async function readPageFile(folder: string, pathname: string): Promise<PageFile | null> {
  let path: string;
  try {
    path = decodeURIComponent(pathname === '/' ? '/index.html' : pathname);
  } catch {
    return null;
  }
  // A backslash is a separator on Windows, and a NUL ends a name in C.
  if (path.includes('\0') || path.includes('\\') || path.split('/').includes('..')) return null;
  const type = TYPES[extname(path)];
  const file = resolve(join(folder, path));
  if (type === undefined || !file.startsWith(resolve(folder) + sep)) return null;
  try {
    return { type, bytes: await readFile(file) };
  } catch {
    return null;
  }
}

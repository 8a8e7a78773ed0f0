import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const script = fileURLToPath(new URL('./repack.py', import.meta.url));

/** Ways in which Python packs a file again. */
export const PACKINGS = ['stored', 'deflated', 'backwards', 'parsed', 'folders', 'comment'] as const;

/** Word files as Python packs them again, in the order of the ways. */
export function packedByPython(docx: Uint8Array, folder: string): Uint8Array[] {
  const file = join(folder, 'packed.docx');
  writeFileSync(file, docx);
  const jobs = PACKINGS.map((how) => ({ file, how, out: join(folder, `${how}.docx`) }));
  execFileSync('python3', [script], { input: JSON.stringify(jobs) });
  return jobs.map(({ out }) => new Uint8Array(readFileSync(out)));
}

const WORD = 'docx:MS Word 2007 XML';
/** Ways through formats of LibreOffice and back: all of its readers and writers that keep what our files have in them. */
export const ROUTES = {
  saved: [WORD],
  'by its other writer of Word files': ['docx:Office Open XML Text'],
  'through its own format': ['odt', WORD],
  'through the old format of Word and its own': ['doc:MS Word 97', WORD, 'odt', WORD],
} as const;

/** Files as they come back from LibreOffice on one way, in their order. */
export function throughOffice(
  files: readonly Uint8Array[],
  route: readonly string[],
  folder: string,
): Uint8Array[] {
  let paths = files.map((bytes, at) => {
    const path = join(folder, `${at}.docx`);
    writeFileSync(path, bytes);
    return path;
  });
  route.forEach((filter, step) => {
    const out = join(folder, String(step));
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, '..', 'profile')).href}`;
    execFileSync('soffice', [profile, '--headless', '--convert-to', filter, '--outdir', out, ...paths], {
      stdio: 'ignore',
      timeout: 150_000,
    });
    paths = files.map((_, at) => join(out, `${at}.${filter.split(':')[0] ?? ''}`));
  });
  return paths.map((path) => new Uint8Array(readFileSync(path)));
}

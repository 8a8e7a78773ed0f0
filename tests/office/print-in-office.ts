import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';

import { OFFICIAL_FONTS } from '../../electron/backend/print/fonts.ts';

/**
 * Prints Word files with a real LibreOffice that has fonts under the official names: our own, which are as wide as the
 * originals. Gives the PDFs in the same order; `folder` is for its files.
 */
export function printInOffice(files: readonly Uint8Array[], folder: string): Uint8Array[] {
  const named = OFFICIAL_FONTS.map(({ name, own: { family, file } }) => {
    const packed = readFileSync(new URL(`../../resources/fonts/${file}`, import.meta.url));
    writeFileSync(join(folder, file.replace('.br', '')), brotliDecompressSync(packed));
    return `<match target="pattern"><test name="family"><string>${name}</string></test><edit name="family" mode="assign" binding="same"><string>${family}</string></edit></match>`;
  });
  const config = join(folder, 'fonts.conf');
  writeFileSync(
    config,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${folder}</dir><cachedir>${folder}/cache</cachedir>${named.join('')}</fontconfig>`,
  );
  const names = files.map((bytes, n) => {
    writeFileSync(join(folder, `${n}.docx`), bytes);
    return `${n}.docx`;
  });
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
  execFileSync('soffice', [profile, '--headless', '--convert-to', 'pdf', ...names], {
    cwd: folder,
    env: { ...process.env, FONTCONFIG_FILE: config },
    stdio: 'ignore',
    timeout: 150_000,
  });
  return names.map((_, n) => new Uint8Array(readFileSync(join(folder, `${n}.pdf`))));
}

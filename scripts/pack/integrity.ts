import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { getRawHeader } from '@electron/asar';
import { NtExecutable, NtExecutableResource } from 'resedit';

import type { Layout, Target } from './targets.ts';

type Known = { algorithm: string; hash: string };

/** What the program for macOS knows of its archive: a dictionary in Info.plist. */
function inPlist(plist: string): Known | null {
  const found =
    /<key>Resources\/app\.asar<\/key>\s*<dict>\s*<key>algorithm<\/key>\s*<string>(\w+)<\/string>\s*<key>hash<\/key>\s*<string>(\w+)<\/string>/.exec(
      plist,
    );
  return found ? { algorithm: found[1] ?? '', hash: found[2] ?? '' } : null;
}

/** What the program for Windows knows of it: a resource. */
function inResource(program: string): Known | null {
  const entries = NtExecutableResource.from(NtExecutable.from(readFileSync(program))).entries;
  const entry = entries.find(({ type, id }) => type === 'INTEGRITY' && id === 'ELECTRONASAR');
  if (!entry) return null;
  const list = JSON.parse(Buffer.from(entry.bin).toString('utf8')) as {
    file: string;
    alg: string;
    value: string;
  }[];
  const found = list.find(({ file }) => file === String.raw`resources\app.asar`);
  return found ? { algorithm: found.alg, hash: found.value } : null;
}

/**
 * What is wrong with the hash by which the program knows its archive (the fuse embeddedAsarIntegrityValidation): without
 * it, or with another one, it does not start. Electron checks it on macOS and Windows; Linux has no place for it.
 * https://www.electronjs.org/docs/latest/tutorial/asar-integrity
 */
export function wrongIntegrity({ platform }: Target, { root, program, resources }: Layout): string[] {
  if (platform === 'linux') return [];
  const known =
    platform === 'mac'
      ? inPlist(readFileSync(join(root, '年述.app/Contents/Info.plist'), 'utf8'))
      : inResource(program);
  if (!known) return ['程序里没有 app.asar 的校验值，会启动不了'];
  const { headerString } = getRawHeader(join(resources, 'app.asar'));
  const hash = createHash('sha256').update(headerString).digest('hex');
  if (known.algorithm === 'SHA256' && known.hash === hash) return [];
  return ['程序里的校验值与 app.asar 不符，会启动不了'];
}

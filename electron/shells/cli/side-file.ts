import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

import { toWireError } from '../../../shared/errors/app-error.ts';
import { writeFileSafely } from '../write-file.ts';

/** Ending of a side file (核验文件), behind the whole name of the file that it is of. */
const ENDING = '.nsv';

/** Where the side file of a file belongs. */
export const sideFileOf = (file: string): string => `${file}${ENDING}`;

/** The file that a side file is of; null for anything else. */
export const ownerOf = (path: string): string | null =>
  path.toLowerCase().endsWith(ENDING) ? path.slice(0, -ENDING.length) : null;

/** Where the side file is, or null with what went wrong; what else there is to say of it. */
export type WrittenSideFile = { proof: string | null; complaints: string[] };

/**
 * Writes the side file of an exported file beside it. An older side file is replaced, and that is told; anything else of
 * that name stays, and the side file gets another. The export is done by then: what goes wrong is told, too.
 */
export async function writeBeside(file: string, text: string): Promise<WrittenSideFile> {
  const own = sideFileOf(file);
  const isTaken = existsSync(own);
  const isOlder = isTaken && (await isSideFile(own));
  const proof = isTaken && !isOlder ? freeName(file) : own;
  try {
    await writeFileSafely(proof, new TextEncoder().encode(text));
  } catch (error) {
    const { message } = toWireError(error);
    return { proof: null, complaints: [`报告已导出，但核验文件没有写出：${message}`] };
  }
  if (isOlder) return { proof, complaints: [`${own} 是以前导出的核验文件，已换成这次的。`] };
  return { proof, complaints: isTaken ? [otherName(own, proof)] : [] };
}

const otherName = (own: string, proof: string): string =>
  `${own} 不是核验文件，没有覆盖；这次的核验文件存为 ${proof}，核验时用 --proof 写明。`;

/** What is to be said where a file has no side file, and an older one still lies beside it. */
export const leftBeside = (file: string): string[] =>
  existsSync(sideFileOf(file)) ? [`${sideFileOf(file)} 是以前导出的，与这次的文件不符，没有改动。`] : [];

async function isSideFile(path: string): Promise<boolean> {
  const { readSideFile } = await import('../../backend/signing/issue.ts');
  try {
    return readSideFile(await readFile(path, 'utf8')) !== null;
  } catch {
    return false;
  }
}

function freeName(file: string): string {
  for (let number = 2; ; number += 1) {
    const name = `${file}.${number}${ENDING}`;
    if (!existsSync(name)) return name;
  }
}

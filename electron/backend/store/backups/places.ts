import { readdirSync, statfsSync, statSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { join } from 'node:path';

import type { BackupPlace } from '../../../../shared/contract/backups.ts';

/** Where the system shows sticks and other disks: each of their entries is one, or each of these is. */
function mounts(platform: NodeJS.Platform): { roots: string[]; drives: string[] } {
  if (platform === 'win32')
    return { roots: [], drives: 'DEFGHIJKLMNOPQRSTUVWXYZ'.split('').map((letter) => `${letter}:\\`) };
  if (platform === 'darwin') return { roots: ['/Volumes'], drives: [] };
  const { username } = userInfo();
  return { roots: [`/media/${username}`, `/run/media/${username}`, '/mnt'], drives: [] };
}

/**
 * Folders on other disks and sticks that are plugged in now. What lies on the disk of the data comes last.
 * @param roots folders whose folders are looked at; left out: those of this system
 */
export function placesFor(dataDir: string, roots?: readonly string[]): BackupPlace[] {
  const system = mounts(process.platform);
  const within = (roots ?? system.roots).flatMap((root) => foldersIn(root));
  return [...within, ...(roots === undefined ? system.drives : [])]
    .map((path) => describePlace(path, dataDir))
    .filter((place) => place !== null)
    .sort((a, b) => Number(a.sameDisk) - Number(b.sameDisk));
}

/** The places, and the folders in which people keep files that were handed to them. */
export const placesToLook = (dataDir: string): string[] => [
  ...placesFor(dataDir).map(({ path }) => path),
  ...['Desktop', '桌面', 'Documents', '文档', 'Downloads', '下载'].map((name) => join(homedir(), name)),
];

/** Null where it can't be looked at. */
export function describePlace(path: string, dataDir: string): BackupPlace | null {
  try {
    if (!statSync(path).isDirectory()) return null;
    return { path, free: freeIn(path), sameDisk: statSync(path).dev === statSync(dataDir).dev };
  } catch {
    return null;
  }
}

function freeIn(path: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(path);
    return bavail * bsize;
  } catch {
    return null;
  }
}

function foldersIn(root: string): string[] {
  try {
    return readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => join(root, name));
  } catch {
    return [];
  }
}

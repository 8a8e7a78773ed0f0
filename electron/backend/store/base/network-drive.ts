import { execFileSync } from 'node:child_process';
import { readFileSync, realpathSync } from 'node:fs';
import { sep } from 'node:path';

/**
 * File systems that lie on another machine, as the system's list of mounts names them. Several programs writing a
 * database there at once can damage it (SQLite's locks are not reliable over a network), and a line that breaks cuts
 * a save off.
 */
const NETWORK_TYPES: ReadonlySet<string> = new Set([
  'nfs',
  'nfs4',
  'cifs',
  'smb3',
  'smbfs',
  'afpfs',
  'webdav',
  'davfs',
  'fuse.davfs',
  'fuse.davfs2',
  'fuse.sshfs',
  'fuse.rclone',
  'fuse.gvfsd-fuse',
  'fuse.glusterfs',
  'ceph',
  'fuse.ceph',
  'lustre',
  'ncpfs',
  'afs',
  '9p',
]);

export type Mount = { point: string; type: string };

/** Mounts of `/proc/self/mountinfo` (Linux; see proc(5)): spaces and the like in a path are octal there. */
export function parseMountInfo(text: string): Mount[] {
  return text.split('\n').flatMap((line) => {
    const [before = '', after = ''] = line.split(' - ');
    const point = before.split(' ')[4];
    const type = after.split(' ')[0];
    if (!point || !type) return [];
    const plain = point.replace(/\\([0-7]{3})/g, (_all, code: string) =>
      String.fromCharCode(Number.parseInt(code, 8)),
    );
    return [{ point: plain, type }];
  });
}

/** Mounts of the `mount` command (macOS): `//user@server/share on /Volumes/share (smbfs, nodev)`. */
export function parseMountCommand(text: string): Mount[] {
  return text.split('\n').flatMap((line) => {
    const match = / on (\/.*) \(([a-z0-9]+)[,)]/.exec(line);
    return match?.[1] && match[2] ? [{ point: match[1], type: match[2] }] : [];
  });
}

/** The type of the file system that a path lies on: of the longest mount point above it; null where none is known. */
export function typeOf(path: string, mounts: readonly Mount[]): string | null {
  const above = mounts.filter(({ point }) => point === '/' || path === point || path.startsWith(`${point}/`));
  // Of two mounts at the same place the later one is seen.
  const nearest = above.reduce<Mount | null>(
    (best, mount) => (best === null || mount.point.length >= best.point.length ? mount : best),
    null,
  );
  return nearest?.type ?? null;
}

/** True for a path that Windows keeps on a server: `\\server\share\…`, but not a device path such as `\\?\C:\…`. */
export const isUncPath = (path: string): boolean => /^\\\\[^\\?.][^\\]*\\/.test(path);

/** True when the folder lies on a network drive; false when it does not, or nobody can tell. */
export function isOnNetworkDrive(folder: string, platform: NodeJS.Platform = process.platform): boolean {
  try {
    // Resolves links, and on Windows a drive letter that stands for a share.
    const real = realpathSync.native(folder);
    if (platform === 'win32') return isUncPath(real) || (sep === '\\' && isUncPath(folder));
    const mounts =
      platform === 'darwin'
        ? parseMountCommand(execFileSync('/sbin/mount', { encoding: 'utf8', timeout: 2000 }))
        : parseMountInfo(readFileSync('/proc/self/mountinfo', 'utf8'));
    return NETWORK_TYPES.has(typeOf(real, mounts) ?? '');
  } catch {
    return false;
  }
}

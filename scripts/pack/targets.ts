import { join } from 'node:path';

export type Platform = 'linux' | 'win' | 'mac';
export type Arch = 'x64' | 'arm64';

/** A kind of machine that is packed for. */
export type Target = { platform: Platform; arch: Arch };

export const TARGETS: readonly Target[] = (['linux', 'win', 'mac'] as const).flatMap((platform) =>
  (['x64', 'arm64'] as const).map((arch) => ({ platform, arch })),
);

/** What Node calls the systems, and the driver's files with it. */
const NODE_PLATFORM: Record<Platform, NodeJS.Platform> = { linux: 'linux', win: 'win32', mac: 'darwin' };

export const nameOf = ({ platform, arch }: Target): string => `${platform}-${arch}`;

/** File of the database driver for a target, as the package better-sqlite3 calls it. */
export const driverOf = ({ platform, arch }: Target): string => `${NODE_PLATFORM[platform]}-${arch}.node`;

/** What a distribution of Electron is called, without `electron-v…-` and `.zip`. */
export const electronName = ({ platform, arch }: Target): string => `${NODE_PLATFORM[platform]}-${arch}`;

/** Whether this computer can load what is native in a package for the target. */
export const runsHere = (target: Target): boolean =>
  NODE_PLATFORM[target.platform] === process.platform && target.arch === process.arch;

/** Where things lie in an unpacked package. */
export type Layout = {
  /** The folder that electron-builder leaves. */
  root: string;
  /** What holds the fuses, as @electron/fuses wants it. */
  program: string;
  /** Electron's folder of resources. */
  resources: string;
};

/** Layout of what electron-builder's target `dir` leaves in its output folder. */
export function layoutOf({ platform, arch }: Target, output: string): Layout {
  const suffix = arch === 'x64' ? '' : `-${arch}`;
  if (platform === 'mac') {
    const root = join(output, `mac${suffix}`);
    return { root, program: join(root, '年述.app'), resources: join(root, '年述.app/Contents/Resources') };
  }
  const root = join(output, `${platform}${suffix}-unpacked`);
  const program = join(root, platform === 'win' ? 'nianshu.exe' : 'nianshu');
  return { root, program, resources: join(root, 'resources') };
}

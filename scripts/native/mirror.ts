import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { run } from '../lib/run.mjs';

/** Debian 11: glibc 2.31 and GCC 10, the oldest that has a compiler which the driver's C++20 is understood by. */
export const RELEASE = 'bullseye';

/**
 * Package archives that this machine's apt is set up with, each once, in its order; first of all the one that the
 * person names. No host stands in the project: whoever builds has a mirror that is near.
 * @param targets what `apt-get indextargets` prints, an address a line
 */
export function candidates(targets: string, named: string | undefined): string[] {
  const addresses = [named ?? '', ...targets.split('\n')]
    .map((line) => line.trim().replace(/\/+$/, ''))
    .filter((line) => /^https?:\/\/\S+$/.test(line));
  return [...new Set(addresses)];
}

/** The first archive that has the release; null if none has. */
export async function firstWith(
  archives: readonly string[],
  has: (archive: string) => Promise<boolean>,
): Promise<string | null> {
  for (const archive of archives) if (await has(archive)) return archive;
  return null;
}

/** apt's own way to fetch: it knows the machine's proxies and passwords. */
export const APT_HELPER = '/usr/lib/apt/apt-helper';

/**
 * The package archive that Debian 11 is taken from, without a slash at its end.
 * @throws Error with one sentence if this machine has no apt or none of its archives has that release
 */
export async function findMirror(): Promise<string> {
  const { code, output } = await run(
    'apt-get',
    ['indextargets', '--format', '$(REPO_URI)', 'Created-By: Packages'],
    { quiet: true },
  );
  if (code !== 0) throw new Error('这台机器没有 apt，取不到 Debian 11 的软件包。');
  const folder = mkdtempSync(join(tmpdir(), 'nianshu-mirror-'));
  try {
    const mirror = await firstWith(candidates(output, process.env.NIANSHU_DEBIAN_MIRROR), async (archive) => {
      const release = [`${archive}/dists/${RELEASE}/Release`, join(folder, 'Release')];
      const fetched = await run(APT_HELPER, ['download-file', ...release], {
        quiet: true,
        timeoutMs: 60_000,
      });
      return fetched.code === 0;
    });
    if (mirror === null)
      throw new Error(
        '本机 apt 所设的软件源里都没有 Debian 11；请把一个有的软件源的地址写在环境变量 NIANSHU_DEBIAN_MIRROR 里再试。',
      );
    return mirror;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

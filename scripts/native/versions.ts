/** Which of two dotted versions is higher, number by number: negative, zero or positive. A missing number is 0. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number)) as [number[], number[]];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The highest of some versions; null if there is none. */
export function highest(versions: readonly string[]): string | null {
  return versions.length === 0 ? null : versions.reduce((a, b) => (compareVersions(a, b) >= 0 ? a : b));
}

/**
 * What every Linux of ours has at least: UOS 20 has glibc 2.28, its libstdc++ is that of GCC 8.
 * Source: libstdc++'s table of ABI versions (GCC 8.1: GLIBCXX_3.4.25, CXXABI_1.3.11).
 */
export const LINUX_FLOOR = { glibc: '2.28', glibcxx: '3.4.25', cxxabi: '1.3.11' } as const;

const NAMES = { glibc: 'GLIBC', glibcxx: 'GLIBCXX', cxxabi: 'CXXABI' } as const;

/**
 * What a file asks for above that floor, such as `GLIBC_2.34`; empty if it loads on every Linux of ours.
 */
export function aboveFloor(file: Record<keyof typeof LINUX_FLOOR, string | null>): string[] {
  return (Object.keys(LINUX_FLOOR) as (keyof typeof LINUX_FLOOR)[]).flatMap((what) => {
    const asked = file[what];
    return asked !== null && compareVersions(asked, LINUX_FLOOR[what]) > 0 ? [`${NAMES[what]}_${asked}`] : [];
  });
}

import { execFileSync } from 'node:child_process';
import { accessSync, constants, readdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/**
 * The oldest Chromium that the page runs in: the last for Windows 7, and what UOS and 360 browsers build on. The build
 * (`vite.config.ts`), README, help and `renderer/app/too-old.js` name the same.
 */
export const LOWEST_BROWSER = 109;

/** By their names on Linux: those that say Chromium's own version first, then those of UOS, Kylin, 360 and 奇安信. */
const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
  'uos-browser-stable',
  'uos-browser',
  'qaxbrowser-safe-stable',
  'qaxbrowser-safe',
  'qaxbrowser',
  'browser360-cn-stable',
  'browser360-cn',
  '360browser-cn',
  // Last: what UOS calls its browser; elsewhere it may be anything.
  'browser',
];

const MAC = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const WINDOWS = [
  String.raw`Google\Chrome\Application\chrome.exe`,
  String.raw`Microsoft\Edge\Application\msedge.exe`,
  String.raw`Chromium\Application\chrome.exe`,
  String.raw`360ChromeX\Chrome\Application\360ChromeX.exe`,
  String.raw`Qaxbrowser\Application\qaxbrowser.exe`,
];

const namedIn = (env: NodeJS.ProcessEnv): string[] =>
  env['NIANSHU_BROWSER'] ? [env['NIANSHU_BROWSER']] : [];

function candidates(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string[] {
  if (platform === 'darwin') return MAC;
  if (platform === 'win32') {
    const roots = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']].filter(
      (root) => root !== undefined,
    );
    return roots.flatMap((root) => WINDOWS.map((path) => join(root, path)));
  }
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  // The same program by its folder's other name (/bin is /usr/bin) is asked once: the first that runs.
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name)).find(runs) ?? []);
}

function runs(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A browser that hangs when it is asked is not waited for. */
const PATIENCE_MS = 5000;

/**
 * The number of the Chromium that a browser is; null where it doesn't say. Those of Chrome, Edge and Chromium are taken
 * as they say; others count their own products, which says nothing of what they are made of.
 */
export function versionOf(path: string, platform: NodeJS.Platform = process.platform): number | null {
  // On Windows `--version` opens a window; the program's folder has one of its own for each version.
  if (platform === 'win32') return newestFolder(dirname(path));
  try {
    const said = execFileSync(path, ['--version'], {
      encoding: 'utf8',
      timeout: PATIENCE_MS,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const found = /(?:Chromium|Google Chrome|Microsoft Edge)\D*(\d+)\.\d/.exec(said)?.[1];
    return found === undefined ? null : Number(found);
  } catch {
    return null;
  }
}

function newestFolder(folder: string): number | null {
  try {
    const majors = readdirSync(folder).flatMap((name) => /^(\d+)\.\d+\.\d+\.\d+$/.exec(name)?.[1] ?? []);
    return majors.length > 0 ? Math.max(...majors.map(Number)) : null;
  } catch {
    return null;
  }
}

export type FoundBrowser = {
  path: string;
  /** Null where it doesn't say which Chromium it is. */
  version: number | null;
};

/**
 * Installed browsers of the Chromium family, the best first: the one that `NIANSHU_BROWSER` names, those that are new
 * enough, those that don't say, those that are too old.
 * @param wanted the Chromium from which on it is new enough
 */
export function findBrowsers(
  wanted: number = LOWEST_BROWSER,
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): FoundBrowser[] {
  const named = namedIn(env).filter(runs);
  const isFine = ({ version }: FoundBrowser): boolean => version !== null && version >= wanted;
  const found: FoundBrowser[] = [];
  for (const path of [...named, ...candidates(env, platform).filter(runs)]) {
    const one = { path, version: versionOf(path, platform) };
    // Nothing better can come: the others need not be asked.
    if (found.length === 0 && (isFine(one) || named.includes(path))) return [one];
    found.push(one);
    if (isFine(one)) break;
  }
  const rank = (one: FoundBrowser): number => (isFine(one) ? 0 : one.version === null ? 1 : 2);
  return found.toSorted((a, b) => rank(a) - rank(b));
}

/** Path of the best installed browser of the Chromium family, also where it is too old; null where there is none. */
export function findBrowser(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  wanted: number = LOWEST_BROWSER,
): string | null {
  return findBrowsers(wanted, env, platform)[0]?.path ?? null;
}

import { join } from 'node:path';

/**
 * Folder of the user's own data, by the platform's custom. All shells use the same one.
 * @param home the user's home folder
 */
export function defaultDataDir(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
  home: string,
): string {
  if (platform === 'win32') return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'nianshu');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'nianshu');
  // The XDG rules: an empty or relative value counts as not set.
  const xdg = env['XDG_DATA_HOME'];
  return join(xdg?.startsWith('/') ? xdg : join(home, '.local', 'share'), 'nianshu');
}

import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates } from 'node:tls';

import { root } from './paths.mjs';

const first = (env, names) => names.map((name) => env[name]).find((value) => value);

/**
 * The proxies of this machine as Node's agents read them (`proxyEnv`). What npm was told counts as well: who has set up
 * `https-proxy` there has said how this machine gets out.
 * @param {Record<string, string | undefined>} env environment; npm puts its settings there as npm_config_…
 * @returns {{ HTTP_PROXY?: string, HTTPS_PROXY?: string, NO_PROXY?: string }}
 */
export function proxyOf(env) {
  const proxies = {
    HTTPS_PROXY: first(env, [
      'https_proxy',
      'HTTPS_PROXY',
      'npm_config_https_proxy',
      'all_proxy',
      'ALL_PROXY',
      'npm_config_proxy',
    ]),
    HTTP_PROXY: first(env, ['http_proxy', 'HTTP_PROXY', 'npm_config_proxy', 'all_proxy', 'ALL_PROXY']),
    NO_PROXY: first(env, ['no_proxy', 'NO_PROXY', 'npm_config_noproxy']),
  };
  return Object.fromEntries(Object.entries(proxies).filter(([, value]) => value));
}

/** A setting of an .npmrc file; '' where there is none. Newer npm warns of `electron_mirror`, and may pass it on no more. */
function fromNpmrc(file, name) {
  try {
    const line = readFileSync(file, 'utf8')
      .split('\n')
      .find((one) => one.split('=')[0].trim().toLowerCase() === name);
    return line
      ? line
          .slice(line.indexOf('=') + 1)
          .trim()
          .replace(/^"|"$/g, '')
      : '';
  } catch {
    return '';
  }
}

/**
 * Address of the mirror that Electron is fetched from, '' for its own. The address ends with a slash, as @electron/get
 * puts the version right behind it: https://www.electronjs.org/docs/latest/tutorial/installation#mirror
 */
export function mirrorOf(env) {
  const found =
    first(env, ['npm_config_electron_mirror', 'NPM_CONFIG_ELECTRON_MIRROR', 'ELECTRON_MIRROR']) ||
    fromNpmrc(join(root, '.npmrc'), 'electron_mirror') ||
    fromNpmrc(join(homedir(), '.npmrc'), 'electron_mirror');
  return found === '' || found.endsWith('/') ? found : `${found}/`;
}

/** Certificates that connections are checked by: Node's own, the system's, and the file that npm was given (`cafile`). */
export function certificates(env) {
  const own = ['default', 'system', 'extra'].flatMap((kind) => {
    try {
      return getCACertificates(kind);
    } catch {
      return [];
    }
  });
  try {
    if (env.npm_config_cafile) own.push(readFileSync(env.npm_config_cafile, 'utf8'));
  } catch {
    // npm says so itself.
  }
  return own;
}

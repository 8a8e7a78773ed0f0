import type { StandInProtocol } from './protocol.ts';

const BUILT_IN = new Set(['http:', 'https:', 'file:', 'data:', 'about:', 'blob:', 'devtools:', 'chrome:']);

/** Why an address can't be loaded: a scheme that nobody answers. Null where it can. */
export function canLoad(url: string, protocol: StandInProtocol): { code: string; errno: number } | null {
  if (!URL.canParse(url)) return { code: 'ERR_INVALID_URL', errno: -300 };
  const scheme = new URL(url).protocol;
  if (BUILT_IN.has(scheme) || protocol.isProtocolHandled(scheme.slice(0, -1))) return null;
  return { code: 'ERR_UNKNOWN_URL_SCHEME', errno: -302 };
}

/**
 * How the page of the loopback shell comes by its key and shows it. A browser sends the session's cookie to every
 * server on 127.0.0.1, whatever its port; the key is kept in storage that belongs to one port alone.
 */

/** Name of the protocol on the WebSocket; the page names its key as a second one behind it. */
export const WIRE_PROTOCOL = 'nianshu';

/** Header with the key on requests that are not a WebSocket. */
export const PAGE_KEY_HEADER = 'X-Nianshu-Key';

/**
 * The hash that hands the key to the page: a hash is never sent to a server.
 * @param route place to open, without `#`; '' for the start screen
 */
export function pageKeyHash(key: string, route: string): string {
  return `#key=${key}${route === '' ? '' : `&to=${encodeURIComponent(route)}`}`;
}

/** The key and the route in a hash made by `pageKeyHash`; null for any other hash. */
export function readPageKeyHash(hash: string): { key: string; route: string } | null {
  const match = /^#key=([\w-]+)(?:&to=([^&]*))?$/.exec(hash);
  if (!match) return null;
  try {
    return { key: match[1] ?? '', route: decodeURIComponent(match[2] ?? '') };
  } catch {
    return null;
  }
}

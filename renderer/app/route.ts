/** Where the window is. Kept in the hash, so that a reload, and a second window, come back to the same place. */
export type Route = { at: 'start' } | { at: 'report'; id: string } | { at: 'demo' };

/** Reads `#/`, `#/report/ID` and `#/demo`; anything else is the start screen. `?demo` counts as `#/demo`. */
export function parseRoute(hash: string, search = ''): Route {
  const parts = hash.replace(/^#\/?/, '').split('/');
  if (parts[0] === 'report' && parts[1]) return { at: 'report', id: safeDecode(parts[1]) };
  if (parts[0] === 'demo') return { at: 'demo' };
  if (!parts[0] && new URLSearchParams(search).has('demo')) return { at: 'demo' };
  return { at: 'start' };
}

export function hashOf(route: Route): string {
  if (route.at === 'report') return `#/report/${encodeURIComponent(route.id)}`;
  return route.at === 'demo' ? '#/demo' : '#/';
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Where the window is. Kept in the hash, so that a reload, and a second window, come back to the same place. */
export type Route =
  | { at: 'start' }
  | { at: 'search' }
  /** `block`: the place to show first. */
  | { at: 'report'; id: string; block?: string }
  | { at: 'demo' };

/** Reads `#/`, `#/search`, `#/report/ID`, `#/report/ID/BLOCK` and `#/demo`; anything else is the start screen. `?demo` counts as `#/demo`. */
export function parseRoute(hash: string, search = ''): Route {
  const parts = hash.replace(/^#\/?/, '').split('/');
  if (parts[0] === 'report' && parts[1]) {
    const block = parts[2] ? { block: safeDecode(parts[2]) } : {};
    return { at: 'report', id: safeDecode(parts[1]), ...block };
  }
  if (parts[0] === 'search') return { at: 'search' };
  if (parts[0] === 'demo') return { at: 'demo' };
  if (!parts[0] && new URLSearchParams(search).has('demo')) return { at: 'demo' };
  return { at: 'start' };
}

export function hashOf(route: Route): string {
  if (route.at === 'report') {
    const block = route.block === undefined ? '' : `/${encodeURIComponent(route.block)}`;
    return `#/report/${encodeURIComponent(route.id)}${block}`;
  }
  return route.at === 'start' ? '#/' : `#/${route.at}`;
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

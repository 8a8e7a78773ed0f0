/** One side of a comparison: a report as it stands, or one of its versions. */
export type SideRoute = { report: string; version?: string };

/** Where the window is. Kept in the hash, so that a reload, and a second window, come back to the same place. */
export type Route =
  | { at: 'start' }
  | { at: 'search' }
  /** `block`: the place to show first. */
  | { at: 'report'; id: string; block?: string }
  /** Without sides the window chooses the newest two that belong together. */
  | { at: 'compare'; a: SideRoute | null; b: SideRoute | null }
  | { at: 'figures' }
  | { at: 'backups' }
  /** What the data can be brought back to. */
  | { at: 'recovery' }
  | { at: 'demo' };

/**
 * Reads `#/`, `#/search`, `#/figures`, `#/backups`, `#/recovery`, `#/report/ID`, `#/report/ID/BLOCK`, `#/compare/A/B` (a side is `REPORT` or
 * `REPORT:VERSION`) and `#/demo`; anything else is the start screen. `?demo` counts as `#/demo`.
 */
export function parseRoute(hash: string, search = ''): Route {
  const parts = hash.replace(/^#\/?/, '').split('/');
  if (parts[0] === 'report' && parts[1]) {
    const block = parts[2] ? { block: safeDecode(parts[2]) } : {};
    return { at: 'report', id: safeDecode(parts[1]), ...block };
  }
  if (parts[0] === 'search') return { at: 'search' };
  if (parts[0] === 'figures') return { at: 'figures' };
  if (parts[0] === 'backups') return { at: 'backups' };
  if (parts[0] === 'recovery') return { at: 'recovery' };
  if (parts[0] === 'compare') return { at: 'compare', a: parseSide(parts[1]), b: parseSide(parts[2]) };
  if (parts[0] === 'demo') return { at: 'demo' };
  if (!parts[0] && new URLSearchParams(search).has('demo')) return { at: 'demo' };
  return { at: 'start' };
}

export function hashOf(route: Route): string {
  if (route.at === 'report') {
    const block = route.block === undefined ? '' : `/${encodeURIComponent(route.block)}`;
    return `#/report/${encodeURIComponent(route.id)}${block}`;
  }
  if (route.at === 'compare')
    return ['#/compare', ...[route.a, route.b].flatMap((side) => (side ? [sideText(side)] : []))].join('/');
  return route.at === 'start' ? '#/' : `#/${route.at}`;
}

function parseSide(text: string | undefined): SideRoute | null {
  const [report, version] = (text ?? '').split(':').map((part) => safeDecode(part));
  return report ? { report, ...(version ? { version } : {}) } : null;
}

function sideText({ report, version }: SideRoute): string {
  return [report, ...(version ? [version] : [])].map((part) => encodeURIComponent(part)).join(':');
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

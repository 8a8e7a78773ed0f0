import { useSyncExternalStore } from 'react';

import { hashOf, parseRoute, type Route } from './route.ts';

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  return parseRoute(hash, window.location.search);
}

export function go(route: Route): void {
  if (window.location.search) {
    // `?demo` asks once; with it in the address a reload would load the demo again.
    window.history.replaceState(null, '', window.location.pathname + window.location.hash);
  }
  window.location.hash = hashOf(route);
}

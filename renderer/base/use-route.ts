import { useSyncExternalStore } from 'react';

import { mayLeave } from './leave-guard.ts';
import { hashOf, parseRoute, type Route } from './route.ts';

/** Where the window is. The address may be ahead of it: what is not saved is asked about first. */
let shown: string | null = null;
const listeners = new Set<() => void>();

const current = (): string => (shown ??= window.location.hash);

function show(hash: string): void {
  shown = hash;
  for (const listener of listeners) listener();
}

/** The address was changed by the browser: its back, a link, a hand. The page follows when it may. */
function onHashChange(): void {
  if (window.location.hash === current()) return;
  const verdict = mayLeave(parseRoute(window.location.hash));
  if (typeof verdict === 'boolean') settle(verdict);
  else void verdict.then(settle);
}

function settle(may: boolean): void {
  const { hash } = window.location;
  if (hash === current()) return;
  if (may) show(hash);
  // Forward again to where the window has stayed, as if the browser had never gone back.
  else window.history.pushState(null, '', current() || '#/');
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) window.addEventListener('hashchange', onHashChange);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.removeEventListener('hashchange', onHashChange);
  };
}

export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, current);
  return parseRoute(hash, window.location.search);
}

/** Goes there, once nothing unsaved stands in the way. */
export function go(route: Route): void {
  const verdict = mayLeave(route);
  if (verdict === true) leaveFor(route);
  else if (verdict !== false) void verdict.then((may) => may && leaveFor(route));
}

function leaveFor(route: Route): true {
  if (window.location.search) {
    // `?demo` asks once; with it in the address a reload would load the demo again.
    window.history.replaceState(null, '', window.location.pathname + window.location.hash);
  }
  window.location.hash = hashOf(route);
  show(window.location.hash);
  return true;
}

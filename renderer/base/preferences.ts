import { useSyncExternalStore } from 'react';

export const THEMES = ['system', 'light', 'dark', 'contrast', 'contrast-dark'] as const;

/** What a person likes: kept on this machine, the same in all its windows, never part of a report. */
export type Preferences = {
  theme: (typeof THEMES)[number];
  /** Dark paper in the dark theme; white paper as it is printed otherwise. */
  darkPaper: boolean;
  /** `continuous`: one long sheet · `pages`: with the breaks of the printed pages. */
  view: 'continuous' | 'pages';
  /** The browser's own spell check, which knows no Chinese and underlines what is right. */
  spellCheck: boolean;
};

const DEFAULTS: Preferences = { theme: 'system', darkPaper: true, view: 'continuous', spellCheck: false };

const KEY = 'nianshu.preferences';
const listeners = new Set<() => void>();
let current: Preferences | null = null;

function read(): Preferences {
  try {
    return sound(JSON.parse(localStorage.getItem(KEY) ?? '{}'));
  } catch {
    // Storage may be off: the defaults are good enough.
    return DEFAULTS;
  }
}

/** Each wish by itself: one that this version does not know leaves the others as they are. */
export function sound(stored: unknown): Preferences {
  const wish = (typeof stored === 'object' && stored !== null ? stored : {}) as Partial<Preferences>;
  return {
    theme: THEMES.find((theme) => theme === wish.theme) ?? DEFAULTS.theme,
    darkPaper: typeof wish.darkPaper === 'boolean' ? wish.darkPaper : DEFAULTS.darkPaper,
    view: wish.view === 'pages' ? 'pages' : DEFAULTS.view,
    spellCheck: typeof wish.spellCheck === 'boolean' ? wish.spellCheck : DEFAULTS.spellCheck,
  };
}

export const preferences = (): Preferences => (current ??= read());

export function setPreference<K extends keyof Preferences>(key: K, value: Preferences[K]): void {
  current = { ...preferences(), [key]: value };
  try {
    localStorage.setItem(KEY, JSON.stringify(current));
  } catch {
    // Not remembered then; it holds in this window.
  }
  for (const listener of listeners) listener();
}

export function subscribePreferences(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Other windows follow. */
export function followOtherWindows(): void {
  window.addEventListener('storage', (event) => {
    if (event.key !== KEY) return;
    current = read();
    for (const listener of listeners) listener();
  });
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribePreferences, preferences);
}

import {
  followOtherWindows,
  preferences,
  subscribePreferences,
  type Preferences,
} from '../base/preferences.ts';

export type Theme = 'light' | 'dark' | 'contrast' | 'contrast-dark';

/** What the system asks for. */
export type SystemLook = { dark: boolean; contrast: boolean };

/** The theme that holds: the person's, or the system's. */
export function themeFor(wish: Preferences['theme'], system: SystemLook): Theme {
  if (wish !== 'system') return wish;
  if (system.contrast) return system.dark ? 'contrast-dark' : 'contrast';
  return system.dark ? 'dark' : 'light';
}

/** Puts the theme on the root element, before anything is drawn, and keeps it right. */
export function applyTheme(): void {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const contrast = window.matchMedia('(prefers-contrast: more)');
  const apply = (): void => {
    const wish = preferences();
    const theme = themeFor(wish.theme, { dark: dark.matches, contrast: contrast.matches });
    const { dataset } = document.documentElement;
    dataset.theme = theme;
    dataset.paper = theme === 'dark' && wish.darkPaper ? 'dark' : 'white';
  };
  apply();
  dark.addEventListener('change', apply);
  contrast.addEventListener('change', apply);
  subscribePreferences(apply);
  followOtherWindows();
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

import { sound } from '../../../renderer/base/preferences.ts';
import { themeFor } from '../../../renderer/app/theme.ts';

const renderer = fileURLToPath(new URL('../../../renderer', import.meta.url));
const css = (readdirSync(renderer, { recursive: true }) as string[]).filter((file) => file.endsWith('.css'));
const theme = readFileSync(join(renderer, 'app/theme.css'), 'utf8');

describe('themes', () => {
  it('follow the system unless a person decides', () => {
    expect(themeFor('system', { dark: false, contrast: false })).toBe('light');
    expect(themeFor('system', { dark: true, contrast: false })).toBe('dark');
    expect(themeFor('system', { dark: true, contrast: true })).toBe('contrast-dark');
    expect(themeFor('light', { dark: true, contrast: true })).toBe('light');
  });

  it('keep each wish that this version knows', () => {
    expect(sound({ theme: 'dark', view: 'scroll', spellCheck: 'yes', more: 1 })).toEqual({
      theme: 'dark',
      darkPaper: true,
      view: 'continuous',
      spellCheck: false,
    });
    expect(sound(null).theme).toBe('system');
  });

  it('have every colour in one place', () => {
    for (const file of css.filter((one) => one !== 'app/theme.css')) {
      // A picture has colours of its own; its `#` is written %23 and is not found here.
      const text = readFileSync(join(renderer, file), 'utf8');
      expect(text.match(/#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(/gi), file).toBeNull();
    }
  });

  it('define every variable that is used', () => {
    const all = css.map((file) => readFileSync(join(renderer, file), 'utf8')).join('\n');
    const defined = new Set([...all.matchAll(/(--[a-z0-9-]+)\s*:/g)].map((match) => match[1]));
    // Set from code, each on its own element.
    for (const one of ['--dialog-width', '--radix-popover-content-available-height']) defined.add(one);
    const used = [...all.matchAll(/var\((--[a-z0-9-]+)\)/g)].map((match) => match[1]);
    expect([...new Set(used)].filter((name) => !defined.has(name))).toEqual([]);
  });

  // The pairs that carry words; 4.5 : 1 is WCAG AA, 7 : 1 what high contrast promises.
  const pairs: [string, string][] = [
    ['--ink', '--surface'],
    ['--ink-2', '--surface'],
    ['--ink-3', '--surface'],
    ['--ink-3', '--hover'],
    ['--ink-2', '--pressed'],
    ['--ink-3', '--raised'],
    ['--ink-2', '--chip'],
    ['--ink-on', '--ink'],
    ['--ink', '--accent-wash'],
    ['--ink-2', '--accent-wash'],
    ['--good', '--surface'],
    ['--warn', '--surface'],
    ['--bad', '--surface'],
    ['--note', '--surface'],
    ['--ink', '--warn-wash'],
    ['--ink', '--bad-wash'],
    ['--tip-ink', '--tip'],
    ['--tip-dim', '--tip'],
    ['--selection-ink', '--selection'],
    ['--ins', '--ins-wash'],
    ['--del', '--del-wash'],
    ...[1, 2, 3, 4, 5, 6].map((n): [string, string] => [`--hue-${n}`, '--surface']),
    ['--page-ink', '--paper'],
    ['--page-faint', '--paper'],
    ['--page-ink', '--field-gap'],
    ['--page-ink', '--field-hidden'],
    ['--page-ink', '--secret-wash'],
    ['--page-ink', '--field-active'],
    ['--page-ink', '--page-selection'],
    ['--page-ink', '--mark-find'],
    ['--mark-find-ink', '--mark-find-current'],
    ['--page-ink', '--mark-changed'],
    ['--page-ink', '--mark-comment'],
    ['--page-ins', '--paper'],
    ['--page-del', '--paper'],
  ];
  it.each(['light', 'dark', 'dark paper', 'contrast', 'contrast-dark'])('can be read: %s', (name) => {
    const colours = variablesOf(name);
    const least = name.startsWith('contrast') ? 7 : 4.5;
    const pale = pairs
      .map(([ink, ground]) => ({
        ink,
        ground,
        ratio: contrast(colours.get(ink) ?? '', colours.get(ground) ?? ''),
      }))
      .filter(({ ratio }) => !(ratio >= least));
    expect(pale).toEqual([]);
  });
});

/** The colours that hold in a theme: the light ones, and what it puts in their place. */
function variablesOf(name: string): Map<string, string> {
  const selectors = [':root'];
  if (name === 'dark paper') selectors.push("[data-theme='dark']", "[data-paper='dark']");
  else if (name !== 'light') selectors.push(`[data-theme='${name}']`);
  const colours = new Map<string, string>();
  for (const selector of selectors) {
    const start = theme.indexOf(`${selector} {`);
    const body = theme.slice(start, theme.indexOf('\n}', start));
    for (const [, key = '', value = ''] of body.matchAll(/(--[a-z0-9-]+):\s*(#[0-9a-f]{6})\b/g))
      colours.set(key, value);
  }
  return colours;
}

/** WCAG 2: relative luminance, and the ratio of two. */
function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

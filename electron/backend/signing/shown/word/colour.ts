import { tagIn, tagsOf, type Tag } from '../../../docx/read/named-xml.ts';

/** Least contrast of words with white paper that still can be read: a light grey of this contrast is one that is looked for. */
const LEAST = 2.5;

/** How much lighter paper is than a colour, as WCAG 2 counts it; null for what is no colour. */
function contrast(hex: string): number | null {
  if (!/^[\da-f]{6}$/i.test(hex)) return null;
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}

/** Colours of a theme by the names that words are given them by. */
const NAMES: Readonly<Record<string, string>> = {
  text1: 'dk1',
  dark1: 'dk1',
  text2: 'dk2',
  dark2: 'dk2',
  background1: 'lt1',
  light1: 'lt1',
  background2: 'lt2',
  light2: 'lt2',
  accent1: 'accent1',
  accent2: 'accent2',
  accent3: 'accent3',
  accent4: 'accent4',
  accent5: 'accent5',
  accent6: 'accent6',
  hyperlink: 'hlink',
  followedHyperlink: 'folHlink',
};

/** Scripts that a theme has fonts for, by the languages that are written in them. */
const SCRIPTS: readonly (readonly [RegExp, string])[] = [
  [/^ja/i, 'Jpan'],
  [/^ko/i, 'Hang'],
  [/^zh-(?:TW|HK|MO|Hant)/i, 'Hant'],
];

/** What a theme says of colours and fonts. */
export class Theme {
  readonly #colours = new Map<string, string>();
  readonly #fonts = new Map<string, string>();
  readonly #scripts: readonly string[];

  /** @param language of Chinese words, as the settings say it: it decides on the font of a theme */
  constructor(root: Tag | null, language = '') {
    this.#scripts = ['ea', SCRIPTS.find(([of]) => of.test(language))?.[1] ?? 'Hans'];
    const elements = tagIn(root, 'a:themeElements');
    for (const one of tagsOf(tagIn(elements, 'a:clrScheme'))) {
      const [colour] = tagsOf(one);
      const value = colour?.attributes['lastClr'] ?? colour?.attributes['val'] ?? '';
      this.#colours.set(one.name.slice(2), value);
    }
    const fonts = tagIn(elements, 'a:fontScheme');
    for (const which of ['major', 'minor'])
      for (const one of tagsOf(tagIn(fonts, `a:${which}Font`))) {
        const script = one.attributes['script'];
        this.#fonts.set(`${which} ${script ?? one.name.slice(2)}`, one.attributes['typeface'] ?? '');
      }
  }

  /** Fonts that a theme may put in the place of one of its names: `minorEastAsia`. Empty ones are the program's own. */
  fonts(name: string): string[] {
    const which = name.startsWith('major') ? 'major' : 'minor';
    const found = name.endsWith('EastAsia') ? this.#scripts : name.endsWith('Bidi') ? ['cs'] : ['latin'];
    return found.flatMap((part) => this.#fonts.get(`${which} ${part}`) ?? []).filter((font) => font !== '');
  }

  /** Whether words of this colour can be read on white paper, in whichever way a program takes its value. */
  isLegible({ attributes }: Tag): boolean {
    const value = attributes['w:val'] ?? 'auto';
    if (value !== 'auto' && (contrast(value) ?? 0) < LEAST) return false;
    const name = attributes['w:themeColor'];
    if (name === undefined || name === 'none') return true;
    const colour = this.#colours.get(NAMES[name] ?? '');
    if (colour === undefined) return false;
    return (contrast(mixed(colour, attributes['w:themeTint'], attributes['w:themeShade'])) ?? 0) >= LEAST;
  }
}

/** A share as it is written: `80` of `FF`. */
const share = (value: string): number => Number.parseInt(value, 16) / 255;

/** A colour made lighter by a tint, darker by a shade: each says how much of the colour is left, of 255. */
function mixed(hex: string, tint: string | undefined, shade: string | undefined): string {
  return hex.replaceAll(/[\da-f]{2}/gi, (part) => {
    let value = Number.parseInt(part, 16);
    if (shade !== undefined) value *= share(shade);
    if (tint !== undefined) value = value * share(tint) + 255 * (1 - share(tint));
    return Math.min(255, Math.max(0, Math.round(value)))
      .toString(16)
      .padStart(2, '0');
  });
}

/** Fills behind words as our pages have them: none, or white. */
export function isWhiteFill({ attributes }: Tag): boolean {
  const { 'w:val': pattern = 'clear', 'w:fill': fill = 'auto' } = attributes;
  if (pattern === 'nil') return true;
  const isThemed = Object.keys(attributes).some((name) => name.startsWith('w:theme'));
  return pattern === 'clear' && ['auto', 'ffffff'].includes(fill.toLowerCase()) && !isThemed;
}

import type { LookKind } from '../../../../shared/merge/word-copy.ts';
import { isOn, type Styles } from './styles.ts';
import { attribute, type Element } from './xml.ts';

// What somebody made words look like by hand, and what that says in an office.

/** Null where the properties of a run, or the style that they name, say nothing of that kind. */
export function looksIn(properties: Element | null, styles: Styles): LookKind[] | null {
  if (!properties || properties.children.length === 0) return null;
  const of = (name: string): Element | null => styles.ofRun(properties, name);
  const looks: LookKind[] = [];
  if (isOn(of('strike')) || isOn(of('dstrike'))) looks.push('strike');
  const colour = colourOf(attribute(of('color'), 'val'));
  if (colour) looks.push(isRed(colour) ? 'red' : 'colour');
  if (isHighlit(of('highlight')) || isShaded(of('shd'))) looks.push('highlight');
  if (isLine(of('u'))) looks.push('underline');
  if (isLine(of('em'))) looks.push('emphasis');
  return looks.length > 0 ? looks : null;
}

const isHighlit = (highlight: Element | null): boolean =>
  !NO_HIGHLIGHT.has(attribute(highlight, 'val') ?? 'none');

const isLine = (line: Element | null): boolean => (attribute(line, 'val') ?? 'none') !== 'none';

/** Whether a `shd` of words, a paragraph or a cell puts a colour behind them. */
export const isShaded = (shade: Element | null): boolean => colourOf(attribute(shade, 'fill')) !== null;

/** In half-points: what is smaller can't be read. */
const SMALLEST = 4;

/** Whether nobody sees the words of a run: they are hidden, white, or as small as a dot. */
export function isUnseen(properties: Element | null, styles: Styles): boolean {
  if (!properties || properties.children.length === 0) return false;
  const of = (name: string): Element | null => styles.ofRun(properties, name);
  if (isOn(of('vanish'))) return true;
  const size = Number(attribute(of('sz'), 'val') ?? Number.NaN);
  if (size <= SMALLEST) return true;
  const ground = attribute(of('highlight'), 'val') ?? 'none';
  return isWhite(of('color')) && (ground === 'none' || ground === 'white') && !isDark(of('shd'));
}

const isWhite = (colour: Element | null): boolean => /^#?f{6}$/i.test(attribute(colour, 'val') ?? '');

/** Whether white words can be read on a ground. */
export const isDark = (shade: Element | null): boolean =>
  !/^(?:auto|#?f{6})?$/i.test(attribute(shade, 'fill') ?? '');

const NO_HIGHLIGHT = new Set(['none', 'white', 'black']);

type Colour = [red: number, green: number, blue: number];

/** Greys, black and white say nothing: words that were pasted have them. */
const GREY = 0x40;

function colourOf(value: string | null): Colour | null {
  const match = /^#?([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(value ?? '');
  if (!match) return null;
  const colour = match.slice(1).map((part) => Number.parseInt(part, 16)) as Colour;
  return Math.max(...colour) - Math.min(...colour) >= GREY ? colour : null;
}

const isRed = ([red, green, blue]: Colour): boolean => red >= 0x80 && Math.max(green, blue) <= red / 2.5;

import type { LookKind } from '../../../../shared/merge/word-copy.ts';
import { isOn } from './styles.ts';
import { attribute, child, type Element } from './xml.ts';

// What somebody made words look like by hand, and what that says in an office.

/** Null where the properties of a run say nothing of that kind. */
export function looksIn(properties: Element | null): LookKind[] | null {
  if (!properties || properties.children.length === 0) return null;
  const looks: LookKind[] = [];
  if (isOn(child(properties, 'strike')) || isOn(child(properties, 'dstrike'))) looks.push('strike');
  const colour = colourOf(attribute(child(properties, 'color'), 'val'));
  if (colour) looks.push(isRed(colour) ? 'red' : 'colour');
  const highlight = attribute(child(properties, 'highlight'), 'val') ?? 'none';
  const shade = colourOf(attribute(child(properties, 'shd'), 'fill'));
  if (!NO_HIGHLIGHT.has(highlight) || shade) looks.push('highlight');
  const line = attribute(child(properties, 'u'), 'val');
  if (line !== null && line !== 'none') looks.push('underline');
  return looks.length > 0 ? looks : null;
}

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

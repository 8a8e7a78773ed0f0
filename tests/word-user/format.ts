import type { Range } from './fields.ts';
import type { Pen } from './revise.ts';
import type { Element } from './xml.ts';
import { changeOf } from './insert.ts';
import { select } from './select.ts';
import { childW, copyOf, docOf, drop, isW, kids, makeW } from './xml.ts';

/** A format of characters: `b` and `strike` are on or off, the others have a value. */
export type Format = { name: 'b' | 'strike' | 'color' | 'highlight'; value: string };

// The order of CT_RPr (17.3.2.28) as far as it is needed to put these elements in place.
const TOGGLES = 'rStyle rFonts b bCs i iCs caps smallCaps'.split(' ');
const TO_COLOR = 'strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden'.split(
  ' ',
);
const TO_HIGHLIGHT = 'color spacing w kern position sz szCs'.split(' ');
const BEFORE: Record<Format['name'], readonly string[]> = {
  b: ['rStyle', 'rFonts'],
  strike: TOGGLES,
  color: [...TOGGLES, ...TO_COLOR],
  highlight: [...TOGGLES, ...TO_COLOR, ...TO_HIGHLIGHT],
};

/** Formats a range; tracked, the old properties are kept in `w:rPrChange` (17.13.5.31). */
export function formatRange(story: Element, range: Range, format: Format, pen: Pen): Range {
  const selection = select(story, range);
  for (const run of selection.runs) formatRun(run, format, pen);
  return selection.range;
}

function formatRun(run: Element, format: Format, pen: Pen): void {
  const doc = docOf(run);
  let props = childW(run, 'rPr');
  if (!props) {
    props = makeW(doc, 'rPr');
    run.insertBefore(props, run.firstChild);
  }
  // A second change of format keeps the properties from before the first.
  if (pen.tracking && !childW(props, 'rPrChange')) {
    const old = makeW(doc, 'rPr');
    for (const kid of kids(props)) old.appendChild(copyOf(kid));
    const change = changeOf(run, 'rPrChange', pen);
    change.appendChild(old);
    props.appendChild(change);
  }
  const have = childW(props, format.name);
  if (have) drop(have);
  const isToggle = format.name === 'b' || format.name === 'strike';
  const made = makeW(doc, format.name, isToggle && format.value === '1' ? {} : { val: format.value });
  const later = kids(props).find((kid) => !isW(kid, ...BEFORE[format.name]));
  props.insertBefore(made, later ?? null);
}

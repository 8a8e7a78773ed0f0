import { createContext } from 'react';

import { isField, isNote, isText } from '../../../shared/document/guards.ts';
import { fieldUnit, fieldValue } from '../../../shared/document/field-text.ts';
import type { Inline, Variables } from '../../../shared/document/types.ts';

/** Marks that may not begin a line. */
const STOPS = /^[，。、；：！？）》」』】〉〕”’,.;:!?)\]%％…]{1,3}/;

/**
 * The fields and notes of a text block that a stop follows, `id:how many`. Chromium would break a line between the two, which no
 * style can forbid; the page keeps room for the stops beside it (page.css).
 */
export const Stops = createContext('');

export function stopsOf(nodes: readonly Inline[]): string {
  let stops = '';
  nodes.forEach((node, at) => {
    const next = nodes[at + 1];
    if ((!isField(node) && !isNote(node)) || !next || !isText(next)) return;
    const run = STOPS.exec(next.text)?.[0];
    if (run) stops += ` ${node.id}:${run.length}`;
  });
  return stops;
}

/** So many characters in one piece leave a hole in the line before them. */
const LONG = 8;

/**
 * True where a field is so long that the line before it would be stretched: a field goes to the next line as a whole.
 * Such a paragraph is set ragged on the page; in the files a name breaks like any words.
 */
export function hasLongField(nodes: readonly Inline[], variables: Variables): boolean {
  return nodes.some(
    (node) => isField(node) && fieldValue(node, variables).length + fieldUnit(node, variables).length >= LONG,
  );
}

/** How many stops follow the field; undefined where none do. */
export function stopAfter(stops: string, id: string): string | undefined {
  const at = stops.indexOf(` ${id}:`);
  return at < 0 ? undefined : stops.charAt(at + id.length + 2);
}

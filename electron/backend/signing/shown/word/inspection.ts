import type { OddityKind } from '../../../../../shared/signoff/oddities.ts';
import { tagsOf, type Tag } from '../../../docx/read/named-xml.ts';
import type { Theme } from './colour.ts';
import type { FontTable } from './fonts.ts';
import { localName, quoteOf, type Found } from './found.ts';
import type { StyleBook } from './styles.ts';
import { doubled } from './values.ts';
import { CONTENT, FOREIGN } from './vocabulary.ts';

/** What the inspection of one file knows, and what it has found. */
export type Inspection = {
  found: Found;
  styles: StyleBook;
  theme: Theme;
  fonts: FontTable;
};

/** Says of an element that it is none of ours. */
export function addForeign(found: Found, tag: Tag, kind?: OddityKind): void {
  found.add(kind ?? FOREIGN[tag.name] ?? (tag.name.startsWith('m:') ? 'formula' : 'unknown'), quoteOf(tag));
}

/** Looks for attributes that an element isn't known to have. */
export function checkAttributes(
  found: Found,
  tag: Tag,
  known: readonly string[] = CONTENT[tag.name] ?? [],
): void {
  for (const name of Object.keys(tag.attributes))
    if (!known.includes(name))
      found.add(name.startsWith('mc:') ? 'alternative' : 'unknown', `${localName(tag.name)} ${name}`);
}

/** Looks for words beside the elements that hold words: some programs show them. */
export function checkLoose(found: Found, tag: Tag): void {
  for (const node of tag.children)
    if (typeof node === 'string' && node.trim() !== '') found.add('unread', node);
}

/** Properties that are made of others. */
const STRUCTURED = new Set(
  ['numPr', 'pBdr', 'tabs', 'rPr', 'sectPr', 'tblBorders', 'tblCellMar', 'tcBorders', 'tcMar'].map(
    (name) => `w:${name}`,
  ),
);

/** Looks through an element of properties: those that are known, each once, with attributes that are known. */
export function checkProperties(
  found: Found,
  properties: Tag,
  known: Readonly<Record<string, readonly string[]>>,
): void {
  checkLoose(found, properties);
  checkAttributes(found, properties, []);
  for (const name of doubled(properties)) found.add('alternative', `${localName(name)}（两次）`);
  for (const one of tagsOf(properties)) {
    const attributes = known[one.name];
    if (attributes) checkAttributes(found, one, attributes);
    else addForeign(found, one);
    checkLoose(found, one);
    // What holds others is looked at where its values are.
    if (!STRUCTURED.has(one.name)) for (const inner of tagsOf(one)) addForeign(found, inner);
  }
}

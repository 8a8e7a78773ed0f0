import type { NoteKind } from '../document/types.ts';
import { hasClass, styleOf, type HtmlElement } from './html-node.ts';

/** A note of the page: its kind, and the element that holds its words. */
export type HtmlNote = { kind: NoteKind; body: HtmlElement };

/** Word and WPS name them by a style, LibreOffice by a class and an id. */
const WORD: readonly (readonly [NoteKind, string])[] = [
  ['foot', 'footnote'],
  ['end', 'endnote'],
];

/** The notes of a page by the names that their places go by. */
export function notesOf(root: HtmlElement): Map<string, HtmlNote> {
  const notes = new Map<string, HtmlNote>();
  const open: HtmlElement[] = [root];
  for (let element = open.pop(); element; element = open.pop()) {
    const kind = bodyKind(element);
    const id = element.attributes['id'];
    if (kind && id) notes.set(id, { kind, body: element });
    for (const child of element.children) if (typeof child !== 'string') open.push(child);
  }
  return notes;
}

/** Of what kind the element holds the words of a note; null where it holds none. */
function bodyKind(element: HtmlElement): NoteKind | null {
  const style = styleOf(element, 'mso-element');
  const id = element.attributes['id'] ?? '';
  for (const [kind, name] of WORD) {
    if (style === name || new RegExp(`^sd${name}\\d+$`).test(id)) return kind;
  }
  return null;
}

/** True for what holds notes and nothing else: it is read where they are called. */
export const holdsNotes = (element: HtmlElement): boolean =>
  bodyKind(element) !== null || /^(?:foot|end)note-list$/.test(styleOf(element, 'mso-element'));

/** The name of the note that is called here; null where none is. */
export function noteCalledAt(element: HtmlElement): string | null {
  if (element.tag !== 'a') return null;
  for (const [, name] of WORD) {
    const id = styleOf(element, `mso-${name}-id`);
    if (id !== '') return id;
    if (hasClass(element, new RegExp(`^sd${name}anc$`)))
      return /#(sd(?:foot|end)note\d+)sym$/.exec(element.attributes['href'] ?? '')?.[1] ?? null;
  }
  return null;
}

/** True for the sign before the words of a note, which leads back to its place. */
export const leadsBack = (element: HtmlElement): boolean =>
  element.tag === 'a' &&
  (hasClass(element, /^sd(?:foot|end)notesym$/) ||
    (noteCalledAt(element) !== null && /^#_(?:ft|ed)nref/.test(element.attributes['href'] ?? '')));

import type { HeadingLevel } from '../../../../shared/document/types.ts';
import type { SourceLine } from '../../../../shared/structure/source-line.ts';
import { listLevel } from './numbering.ts';
import { attribute, child, elementsOf, type Document, type Element } from './xml.ts';

export type NumberRef = {
  numId: string;
  level: number;
  /** The style that says so without a level: the list's own level names it. */
  style?: string;
};

/** What a paragraph style says that matters here; from its own properties, else from the style it is based on. */
export type StyleFacts = {
  heading?: HeadingLevel;
  title?: true;
  number?: NumberRef;
  role?: SourceLine['role'];
  align?: string;
  pageBreak?: boolean;
};

/** What a run looks like beside the layout. */
export type Look = { bold?: true; sup?: true };

/** By the names that Word, WPS and this program give their styles. */
const ROLES: Readonly<Record<string, NonNullable<SourceLine['role']>>> = {
  caption: 'caption',
  题注: 'caption',
  measure: 'measure',
  'annex label': 'annex-label',
  'annex title': 'annex-title',
};

const MAX_CHAIN = 20;
/** What programs call the styles that they give links. */
const LINK = /hyperlink|internet link|超链接/i;

export class Styles {
  readonly #styles = new Map<string, Element>();
  #default: string | null = null;
  readonly #facts = new Map<string | null, StyleFacts>();
  readonly #characters = new Map<string, Element>();

  constructor(document: Document | null) {
    const root = document?.documentElement;
    if (!root) return;
    for (const element of elementsOf(root)) {
      if (element.localName !== 'style') continue;
      const id = attribute(element, 'styleId') ?? '';
      const type = attribute(element, 'type');
      if (type === 'character') this.#characters.set(id, element);
      if (type !== 'paragraph') continue;
      this.#styles.set(id, element);
      if (attribute(element, 'default') === '1') this.#default = id;
    }
  }

  /** The name of a style in small letters; '' where there is none. */
  name(styleId: string | null): string {
    const style = this.#styles.get(styleId ?? this.#default ?? '');
    return style ? (attribute(child(style, 'name'), 'val') ?? '').toLowerCase() : '';
  }

  facts(styleId: string | null): StyleFacts {
    let facts = this.#facts.get(styleId);
    if (!facts) this.#facts.set(styleId, (facts = this.#read(styleId)));
    return facts;
  }

  /** What a run's own properties and its character style say; of the paragraph's style only what the layout says. */
  look(properties: Element | null): Look {
    let bold = isOn(child(properties, 'b'));
    let raised = attribute(child(properties, 'vertAlign'), 'val');
    let id = attribute(child(properties, 'rStyle'), 'val');
    for (let step = 0; id !== null && step < MAX_CHAIN; step += 1) {
      const style = this.#characters.get(id) ?? null;
      const own = child(style, 'rPr');
      bold ??= isOn(child(own, 'b'));
      raised ??= attribute(child(own, 'vertAlign'), 'val');
      id = attribute(child(style, 'basedOn'), 'val');
    }
    return { ...(bold ? { bold: true } : {}), ...(raised === 'superscript' ? { sup: true } : {}) };
  }

  /** A property of a run, as it says itself or its character style does. A link's own colour and line say nothing. */
  ofRun(properties: Element | null, name: string): Element | null {
    const own = child(properties, name);
    if (own) return own;
    let id = attribute(child(properties, 'rStyle'), 'val');
    for (let step = 0; id !== null && step < MAX_CHAIN; step += 1) {
      const style = this.#characters.get(id) ?? null;
      if (LINK.test(attribute(child(style, 'name'), 'val') ?? '')) return null;
      const found = child(child(style, 'rPr'), name);
      if (found) return found;
      id = attribute(child(style, 'basedOn'), 'val');
    }
    return null;
  }

  #read(styleId: string | null): StyleFacts {
    const facts: StyleFacts = {};
    let id = styleId ?? this.#default;
    for (let step = 0; id !== null && step < MAX_CHAIN; step += 1) {
      const style = this.#styles.get(id);
      if (!style) break;
      const name = (attribute(child(style, 'name'), 'val') ?? '').toLowerCase();
      const properties = child(style, 'pPr');
      const own = paragraphFacts(properties);
      const named = /^(?:heading|标题) ?([1-4])$/.exec(name)?.[1];
      facts.heading ??= own.heading ?? (named ? (Number(named) as HeadingLevel) : undefined);
      if (name === 'title' || name === '标题') facts.title = true;
      const role = ROLES[name];
      if (role && !facts.role) facts.role = role;
      const align = attribute(child(properties, 'jc'), 'val');
      if (align !== null) facts.align ??= align;
      const pageBreak = isOn(child(properties, 'pageBreakBefore'));
      if (pageBreak !== null) facts.pageBreak ??= pageBreak;
      if (own.number && !facts.number)
        facts.number = own.hasLevel ? own.number : { ...own.number, style: id };
      id = attribute(child(style, 'basedOn'), 'val');
    }
    if (facts.heading === undefined) delete facts.heading;
    if (facts.number === undefined) delete facts.number;
    return facts;
  }
}

/** The same of a paragraph's own properties. A numId of 0 takes the style's number away. */
export function paragraphFacts(properties: Element | null): {
  heading?: HeadingLevel;
  number?: NumberRef;
  /** A level is said, with a list or without: then the list is the style's. */
  hasLevel: boolean;
  level: number;
} {
  const outline = attribute(child(properties, 'outlineLvl'), 'val');
  const numbering = child(properties, 'numPr');
  const numId = attribute(child(numbering, 'numId'), 'val');
  const ilvl = attribute(child(numbering, 'ilvl'), 'val');
  // A number that is none (0.5, or nothing at all) makes no heading.
  const heading = outline === null || outline.trim() === '' ? Number.NaN : Number(outline);
  const level = listLevel(ilvl);
  return {
    ...(Number.isInteger(heading) && heading >= 0 && heading <= 3
      ? { heading: (heading + 1) as HeadingLevel }
      : {}),
    ...(numId === null ? {} : { number: { numId, level } }),
    hasLevel: ilvl !== null,
    level,
  };
}

/** A property that is on or off (ST_OnOff); null where it is not there. */
export function isOn(element: Element | null): boolean | null {
  if (!element) return null;
  const value = attribute(element, 'val');
  return value === null || value === '1' || value === 'true' || value === 'on';
}

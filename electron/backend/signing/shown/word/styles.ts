import { tagIn, tagsOf, type Tag } from '../../../docx/read/named-xml.ts';
import type { Numbering } from './numbering.ts';

/** Properties that apply to one piece of text, from the nearest to the farthest. */
export type Layers = {
  /** What the piece itself says. */
  direct: Tag | null;
  /** The same, and what its character style or its list says: this holds. */
  own: readonly Tag[];
  /** Of the paragraph's style. */
  style: readonly Tag[];
  /** Of the style of the table that it stands in; programs differ in whether these come before the paragraph's style. */
  table: readonly Tag[];
  /** Of the whole file. */
  defaults: readonly Tag[];
};

/** Styles and defaults of a file, and what is to be looked at because something uses it. */
export class StyleBook {
  readonly #styles = new Map<string, Tag[]>();
  readonly #numbering: Numbering;
  readonly #defaults: Record<'run' | 'paragraph', Tag[]> = { run: [], paragraph: [] };
  /** Ids of the styles of each type that apply where none is named; a file may have several. */
  readonly #standard: Record<string, string[]> = {};
  readonly #chains = new Map<string, Tag[]>();
  /** Styles that something uses, once each. */
  readonly used = new Set<Tag>();

  constructor(root: Tag | null, numbering: Numbering) {
    this.#numbering = numbering;
    const defaults = tagIn(root, 'w:docDefaults');
    for (const [kind, name] of [
      ['run', 'w:rPr'],
      ['paragraph', 'w:pPr'],
    ] as const) {
      const own = tagIn(tagIn(defaults, `${name}Default`), name);
      if (own) this.#defaults[kind].push(own);
    }
    for (const style of tagsOf(root)) {
      if (style.name !== 'w:style') continue;
      const id = style.attributes['w:styleId'] ?? '';
      this.#styles.set(id, [...(this.#styles.get(id) ?? []), style]);
      const isDefault = ['1', 'true', 'on'].includes(style.attributes['w:default'] ?? '');
      if (isDefault) (this.#standard[style.attributes['w:type'] ?? 'paragraph'] ??= []).push(id);
    }
  }

  /** Properties of the whole file. */
  get defaults(): Tag[] {
    return [...this.#defaults.run, ...this.#defaults.paragraph];
  }

  /** The style and those that it is based on, nearest first. Of two with one id, either may be taken: both are there. */
  #chain(id: string | undefined, type: string): Tag[] {
    const key = `${type} ${id ?? ''}`;
    const known = this.#chains.get(key);
    if (known) return known;
    const chain: Tag[] = [];
    const passed = new Set<string>();
    for (const first of id !== undefined && this.#styles.has(id) ? [id] : (this.#standard[type] ?? [])) {
      let next: string | undefined = first;
      while (next !== undefined && !passed.has(next)) {
        passed.add(next);
        const styles: Tag[] = this.#styles.get(next) ?? [];
        chain.push(...styles);
        for (const style of styles) this.used.add(style);
        next = idIn(styles[0] ?? null, 'w:basedOn');
      }
    }
    this.#chains.set(key, chain);
    return chain;
  }

  /** Whether an id stands for one style, and that of this type. What stands for none is the standard style. */
  isSound(id: string, type: string): boolean {
    const styles = this.#styles.get(id) ?? [];
    return (
      styles.length === 0 ||
      (styles.length === 1 && (styles[0]?.attributes['w:type'] ?? 'paragraph') === type)
    );
  }

  /** @param style of the table, if it stands in one: its id, '' for none */
  paragraph(properties: Tag | null, table: string | null): Layers {
    const styles = this.#chain(idIn(properties, 'w:pStyle'), 'paragraph');
    const lists = this.levels(properties);
    return {
      direct: properties,
      own: [...(properties ? [properties] : []), ...within(lists, 'w:pPr')],
      style: within(styles, 'w:pPr'),
      table: this.#ofTable(table, 'w:pPr'),
      defaults: this.#defaults.paragraph,
    };
  }

  /** Levels of the list that a paragraph is put in, by itself or by its style. */
  levels(properties: Tag | null): Tag[] {
    const styles = this.#chain(idIn(properties, 'w:pStyle'), 'paragraph');
    return this.#numbering.levelsOf([...(properties ? [properties] : []), ...within(styles, 'w:pPr')]);
  }

  run(properties: Tag | null, paragraph: Tag | null, table: string | null): Layers {
    // LibreOffice writes two where a sign of a note has a style of its own: either may be taken.
    const named = tagsOf(properties).filter(({ name }) => name === 'w:rStyle');
    const ids = named.length > 0 ? named.map(({ attributes }) => attributes['w:val']) : [undefined];
    const character = ids.flatMap((id) => this.#chain(id, 'character'));
    const styles = this.#chain(idIn(paragraph, 'w:pStyle'), 'paragraph');
    return {
      direct: properties,
      own: [...(properties ? [properties] : []), ...within(character, 'w:rPr')],
      style: within(styles, 'w:rPr'),
      table: this.#ofTable(table, 'w:rPr'),
      defaults: this.#defaults.run,
    };
  }

  /** Properties of a table's style and of its parts (first row, last column), whichever of them apply. */
  #ofTable(table: string | null, name: 'w:pPr' | 'w:rPr' | 'w:tblPr' | 'w:tcPr' | 'w:trPr'): Tag[] {
    if (table === null) return [];
    const styles = this.#chain(table === '' ? undefined : table, 'table');
    const parts = styles.flatMap((style) => tagsOf(style).filter((one) => one.name === 'w:tblStylePr'));
    return within([...styles, ...parts], name);
  }

  /** What the style of a table says of its cells and rows. */
  table(table: string, name: 'w:tblPr' | 'w:tcPr' | 'w:trPr'): Tag[] {
    return this.#ofTable(table, name);
  }
}

const idIn = (properties: Tag | null, name: string): string | undefined =>
  tagIn(properties, name)?.attributes['w:val'];

const within = (tags: readonly Tag[], name: string): Tag[] => tags.flatMap((tag) => tagIn(tag, name) ?? []);

/** The values that a property may have, as far as programs agree: that of its own, or else any of those beyond. */
export function candidates(layers: Layers, name: string, attribute?: string): Tag[] {
  const first = (tags: readonly Tag[]): Tag | undefined =>
    tags
      .flatMap((tag) => tagsOf(tag))
      .find(
        (one) => one.name === name && (attribute === undefined || one.attributes[attribute] !== undefined),
      );
  const own = first(layers.own);
  if (own) return [own];
  const style = first(layers.style);
  const table = layers.table
    .flatMap((tag) => tagsOf(tag))
    .filter(
      (one) => one.name === name && (attribute === undefined || one.attributes[attribute] !== undefined),
    );
  const beyond = style ?? first(layers.defaults);
  return [...(beyond ? [beyond] : []), ...table];
}

/** The attributes of a property put together: each from the nearest that has it. Programs differ for tables. */
export function merged(layers: Layers, name: string): Record<string, string>[] {
  const put = (...parts: (readonly Tag[])[]): Record<string, string> => {
    const whole: Record<string, string> = {};
    for (const tag of parts.flat().flatMap((one) => tagsOf(one)))
      if (tag.name === name) for (const key in tag.attributes) whole[key] ??= tag.attributes[key] ?? '';
    return whole;
  };
  const { own, style, table, defaults } = layers;
  const first = put(own, style, table, defaults);
  return table.length === 0 ? [first] : [first, put(own, table, style, defaults)];
}

import { tagIn, tagsOf, type Tag } from '../../../docx/read/named-xml.ts';

/** Lists of a file. Our export numbers nothing by them: what they print is no word of the text. */
export class Numbering {
  readonly #levels = new Map<string, Tag[]>();

  constructor(root: Tag | null) {
    const abstract = new Map<string, Tag>();
    for (const one of tagsOf(root))
      if (one.name === 'w:abstractNum') abstract.set(one.attributes['w:abstractNumId'] ?? '', one);
    for (const one of tagsOf(root)) {
      if (one.name !== 'w:num') continue;
      const id = tagIn(one, 'w:abstractNumId')?.attributes['w:val'] ?? '';
      const overrides = tagsOf(one).filter(({ name }) => name === 'w:lvlOverride');
      const own = abstract.get(id);
      const levels = [own ?? null, ...overrides].flatMap((part) =>
        tagsOf(part).filter(({ name }) => name === 'w:lvl'),
      );
      // A list of which a style has the levels says nothing itself.
      const linked = tagIn(own ?? null, 'w:numStyleLink');
      this.#levels.set(one.attributes['w:numId'] ?? '', linked ? [...levels, linked] : levels);
    }
  }

  /** All levels of the list that these properties, nearest first, put a paragraph in; any of them may apply. */
  levelsOf(properties: readonly Tag[]): Tag[] {
    for (const one of properties) {
      const id = tagIn(tagIn(one, 'w:numPr'), 'w:numId')?.attributes['w:val'];
      if (id !== undefined) return id === '0' ? [] : (this.#levels.get(id) ?? []);
    }
    return [];
  }
}

/** What the levels of a list print before a paragraph, whichever applies; nothing for those that print nothing. */
export function labelsOf(levels: readonly Tag[]): string[] {
  const isCounted = levels.some((level) => tagIn(level, 'w:numFmt')?.attributes['w:val'] !== 'none');
  const labels = levels.map((level) => {
    if (level.name !== 'w:lvl') return '自动编号';
    if (tagIn(level, 'w:lvlPicBulletId')) return '图片编号';
    const text = tagIn(level, 'w:lvlText')?.attributes['w:val'] ?? '';
    // Where no level counts, its place in the text stays empty.
    return isCounted ? text : text.replaceAll(/%\d/g, '');
  });
  return [...new Set(labels)].filter((label) => label !== '');
}

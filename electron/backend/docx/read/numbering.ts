import { toChineseNumber } from '../../../../shared/text/chinese-number.ts';
import { LIMITS } from '../../files/limits.ts';
import { attribute, child, elementsOf, type Document, type Element } from './xml.ts';

type Level = {
  format: string;
  text: string;
  start: number;
  /** The paragraph style that this level belongs to. */
  style: string | null;
};
type List = { abstract: string; starts: Map<number, number> };

/** Largest number that Word counts from (a 16-bit integer). */
const MOST_NUMBER = 32_767;
/** Lists have nine levels (ISO/IEC 29500-1, 17.9.3). */
const LAST_LEVEL = 8;

/** A whole number from 0 to `most` as a file has it; `otherwise` where it is none, or not there. */
function wholeNumber(value: string | null, otherwise: number, most: number): number {
  const number = Math.trunc(Number(value ?? otherwise));
  return number >= 0 && number <= most ? number : otherwise;
}

/** The level of a list that a file names; the first where it names none that there is. */
export const listLevel = (value: string | null): number => wholeNumber(value, 0, LAST_LEVEL);

/** Word's automatic numbers: the file holds no text for them, so they are counted here as Word prints them. */
export class Numbering {
  readonly #levels = new Map<string, Level[]>();
  readonly #lists = new Map<string, List>();
  readonly #counts = new Map<string, number[]>();

  constructor(document: Document | null) {
    const root = document?.documentElement;
    if (!root) return;
    const linked = new Map<string, string>();
    const byStyle = new Map<string, Level[]>();
    for (const element of elementsOf(root)) {
      if (element.localName === 'abstractNum') {
        const levels: Level[] = [];
        for (const level of elementsOf(element)) {
          if (level.localName === 'lvl') levels[listLevel(attribute(level, 'ilvl'))] = readLevel(level);
        }
        const id = attribute(element, 'abstractNumId') ?? '';
        this.#levels.set(id, levels);
        // A list style keeps its levels in a definition of its own, to which the others refer.
        const own = attribute(child(element, 'styleLink'), 'val');
        const other = attribute(child(element, 'numStyleLink'), 'val');
        if (own !== null) byStyle.set(own, levels);
        if (other !== null) linked.set(id, other);
      } else if (element.localName === 'num') {
        this.#lists.set(attribute(element, 'numId') ?? '', readList(element));
      }
    }
    for (const [id, style] of linked) {
      const levels = byStyle.get(style);
      if (levels) this.#levels.set(id, levels);
    }
  }

  /**
   * The number of the next paragraph of this list at this level; '' for bullets and unknown lists.
   * @param style the style that the number comes from where it says no level: then the list's level for it
   */
  next(numId: string, said: number, style?: string): string {
    const list = this.#lists.get(numId);
    const levels = list ? this.#levels.get(list.abstract) : undefined;
    const named = style === undefined ? -1 : (levels ?? []).findIndex((one) => one?.style === style);
    const level = named >= 0 ? named : said;
    const own = levels?.[level];
    if (!list || !levels || !own) return '';
    // Lists that share a definition count on, unless one says where it starts.
    const key = list.starts.size > 0 ? `n${numId}` : `a${list.abstract}`;
    const counts = this.#counts.get(key) ?? [];
    this.#counts.set(key, counts);
    counts[level] = (counts[level] ?? (list.starts.get(level) ?? own.start) - 1) + 1;
    counts.length = level + 1;
    return own.text.replace(/%([1-9])/g, (_, digit: string) => {
      const at = Number(digit) - 1;
      const other = levels[at];
      const count = counts[at] ?? other?.start ?? 1;
      // 1.1 below a Chinese 一 is printed in the lower level's own figures.
      return other
        ? formatNumber(at < level && own.format === 'decimal' ? 'decimal' : other.format, count)
        : '';
    });
  }
}

function readLevel(level: Element): Level {
  const format = attribute(child(level, 'numFmt'), 'val') ?? 'decimal';
  return {
    format,
    text:
      format === 'bullet' || format === 'none'
        ? ''
        : (attribute(child(level, 'lvlText'), 'val') ?? '').slice(0, LIMITS.label),
    start: wholeNumber(attribute(child(level, 'start'), 'val'), 1, MOST_NUMBER),
    style: attribute(child(level, 'pStyle'), 'val'),
  };
}

function readList(element: Element): List {
  const starts = new Map<number, number>();
  for (const override of elementsOf(element)) {
    const start =
      override.localName === 'lvlOverride' ? attribute(child(override, 'startOverride'), 'val') : null;
    if (start !== null)
      starts.set(listLevel(attribute(override, 'ilvl')), wholeNumber(start, 1, MOST_NUMBER));
  }
  return { abstract: attribute(child(element, 'abstractNumId'), 'val') ?? '', starts };
}

const CIRCLED = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳';

function formatNumber(format: string, n: number): string {
  if (n < 1) return String(n);
  switch (format) {
    case 'chineseCounting':
    case 'chineseCountingThousand':
    case 'chineseLegalSimplified':
    case 'japaneseCounting':
    case 'ideographDigital':
      return toChineseNumber(n);
    case 'decimalEnclosedCircle':
    case 'decimalEnclosedCircleChinese':
      return CIRCLED[n - 1] ?? String(n);
    case 'decimalFullWidth':
      return String(n).replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
    case 'lowerLetter':
      return String.fromCharCode(96 + ((n - 1) % 26) + 1);
    case 'upperLetter':
      return String.fromCharCode(64 + ((n - 1) % 26) + 1);
    case 'ideographTraditional':
      return '甲乙丙丁戊己庚辛壬癸'[(n - 1) % 10] ?? String(n);
    default:
      return String(n);
  }
}

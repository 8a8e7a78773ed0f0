import { quoted } from '../../../../shared/text/quoted.ts';

/** What a Word file holds that is not taken in, and what it is called in a message. */
const KINDS = {
  format: '张图片的格式不能显示',
  damaged: '张图片已损坏',
  large: '张图片太大',
  many: '张图片超出了张数或总大小的限度',
  missing: '张图片在文件里找不到',
  linked: '张图片只是链接，不在文件里',
  'in-note': '张图片在脚注或尾注里',
  chart: '个图表',
  shape: '个图形',
  object: '个嵌入的对象',
} as const;
export type LeftOutKind = keyof typeof KINDS;

/** Characters of a place, and places of one kind that are named. */
const PLACE = 12;
const PLACES = 3;

/** Counts what is left out, and keeps where it stood. */
export class LeftOut {
  readonly #places = new Map<LeftOutKind, string[]>();
  /** Words of the last paragraph that had any. */
  #words = '';

  /** Keeps the words of a paragraph, by which what follows is found. */
  passes(text: string): void {
    const words = text.trim();
    if (words !== '') this.#words = words;
  }

  /** By what is found what stands here. */
  here(): string {
    return this.#words;
  }

  add(kind: LeftOutKind, place: string): void {
    const places = this.#places.get(kind);
    if (places) places.push(place);
    else this.#places.set(kind, [place]);
  }

  /** A sentence a kind. */
  notes(): string[] {
    return [...this.#places].map(([kind, places]) => {
      const named = [...new Set(places)].slice(0, PLACES).map((words) => nameOf(words));
      const more = new Set(places).size > PLACES ? '等处' : '';
      return `有 ${places.length} ${KINDS[kind]}，没有收入：在${named.join('、')}${more}`;
    });
  }
}

function nameOf(words: string): string {
  return words === '' ? '开头' : `${quoted(words, PLACE)}之后`;
}

import { attribute, child, elementsOf, type Element } from './xml.ts';

// Tracked changes of formats that a report doesn't keep, by what they changed.

/** Of runs. Bold and raised words are kept; what is struck out or coloured is asked about. */
const OF_RUNS: Readonly<Record<string, string>> = {
  rFonts: '字体',
  sz: '字号',
  szCs: '字号',
  i: '倾斜',
  iCs: '倾斜',
  spacing: '字距',
  w: '字宽',
  position: '上下位置',
  bdr: '字的边框',
  caps: '字的效果',
  smallCaps: '字的效果',
  outline: '字的效果',
  shadow: '字的效果',
  emboss: '字的效果',
  imprint: '字的效果',
  rStyle: '字的样式',
};

const OF_PARAGRAPHS: Readonly<Record<string, string>> = {
  jc: '对齐',
  ind: '缩进',
  spacing: '行距、段距',
  numPr: '编号',
  pBdr: '边框',
  shd: '底纹',
  tabs: '制表位',
  pStyle: '样式',
  framePr: '图文框',
  textDirection: '文字方向',
};

/** What a tracked change of a run's formats changed, in words; '' where it is nothing, or kept. */
export const runChange = (properties: Element | null): string =>
  changed(properties, child(child(properties, 'rPrChange'), 'rPr'), OF_RUNS);

/** The same of a paragraph's. */
export const paragraphChange = (properties: Element | null): string =>
  changed(properties, child(child(properties, 'pPrChange'), 'pPr'), OF_PARAGRAPHS);

function changed(
  now: Element | null,
  before: Element | null,
  names: Readonly<Record<string, string>>,
): string {
  if (!before) return '';
  const found = new Set<string>();
  for (const [name, words] of Object.entries(names))
    if (said(child(now, name)) !== said(child(before, name))) found.add(words);
  return [...found].join('、');
}

/** What an element says, in an order of its own. A hint of the script is not a font. */
function said(element: Element | null): string {
  if (!element) return '';
  const own = Object.entries(element.attributes)
    .filter(([name]) => !/(?:^|:)(?:hint|rsid\w*)$/.test(name))
    .map(([name, value]) => `${name}=${value}`)
    .sort();
  if (own.length === 0 && element.children.length === 0 && attribute(element, 'hint') !== null) return '';
  return `${own.join()}(${elementsOf(element)
    .map((inner) => inner.localName + said(inner))
    .join()})`;
}

import type { OddityKind } from '../../../../../shared/signoff/oddities.ts';
import { tagIn, type Tag } from '../../../docx/read/named-xml.ts';
import { isWhiteFill } from './colour.ts';
import type { Inspection } from './inspection.ts';
import { candidates, type Layers } from './styles.ts';
import { isOn, lengthOf } from './values.ts';

/** Sizes of words that can be read, in twips: from 5 pt to 72 pt. Raised ones are printed smaller than they are said to be. */
const SIZES = { least: 100, leastRaised: 120, most: 1440 };
/** What a run's size is where nothing says so: 10 pt. */
const STANDARD = 200;

/** Properties that are on or off, and what they do to words. */
const SWITCHES: readonly (readonly [string, OddityKind, string])[] = [
  ['w:vanish', 'hidden', '隐藏'],
  ['w:webHidden', 'hidden', '网页视图中隐藏'],
  ['w:specVanish', 'hidden', '隐藏'],
  ['w:strike', 'look', '删除线'],
  ['w:dstrike', 'look', '双删除线'],
  ['w:outline', 'look', '空心'],
  ['w:shadow', 'look', '阴影'],
  ['w:emboss', 'look', '阳文'],
  ['w:imprint', 'look', '阴文'],
  ['w:rtl', 'character', '从右向左'],
  ['w:cs', 'look', '复杂文种'],
];

/** Values of a property, beside its being left out, with which words look as ours may. */
const VALUES: readonly (readonly [string, OddityKind, string, readonly string[]])[] = [
  ['w:em', 'look', '着重号', ['none']],
  ['w:effect', 'look', '动态效果', ['none']],
  ['w:highlight', 'colour', '突出显示', ['none']],
  ['w:vertAlign', 'look', '下标', ['baseline', 'superscript']],
  ['w:bdr', 'look', '字符边框', ['nil', 'none']],
];

const FONT_NAMES = ['ascii', 'hAnsi', 'eastAsia'] as const;

const valueOf = (tag: Tag): string => tag.attributes['w:val'] ?? '';

/**
 * Looks at how words are shown by all that applies to them.
 * @param words white space alone is seen by the lines and gaps that it makes only; a sign for what is no word
 */
export function checkRunLook(inspection: Inspection, layers: Layers, words: string): void {
  const { found, theme } = inspection;
  for (const [name, kind, what] of SWITCHES)
    if (isAnywhereOn(layers, name)) found.add(kind, `${words}（${what}）`);
  for (const [name, kind, what, fine] of VALUES)
    if (candidates(layers, name).some((tag) => !fine.includes(valueOf(tag))))
      found.add(kind, `${words}（${what}）`);
  for (const name of ['w:eastAsianLayout', 'w:fitText'])
    if (candidates(layers, name).length > 0) found.add('look', `${words}（${name.slice(2)}）`);
  if (candidates(layers, 'w:shd').some((tag) => !isWhiteFill(tag))) found.add('colour', `${words}（底纹）`);
  if (candidates(layers, 'w:position').some((tag) => lengthOf(valueOf(tag), 10) !== 0))
    found.add('cut', `${words}（位置升降）`);
  if (candidates(layers, 'w:w').some((tag) => !isBetween(Number(valueOf(tag).replace('%', '')), 80, 125)))
    found.add('cut', `${words}（字符缩放）`);
  const sizes = sizesOf(layers);
  const smallest = Math.min(...sizes);
  if (
    candidates(layers, 'w:spacing').some(
      (tag) => !isBetween(lengthOf(valueOf(tag)), -smallest * 0.15, Math.max(40, smallest)),
    )
  )
    found.add('cut', `${words}（字符间距）`);
  if (words.trim() === '') return;
  if (candidates(layers, 'w:u').some((tag) => valueOf(tag) !== 'none'))
    found.add('look', `${words}（下划线）`);
  const isRaised = candidates(layers, 'w:vertAlign').some((tag) => valueOf(tag) === 'superscript');
  if (
    sizes.some((size) => !isBetween(size, SIZES.least, SIZES.most) || (isRaised && size < SIZES.leastRaised))
  )
    found.add('size', words);
  if (candidates(layers, 'w:color').some((tag) => !theme.isLegible(tag))) found.add('colour', words);
  // Letters of one height look like others; a word that has none doesn't change.
  if (/\p{Ll}/u.test(words) && ['w:caps', 'w:smallCaps'].some((name) => isAnywhereOn(layers, name)))
    found.add('look', `${words}（大写字母）`);
  checkFonts(inspection, layers, words);
}

/** What words have to be quoted for what is no word. */
export const NO_WORDS = { picture: '图片', note: '注号' } as const;

function checkFonts({ found, theme, fonts }: Inspection, layers: Layers, words: string): void {
  const names = new Set<string>();
  for (const which of FONT_NAMES) {
    for (const tag of candidates(layers, 'w:rFonts', `w:${which}`))
      names.add(tag.attributes[`w:${which}`] ?? '');
    for (const tag of candidates(layers, 'w:rFonts', `w:${which}Theme`))
      for (const font of theme.fonts(tag.attributes[`w:${which}Theme`] ?? '')) names.add(font);
  }
  for (const name of names) {
    const objection = fonts.objection(name);
    if (objection !== null) found.add('font', `${words}（${objection}）`);
  }
}

/** Sizes that words may have, in twips. */
export function sizesOf(layers: Layers): number[] {
  const said = candidates(layers, 'w:sz').map((tag) => lengthOf(tag.attributes['w:val'], 10) ?? Number.NaN);
  return said.length > 0 ? said.map((size) => (Number.isNaN(size) ? 0 : size)) : [STANDARD];
}

/**
 * Whether a switch is on: as the run itself says it, else anywhere. Where several styles turn it on, some programs turn
 * it off again, and others don't.
 */
function isAnywhereOn({ direct, own, style, table, defaults }: Layers, name: string): boolean {
  const said = tagIn(direct, name);
  if (said) return isOn(said);
  return [...own, ...style, ...table, ...defaults].some((tag) => {
    const one = tagIn(tag, name);
    return one !== null && isOn(one);
  });
}

export const isBetween = (value: number | null, least: number, most: number): boolean =>
  value !== null && value >= least && value <= most;

import { tagIn, tagsOf, type Tag } from '../../../docx/read/named-xml.ts';
import { isWhiteFill } from './colour.ts';
import type { Inspection } from './inspection.ts';
import { checkAttributes } from './inspection.ts';
import { isBetween } from './run-look.ts';
import { candidates, merged, type Layers } from './styles.ts';
import { isOn, lengthOf } from './values.ts';

/**
 * Where a paragraph stands: the width that its lines have, and how much room may be before and after it, where that is
 * less than in a text; in twips.
 */
export type Room = { width: number; space?: number };

/** What stands in the lines of a paragraph: the largest size of its words, the highest of its pictures, in twips. */
export type Content = { size: number; picture: number; hasTab: boolean };

/** A line of a fixed height shows words that are so much higher than it is; beyond, they are cut. */
const CUT = 0.85;
/** Least height of lines that grow with their words, in 240ths of a line: below, they lie over one another. */
const LEAST_AUTO = 168;
/** Longest distances before and after a paragraph: those of the head reach 35 mm down. */
const MOST_SPACE = 4000;
/** Least width that is left to the words of a paragraph, in twips. */
const LEAST_WIDTH = 900;
/** How far a program may move a line to the left when it saves a file. */
const NEAR = 30;

const ALIGNMENTS = new Set(['left', 'start', 'center', 'right', 'end', 'both', 'distribute']);
const BORDER_ATTRIBUTES = [
  'w:val',
  'w:color',
  'w:sz',
  'w:space',
  'w:themeColor',
  'w:themeTint',
  'w:themeShade',
];
const PLAIN_LINES = new Set(['nil', 'none', 'single', 'thick']);
/** Widest rule, in eighths of a point, and how far from the words it stands, in points. */
const WIDEST_RULE = 24;
const FARTHEST_RULE = 10;
const FARTHEST_TAB = 16_838;

/** Looks at how the lines of a paragraph stand, by all that applies to it. */
export function checkParagraphLook(
  { found }: Inspection,
  layers: Layers,
  { words, content, room }: { words: string; content: Content; room: Room },
): void {
  const said = (name: string): string[] =>
    candidates(layers, name).map((tag) => tag.attributes['w:val'] ?? '');
  if (candidates(layers, 'w:bidi').some((tag) => isOn(tag)))
    found.add('character', `${words}（从右向左的段落）`);
  if (said('w:textDirection').some((value) => value !== 'lrTb' && value !== 'tb'))
    found.add('cut', `${words}（文字方向）`);
  if (said('w:jc').some((value) => !ALIGNMENTS.has(value))) found.add('cut', `${words}（对齐方式）`);
  if (candidates(layers, 'w:shd').some((tag) => !isWhiteFill(tag)))
    found.add('colour', `${words}（段落底纹）`);
  for (const borders of candidates(layers, 'w:pBdr')) checkBorders(found, borders, words);
  for (const tabs of [...layers.own, ...layers.style, ...layers.table, ...layers.defaults])
    checkTabs(found, tagIn(tabs, 'w:tabs'), words, content.hasTab ? room.width + NEAR : FARTHEST_TAB);
  for (const spacing of merged(layers, 'w:spacing'))
    if (cutsLines(spacing, content, room.space ?? MOST_SPACE)) found.add('cut', `${words}（行距或段距）`);
  for (const indent of merged(layers, 'w:ind'))
    if (leavesPage(indent, room)) found.add('cut', `${words}（缩进）`);
}

type Attributes = Readonly<Record<string, string>>;

function cutsLines(spacing: Attributes, { size, picture }: Content, space: number): boolean {
  const distances = ['before', 'after'].map((name) => lengthOf(spacing[`w:${name}`]));
  const lines = ['beforeLines', 'afterLines'].map((name) => lengthOf(spacing[`w:${name}`]));
  if (distances.some((one) => one !== null && !isBetween(one, 0, space))) return true;
  if (lines.some((one) => one !== null && !isBetween(one, 0, 1000))) return true;
  const line = lengthOf(spacing['w:line']);
  if (line === null) return false;
  const rule = spacing['w:lineRule'] ?? 'auto';
  if (!isBetween(line, 1, space)) return true;
  switch (rule) {
    case 'auto':
      return size > 0 && line < LEAST_AUTO;
    case 'atLeast':
      return false;
    case 'exact':
      return line < size * CUT || line < picture;
    default:
      return true;
  }
}

function leavesPage(indent: Attributes, room: Room): boolean {
  /** All that a program may take for the same length, the least and the most of it. */
  const length = (...names: string[]): { least: number; most: number } => {
    const found = names.flatMap((name) => {
      const twips = lengthOf(indent[`w:${name}`]);
      // Hundredths of a character, as wide as those of our body.
      const characters = lengthOf(indent[`w:${name}Chars`]);
      return [...(twips === null ? [] : [twips]), ...(characters ? [characters * 3.2] : [])];
    });
    return found.length === 0
      ? { least: 0, most: 0 }
      : { least: Math.min(...found), most: Math.max(...found) };
  };
  const [left, right] = [length('left', 'start'), length('right', 'end')];
  const [first, hanging] = [length('firstLine'), length('hanging')];
  const values = [left, right, first, hanging].flatMap(({ least, most }) => [least, most]);
  if (values.some((value) => Number.isNaN(value))) return true;
  const begin = Math.min(left.least, left.least - hanging.most, left.least + first.least);
  if (begin < -NEAR || right.least < -NEAR) return true;
  return left.most + right.most + first.most > Math.max(0, room.width - LEAST_WIDTH);
}

/** Rules beside a paragraph or a cell: plain ones, no wider than ours may be. */
export function checkBorders(found: Inspection['found'], borders: Tag, words: string): void {
  for (const rule of tagsOf(borders)) {
    checkAttributes(found, rule, BORDER_ATTRIBUTES);
    const { 'w:val': kind = 'none', 'w:sz': size = '0', 'w:space': space = '0' } = rule.attributes;
    const isKnown = /^w:(?:top|left|start|bottom|right|end|between|insideH|insideV)$/.test(rule.name);
    if (
      !isKnown ||
      !PLAIN_LINES.has(kind) ||
      ![Number(size) / WIDEST_RULE, Number(space) / FARTHEST_RULE].every((share) => isBetween(share, 0, 1))
    )
      found.add('look', `${words}（边框）`);
  }
}

/** @param farthest where a tab may stand: at the edge of the text, unless the paragraph has none */
function checkTabs(found: Inspection['found'], tabs: Tag | null, words: string, farthest: number): void {
  for (const tab of tagsOf(tabs)) {
    checkAttributes(found, tab, ['w:val', 'w:pos', 'w:leader']);
    const { 'w:val': kind = '', 'w:pos': place, 'w:leader': leader = 'none' } = tab.attributes;
    const isKnown = tab.name === 'w:tab' && /^(?:clear|left|start|center|right|end|decimal|num)$/.test(kind);
    if (!isKnown || leader !== 'none') found.add('look', `${words}（制表位）`);
    else if (kind !== 'clear' && !isBetween(lengthOf(place), 0, farthest))
      found.add('cut', `${words}（制表位）`);
  }
}

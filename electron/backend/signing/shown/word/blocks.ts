import { tagIn, tagsOf, type Tag } from '../../../docx/read/named-xml.ts';
import { wordsIn } from './found.ts';
import { imprintBox } from './imprint-box.ts';
import { addForeign, checkAttributes, checkLoose, checkProperties } from './inspection.ts';
import { labelsOf } from './numbering.ts';
import { checkParagraphLook, type Room } from './paragraph-look.ts';
import { readRun, type RunContent } from './run.ts';
import { checkSection, widthOf } from './section.ts';
import { checkTable } from './table.ts';
import { PARAGRAPH_PROPERTIES, RUN_PROPERTIES } from './vocabulary.ts';
import { Walk } from './walk.ts';

/** Elements between words that show nothing. */
const SILENT = new Set(['w:bookmarkStart', 'w:bookmarkEnd', 'w:proofErr']);

/**
 * Walks through the paragraphs and tables of one text.
 * @param room of its lines, where it isn't the pages of sections that decide
 */
export function walkBlocks(walk: Walk, parent: Tag, room?: Room): void {
  const { found } = walk.inspection;
  checkLoose(found, parent);
  const widths = sectionWidths(parent);
  const mayHaveTables = walk.table === null && (walk.kind === 'body' || walk.kind === 'box');
  tagsOf(parent).forEach((tag, at) => {
    const own = room ?? { width: widths[at] ?? widthOf(null) };
    if (tag.name === 'w:p')
      walk.at('paragraph', wordsIn(tag).trim() !== '', () => walkParagraph(walk, tag, own));
    else if (tag.name === 'w:tbl' && mayHaveTables)
      walk.at('table', true, () =>
        checkTable(walk, tag, own, (cell, inner) => walkBlocks(walk, cell, inner)),
      );
    else if (tag.name === 'w:sectPr' && walk.kind === 'body' && walk.table === null) checkSection(found, tag);
    else if (SILENT.has(tag.name)) checkAttributes(found, tag);
    // The properties of a cell are looked at with the table.
    else if (tag.name !== 'w:tcPr' || walk.table === null) addForeign(found, tag);
  });
}

function walkParagraph(walk: Walk, paragraph: Tag, room: Room): void {
  const { found, styles } = walk.inspection;
  checkAttributes(found, paragraph);
  checkLoose(found, paragraph);
  const properties = tagIn(paragraph, 'w:pPr');
  const words = wordsIn(paragraph).trim() || '空段落';
  if (properties) checkOwnProperties(walk, properties, words);
  const runs: RunContent[] = [];
  tagsOf(paragraph).forEach((tag, at) => {
    if (tag.name === 'w:pPr') {
      if (at > 0) found.add('alternative', 'pPr（不在段首）');
    } else if (tag.name === 'w:r')
      runs.push(readRun(walk, tag, properties, (piece) => imprintBox(walk, piece, walkBox)));
    else if (SILENT.has(tag.name)) checkAttributes(found, tag);
    else addForeign(found, tag);
  });
  putTogether(walk, runs);
  const content = {
    size: Math.max(0, ...runs.map(({ size }) => size)),
    picture: Math.max(0, ...runs.map(({ picture }) => picture)),
    hasTab: runs.some((run) => run.words.includes('\t')),
  };
  walk.largest = Math.max(walk.largest, content.size);
  const layers = styles.paragraph(properties, walk.table);
  checkParagraphLook(walk.inspection, layers, { words, content, room });
  const labels = labelsOf(styles.levels(properties));
  if (labels.length > 0) found.add('number', `${labels.join(' ')} ${words}`);
}

function walkBox(walk: Walk, content: Tag, room: Room): Walk['shown'] {
  const inner = new Walk(walk.inspection, 'box');
  walkBlocks(inner, content, room);
  return inner.shown;
}

function checkOwnProperties(walk: Walk, properties: Tag, words: string): void {
  const { found, styles } = walk.inspection;
  checkProperties(found, properties, PARAGRAPH_PROPERTIES);
  const style = tagIn(properties, 'w:pStyle')?.attributes['w:val'];
  if (style !== undefined && !styles.isSound(style, 'paragraph')) found.add('alternative', `样式 ${style}`);
  for (const one of tagsOf(tagIn(properties, 'w:numPr'))) {
    if (one.name === 'w:ilvl' || one.name === 'w:numId') checkAttributes(found, one, ['w:val']);
    else addForeign(found, one);
  }
  const mark = tagIn(properties, 'w:rPr');
  if (mark) checkProperties(found, mark, RUN_PROPERTIES);
  // A hidden end of a paragraph runs it on into the next one.
  if (['w:vanish', 'w:specVanish'].some((name) => tagIn(mark, name)))
    found.add('hidden', `${words}（段落标记）`);
  const section = tagIn(properties, 'w:sectPr');
  if (section && walk.kind === 'body' && walk.table === null) checkSection(found, section);
  else if (section) found.add('unknown', 'sectPr');
}

/** Puts the runs of one paragraph together: what of them is a field, and what words. */
function putTogether(walk: Walk, runs: readonly RunContent[]): void {
  const { found } = walk.inspection;
  let open: { code: string; result: string; isResult: boolean } | null = null;
  for (const part of runs.flatMap(({ parts }) => parts)) {
    if (typeof part === 'string') {
      if (open?.isResult) open.result += part;
      else if (open) found.add('field', part);
      else walk.add(part);
    } else if ('code' in part) {
      if (open && !open.isResult) open.code += part.code;
      else found.add('field', part.code);
    } else if (!('field' in part)) walk.add(part);
    else if (part.field === 'begin' && !open) open = { code: '', result: '', isResult: false };
    else if (part.field === 'separate' && open) open.isResult = true;
    else if (part.field === 'end' && open) {
      walk.fields.push(open);
      open = null;
    } else found.add('field', part.field);
  }
  if (open) found.add('field', open.code);
}

/** For each child of a body the width of the pages that it stands on: a section is told at its end. */
function sectionWidths(body: Tag): number[] {
  const tags = tagsOf(body);
  const widths: number[] = [];
  let width = widthOf(null);
  for (let at = tags.length - 1; at >= 0; at -= 1) {
    const tag = tags[at]!;
    const section = tag.name === 'w:sectPr' ? tag : tagIn(tagIn(tag, 'w:pPr'), 'w:sectPr');
    if (section) width = widthOf(section);
    widths[at] = width;
  }
  return widths;
}

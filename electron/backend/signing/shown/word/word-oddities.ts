import type { Oddity } from '../../../../../shared/signoff/oddities.ts';
import { tagIn, tagsOf, type Tag } from '../../../docx/read/named-xml.ts';
import { walkBlocks } from './blocks.ts';
import { Theme } from './colour.ts';
import { checkEdge } from './edges.ts';
import { FontTable } from './fonts.ts';
import { Found, wordsIn } from './found.ts';
import { addForeign, checkAttributes, checkLoose, checkProperties, type Inspection } from './inspection.ts';
import { notesIn, withNotes } from './notes.ts';
import { Numbering } from './numbering.ts';
import type { Relations } from './package.ts';
import { checkSettings, checkWebSettings } from './settings.ts';
import { StyleBook } from './styles.ts';
import {
  CELL_PROPERTIES,
  PARAGRAPH_PROPERTIES,
  ROW_PROPERTIES,
  RUN_PROPERTIES,
  TABLE_PROPERTIES,
} from './vocabulary.ts';
import { Walk } from './walk.ts';
import { wordParts, type WordParts } from './word-parts.ts';

/** What programs show of a Word file. */
export type ShownWord = {
  oddities: Oddity[];
  /** Its words as they are shown, with the signs of notes, and the notes behind it. */
  words: string;
  /** The parts that its pictures are in, in order. */
  pictures: string[];
};

/** What a Word file shows, hides or could show differently that our export never makes. Throws as `unzipParts` does. */
export async function wordOddities(name: string, source: Uint8Array | string): Promise<Oddity[]> {
  return (await inspectWord(name, source)).oddities;
}

/** Looks at a Word file as the programs that open it do, by namespaces and with all styles applied. */
export async function inspectWord(name: string, source: Uint8Array | string): Promise<ShownWord> {
  const found = new Found();
  const parts = await wordParts(found, name, source);
  const fonts = new FontTable(parts.fontTable);
  for (const font of fonts.embedded) found.add('font', `${font}（文件自带的字体）`);
  const language = tagIn(parts.settings, 'w:themeFontLang')?.attributes['w:eastAsia'];
  const theme = new Theme(parts.theme, language);
  const numbering = new Numbering(parts.numbering);
  let shown = { words: '', pictures: [] as string[] };
  for (const styles of parts.styles)
    shown = lookThrough({ found, styles: new StyleBook(styles, numbering), fonts, theme }, parts);
  checkSettings(found, parts.settings);
  checkWebSettings(found, parts.webSettings);
  for (const comment of tagsOf(parts.comments))
    found.add('annotation', `${comment.attributes['w:author'] ?? ''}：${wordsIn(comment)}`);
  if (parts.document) checkEdgeReferences(found, parts.document, parts.relations);
  return { oddities: found.list, ...shown };
}

/** Looks through all texts of a file, with one set of styles. */
function lookThrough(inspection: Inspection, parts: WordParts): Pick<ShownWord, 'words' | 'pictures'> {
  const walk = new Walk(inspection, 'body');
  walkDocument(walk, parts.document);
  const notes = {
    foot: notesIn(inspection, parts.footnotes, 'foot'),
    end: notesIn(inspection, parts.endnotes, 'end'),
  };
  const ends = walk.shown.map((piece) => (typeof piece === 'string' ? piece : '注')).join('');
  if (/\f\s*$/.test(ends)) inspection.found.add('page', '分页符（后面没有字）');
  const words = withNotes(inspection, walk.shown, notes);
  for (const { root, kind } of parts.edges) checkEdge(inspection, root, kind);
  checkUsedStyles(inspection);
  return { words, pictures: picturesOf(inspection.found, walk, parts.relations) };
}

function walkDocument(walk: Walk, document: Tag | null): void {
  const { found } = walk.inspection;
  for (const tag of tagsOf(document)) {
    if (tag.name === 'w:body') walkBlocks(walk, tag);
    else if (tag.name === 'w:background') checkBackground(found, tag);
    else addForeign(found, tag);
  }
  if (document) checkLoose(found, document);
  const bodies = tagsOf(document).filter(({ name }) => name === 'w:body');
  if (document?.name !== 'w:document' || bodies.length !== 1)
    found.add('alternative', '没有正文，或不止一个');
}

function checkBackground(found: Found, { attributes, children }: Tag): void {
  const { 'w:color': colour = 'auto', ...others } = attributes;
  if (!/^(?:auto|ffffff)$/i.test(colour) || Object.keys(others).length > 0 || children.length > 0)
    found.add('colour', `页面背景 ${colour}`);
}

/** Looks at the properties of styles that something uses, and of the whole file. */
function checkUsedStyles({ found, styles }: Inspection): void {
  const known = {
    'w:rPr': RUN_PROPERTIES,
    'w:pPr': PARAGRAPH_PROPERTIES,
    'w:tblPr': TABLE_PROPERTIES,
    'w:trPr': ROW_PROPERTIES,
    'w:tcPr': CELL_PROPERTIES,
  } as const;
  const check = (tag: Tag): void => {
    if (tag.name in known) checkProperties(found, tag, known[tag.name as keyof typeof known]);
  };
  found.place = '样式';
  for (const one of styles.defaults) check(one);
  for (const style of styles.used) {
    const type = style.attributes['w:type'] ?? 'paragraph';
    const id = style.attributes['w:styleId'] ?? '';
    found.place = `样式“${tagIn(style, 'w:name')?.attributes['w:val'] ?? id}”`;
    checkAttributes(found, style, ['w:type', 'w:styleId', 'w:default', 'w:customStyle']);
    const based = tagIn(style, 'w:basedOn')?.attributes['w:val'];
    if (!styles.isSound(id, type) || (based !== undefined && !styles.isSound(based, type)))
      found.add('alternative', `样式 ${id}`);
    for (const tag of tagsOf(style)) {
      check(tag);
      if (tag.name === 'mc:AlternateContent') found.add('alternative', `样式 ${id}`);
      if (tag.name === 'w:tblStylePr') for (const inner of tagsOf(tag)) check(inner);
    }
  }
  found.place = '文件';
}

/** Looks whether what a section names as its header or footer is one. */
function checkEdgeReferences(found: Found, tag: Tag, relations: Relations): void {
  for (const one of tagsOf(tag)) {
    const kind = /^w:(header|footer)Reference$/.exec(one.name)?.[1];
    if (kind === undefined) checkEdgeReferences(found, one, relations);
    else if (relations.get(one.attributes['r:id'] ?? '')?.type !== kind)
      found.add('alternative', kind === 'header' ? '页眉指向别的部件' : '页脚指向别的部件');
  }
}

/** The parts in which the pictures of a text are; a picture that is nowhere in the file is none of ours. */
function picturesOf(found: Found, { pictures }: Walk, relations: Relations): string[] {
  return pictures.flatMap((id) => {
    const relation = relations.get(id);
    if (relation?.type === 'image' && !relation.isOutside) return [relation.target];
    found.add('picture', '文件里没有的图片');
    return [];
  });
}

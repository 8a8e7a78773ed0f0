import type { Oddity } from '../../../../../shared/signoff/oddities.ts';
import {
  parseNamedXml,
  spaceName,
  tagIn,
  tagsOf,
  type NamedXml,
  type Tag,
} from '../../../docx/read/named-xml.ts';
import { relationsOf } from '../../../docx/read/relations.ts';
import { entryNames, unzipParts } from '../../../docx/read/unzip.ts';
import { walkBlocks } from './blocks.ts';
import { Theme } from './colour.ts';
import { checkEdge } from './edges.ts';
import { FontTable } from './fonts.ts';
import { Found, wordsIn } from './found.ts';
import { addForeign, checkAttributes, checkLoose, checkProperties, type Inspection } from './inspection.ts';
import { notesIn, withNotes } from './notes.ts';
import { Numbering } from './numbering.ts';
import {
  checkEntries,
  checkRelations,
  checkTypes,
  MAIN,
  partOf,
  relationsIn,
  SINGLE_PARTS,
  type Relations,
} from './package.ts';
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
  const entries = await entryNames(name, source);
  checkEntries(found, entries);
  const parts = await unzipParts(
    name,
    source,
    (part) => /(?:\.xml|\.rels)$/.test(part) && !/^(?:docProps|customXml)\//.test(part),
  );
  const read = (part: string | undefined): NamedXml | null => {
    const data = part === undefined ? undefined : parts.get(part);
    if (!data) return null;
    const xml = parseNamedXml(name, data);
    checkForms(found, xml, part ?? '');
    return xml;
  };
  const present = new Set(entries);
  checkTypes(found, read('[Content_Types].xml'), present);
  const file = relationsIn(found, read('_rels/.rels'), '');
  const text = relationsIn(found, read(relationsOf(MAIN)), 'word');
  checkRelations(found, { file, text, entries: present });
  for (const part of parts.keys())
    if (part.endsWith('.rels') && part !== '_rels/.rels' && part !== relationsOf(MAIN))
      relationsIn(found, read(part), 'word');
  const single = (type: string): Tag | null => read(SINGLE_PARTS[type])?.root ?? null;

  const fonts = new FontTable(single('fontTable'));
  for (const font of fonts.embedded) found.add('font', `${font}（文件自带的字体）`);
  const styles = new StyleBook(single('styles'), new Numbering(single('numbering')));
  const settings = single('settings');
  const language = tagIn(settings, 'w:themeFontLang')?.attributes['w:eastAsia'];
  const inspection: Inspection = {
    found,
    styles,
    fonts,
    theme: new Theme(read(partOf(text, 'theme'))?.root ?? null, language),
  };
  const document = read(MAIN)?.root ?? null;
  const walk = new Walk(inspection, 'body');
  walkDocument(walk, document);
  const notes = {
    foot: notesIn(inspection, single('footnotes'), 'foot'),
    end: notesIn(inspection, single('endnotes'), 'end'),
  };
  const words = withNotes(inspection, walk.shown, notes);
  for (const { type, target } of text.values()) {
    if (type !== 'header' && type !== 'footer') continue;
    const xml = read(target);
    if (xml) checkEdge(inspection, xml, type);
  }
  checkSettings(found, settings);
  checkWebSettings(found, single('webSettings'));
  for (const comment of tagsOf(single('comments')))
    found.add('annotation', `${comment.attributes['w:author'] ?? ''}：${wordsIn(comment)}`);
  if (document) checkEdgeReferences(found, document, text);
  checkUsedStyles(inspection);
  return { oddities: found.list, words, pictures: picturesOf(found, walk, text) };
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

/** Namespaces of what is shown: a file that says that they may be passed over is another one to some programs. */
const SHOWN = new Set(['w', 'r', 'a', 'pic', 'wp', 'm', 'v', 'o', 'w10', 'wps', 'mc']);

/** Looks at what a part says of itself: its encoding, the namespaces that it may be read without. */
function checkForms(found: Found, { root, isEncodedAsSaid, spaces, prefixes }: NamedXml, part: string): void {
  if (!isEncodedAsSaid) found.add('alternative', `${part} 的编码`);
  const ours = [...spaces].map((uri) => spaceName(uri)).filter((name) => name !== null);
  if (new Set(ours).size < ours.length) found.add('alternative', `${part} 的命名空间`);
  const { 'mc:Ignorable': passed = '', ...others } = root.attributes;
  for (const prefix of passed.split(/\s+/))
    if (SHOWN.has(spaceName(prefixes[prefix] ?? '') ?? ''))
      found.add('alternative', `${part} 可略去 ${prefix}`);
  for (const name of Object.keys(others))
    if (name.startsWith('mc:')) found.add('alternative', `${part} ${name}`);
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

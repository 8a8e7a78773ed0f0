import type { OddityKind } from '../../../../../shared/signoff/oddities.ts';
import { tagsOf, type NamedXml } from '../../../docx/read/named-xml.ts';
import type { Found } from './found.ts';

/** What a relation of a part leads to. */
export type Relation = { type: string; target: string; isOutside: boolean };
export type Relations = ReadonlyMap<string, Relation>;

/** Parts that change nothing of what is shown, or that are looked at one by one. */
const KNOWN = [
  /^\[content_types\]\.xml$/,
  /^_rels\/\.rels$/,
  /^docprops\/(?:core|app|custom)\.xml$/,
  // What a folder shows of the file; no program that opens it does.
  /^docprops\/thumbnail\.(?:jpe?g|png|emf|wmf)$/,
  /^docmetadata\/labelinfo\.xml$/,
  /^word\/(?:document|styles|styleswitheffects|numbering|footnotes|endnotes|settings|websettings|fonttable|people)\.xml$/,
  /^word\/(?:header|footer)\d*\.xml$/,
  /^word\/comments[a-z]*\.xml$/,
  /^word\/theme\/theme\d*\.xml$/,
  /^word\/(?:theme\/)?_rels\/[a-z\d]+\.xml\.rels$/,
  /^word\/(?:theme\/)?media\/[^/]+\.(?:png|jpe?g|jfif|gif|bmp)$/,
  /^word\/printersettings\d*\.bin$/,
  // Data that only content controls show, and those are listed.
  /^customxml\/(?:_rels\/)?[a-z\d]+\.xml(?:\.rels)?$/,
  /\/$/,
];

const OTHERS: readonly (readonly [RegExp, OddityKind])[] = [
  [/vba|macro|script/, 'script'],
  [/^word\/(?:embeddings|afchunk)/, 'attachment'],
  [/activex/, 'form'],
  [/^word\/fonts\//, 'font'],
  [/^word\/(?:media|charts|diagrams|drawings|ink)\//, 'picture'],
];

/** Looks at the names of a file's parts: what there is beside the known ones, what is there twice. */
export function checkEntries(found: Found, entries: readonly string[]): void {
  const known = new Set<string>();
  for (const entry of entries) {
    const name = entry.toLowerCase();
    // Names that differ in small and capital letters only are one (ISO/IEC 29500-2, 6.2.2.3).
    if (known.has(name)) found.add('alternative', `${entry}（两个）`);
    known.add(name);
    if (KNOWN.some((one) => one.test(name))) continue;
    found.add(OTHERS.find(([one]) => one.test(name))?.[1] ?? 'part', entry);
  }
}

const BASES = [
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships/',
  'http://schemas.openxmlformats.org/package/2006/relationships/metadata/',
  // As LibreOffice has it for the properties.
  'http://schemas.openxmlformats.org/officedocument/2006/relationships/metadata/',
  'http://purl.oclc.org/ooxml/officeDocument/relationships/',
  'http://schemas.microsoft.com/office/',
];

/** The relations of a part, by id. @param folder of the part; '' for the file itself */
export function relationsIn(found: Found, xml: NamedXml | null, folder: string): Relations {
  const relations = new Map<string, Relation>();
  for (const tag of tagsOf(xml?.root ?? null)) {
    if (tag.name !== 'rel:Relationship') {
      found.add('part', tag.name);
      continue;
    }
    const {
      Id: id = '',
      Type: uri = '',
      Target: target = '',
      TargetMode: mode = 'Internal',
    } = tag.attributes;
    const base = BASES.find((one) => uri.startsWith(one));
    const type = base ? uri.slice(uri.lastIndexOf('/') + 1) : uri;
    const isOutside = mode !== 'Internal';
    if (relations.has(id)) found.add('alternative', `关系 ${id}（两个）`);
    if (isOutside) found.add('outside', `${type} ${target}`);
    relations.set(id, { type, isOutside, target: isOutside ? target : targetOf(target, folder) });
  }
  return relations;
}

function targetOf(target: string, folder: string): string {
  const steps = target.startsWith('/') || folder === '' ? [] : folder.split('/');
  for (const step of target.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

/** What the file itself leads to: its text, and properties that nothing shows. */
const OF_FILE = new Set([
  'core-properties',
  'extended-properties',
  'custom-properties',
  'thumbnail',
  'classificationlabels',
]);

/** Parts of which a text has one, at the place where it is read from, and the end of their content types. */
export const SINGLE_PARTS: Readonly<Record<string, string>> = {
  styles: 'word/styles.xml',
  numbering: 'word/numbering.xml',
  footnotes: 'word/footnotes.xml',
  endnotes: 'word/endnotes.xml',
  settings: 'word/settings.xml',
  webSettings: 'word/webSettings.xml',
  fontTable: 'word/fontTable.xml',
  comments: 'word/comments.xml',
};

/** Others that a text leads to. */
const OF_TEXT = new Set([
  'theme',
  'header',
  'footer',
  'image',
  'customXml',
  'printerSettings',
  'stylesWithEffects',
  'people',
  'commentsExtended',
  'commentsIds',
  'commentsExtensible',
]);

export const MAIN = 'word/document.xml';

/** Looks at what the file and its text lead to: another text than the one that is read, parts that are read and not shown. */
export function checkRelations(
  found: Found,
  { file, text, entries }: { file: Relations; text: Relations; entries: ReadonlySet<string> },
): void {
  const mains = [...file.values()].filter(({ type }) => type === 'officeDocument');
  if (mains.length !== 1 || mains[0]?.target !== MAIN)
    found.add('alternative', '正文不止一个，或不在通常的位置');
  for (const { type, target } of file.values())
    if (type !== 'officeDocument' && !OF_FILE.has(type)) found.add('part', `${type} ${target}`);
  const all = [...text.values()].filter(({ isOutside }) => !isOutside);
  for (const [type, part] of Object.entries(SINGLE_PARTS)) {
    const targets = all.filter((one) => one.type === type).map(({ target }) => target);
    if (targets.length > 1 || targets.some((target) => target !== part))
      found.add('alternative', `${type} 不在通常的位置`);
    if (targets.length === 0 && entries.has(part)) found.add('alternative', `${part}（没有用到）`);
  }
  if (all.filter(({ type }) => type === 'theme').length > 1) found.add('alternative', '主题不止一个');
  for (const { type, target } of all) {
    if (!(type in SINGLE_PARTS) && !OF_TEXT.has(type)) found.add('part', `${type} ${target}`);
    else if (!entries.has(target) && type !== 'customXml') found.add('part', `${target}（没有这个部件）`);
  }
}

/** The ends of the content types that parts have, by their names. */
const TYPES: readonly (readonly [RegExp, string])[] = [
  [/^word\/document\.xml$/, 'document.main+xml'],
  [/^word\/(styles|numbering|footnotes|endnotes|settings|fontTable)\.xml$/, ''],
  [/^word\/(header|footer)\d*\.xml$/, ''],
];

/** Looks at what the file says of the kinds of its parts: a program may read them as something else. */
export function checkTypes(found: Found, types: NamedXml | null, entries: ReadonlySet<string>): void {
  const own = new Map<string, string>();
  const defaults = new Map<string, string>();
  for (const { name, attributes } of tagsOf(types?.root ?? null)) {
    const { PartName: part, Extension: extension, ContentType: type = '' } = attributes;
    const [map, key] =
      name === 'type:Override'
        ? [own, (part ?? '').toLowerCase()]
        : [defaults, (extension ?? '').toLowerCase()];
    if (map.has(key)) found.add('alternative', `${key} 的类型（两个）`);
    map.set(key, type);
    if (name === 'type:Override' && type.endsWith('main+xml') && key !== `/${MAIN}`)
      found.add('alternative', `${part ?? ''}（另一个正文）`);
    if (/macroEnabled|vbaProject/i.test(type)) found.add('script', type);
  }
  for (const entry of entries) {
    const rule = TYPES.map(([is, end]) => [is.exec(entry), end] as const).find(([match]) => match);
    if (!rule) continue;
    const [match, end] = rule;
    const wanted = `application/vnd.openxmlformats-officedocument.wordprocessingml.${end || `${match?.[1] ?? ''}+xml`}`;
    const type =
      own.get(`/${entry.toLowerCase()}`) ?? defaults.get(entry.slice(entry.lastIndexOf('.') + 1)) ?? '';
    if (type !== wanted) found.add('alternative', `${entry} 的类型`);
  }
}

/** The first part of a type that the text leads to. */
export const partOf = (relations: Relations, type: string): string | undefined =>
  [...relations.values()].find((one) => one.type === type && !one.isOutside)?.target;

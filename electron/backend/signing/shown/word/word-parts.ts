import { parseNamedXml, spaceName, type NamedXml, type Tag } from '../../../docx/read/named-xml.ts';
import { relationsOf } from '../../../docx/read/relations.ts';
import { entryNames, unzipParts } from '../../../docx/read/unzip.ts';
import type { Found } from './found.ts';
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

/** The parts of a Word file that decide on what is shown, each taken apart; null for one that it doesn't have. */
export type WordParts = {
  document: Tag | null;
  /** Sets of styles: some versions of Word take another one than the rest. The last is the one of most. */
  styles: (Tag | null)[];
  numbering: Tag | null;
  footnotes: Tag | null;
  endnotes: Tag | null;
  settings: Tag | null;
  webSettings: Tag | null;
  comments: Tag | null;
  fontTable: Tag | null;
  theme: Tag | null;
  edges: { root: Tag; kind: 'header' | 'footer' }[];
  /** Of the text. */
  relations: Relations;
};

/** Opens a Word file, and looks at what it is packed of. Throws as `unzipParts` does. */
export async function wordParts(found: Found, name: string, source: Uint8Array | string): Promise<WordParts> {
  const names = await entryNames(name, source);
  checkEntries(found, names);
  const entries = new Set(names);
  const parts = await unzipParts(
    name,
    source,
    (part) => /\.(?:xml|rels)$/.test(part) && !/^(?:docProps|customXml)\//.test(part),
  );
  const read = (part: string | undefined): NamedXml | null => {
    const data = part === undefined ? undefined : parts.get(part);
    if (!data) return null;
    const xml = parseNamedXml(name, data);
    checkForms(found, xml, part ?? '');
    return xml;
  };
  checkTypes(found, read('[Content_Types].xml'), entries);
  const file = relationsIn(found, read('_rels/.rels'), '');
  const relations = relationsIn(found, read(relationsOf(MAIN)), 'word');
  checkRelations(found, { file, text: relations, entries });
  for (const part of parts.keys())
    if (part.endsWith('.rels') && part !== '_rels/.rels' && part !== relationsOf(MAIN))
      relationsIn(found, read(part), 'word');

  const single = (type: string): Tag | null => read(SINGLE_PARTS[type])?.root ?? null;
  const ofWord2010 = read(partOf(relations, 'stylesWithEffects'))?.root;
  return {
    document: read(MAIN)?.root ?? null,
    styles: [...(ofWord2010 ? [ofWord2010] : []), single('styles')],
    numbering: single('numbering'),
    footnotes: single('footnotes'),
    endnotes: single('endnotes'),
    settings: single('settings'),
    webSettings: single('webSettings'),
    comments: single('comments'),
    fontTable: single('fontTable'),
    theme: read(partOf(relations, 'theme'))?.root ?? null,
    edges: [...relations.values()].flatMap(({ type, target }) => {
      if (type !== 'header' && type !== 'footer') return [];
      const root = read(target)?.root;
      return root ? [{ root, kind: type }] : [];
    }),
    relations,
  };
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

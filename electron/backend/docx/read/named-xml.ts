import { SaxesParser } from 'saxes';

import { AppError } from '../../../../shared/errors/app-error.ts';
import { FileError } from '../../../../shared/errors/file-error.ts';
import { ElementCount, xmlText } from './xml.ts';

const WORD = 'http://schemas.openxmlformats.org/';
const STRICT = 'http://purl.oclc.org/ooxml/';
const OFFICE = 'http://schemas.microsoft.com/office/';

/** What names of these namespaces begin with here, whatever a file calls them. */
const SPACES: Readonly<Record<string, string>> = {
  [`${WORD}wordprocessingml/2006/main`]: 'w',
  [`${STRICT}wordprocessingml/main`]: 'w',
  [`${WORD}officeDocument/2006/relationships`]: 'r',
  [`${STRICT}officeDocument/relationships`]: 'r',
  [`${WORD}drawingml/2006/main`]: 'a',
  [`${STRICT}drawingml/main`]: 'a',
  [`${WORD}drawingml/2006/picture`]: 'pic',
  [`${STRICT}drawingml/picture`]: 'pic',
  [`${WORD}drawingml/2006/wordprocessingDrawing`]: 'wp',
  [`${STRICT}drawingml/wordprocessingDrawing`]: 'wp',
  [`${WORD}officeDocument/2006/math`]: 'm',
  [`${STRICT}officeDocument/math`]: 'm',
  [`${WORD}markup-compatibility/2006`]: 'mc',
  [`${WORD}package/2006/relationships`]: 'rel',
  [`${WORD}package/2006/content-types`]: 'type',
  [`${OFFICE}word/2010/wordml`]: 'w14',
  [`${OFFICE}word/2012/wordml`]: 'w15',
  [`${OFFICE}word/2015/wordml/symex`]: 'w16se',
  [`${OFFICE}word/2016/wordml/cid`]: 'w16cid',
  [`${OFFICE}word/2018/wordml`]: 'w16',
  [`${OFFICE}word/2018/wordml/cex`]: 'w16cex',
  [`${OFFICE}word/2020/wordml/sdtdatahash`]: 'w16sdtdh',
  [`${OFFICE}word/2023/wordml/word16du`]: 'w16du',
  [`${OFFICE}word/2010/wordprocessingDrawing`]: 'wp14',
  [`${OFFICE}word/2010/wordprocessingShape`]: 'wps',
  'urn:schemas-microsoft-com:vml': 'v',
  'urn:schemas-microsoft-com:office:office': 'o',
  'urn:schemas-microsoft-com:office:word': 'w10',
  'http://www.w3.org/XML/1998/namespace': 'xml',
};

/** An element by its namespace: `w:p`, or `{urn:other}p` of one that is not known here. So are its attributes named. */
export type Tag = {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: (Tag | string)[];
};

export type NamedXml = {
  root: Tag;
  /** It says that it is written in what it is written in: a program that goes by what it says reads the same. */
  isEncodedAsSaid: boolean;
  /** Namespaces of which names in the part are. */
  spaces: ReadonlySet<string>;
  /** The namespaces that the root gives prefixes. */
  prefixes: Readonly<Record<string, string>>;
};

/** The short name of a namespace; null where it is not known here. */
export const spaceName = (uri: string): string | null => SPACES[uri] ?? null;

const nameOf = (uri: string, local: string): string => {
  if (uri === '') return local;
  const space = SPACES[uri];
  return space === undefined ? `{${uri}}${local}` : `${space}:${local}`;
};

const DECLARED = 'http://www.w3.org/2000/xmlns/';

/**
 * Reads a part with every name by its namespace: a program that shows a file goes by these, and a file may give any of
 * them any prefix. Refuses what `parseXml` refuses.
 */
export function parseNamedXml(name: string, bytes: Buffer): NamedXml {
  const text = xmlText(name, bytes);
  const parser = new SaxesParser<{ position: false; xmlns: true }>({ position: false, xmlns: true });
  const count = new ElementCount(name);
  const open: Tag[] = [];
  const spaces = new Set<string>();
  let root: Tag | null = null;
  let prefixes: Readonly<Record<string, string>> = {};
  let encoding: string | null = null;
  const [first] = bytes;
  const isWide = first === 0xff || first === 0xfe;
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('xmldecl', (declared) => {
    encoding = declared.encoding?.toLowerCase() ?? null;
  });
  parser.on('opentag', (tag) => {
    count.add(tag.local, open.length);
    spaces.add(tag.uri);
    const attributes: Record<string, string> = {};
    for (const key in tag.attributes) {
      const { uri, local, value } = tag.attributes[key]!;
      if (uri !== DECLARED) attributes[nameOf(uri, local)] = value;
    }
    const own: Tag = { name: nameOf(tag.uri, tag.local), attributes, children: [] };
    const parent = open.at(-1);
    if (parent) parent.children.push(own);
    else {
      root = own;
      prefixes = { ...tag.ns };
    }
    if (!tag.isSelfClosing) open.push(own);
  });
  parser.on('closetag', ({ isSelfClosing }) => {
    if (!isSelfClosing) open.pop();
  });
  const addText = (part: string): void => void open.at(-1)?.children.push(part);
  parser.on('text', addText);
  parser.on('cdata', addText);
  try {
    parser.write(text).close();
  } catch (error) {
    throw error instanceof AppError ? error : new FileError('malformed', name, { cause: error });
  }
  if (!root) throw new FileError('malformed', name);
  const isEncodedAsSaid = encoding === null || (isWide ? /^utf-16/ : /^utf-?8$/).test(encoding);
  return { root, isEncodedAsSaid, spaces, prefixes };
}

export const tagsOf = (tag: Tag | null): Tag[] =>
  tag ? tag.children.filter((node) => typeof node !== 'string') : [];

/** The first child of that name. */
export function tagIn(parent: Tag | null, name: string): Tag | null {
  for (const node of parent?.children ?? []) if (typeof node !== 'string' && node.name === name) return node;
  return null;
}

/** All characters in an element, however deep. */
export function charactersIn(tag: Tag): string {
  let text = '';
  for (const node of tag.children) text += typeof node === 'string' ? node : charactersIn(node);
  return text;
}

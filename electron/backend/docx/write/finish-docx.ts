import { Packer, type Document } from 'docx';
import { strToU8, zipSync } from 'fflate';

import { FONT } from './layout.ts';

const DOCUMENT = 'word/document.xml';
const STYLES = 'word/styles.xml';
const FONTS = 'word/fontTable.xml';
const SETTINGS = 'word/settings.xml';
/**
 * What the docx package has no option for, put before the line spacing, which is where the schema wants it:
 * no punctuation beyond the 28th character, no extra space between Chinese and digits (it breaks the grid; LibreOffice adds
 * it all the same), no widow control (it breaks the 22 lines), and styles of another line height kept off the grid.
 */
const DEFAULTS =
  '<w:widowControl w:val="0"/><w:overflowPunct w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>';
const OFF_GRID = '<w:snapToGrid w:val="0"/>';
const OFF = [
  'Title',
  'DocumentMark',
  'AnnexTitle',
  'Caption',
  'Measure',
  'Figure',
  'Imprint',
  'TableText',
  'TableEnd',
  'FootnoteText',
  'EndnoteText',
];
/** The tighter setting is the body's: in a title it would take one more character into the line. */
const NOT_TIGHTER = '<w:spacing w:val="0"/>';

/** The names under which Windows carries the same designs where the official ones are not installed. */
const OTHER_NAMES: Record<string, string> = {
  [FONT.fangsong]: '仿宋',
  [FONT.kaiti]: '楷体',
  [FONT.xiaobiaosong]: '方正小标宋_GBK',
  [FONT.heiti]: 'SimHei',
  [FONT.songti]: 'SimSun',
};

/** What the docx package makes its parts with; its types hide it. Its zip would only be opened again, at half the cost. */
const { compiler } = Packer as unknown as {
  compiler: { compile: (file: Document) => Map<string, string | Uint8Array> };
};

/**
 * Writes a document of the docx package as a .docx, with its styles completed, and other names of its fonts.
 * @param edit what else is to be done to the text, which the package has no way to write
 */
export function finishDocx(
  file: Document,
  { keepImages = false, edit = (xml: string) => xml } = {},
): Uint8Array {
  const parts = compiler.compile(file);
  const change = (name: string, by: (xml: string) => string): void => {
    const part = parts.get(name);
    if (typeof part !== 'string') throw new Error(`${name} is missing`);
    parts.set(name, by(part));
  };
  change(DOCUMENT, (xml) => edit(finishWidths(xml)));
  change(STYLES, finishStyles);
  change(FONTS, finishFonts);
  if (keepImages) change(SETTINGS, withImagesKept);
  const bytes = [...parts].map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part]);
  return zipSync(Object.fromEntries(bytes) as Record<string, Uint8Array>);
}

/** Shares of a table's width as all versions of Word read them: in fiftieths of a percent, not as `12.5%`. */
function finishWidths(xml: string): string {
  return xml.replaceAll(/(<w:tcW w:type="pct" w:w=")([\d.]+)%"/g, (_, begin: string, share: string) => {
    return `${begin}${Math.round(Number(share) * 50)}"`;
  });
}

function finishStyles(xml: string): string {
  let out = insertBefore(xml, '<w:pPrDefault>', '<w:spacing', DEFAULTS);
  for (const id of OFF) {
    out = insertBefore(out, `w:styleId="${id}"`, '<w:spacing', OFF_GRID);
  }
  for (const id of ['Title', 'DocumentMark', 'AnnexTitle']) {
    out = insertBefore(out, `w:styleId="${id}"`, '<w:sz ', NOT_TIGHTER);
  }
  return out;
}

/** Word makes images smaller when it saves a file, unless the file says that it must not: then they come back as they were. */
function withImagesKept(xml: string): string {
  const end = '</w:compat>';
  const at = xml.indexOf(end) + end.length;
  if (at < end.length) throw new Error(`${SETTINGS} has no compatibility`);
  return `${xml.slice(0, at)}<w:doNotAutoCompressPictures/>${xml.slice(at)}`;
}

/** Word takes the other name where the first one is not installed, instead of any Chinese font. */
function finishFonts(xml: string): string {
  const fonts = Object.entries(OTHER_NAMES).map(
    ([name, other]) =>
      `<w:font w:name="${name}"><w:altName w:val="${other}"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="default"/></w:font>`,
  );
  const root = /<w:fonts\b[^>]*?(\/?)>/.exec(xml);
  if (!root) throw new Error(`${FONTS} has no root`);
  const end = root.index + root[0].length;
  if (root[1]) return `${xml.slice(0, end - 2)}>${fonts.join('')}</w:fonts>`;
  return xml.slice(0, end) + fonts.join('') + xml.slice(end);
}

/** Inserts before the first `target` that follows `anchor`. */
function insertBefore(xml: string, anchor: string, target: string, insert: string): string {
  const from = xml.indexOf(anchor);
  const at = from < 0 ? -1 : xml.indexOf(target, from);
  if (at < 0) throw new Error(`${anchor} has no ${target}`);
  return xml.slice(0, at) + insert + xml.slice(at);
}

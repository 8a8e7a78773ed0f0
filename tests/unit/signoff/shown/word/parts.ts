import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** Text parts of a Word file, by name; what is added is a new part. */
export type Parts = Record<string, string>;
export type Edit = (parts: Parts) => Parts;

export const DOCUMENT = 'word/document.xml';
export const STYLES = 'word/styles.xml';
export const RELATIONS = 'word/_rels/document.xml.rels';
export const TYPES = '[Content_Types].xml';

const isText = (name: string): boolean => /\.(?:xml|rels)$/.test(name);

/** A Word file with other parts. A part that is gone is left out. */
export function edited(docx: Uint8Array, edit: Edit): Uint8Array {
  const files = unzipSync(docx);
  const parts = Object.fromEntries(
    Object.entries(files).flatMap(([name, bytes]) => (isText(name) ? [[name, strFromU8(bytes)]] : [])),
  );
  const rest = Object.fromEntries(Object.entries(files).filter(([name]) => !isText(name)));
  const after = Object.entries(edit(parts)).map(([name, text]) => [name, strToU8(text)] as const);
  return zipSync({ ...rest, ...Object.fromEntries(after) });
}

/** Replaces in one part what has to be there. */
export const replace =
  (part: string, from: string | RegExp, to: string): Edit =>
  (parts) => {
    const text = parts[part] ?? '';
    const after = text.replace(from, () => to);
    if (after === text) throw new Error(`${part} has no ${String(from)}`);
    return { ...parts, [part]: after };
  };

/** One edit after the other. */
export const all =
  (...edits: Edit[]): Edit =>
  (parts) =>
    edits.reduce((text, edit) => edit(text), parts);

/** Adds a part, with what leads to it. */
export const withPart = (name: string, text: string, type: string, contentType: string): Edit =>
  all(
    (parts) => ({ ...parts, [name]: text }),
    related(type, name.replace(/^word\//, '')),
    replace(TYPES, '</Types>', `<Override PartName="/${name}" ContentType="${contentType}"/></Types>`),
  );

export const related = (type: string, target: string, more = '', id = 'rIdNew'): Edit =>
  replace(
    RELATIONS,
    '</Relationships>',
    `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"${more}/></Relationships>`,
  );

const escaped = (text: string): string => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);

/** The run in which these words stand, cut so that they are a run of their own, written by `write`. */
const atWords =
  (words: string, write: (properties: string, words: string) => string, part = DOCUMENT): Edit =>
  (parts) => {
    const run = new RegExp(
      `<w:r><w:rPr>((?:(?!</w:rPr>).)*)</w:rPr><w:t([^>]*)>([^<]*?)(${escaped(words)})([^<]*)</w:t></w:r>`,
    );
    const text = parts[part] ?? '';
    const after = text.replace(
      run,
      (_, properties: string, space: string, before: string, own: string, behind: string) => {
        const plain = (piece: string): string =>
          piece === '' ? '' : `<w:r><w:rPr>${properties}</w:rPr><w:t${space}>${piece}</w:t></w:r>`;
        return plain(before) + write(properties, own) + plain(behind);
      },
    );
    if (after === text) throw new Error(`${part} has no ${words}`);
    return { ...parts, [part]: after };
  };

/** Properties without those that others of the same names take the place of. */
const without = (own: string, others: string): string =>
  [...others.matchAll(/<(w:\w+)[ />]/g)].reduce(
    (rest, [, name]) => rest.replace(new RegExp(`<${name}(?: [^>]*)?/>`), ''),
    own,
  );

/** Gives words further properties; in the place of those that they have. */
export const look = (words: string, property: string, part = DOCUMENT): Edit =>
  atWords(
    words,
    (properties, own) =>
      `<w:r><w:rPr>${without(properties, property)}${property}</w:rPr><w:t xml:space="preserve">${own}</w:t></w:r>`,
    part,
  );

/** Puts something in the place of words, their run among it as `%`. */
export const around = (words: string, xml: string, part = DOCUMENT): Edit =>
  atWords(
    words,
    (properties, own) =>
      xml.replaceAll('%', `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${own}</w:t></w:r>`),
    part,
  );

/** The same, inside of the run of the words. */
export const inRun = (words: string, xml: string): Edit =>
  atWords(
    words,
    (properties, own) =>
      `<w:r><w:rPr>${properties}</w:rPr>${xml.replaceAll('%', `<w:t xml:space="preserve">${own}</w:t>`)}</w:r>`,
  );

/** Gives the paragraph in which these words stand further properties; in the place of those that it has. */
export const paragraphLook =
  (words: string, properties: string): Edit =>
  (parts) => {
    const text = parts[DOCUMENT] ?? '';
    const at = text.lastIndexOf('<w:p>', text.indexOf(words));
    if (at < 0 || !text.includes(words)) throw new Error(`no paragraph has ${words}`);
    const paragraph = text.slice(at, text.indexOf('</w:p>', at));
    const own = /^<w:p><w:pPr>(.*?)<\/w:pPr>/s.exec(paragraph)?.[1] ?? '';
    const kept = without(own, properties);
    const rest = paragraph.replace(/^<w:p>(?:<w:pPr>.*?<\/w:pPr>)?/s, '');
    return {
      ...parts,
      [DOCUMENT]:
        text.slice(0, at) +
        `<w:p><w:pPr>${kept}${properties}</w:pPr>${rest}` +
        text.slice(at + paragraph.length),
    };
  };

/** A paragraph more, before the one in which these words stand. */
export const before =
  (words: string, xml: string): Edit =>
  (parts) => {
    const text = parts[DOCUMENT] ?? '';
    const at = text.lastIndexOf('<w:p>', text.indexOf(words));
    if (at < 0 || !text.includes(words)) throw new Error(`no paragraph has ${words}`);
    return { ...parts, [DOCUMENT]: text.slice(0, at) + xml + text.slice(at) };
  };

export const paragraphOf = (words: string): string =>
  `<w:p><w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t>${words}</w:t></w:r></w:p>`;

/** A style of a file's own. */
export const withStyle = (type: 'paragraph' | 'character' | 'table', id: string, inside: string): Edit =>
  replace(
    STYLES,
    '</w:styles>',
    `<w:style w:type="${type}" w:customStyle="1" w:styleId="${id}"><w:name w:val="${id}"/>${inside}</w:style></w:styles>`,
  );

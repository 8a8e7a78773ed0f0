import { strToU8, zipSync } from 'fflate';

const SPACES = [
  ['w', 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'],
  ['r', 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'],
  ['wp', 'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing'],
  ['a', 'http://schemas.openxmlformats.org/drawingml/2006/main'],
  ['pic', 'http://schemas.openxmlformats.org/drawingml/2006/picture'],
  ['c', 'http://schemas.openxmlformats.org/drawingml/2006/chart'],
  ['v', 'urn:schemas-microsoft-com:vml'],
  ['o', 'urn:schemas-microsoft-com:office:office'],
]
  .map(([prefix, space]) => `xmlns:${prefix}="${space}"`)
  .join(' ');

/** What a Word file of a test holds: XML of its body and notes, targets of its relations, other parts. */
export type Parts = {
  body: string;
  footnotes?: string;
  endnotes?: string;
  styles?: string;
  /** By id: a path below `word/`, or an address outside. */
  relations?: Readonly<Record<string, string>>;
  more?: Readonly<Record<string, Uint8Array>>;
};

const part = (root: string, inside: string): Uint8Array =>
  strToU8(`<?xml version="1.0" encoding="UTF-8"?><w:${root} ${SPACES}>${inside}</w:${root}>`);

const IMAGE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/image';

/** A Word file of the least parts. */
export function wordFile({
  body,
  footnotes,
  endnotes,
  styles,
  relations = {},
  more = {},
}: Parts): Uint8Array {
  const links = Object.entries(relations).map(
    ([id, target]) =>
      `<Relationship Id="${id}" Type="${target.startsWith('media/') ? IMAGE : 't'}" Target="${target}"${/^\w+:/.test(target) ? ' TargetMode="External"' : ''}/>`,
  );
  return zipSync({
    '[Content_Types].xml': strToU8(
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    ),
    'word/document.xml': part('document', `<w:body>${body}</w:body>`),
    'word/_rels/document.xml.rels': strToU8(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${links.join('')}</Relationships>`,
    ),
    ...(footnotes === undefined ? {} : { 'word/footnotes.xml': part('footnotes', footnotes) }),
    ...(endnotes === undefined ? {} : { 'word/endnotes.xml': part('endnotes', endnotes) }),
    ...(styles === undefined ? {} : { 'word/styles.xml': part('styles', styles) }),
    ...more,
  });
}

export const run = (text: string, properties = ''): string =>
  `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;
/** @param inside text, or runs */
export const p = (inside: string, properties = ''): string =>
  `<w:p>${properties && `<w:pPr>${properties}</w:pPr>`}${inside.startsWith('<') ? inside : run(inside)}</w:p>`;
export const footnoteRef = (id: number): string => `<w:r><w:footnoteReference w:id="${id}"/></w:r>`;
export const footnote = (id: number, text: string): string =>
  `<w:footnote w:id="${id}">${p(text)}</w:footnote>`;

/** A picture in the line, a hundred by fifty points. */
export const picture = (id: string, alt = ''): string =>
  `<w:r><w:drawing><wp:inline><wp:extent cx="1270000" cy="635000"/><wp:docPr id="1" name="p" descr="${alt}"/>` +
  `<a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="${id}"/></pic:blipFill></pic:pic>` +
  '</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>';

/** @param cells a row each: a cell's properties and its words */
export const table = (grid: readonly number[], cells: readonly (readonly [string, string][])[]): string =>
  `<w:tbl><w:tblGrid>${grid.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>${cells
    .map(
      (row) =>
        `<w:tr>${row.map(([properties, text]) => `<w:tc><w:tcPr>${properties}</w:tcPr>${p(text)}</w:tc>`).join('')}</w:tr>`,
    )
    .join('')}</w:tbl>`;

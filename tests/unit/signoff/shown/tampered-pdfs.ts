import { deflateSync } from 'node:zlib';

import { strToU8, zipSync } from 'fflate';

import type { OddityKind } from '../../../../shared/signoff/oddities.ts';
import {
  edited,
  free,
  objectOf,
  ofText,
  asText,
  pageOf,
  qpdf,
  saved,
  streamOf,
  streamText,
} from './pdf-tools.ts';

export type Tampered = {
  /** Which of the exported files it is made of. */
  of?: 'plain' | 'rich';
  make: (bytes: Buffer) => Buffer;
  /** `other`: a sound file that shows something else; `refused`: nobody can say what it shows. */
  is: 'other' | 'refused';
  /** What a person is told that it has. */
  odd?: OddityKind;
};

/** Content of an export begins with a scale of 0.24: the page is 2479 wide. */
const WHITE_BOX = 'q 1 1 1 rg 0 300 2400 2000 re f Q\n';

/** As text, with something put behind what the first page draws. */
const drawnMore = (bytes: Buffer, more: string): Buffer => {
  const { number, file } = contentOf(bytes);
  return ofText(asText(saved(file, { [number]: streamText(`${streamOf(file, number)}\n${more}\n`) })));
};

function contentOf(bytes: Buffer): {
  file: Buffer;
  number: number;
  page: { number: number; content: string };
} {
  const file = Buffer.from(asText(bytes), 'latin1');
  const page = pageOf(file);
  return { file, page, number: Number(/\/Contents (\d+) 0 R/.exec(page.content)?.[1]) };
}

/** The file with a saving in which the first page draws other text in place of this one, which must be there. */
const contentEdited = (bytes: Buffer, from: string, to: string): Buffer => {
  const { file, number } = contentOf(bytes);
  const content = streamOf(file, number);
  if (!content.includes(from)) throw new Error(`not there: ${from}`);
  return saved(file, { [number]: streamText(content.replace(from, () => to)) });
};

/** The file with a saving in which the first page is another. */
const otherPage = (
  bytes: Buffer,
  change: (content: string, next: number) => string,
  more: (next: number) => Record<number, string> = () => ({}),
): Buffer => {
  const { file, page } = contentOf(bytes);
  const next = free(file);
  return saved(file, { [page.number]: change(page.content, next), ...more(next) });
};

/** A key and value more in the first page's dictionary, which has none of that name. */
const pageKey = (bytes: Buffer, key: string, more?: (next: number) => Record<number, string>): Buffer =>
  otherPage(
    bytes,
    (content, next) => content.replace('<<', `<<\n  ${key.replaceAll('NEXT', `${next} 0 R`)}`),
    more,
  );

const annotated = (bytes: Buffer, annotation: string, appearance = ''): Buffer =>
  pageKey(bytes, '/Annots [NEXT]', (next) => ({
    [next]: `<</Type /Annot /Rect [0 300 600 800] /F 4 ${annotation.replace('NEXT', `${next + 1} 0 R`)}>>`,
    [next + 1]: streamText(appearance, ' /Type /XObject /Subtype /Form /BBox [0 0 600 500]'),
  }));

const catalogKey = (bytes: Buffer, key: string, more?: (next: number) => Record<number, string>): Buffer => {
  const file = Buffer.from(asText(bytes), 'latin1');
  const catalog = objectOf(file, /\/Type \/Catalog/);
  const next = free(file);
  const content = catalog.content.replace('<<', `<<\n  ${key.replaceAll('NEXT', `${next} 0 R`)}`);
  return saved(file, { [catalog.number]: content, ...more?.(next) });
};

const resource = (
  bytes: Buffer,
  kind: string,
  entry: string,
  drawn: string,
  objects: (next: number) => Record<number, string>,
): Buffer => {
  const { file, page, number } = contentOf(bytes);
  const next = free(file);
  const value = entry.replaceAll('NEXT', `${next} 0 R`);
  const has = page.content.includes(`/${kind} <<`);
  const content = has
    ? page.content.replace(`/${kind} <<`, `/${kind} << ${value}`)
    : page.content.replace('/Resources <<', `/Resources << /${kind} << ${value} >>`);
  return saved(file, {
    [page.number]: content,
    [number]: streamText(`${streamOf(file, number)}\n${drawn}\n`),
    ...objects(next),
  });
};

/** Changes bytes of the file as it is, without making it sound again. */
const raw = (bytes: Buffer, change: (text: string) => string): Buffer =>
  Buffer.from(change(bytes.toString('latin1')), 'latin1');

export const TAMPERED: Record<string, Tampered> = {
  'a white box behind what a page draws': {
    make: (bytes) => drawnMore(bytes, WHITE_BOX),
    is: 'other',
    odd: 'overlay',
  },
  'a white box in a stream of its own': {
    make: (bytes) =>
      otherPage(
        bytes,
        (content, next) => content.replace(/\/Contents (\d+ 0 R)/, `/Contents [$1 ${next} 0 R]`),
        (next) => ({ [next]: streamText(`\n${WHITE_BOX}`) }),
      ),
    is: 'other',
    odd: 'overlay',
  },
  'a white box in a form that is drawn': {
    make: (bytes) =>
      resource(bytes, 'XObject', '/Over NEXT', 'q /Over Do Q', (next) => ({
        [next]: streamText(
          '1 1 1 rg 0 300 2400 2000 re f',
          ' /Type /XObject /Subtype /Form /BBox [0 0 2400 3000]',
        ),
      })),
    is: 'other',
    odd: 'overlay',
  },
  'a white picture over the text': {
    make: (bytes) =>
      resource(bytes, 'XObject', '/Over NEXT', 'q 2400 0 0 2000 0 300 cm /Over Do Q', (next) => ({
        [next]: streamText(
          '\xff',
          ' /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray',
        ),
      })),
    is: 'other',
    odd: 'overlay',
  },
  'a shading over the text': {
    make: (bytes) =>
      resource(bytes, 'Shading', '/Over NEXT', 'q 0 300 2400 2000 re W n /Over sh Q', (next) => ({
        [next]:
          '<</ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 1 0] /Extend [true true] /Function <</FunctionType 2 /Domain [0 1] /C0 [1] /C1 [1] /N 1>>>>',
      })),
    is: 'other',
    odd: 'overlay',
  },
  'a white square as an annotation': {
    make: (bytes) =>
      annotated(bytes, '/Subtype /Square /IC [1 1 1] /AP <</N NEXT>>', '1 1 1 rg 0 0 600 500 re f'),
    is: 'other',
    odd: 'annotation',
  },
  'a text box as an annotation': {
    make: (bytes) => annotated(bytes, '/Subtype /FreeText /DA (/Helv 12 Tf) /Contents (925)'),
    is: 'other',
    odd: 'annotation',
  },
  'a stamp as an annotation': {
    make: (bytes) => annotated(bytes, '/Subtype /Stamp /Name /Approved'),
    is: 'other',
    odd: 'annotation',
  },
  'a link out of the file': {
    make: (bytes) => annotated(bytes, '/Subtype /Link /A <</S /URI /URI (https://example.com/)>>'),
    is: 'other',
    odd: 'annotation',
  },
  'a link that shows a box': {
    make: (bytes) =>
      annotated(bytes, '/Subtype /Link /Dest (none) /AP <</N NEXT>>', '1 1 1 rg 0 0 600 500 re f'),
    is: 'other',
    odd: 'annotation',
  },
  'a file that is pinned to a page': {
    make: (bytes) => annotated(bytes, '/Subtype /FileAttachment /FS <</Type /Filespec /F (a.exe)>>'),
    is: 'other',
    odd: 'attachment',
  },
  'a field to fill in': {
    make: (bytes) => {
      const file = annotated(bytes, '/Subtype /Widget /FT /Tx /T (a) /V (925)');
      return catalogKey(file, '/AcroForm <</Fields [] /NeedAppearances true>>');
    },
    is: 'other',
    odd: 'form',
  },
  'a form of another kind (XFA)': {
    make: (bytes) =>
      catalogKey(bytes, '/AcroForm <</Fields [] /XFA NEXT>>', (next) => ({ [next]: streamText('<xdp/>') })),
    is: 'other',
    odd: 'form',
  },
  'a script that runs when it is opened': {
    make: (bytes) => catalogKey(bytes, '/OpenAction <</S /JavaScript /JS (app.alert\\(1\\))>>'),
    is: 'other',
    odd: 'script',
  },
  'a script that runs when a page is shown': {
    make: (bytes) => pageKey(bytes, '/AA <</O <</S /JavaScript /JS (1)>>>>'),
    is: 'other',
    odd: 'script',
  },
  'a script among the names': {
    make: (bytes) => catalogKey(bytes, '/Names <</JavaScript <</Names [(a) <</S /JavaScript /JS (1)>>]>>>>'),
    is: 'other',
    odd: 'script',
  },
  'a file within the file': {
    make: (bytes) =>
      catalogKey(
        bytes,
        '/Names <</EmbeddedFiles <</Names [(a.txt) <</Type /Filespec /F (a.txt) /EF <</F NEXT>>>>]>>>>',
        (next) => ({ [next]: streamText('hello', ' /Type /EmbeddedFile') }),
      ),
    is: 'other',
    odd: 'attachment',
  },
  'a layer that can be shown and hidden': {
    make: (bytes) => {
      const drawn = resource(
        bytes,
        'Properties',
        '/Over NEXT',
        '/OC /Over BDC q 1 1 1 rg 0 300 2400 2000 re f Q EMC',
        (next) => ({
          [next]: '<</Type /OCG /Name (Over)>>',
        }),
      );
      const layer = objectOf(Buffer.from(asText(drawn), 'latin1'), /\/Type \/OCG/).number;
      return catalogKey(drawn, `/OCProperties <</OCGs [${layer} 0 R] /D <</Order [${layer} 0 R]>>>>`);
    },
    is: 'other',
    odd: 'layer',
  },
  'a character more': {
    make: (bytes) => drawnMore(bytes, 'q BT /F4 21 Tf 1 0 0 1 100 100 Tm <0017> Tj ET Q'),
    is: 'other',
  },
  'a character less': { make: (bytes) => edited(bytes, '<0017> Tj\n', ' \n'), is: 'other' },
  'another figure': {
    make: (bytes) => edited(bytes, /<0017> Tj(\n\S+ 0 Td <0012>)/, (_, rest = '') => `<0013> Tj${rest}`),
    is: 'other',
  },
  'a figure moved off the page': {
    make: (bytes) => edited(bytes, '<0017> Tj\n', '2000 0 Td <0017> Tj -2000 0 Td\n'),
    is: 'other',
  },
  'a figure that is not seen': {
    make: (bytes) => edited(bytes, '<0017> Tj\n', '3 Tr <0017> Tj 0 Tr\n'),
    is: 'other',
    odd: 'hidden',
  },
  'a figure in white': {
    make: (bytes) => edited(bytes, '<0017> Tj\n', '1 1 1 rg <0017> Tj 0 0 0 rg\n'),
    is: 'other',
    odd: 'colour',
  },
  'a figure in the smallest print': {
    make: (bytes) => edited(bytes, '<0017> Tj\n', '/F4 0.1 Tf <0017> Tj /F4 21.33 Tf\n'),
    is: 'other',
    odd: 'size',
  },
  'a part that is cut away': {
    make: (bytes) => edited(bytes, '<0017> Tj\n', 'ET q 0 0 1 1 re W n BT <0017> Tj ET Q BT\n'),
    is: 'other',
  },
  'other words for what is drawn': {
    make: (bytes) => edited(bytes, '/NonStruct <</MCID 16 >>', '/NonStruct <</MCID 16 /ActualText (925)>>'),
    is: 'other',
  },
  'a page more': {
    make: (bytes) => {
      const { file } = contentOf(bytes);
      const { number, content } = objectOf(file, /\/Type \/Pages/);
      const next = free(file);
      const kids = content
        .replace(/\/Kids \[/, `/Kids [ ${next} 0 R`)
        .replace(/\/Count (\d+)/, (_, count: string) => `/Count ${Number(count) + 1}`);
      return saved(file, {
        [number]: kids,
        [next]: `<</Type /Page /Parent ${number} 0 R /MediaBox [0 0 595 842] /Resources <<>>>>`,
      });
    },
    is: 'other',
    odd: 'page',
  },
  'a page less': { make: (bytes) => qpdf(bytes, '--pages', '.', '1', '--'), is: 'other' },
  'pages in another order': { make: (bytes) => qpdf(bytes, '--pages', '.', 'z-1', '--'), is: 'other' },
  'a page twice': { make: (bytes) => qpdf(bytes, '--pages', '.', '1-z,1', '--'), is: 'other' },
  'the first page in the place of all': {
    make: (bytes) =>
      edited(
        bytes,
        /\/Kids \[\n {4}(\d+ 0 R)\n {4}\d+ 0 R/,
        (_, first = '') => `/Kids [\n    ${first}\n    ${first}`,
      ),
    is: 'refused',
  },
  'other characters behind the glyphs': {
    make: (bytes) => edited(bytes, /<0011> <0030>/, '<0011> <0039>'),
    of: 'rich',
    is: 'other',
  },
  'a range of other characters behind the glyphs': {
    make: (bytes) => edited(bytes, '<0011> <0017> <0030>', '<0011> <0017> <0031>'),
    is: 'other',
  },
  'no characters behind the glyphs': {
    make: (bytes) => edited(bytes, /\n {2}\/ToUnicode \d+ 0 R/, ''),
    is: 'other',
    odd: 'font',
  },
  'wider figures': {
    make: (bytes) => edited(bytes, /(\/W \[\n {4}1\n {4}23\n {4})500/, (_, a = '') => `${a}100`),
    is: 'other',
  },
  'widths that some readers pass over': {
    make: (bytes) => edited(bytes, /\/W \[\n {4}1\n/, '/W [\n    1.0\n'),
    is: 'other',
  },
  'other widths for all': { make: (bytes) => edited(bytes, '/DW 1000', '/DW 900'), is: 'other' },
  'another glyph for a figure': {
    make: (bytes) => {
      const map = Buffer.alloc(0x30 * 2);
      for (let glyph = 0; glyph < 0x30; glyph += 1)
        map.writeUInt16BE(glyph === 0x12 ? 0x13 : glyph, glyph * 2);
      const file = Buffer.from(asText(bytes), 'latin1');
      const font = objectOf(file, /\/CIDToGIDMap \/Identity/);
      const next = free(file);
      return saved(file, {
        [font.number]: font.content.replace('/CIDToGIDMap /Identity', `/CIDToGIDMap ${next} 0 R`),
        [next]: streamText(map.toString('latin1')),
      });
    },
    is: 'other',
    odd: 'font',
  },
  'a font with other outlines': {
    make: (bytes) => {
      const file = Buffer.from(asText(bytes), 'latin1');
      const number = Number(/\/FontFile2 (\d+) 0 R/.exec(file.toString('latin1'))?.[1]);
      const font = streamOf(file, number);
      const at = Math.floor(font.length / 2);
      const other = `${font.slice(0, at)}${String.fromCharCode(font.charCodeAt(at) ^ 1)}${font.slice(at + 1)}`;
      return saved(file, { [number]: streamText(other) });
    },
    is: 'other',
  },
  'fonts that have changed their places': {
    make: (bytes) =>
      edited(bytes, /\/F4 (\d+ 0 R)\n {6}\/F5 (\d+ 0 R)/, (_, a = '', b = '') => `/F4 ${b}\n      /F5 ${a}`),
    is: 'other',
  },
  'a font that is not in the file': {
    make: (bytes) => edited(bytes, /\n {2}\/FontFile2 \d+ 0 R/, ''),
    is: 'other',
    odd: 'font',
  },
  'a font that is read from above': {
    make: (bytes) => edited(bytes, '/Identity-H', '/Identity-V'),
    is: 'other',
  },
  'a page that is cut': { make: (bytes) => edited(bytes, /\n {4}841.91998/, '\n    541.91998'), is: 'other' },
  'a page that shows a part of itself': {
    make: (bytes) => pageKey(bytes, '/CropBox [0 0 595 400]'),
    is: 'other',
    odd: 'pages-changed',
  },
  'a page upside down': { make: (bytes) => pageKey(bytes, '/Rotate 180'), is: 'other', odd: 'pages-changed' },
  'a page twice as large': {
    make: (bytes) => pageKey(bytes, '/UserUnit 2'),
    is: 'other',
    odd: 'pages-changed',
  },
  'a page with a small picture of another': {
    make: (bytes) =>
      pageKey(bytes, '/Thumb NEXT', (next) => ({
        [next]: streamText('\0', ' /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray'),
      })),
    is: 'other',
  },
  'text that one looks through': {
    make: (bytes) => edited(bytes, '/ca 1\n', '/ca 0\n'),
    is: 'other',
    odd: 'hidden',
  },
  'text behind a mask': {
    make: (bytes) => {
      const file = Buffer.from(asText(bytes), 'latin1');
      const state = objectOf(file, /\/ca 1/);
      const next = free(file);
      return saved(file, {
        [state.number]: state.content.replace('<<', `<< /SMask <</S /Alpha /G ${next} 0 R>>`),
        [next]: streamText('', ' /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Group <</S /Transparency>>'),
      });
    },
    is: 'other',
    odd: 'hidden',
  },
  'another way to lay colours over one another': {
    make: (bytes) => edited(bytes, '/BM /Normal', '/BM /Difference'),
    is: 'other',
  },
  'pages that are numbered otherwise': {
    make: (bytes) => catalogKey(bytes, '/PageLabels <</Nums [0 <</S /D /St 9>>]>>'),
    is: 'other',
  },
  'another heading in the outline': {
    make: (bytes) => edited(bytes, /(\/SE \d+ 0 R\n {2}\/Title <feff)..../, (_, a = '') => `${a}5e9f`),
    is: 'other',
  },
  'other words for those who listen': {
    make: (bytes) => edited(bytes, '/S /P\n', '/S /P /ActualText (925)\n'),
    is: 'other',
  },
  'another language': { make: (bytes) => edited(bytes, '(zh-CN)', '(en)'), is: 'other' },
  'another place for a note’s number': {
    of: 'rich',
    make: (bytes) => edited(bytes, '631.91998', '131.91998'),
    is: 'other',
  },
  'a picture with other pixels': {
    of: 'rich',
    make: (bytes) => {
      const file = Buffer.from(asText(bytes), 'latin1');
      const picture = objectOf(file, /\/Subtype \/Image/);
      const keys = picture.content
        .slice(2, picture.content.indexOf('>>\nstream'))
        .replace(/\/Length \d+ 0 R/, '');
      const data = streamOf(file, picture.number);
      const other = `${String.fromCharCode(data.charCodeAt(0) ^ 255)}${data.slice(1, -1)}`;
      return saved(file, { [picture.number]: streamText(other, keys) });
    },
    is: 'other',
  },
  'a picture the other way round': {
    of: 'rich',
    make: (bytes) => edited(bytes, '/Subtype /Image', '/Decode [1 0 1 0 1 0]\n  /Subtype /Image'),
    is: 'other',
  },
  'content replaced in a later saving': {
    make: (bytes) => {
      const { file, number } = contentOf(bytes);
      return saved(file, { [number]: streamText(streamOf(file, number).replace('<0017> Tj', '<0013> Tj')) });
    },
    is: 'other',
    odd: 'pages-changed',
  },
  'content emptied in a later saving': {
    make: (bytes) => {
      const { file, number } = contentOf(bytes);
      return saved(file, { [number]: streamText('') });
    },
    is: 'other',
    odd: 'pages-changed',
  },
  'content packed in a way that is not ours': {
    make: (bytes) => {
      const { file, number } = contentOf(bytes);
      return saved(file, { [number]: streamText(streamOf(file, number), ' /Filter /LZWDecode') });
    },
    is: 'refused',
  },
  'content that is in another file': {
    make: (bytes) => {
      const { file, number } = contentOf(bytes);
      return saved(file, { [number]: streamText(streamOf(file, number), ' /F (other.bin)') });
    },
    is: 'refused',
  },
  'content that is missing': {
    make: (bytes) =>
      otherPage(bytes, (content) => content.replace(/\/Contents \d+ 0 R/, '/Contents 9999 0 R')),
    is: 'refused',
  },
  'streams that cut a number in two': {
    make: (bytes) => parted(bytes, (content) => content.indexOf('0 Td') - 3, 0),
    is: 'refused',
  },
  'streams that cut two operators from one another': {
    make: (bytes) => parted(bytes, (content) => content.indexOf('\nBT\n', content.indexOf('ET')), 1),
    is: 'refused',
  },
  'an operator in another stream than its operands': {
    make: (bytes) => parted(bytes, (content) => content.indexOf(' Tj') + 1, 0),
    is: 'refused',
  },
  'things that are drawn in one another': {
    make: (bytes) =>
      resource(bytes, 'XObject', '/Over NEXT', '', (next) => ({
        [next]: streamText(
          '',
          ` /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources <</XObject <</A ${next} 0 R>>>>`,
        ),
      })),
    is: 'refused',
  },
  'things that lie too deep in one another': {
    make: (bytes) => pageKey(bytes, `/Deep ${'<</A '.repeat(300)}1${'>>'.repeat(300)}`),
    is: 'refused',
  },
  'things that name each other too often': {
    make: (bytes) =>
      pageKey(bytes, '/Deep NEXT', (next) =>
        Object.fromEntries(
          Array.from({ length: 300 }, (_, at) => [next + at, at === 299 ? '[]' : `[${next + at + 1} 0 R]`]),
        ),
      ),
    is: 'refused',
  },
  'an outline without an end': {
    make: (bytes) =>
      edited(
        bytes,
        /(\n {2}\/Next )(\d+)( 0 R\n {2}\/Parent \d+ 0 R\n {2}\/Prev )(\d+)/,
        (_, a = '', _next = '', b = '', back = '') => `${a}${back}${b}${back}`,
      ),
    is: 'refused',
  },
  'an outline that is another from its end': {
    make: (bytes) =>
      edited(
        bytes,
        /(\n {2}\/First )(\d+)( 0 R\n {2}\/Last )(?!\2 )(\d+)/,
        (_, a = '', first = '', b = '') => `${a}${first}${b}${first}`,
      ),
    is: 'refused',
  },
  'an outline that is another backwards': {
    make: (bytes) => edited(bytes, /\n {2}\/Prev \d+ 0 R/, ''),
    is: 'refused',
  },
  'an outline that is too deep': {
    make: (bytes) =>
      catalogKey(edited(bytes, /\n {2}\/Outlines \d+ 0 R/, ''), '/Outlines NEXT', (next) =>
        Object.fromEntries(
          Array.from({ length: 300 }, (_, at) => [
            next + at,
            at === 299
              ? '<</Title (a)>>'
              : `<</Title (a) /First ${next + at + 1} 0 R /Last ${next + at + 1} 0 R>>`,
          ]),
        ),
      ),
    is: 'refused',
  },
  'a page in a stream of objects, and the old one in the open': {
    make: (bytes) => packedPage(bytes),
    is: 'other',
    odd: 'pages-changed',
  },
  'two tables at once': {
    make: (bytes) => saved(Buffer.from(asText(bytes), 'latin1'), {}, ' /XRefStm 15'),
    is: 'refused',
  },
  'a table that leads to itself': {
    make: (bytes) =>
      raw(saved(bytes, {}), (text) =>
        text.replace(
          /\/Prev \d+(?=[\s\S]{0,60}$)/,
          (key) => `/Prev ${/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1] ?? key}`,
        ),
      ),
    is: 'refused',
  },
  'a table that begins at 1': {
    make: (bytes) =>
      raw(saved(bytes, {}), (text) =>
        text.replace(/xref\n0 1\n(?=0000000000 65535 f \ntrailer[\s\S]{0,120}$)/, 'xref\n1 1\n'),
      ),
    is: 'refused',
  },
  'an object that is not where the table says': {
    make: (bytes) =>
      raw(bytes, (text) =>
        text.replace(
          /(xref\n0 \d+\n\d{10} 65535 f \n\d{10} 00000 n \n\d{9})(\d)/,
          (_, before: string, digit: string) => `${before}${(Number(digit) + 1) % 10}`,
        ),
      ),
    is: 'refused',
  },
  'an object under another number': {
    make: (bytes) =>
      raw(bytes, (text) =>
        text.replace(/\n(\d+)(?= 0 obj\n<<\/Type \/Page\n)/, (_, n: string) => `\n${'9'.repeat(n.length)}`),
      ),
    is: 'refused',
  },
  'a table that is damaged': {
    make: (bytes) => raw(bytes, (text) => text.replace(' 65535 f', ' 65535 g')),
    is: 'refused',
  },
  'no end': { make: (bytes) => bytes.subarray(0, bytes.length - 8), is: 'refused' },
  'half of itself': { make: (bytes) => bytes.subarray(0, bytes.length / 2), is: 'refused' },
  'something behind its end': {
    make: (bytes) => Buffer.concat([bytes, Buffer.from('hello')]),
    is: 'refused',
  },
  'a comment behind its end': { make: (bytes) => Buffer.concat([bytes, Buffer.from('%\n')]), is: 'refused' },
  'another PDF behind its end': {
    make: (bytes) => Buffer.concat([bytes, qpdf(bytes, '--pages', '.', '1', '--')]),
    is: 'refused',
  },
  'another saving behind its end, which is not counted': {
    make: (bytes) => {
      const start = /startxref\n\d+\n%%EOF\n$/.exec(bytes.toString('latin1'))?.[0] ?? '';
      return raw(saved(bytes, { 1: '<</Producer (Other)>>' }), (text) =>
        text.replace(/startxref\n\d+\n%%EOF\n$/, start),
      );
    },
    is: 'refused',
  },
  'a zip file behind its end': {
    make: (bytes) => Buffer.concat([bytes, zipSync({ 'a.txt': strToU8('925') })]),
    is: 'refused',
  },
  'something before its beginning': {
    make: (bytes) => Buffer.concat([Buffer.from('<html>\n'), bytes]),
    is: 'refused',
  },
  'a key twice in a page': {
    make: (bytes) => pageKey(bytes, '/MediaBox [0 0 100 100]'),
    is: 'refused',
  },
  'a key twice, spelt in two ways': {
    make: (bytes) => pageKey(bytes, '/#4DediaBox [0 0 100 100]'),
    is: 'refused',
  },
  'a wrong number of pages': {
    make: (bytes) => edited(bytes, /\/Count 2\n(?= {2}\/Kids)/, '/Count 1\n'),
    is: 'refused',
  },
  'a page that says to belong to another tree': {
    make: (bytes) =>
      otherPage(
        bytes,
        (content, next) => content.replace(/\/Parent \d+ 0 R/, `/Parent ${next} 0 R`),
        (next) => ({ [next]: '<</Type /Pages /Count 0 /Kids [] /Rotate 180>>' }),
      ),
    is: 'refused',
  },
  'a length that is too short': {
    make: (bytes) => {
      const { file, number } = contentOf(bytes);
      const text = streamOf(file, number);
      return saved(file, { [number]: streamText(text).replace(/\d+/, String(text.length - 20)) });
    },
    is: 'refused',
  },
  'a length that ends at an end within': {
    make: (bytes) => {
      const { file, number } = contentOf(bytes);
      const text = streamOf(file, number);
      const cut = `${text.slice(0, text.indexOf('\nET\n') + 4)}endstream\n`;
      return saved(file, {
        [number]: streamText(cut + text.slice(cut.length)).replace(/\d+/, String(cut.length - 10)),
      });
    },
    is: 'refused',
  },
  'an end of a line in a string, which is another glyph for some readers': {
    make: (bytes) => contentEdited(bytes, '(\\n', '(\r'),
    is: 'refused',
  },
  'a string over two lines': { make: (bytes) => contentEdited(bytes, '(\\n', '(\\\n\\n'), is: 'refused' },
  'half a byte in a string': { make: (bytes) => contentEdited(bytes, '<0017>', '<001>'), is: 'refused' },
  'a comment in what a page draws': {
    make: (bytes) => contentEdited(bytes, '<0017> Tj', '%\n<0017> Tj'),
    is: 'refused',
  },
  'a picture within what a page draws': {
    make: (bytes) => drawnMore(bytes, 'BI /W 1 /H 1 /BPC 8 /CS /G ID \xff EI'),
    is: 'refused',
  },
  'a filter by its short name': {
    make: (bytes) => {
      const { file, number } = contentOf(bytes);
      const data = deflateSync(Buffer.from(streamOf(file, number), 'latin1'));
      return saved(file, { [number]: streamText(data.toString('latin1'), ' /Filter /Fl') });
    },
    is: 'refused',
  },
  'packed data that end early': {
    make: (bytes) => {
      const { file, number } = contentOf(bytes);
      const data = deflateSync(Buffer.from(streamOf(file, number), 'latin1'));
      return saved(file, {
        [number]: streamText(data.subarray(0, -8).toString('latin1'), ' /Filter /FlateDecode'),
      });
    },
    is: 'refused',
  },
  'more behind packed data': {
    make: (bytes) => {
      const { file, number } = contentOf(bytes);
      const data = deflateSync(Buffer.from(streamOf(file, number), 'latin1'));
      return saved(file, { [number]: streamText(`${data.toString('latin1')}q`, ' /Filter /FlateDecode') });
    },
    is: 'refused',
  },
  'two beginnings': {
    // Readers that show a file before it is whole look for the table behind its first object.
    make: (bytes) =>
      raw(saved(qpdf(bytes, '--linearize'), {}), (text) =>
        text.replace(/\/L \d+/, (key) => `/L ${text.length}`.padEnd(key.length)),
      ),
    is: 'refused',
  },
  'a second beginning in a comment': {
    make: (bytes) => linearizedBehind(bytes, '%endobj xref 0 0 trailer\n'),
    is: 'refused',
  },
  'a password that nobody has': {
    make: (bytes) => qpdf(bytes, '--encrypt', 'secret', 'owner', '256', '--'),
    is: 'refused',
  },
};

/** A later saving, by a table that is a stream, in which the first page is in a stream of objects. */
function packedPage(bytes: Buffer): Buffer {
  const { file, page } = contentOf(bytes);
  const text = file.toString('latin1');
  const next = free(file);
  const other = page.content.replace('841.91998', '541.91998');
  const head = `${page.number} 0 `;
  const container = `${next} 0 obj\n${streamText(head + other, ` /Type /ObjStm /N 1 /First ${head.length}`)}\nendobj\n`;
  const table = Buffer.alloc(3 * 7);
  [
    [2, next, 0],
    [1, text.length, 0],
    [1, text.length + container.length, 0],
  ].forEach(([kind = 0, a = 0, b = 0], at) => {
    table.writeUInt8(kind, at * 7);
    table.writeUInt32BE(a, at * 7 + 1);
    table.writeUInt16BE(b, at * 7 + 5);
  });
  const root = /\/Root (\d+ 0 R)/.exec(text)?.[1] ?? '';
  const start = /startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1] ?? '';
  const keys = ` /Type /XRef /W [1 4 2] /Index [${page.number} 1 ${next} 2] /Size ${next + 2} /Root ${root} /Prev ${start}`;
  const stream = `${next + 1} 0 obj\n${streamText(table.toString('latin1'), keys)}\nendobj\n`;
  const end = `startxref\n${text.length + container.length}\n%%EOF\n`;
  return Buffer.from(text + container + stream + end, 'latin1');
}

/** Linearized, with a comment before the first object; all places are counted anew. */
export function linearizedBehind(bytes: Buffer, comment: string): Buffer {
  const moved = (digits: string): string =>
    String(Number(digits) + comment.length).padStart(digits.length, '0');
  return raw(qpdf(bytes, '--linearize'), (text) =>
    text
      .replace(/\n(?=%)/, `\n${comment}`)
      .replaceAll(/\d{10}(?= \d{5} n)/g, (digits) => moved(digits))
      .replaceAll(/(?<=startxref\n|\/Prev )[1-9]\d*\b(?! 0 R)/g, (digits) => moved(digits))
      .replace(/(?<=\/L )\d+/, (digits) => moved(digits)),
  );
}

/** The first page's content in two streams, cut where `place` says, and so many bytes left out there. */
function parted(bytes: Buffer, place: (content: string) => number, less: number): Buffer {
  const { file, page, number } = contentOf(bytes);
  const content = streamOf(file, number);
  const at = place(content);
  const next = free(file);
  return saved(file, {
    [number]: streamText(content.slice(0, at)),
    [next]: streamText(content.slice(at + less)),
    [page.number]: page.content.replace(/\/Contents (\d+ 0 R)/, `/Contents [$1 ${next} 0 R]`),
  });
}

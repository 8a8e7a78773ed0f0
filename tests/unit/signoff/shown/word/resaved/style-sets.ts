import { all, replace, STYLES, type Edit } from '../parts.ts';
import type { Saving } from './writers.ts';

const style = (id: string, properties: string): Edit =>
  replace(
    STYLES,
    new RegExp(`(?<=w:styleId="${id}".*?)<w:rPr>.*?</w:rPr>`, 's'),
    `<w:rPr>${properties}</w:rPr>`,
  );
/** Sets of styles that a program offers in place of those of a file. */
export const STYLE_SETS: readonly Saving[] = [
  [
    'blue headings in a Latin font',
    all(
      style(
        'Heading1',
        '<w:rFonts w:ascii="Calibri Light" w:hAnsi="Calibri Light" w:eastAsia="等线 Light"/><w:b/><w:color w:val="2F5496"/><w:sz w:val="32"/>',
      ),
      style(
        'Heading2',
        '<w:i/><w:color w:val="2E74B5" w:themeColor="accent1" w:themeShade="BF"/><w:sz w:val="26"/>',
      ),
    ),
  ],
  [
    'a body in another font and size',
    replace(
      STYLES,
      /<w:rPrDefault>.*?<\/w:rPrDefault>/s,
      '<w:rPrDefault><w:rPr><w:rFonts w:ascii="Cambria" w:hAnsi="Cambria" w:eastAsia="宋体" w:cs="Lohit Devanagari"/><w:sz w:val="24"/></w:rPr></w:rPrDefault>',
    ),
  ],
  [
    'a title in grey, spaced',
    style(
      'Title',
      '<w:rFonts w:eastAsia="微软雅黑"/><w:color w:val="595959"/><w:spacing w:val="20"/><w:sz w:val="56"/>',
    ),
  ],
  [
    'lines of one and a half',
    replace(
      STYLES,
      /<w:spacing w:after="0" w:before="0" w:line="579" w:lineRule="exact"\/>/,
      '<w:spacing w:after="160" w:before="0" w:line="360" w:lineRule="auto"/>',
    ),
  ],
];

import { all, DOCUMENT, look, paragraphLook, replace, STYLES, withStyle } from '../parts.ts';
import { WORDS, rowOf, settings, type Tampering } from './common.ts';

/** Words that are there and not seen. */
export const HIDDEN: readonly Tampering[] = [
  ['hidden words', 'hidden', look(WORDS, '<w:vanish/>')],
  ['hidden words, switched on by a number', 'hidden', look(WORDS, '<w:vanish w:val="1"/>')],
  ['words hidden in the web view', 'hidden', look(WORDS, '<w:webHidden/>')],
  ['words hidden for good', 'hidden', look(WORDS, '<w:specVanish/>')],
  [
    'words hidden by a character style',
    'hidden',
    all(withStyle('character', 'Weg', '<w:rPr><w:vanish/></w:rPr>'), look(WORDS, '<w:rStyle w:val="Weg"/>')),
  ],
  [
    'words hidden by the style that a style is based on',
    'hidden',
    all(
      withStyle('paragraph', 'Weg', '<w:basedOn w:val="BodyText"/><w:rPr><w:vanish/></w:rPr>'),
      withStyle('paragraph', 'Hier', '<w:basedOn w:val="Weg"/>'),
      paragraphLook(WORDS, '<w:pStyle w:val="Hier"/>'),
    ),
  ],
  [
    'words that two styles hide: Word shows them again, LibreOffice doesn’t',
    'hidden',
    all(
      withStyle('paragraph', 'P', '<w:basedOn w:val="BodyText"/><w:rPr><w:vanish/></w:rPr>'),
      withStyle('character', 'C', '<w:rPr><w:vanish/></w:rPr>'),
      paragraphLook(WORDS, '<w:pStyle w:val="P"/>'),
      look(WORDS, '<w:rStyle w:val="C"/>'),
    ),
  ],
  [
    'words hidden by the defaults',
    'hidden',
    replace(STYLES, '<w:rPrDefault><w:rPr>', '<w:rPrDefault><w:rPr><w:vanish/>'),
  ],
  [
    'words hidden by the style of a table',
    'hidden',
    all(
      withStyle('table', 'T', '<w:tblPr/><w:rPr><w:vanish/></w:rPr>'),
      replace(DOCUMENT, '<w:tblPr>', '<w:tblPr><w:tblStyle w:val="T"/>'),
    ),
  ],
  [
    'words hidden by a part of the style of a table',
    'hidden',
    all(
      withStyle(
        'table',
        'T',
        '<w:tblPr/><w:tblStylePr w:type="firstRow"><w:rPr><w:vanish/></w:rPr></w:tblStylePr>',
      ),
      replace(DOCUMENT, '<w:tblPr>', '<w:tblPr><w:tblStyle w:val="T"/>'),
    ),
  ],
  [
    'words hidden by the standard style of tables',
    'hidden',
    replace(
      STYLES,
      '</w:styles>',
      '<w:style w:type="table" w:default="1" w:styleId="T9"><w:name w:val="T9"/><w:rPr><w:vanish/></w:rPr></w:style></w:styles>',
    ),
  ],
  ['a hidden end of a paragraph', 'hidden', paragraphLook(WORDS, '<w:rPr><w:vanish/></w:rPr>')],
  [
    'a note’s sign that is hidden',
    'hidden',
    replace(
      DOCUMENT,
      '<w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference',
      '<w:rStyle w:val="FootnoteReference"/><w:vanish/></w:rPr><w:footnoteReference',
    ),
  ],
  [
    'a hidden picture',
    'hidden',
    replace(DOCUMENT, '<w:r><w:drawing>', '<w:r><w:rPr><w:vanish/></w:rPr><w:drawing>'),
  ],
  ['a hidden row', 'hidden', rowOf('行政处罚', '<w:hidden/>')],
  [
    'words in a cell that another one covers',
    'hidden',
    replace(
      DOCUMENT,
      /(?<=<w:vMerge w:val="continue"\/>.*?<w:pStyle w:val="TableText"\/><\/w:pPr>)/s,
      '<w:r><w:t>925件</w:t></w:r>',
    ),
  ],
  ['words of the outline view', 'hidden', settings('<w:view w:val="outline"/>')],
];

import { all, around, DOCUMENT, inRun, look, paragraphLook, replace, withStyle } from '../parts.ts';
import { WORDS, cellOf, settings, font, type Tampering } from './common.ts';

/** Words that can’t be read, or read as others. */
export const LOOKS: readonly Tampering[] = [
  ['words of one point', 'size', look(WORDS, '<w:sz w:val="2"/>')],
  ['words of one point in another unit', 'size', look(WORDS, '<w:sz w:val="1pt"/>')],
  ['words of a size that is none', 'size', look(WORDS, '<w:sz w:val="x"/>')],
  ['words of 200 points', 'size', look(WORDS, '<w:sz w:val="400"/>')],
  [
    'tiny words by style',
    'size',
    all(
      withStyle('paragraph', 'Klein', '<w:rPr><w:sz w:val="4"/></w:rPr>'),
      paragraphLook(WORDS, '<w:pStyle w:val="Klein"/>'),
    ),
  ],
  ['white words', 'colour', look(WORDS, '<w:color w:val="FFFFFF"/>')],
  ['words that are almost white', 'colour', look(WORDS, '<w:color w:val="F2F2F2"/>')],
  [
    'words in the colour of the background by theme',
    'colour',
    look(WORDS, '<w:color w:val="000000" w:themeColor="background1"/>'),
  ],
  [
    'words made light by a tint',
    'colour',
    look(WORDS, '<w:color w:val="000000" w:themeColor="text1" w:themeTint="0D"/>'),
  ],
  [
    'words filled with white',
    'unknown',
    look(
      WORDS,
      '<w14:textFill><w14:solidFill><w14:srgbClr w14:val="FFFFFF"/></w14:solidFill></w14:textFill>',
    ),
  ],
  ['black words on black', 'colour', look(WORDS, '<w:shd w:val="clear" w:color="auto" w:fill="000000"/>')],
  [
    'words under a black pattern',
    'colour',
    look(WORDS, '<w:shd w:val="solid" w:color="000000" w:fill="FFFFFF"/>'),
  ],
  ['words highlighted in black', 'colour', look(WORDS, '<w:highlight w:val="black"/>')],
  [
    'a paragraph on black',
    'colour',
    paragraphLook(WORDS, '<w:shd w:val="clear" w:color="auto" w:fill="000000"/>'),
  ],
  ['a cell on black', 'colour', cellOf('行政处罚', '<w:shd w:val="clear" w:color="auto" w:fill="000000"/>')],
  [
    'a table on black',
    'colour',
    replace(DOCUMENT, '</w:tblBorders>', '</w:tblBorders><w:shd w:val="clear" w:fill="000000"/>'),
  ],
  ['a black page', 'colour', replace(DOCUMENT, '<w:body>', '<w:background w:color="000000"/><w:body>')],
  [
    'colours of the theme changed round',
    'colour',
    settings('<w:clrSchemeMapping w:bg1="dark1" w:t1="light1"/>'),
  ],
  ['digits in signs', 'font', look(WORDS, '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>')],
  ['words in a font that nobody knows', 'font', look(WORDS, '<w:rFonts w:eastAsia="青禾换字体"/>')],
  [
    'words in a font of a style',
    'font',
    all(
      withStyle('character', 'Zeichen', '<w:rPr><w:rFonts w:ascii="Webdings"/></w:rPr>'),
      look(WORDS, '<w:rStyle w:val="Zeichen"/>'),
    ),
  ],
  [
    'words in a font of the theme',
    'font',
    all(
      replace('word/theme/theme1.xml', /<a:latin typeface="[^"]*"/g, '<a:latin typeface="Symbol"'),
      look(WORDS, '<w:rFonts w:asciiTheme="majorHAnsi"/>'),
    ),
  ],
  [
    'a font that another one takes the place of',
    'font',
    replace('word/fontTable.xml', 'w:altName w:val="仿宋"', 'w:altName w:val="Wingdings"'),
  ],
  [
    'a font that the file brings',
    'font',
    font('<w:font w:name="仿宋"><w:embedRegular r:id="rId1"/></w:font>'),
  ],
  [
    'a font that is one of signs',
    'font',
    replace('word/fontTable.xml', '<w:charset w:val="86"/>', '<w:charset w:val="02"/>'),
  ],
  ['a sign of a font', 'font', inRun(WORDS, '%<w:sym w:font="Wingdings" w:char="F0FC"/>')],
  ['words struck out', 'look', look(WORDS, '<w:strike/>')],
  ['words struck out twice', 'look', look(WORDS, '<w:dstrike/>')],
  ['words that stand out', 'look', look(WORDS, '<w:emboss/>')],
  ['hollow words', 'look', look(WORDS, '<w:outline/>')],
  ['figures below the line', 'look', look(WORDS, '<w:vertAlign w:val="subscript"/>')],
  ['underlined words', 'look', look(WORDS, '<w:u w:val="single"/>')],
  ['words in a frame', 'look', look(WORDS, '<w:bdr w:val="single" w:sz="4"/>')],
  ['dots below words', 'look', look(WORDS, '<w:em w:val="dot"/>')],
  ['two lines in one', 'look', look(WORDS, '<w:eastAsianLayout w:combine="1"/>')],
  ['words pressed into a width', 'look', look(WORDS, '<w:fitText w:val="20"/>')],
  [
    'a reading above words',
    'look',
    around(
      WORDS,
      '<w:r><w:ruby><w:rt><w:r><w:t>925</w:t></w:r></w:rt><w:rubyBase>%</w:rubyBase></w:ruby></w:r>',
    ),
  ],
  [
    'a rule through a cell',
    'look',
    cellOf('行政处罚', '<w:tcBorders><w:tl2br w:val="single" w:sz="8"/></w:tcBorders>'),
  ],
  ['a bar at a tab', 'look', paragraphLook(WORDS, '<w:tabs><w:tab w:val="bar" w:pos="900"/></w:tabs>')],
  [
    'dots up to a tab',
    'look',
    paragraphLook(WORDS, '<w:tabs><w:tab w:val="left" w:pos="900" w:leader="dot"/></w:tabs>'),
  ],
  ['digits from right to left', 'character', look(WORDS, '<w:rtl/>')],
  ['a paragraph from right to left', 'character', paragraphLook(WORDS, '<w:bidi/>')],
  ['words turned round by a sign', 'character', replace(DOCUMENT, WORDS, '化解纠纷\u202E4611\u202C件')],
  ['words turned round by an element', 'character', around(WORDS, '<w:bdo w:val="rtl">%</w:bdo>')],
  ['a hyphen that is seldom seen', 'character', inRun(WORDS, '%<w:softHyphen/>')],
  [
    'a rule over the line above',
    'look',
    paragraphLook(WORDS, '<w:pBdr><w:top w:val="single" w:sz="8" w:space="20"/></w:pBdr>'),
  ],
  [
    'a letter that is large',
    'look',
    replace(DOCUMENT, WORDS, '化解纠纷1164件a</w:t></w:r><w:r><w:rPr><w:caps/></w:rPr><w:t>b'),
  ],
  [
    'small words that are raised',
    'size',
    look(WORDS, '<w:sz w:val="10"/><w:vertAlign w:val="superscript"/>'),
  ],
  [
    'a picture as small as a point',
    'picture',
    replace(DOCUMENT, /<wp:extent cx="\d+" cy="\d+"\/>/, '<wp:extent cx="12700" cy="12700"/>'),
  ],
];

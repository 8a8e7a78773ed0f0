import { all, around, DOCUMENT, look, paragraphLook, replace } from '../parts.ts';
import { WORDS, rowOf, cellOf, section, type Tampering } from './common.ts';

/** Words that are cut off, or off the page. */
export const CUT: readonly Tampering[] = [
  ['words raised out of the line', 'cut', look(WORDS, '<w:position w:val="200"/>')],
  ['words lowered a little', 'cut', look(WORDS, '<w:position w:val="-12"/>')],
  ['words over one another', 'cut', look(WORDS, '<w:spacing w:val="-320"/>')],
  [
    'a space that pulls words back',
    'cut',
    around(WORDS, '%<w:r><w:rPr><w:spacing w:val="-900"/></w:rPr><w:t xml:space="preserve"> </w:t></w:r>'),
  ],
  ['words pressed together', 'cut', look(WORDS, '<w:w w:val="1"/>')],
  ['a line of one point', 'cut', paragraphLook(WORDS, '<w:spacing w:line="20" w:lineRule="exact"/>')],
  ['a line of a tenth', 'cut', paragraphLook(WORDS, '<w:spacing w:line="24" w:lineRule="auto"/>')],
  [
    'a picture in a fixed line',
    'cut',
    replace(DOCUMENT, '<w:pStyle w:val="Figure"/>', '<w:pStyle w:val="BodyText"/>'),
  ],
  ['a line left of the page', 'cut', paragraphLook(WORDS, '<w:ind w:left="-12000"/>')],
  ['a line right of the page', 'cut', paragraphLook(WORDS, '<w:ind w:left="12000"/>')],
  ['a first line left of the page', 'cut', paragraphLook(WORDS, '<w:ind w:left="0" w:hanging="9000"/>')],
  ['an indent in characters', 'cut', paragraphLook(WORDS, '<w:ind w:leftChars="-4000"/>')],
  ['a paragraph far below', 'cut', paragraphLook(WORDS, '<w:spacing w:before="30000"/>')],
  ['a frame', 'cut', paragraphLook(WORDS, '<w:framePr w:w="10" w:h="10" w:hRule="exact"/>')],
  ['a row of one point', 'cut', rowOf('行政处罚', '<w:trHeight w:val="20" w:hRule="exact"/>')],
  ['a cell that is turned', 'cut', cellOf('行政处罚', '<w:textDirection w:val="tbRl"/>')],
  ['a cell that presses its words', 'cut', cellOf('行政处罚', '<w:tcFitText/>')],
  [
    'a cell with wide margins',
    'cut',
    cellOf('行政处罚', '<w:tcMar><w:left w:w="9000" w:type="dxa"/></w:tcMar>'),
  ],
  ['a column of no width', 'cut', replace(DOCUMENT, '<w:gridCol w:w="2952"/>', '<w:gridCol w:w="10"/>')],
  [
    'a table beside the page',
    'cut',
    replace(DOCUMENT, '</w:tblBorders>', '</w:tblBorders><w:tblInd w:w="20000" w:type="dxa"/>'),
  ],
  [
    'a table wider than the page',
    'cut',
    replace(DOCUMENT, '<w:gridCol w:w="2952"/>', '<w:gridCol w:w="20000"/>'),
  ],
  ['paper of another size', 'cut', section(/<w:pgSz w:w="11906"/g, '<w:pgSz w:w="3000"')],
  ['margins beyond the paper', 'cut', section(/w:left="1588"/g, 'w:left="-9000"')],
  ['columns', 'cut', section('<w:docGrid', '<w:cols w:num="2"/><w:docGrid')],
  [
    'a grid of narrow characters',
    'cut',
    section(/w:type="lines" w:linePitch/g, 'w:type="linesAndChars" w:charSpace="-30000" w:linePitch'),
  ],
  ['pages from top to bottom', 'cut', section('<w:docGrid', '<w:textDirection w:val="tbRl"/><w:docGrid')],
  ['a row as high as a page', 'cut', rowOf('行政处罚', '<w:trHeight w:val="30000" w:hRule="atLeast"/>')],
  [
    'a cell of ten times the table',
    'cut',
    replace(DOCUMENT, 'w:type="pct" w:w="1974"', 'w:type="pct" w:w="50000"'),
  ],
  [
    'cells that are wider than their columns',
    'cut',
    replace(DOCUMENT, 'w:type="dxa" w:w="5352"', 'w:type="dxa" w:w="20000"'),
  ],
  [
    'a tab off the page',
    'cut',
    all(
      paragraphLook(WORDS, '<w:tabs><w:tab w:val="left" w:pos="11000"/></w:tabs>'),
      around(WORDS, '<w:r><w:tab/></w:r>%'),
    ),
  ],
  [
    'a row of a height that no rule says',
    'cut',
    rowOf('行政处罚', '<w:trHeight w:val="100" w:hRule="other"/>'),
  ],
  ['a row that is moved', 'table', rowOf('行政处罚', '<w:wBefore w:w="20000" w:type="dxa"/>')],
  ['a cell that doesn’t wrap', 'cut', cellOf('行政处罚', '<w:noWrap/>')],
  ['words within a property', 'unknown', look(WORDS, '<w:noProof><w:t>925</w:t></w:noProof>')],
];

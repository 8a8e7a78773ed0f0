import {
  all,
  around,
  before,
  DOCUMENT,
  inRun,
  look,
  paragraphLook,
  paragraphOf,
  related,
  replace,
  withPart,
} from '../parts.ts';
import { WORDS, rowOf, W, NS, field, textBox, SHAPE, type Tampering } from './common.ts';

/** What isn’t words. */
export const OBJECTS: readonly Tampering[] = [
  ['a field with another result', 'field', around(WORDS, field('QUOTE 925'))],
  ['a date', 'field', around(WORDS, field('DATE'))],
  ['a sum', 'field', around(WORDS, field('=900+25'))],
  ['a simple field', 'field', around(WORDS, '<w:fldSimple w:instr="QUOTE 925">%</w:fldSimple>')],
  ['a link', 'field', around(WORDS, '<w:hyperlink w:anchor="x">%</w:hyperlink>')],
  ['the number of the page', 'field', around(WORDS, '%<w:r><w:pgNum/></w:r>')],
  [
    'a control',
    'form',
    around(WORDS, '<w:sdt><w:sdtPr><w:dropDownList/></w:sdtPr><w:sdtContent>%</w:sdtContent></w:sdt>'),
  ],
  [
    'a control around a paragraph',
    'form',
    before(WORDS, `<w:sdt><w:sdtContent>${paragraphOf('另有925件。')}</w:sdtContent></w:sdt>`),
  ],
  ['an insertion', 'change', around(WORDS, '<w:ins w:id="9" w:author="某人">%</w:ins>')],
  [
    'a deletion',
    'change',
    around(WORDS, '%<w:del w:id="9" w:author="某人"><w:r><w:delText>925</w:delText></w:r></w:del>'),
  ],
  ['a changed look', 'change', look(WORDS, '<w:rPrChange w:id="9" w:author="某人"><w:rPr/></w:rPrChange>')],
  [
    'a changed paragraph',
    'change',
    paragraphLook(WORDS, '<w:pPrChange w:id="9" w:author="某人"><w:pPr/></w:pPrChange>'),
  ],
  ['an inserted row', 'change', rowOf('行政处罚', '<w:ins w:id="9" w:author="某人"/>')],
  [
    'a comment',
    'annotation',
    all(
      withPart(
        'word/comments.xml',
        `<w:comments ${NS}><w:comment w:id="1" w:author="某人">${paragraphOf('应为925件')}</w:comment></w:comments>`,
        'comments',
        `${W}comments+xml`,
      ),
      around(
        WORDS,
        '<w:commentRangeStart w:id="1"/>%<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>',
      ),
    ),
  ],
  ['a formula', 'formula', around(WORDS, '%<m:oMath><m:r><m:t>925</m:t></m:r></m:oMath>')],
  ['a box over the text', 'picture', inRun(WORDS, `%${SHAPE}`)],
  ['a box of the older kind', 'picture', inRun(WORDS, `%${textBox('925件')}`)],
  ['a picture that is cut', 'picture', replace(DOCUMENT, '<a:srcRect/>', '<a:srcRect l="50000"/>')],
  ['a picture that is turned', 'picture', replace(DOCUMENT, '<a:xfrm>', '<a:xfrm rot="10800000">')],
  [
    'a picture with another one in it',
    'picture',
    replace(
      DOCUMENT,
      /<a:blip ([^>]*)\/>/,
      '<a:blip r:embed="rId9"><a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"/></a:extLst></a:blip>',
    ),
  ],
  [
    'a picture that fills the page',
    'picture',
    replace(DOCUMENT, /<wp:extent cx="\d+" cy="\d+"\/>/, '<wp:extent cx="99000000" cy="99000000"/>'),
  ],
  [
    'a picture that is elsewhere',
    'outside',
    all(
      related('image', 'http://qinghe.example/a.png', ' TargetMode="External"'),
      replace(DOCUMENT, /r:embed="rId\d+"/, 'r:embed="rIdNew"'),
    ),
  ],
  [
    'a picture that leads somewhere',
    'picture',
    replace(
      DOCUMENT,
      /(<wp:docPr [^>]*)\/>/,
      '<wp:docPr id="1" name="图片"><a:hlinkClick xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:id="x"/></wp:docPr>',
    ),
  ],
  ['an object', 'attachment', inRun(WORDS, '%<w:object/>')],
  ['another file in the text', 'attachment', before(WORDS, '<w:altChunk r:id="rId1"/>')],
  ['another document in the text', 'outside', before(WORDS, '<w:subDoc r:id="rId1"/>')],
];

import {
  all,
  around,
  before,
  DOCUMENT,
  inRun,
  look,
  paragraphLook,
  paragraphOf,
  RELATIONS,
  replace,
  STYLES,
  TYPES,
  withStyle,
} from '../parts.ts';
import { WORDS, type Tampering } from './common.ts';

/** What one program shows and another doesn’t; words where no program looks for them. */
export const ALTERNATIVES: readonly Tampering[] = [
  // What one program shows and another doesn't.
  [
    'a choice of words',
    'alternative',
    around(
      WORDS,
      '<mc:AlternateContent><mc:Choice Requires="w14">%</mc:Choice><mc:Fallback><w:r><w:t>化解纠纷925件</w:t></w:r></mc:Fallback></mc:AlternateContent>',
    ),
  ],
  [
    'a choice within a run',
    'alternative',
    inRun(
      WORDS,
      '<mc:AlternateContent><mc:Choice Requires="w14">%</mc:Choice><mc:Fallback><w:t>化解纠纷925件</w:t></mc:Fallback></mc:AlternateContent>',
    ),
  ],
  [
    'a choice of paragraphs',
    'alternative',
    before(
      WORDS,
      `<mc:AlternateContent><mc:Choice Requires="w14"/><mc:Fallback>${paragraphOf('另有925件。')}</mc:Fallback></mc:AlternateContent>`,
    ),
  ],
  [
    'words that may be passed over',
    'alternative',
    replace(DOCUMENT, 'mc:Ignorable="w14', 'mc:Ignorable="w w14'),
  ],
  ['properties twice', 'alternative', look(WORDS, '<w:sz w:val="32"/><w:sz w:val="2"/>')],
  [
    'a style twice',
    'alternative',
    all(
      withStyle('paragraph', 'Zwei', ''),
      withStyle('paragraph', 'Zwei', '<w:rPr><w:b/></w:rPr>'),
      paragraphLook(WORDS, '<w:pStyle w:val="Zwei"/>'),
    ),
  ],
  [
    'a style of another type',
    'alternative',
    all(withStyle('character', 'C', ''), paragraphLook(WORDS, '<w:pStyle w:val="C"/>')),
  ],
  [
    'another text in another place',
    'alternative',
    all(
      (parts) => ({ ...parts, 'word/document2.xml': parts[DOCUMENT] ?? '' }),
      replace('_rels/.rels', 'word/document.xml', 'word/document2.xml'),
    ),
  ],
  [
    'two texts',
    'alternative',
    replace(
      '_rels/.rels',
      '</Relationships>',
      '<Relationship Id="x" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/styles.xml"/></Relationships>',
    ),
  ],
  [
    'a text of another type',
    'alternative',
    replace(TYPES, 'wordprocessingml.document.main+xml', 'wordprocessingml.template.main+xml'),
  ],
  [
    'other styles than those that are read',
    'alternative',
    all(
      (parts) => ({ ...parts, 'word/styles9.xml': parts[STYLES] ?? '' }),
      replace(RELATIONS, 'Target="styles.xml"', 'Target="styles9.xml"'),
    ),
  ],
  [
    'notes that nothing leads to',
    'alternative',
    replace(RELATIONS, /<Relationship [^>]*\/footnotes"[^>]*\/>/, ''),
  ],
  ['a part in another encoding', 'alternative', replace(DOCUMENT, 'encoding="UTF-8"', 'encoding="GBK"')],
  [
    'names of two standards',
    'alternative',
    around(WORDS, '<s:r xmlns:s="http://purl.oclc.org/ooxml/wordprocessingml/main"><s:t>另</s:t></s:r>%'),
  ],

  // Words where no program looks for them, and elements under strange names.
  ['words between runs', 'unread', around(WORDS, '%另有925件')],
  ['words beside the element of words', 'unknown', around(WORDS, '%<w:t>另有925件</w:t>')],
  [
    'words under a strange name',
    'unknown',
    around(WORDS, '<x:r xmlns:x="urn:qinghe"><x:t>另有925件</x:t></x:r>%'),
  ],
  [
    'words of another namespace under the usual prefix',
    'unknown',
    around(WORDS, '<w:r xmlns:w="urn:qinghe"><w:t>另有925件</w:t></w:r>%'),
  ],
  [
    'a strange attribute',
    'unknown',
    replace(
      DOCUMENT,
      '<w:p><w:pPr><w:pStyle w:val="BodyText"/>',
      '<w:p xmlns:x="urn:qinghe" x:shown="no"><w:pPr><w:pStyle w:val="BodyText"/>',
    ),
  ],
  ['a strange property', 'unknown', look(WORDS, '<w:shrink/>')],
  ['words within the words', 'unknown', replace(DOCUMENT, WORDS, `${WORDS}<w:x>另有925件</w:x>`)],
];

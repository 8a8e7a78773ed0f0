import {
  STYLES,
  RELATIONS,
  all,
  DOCUMENT,
  paragraphLook,
  paragraphOf,
  related,
  replace,
  withPart,
  withStyle,
} from '../parts.ts';
import {
  WORDS,
  rowOf,
  cellOf,
  settings,
  section,
  W,
  NS,
  textBox,
  header,
  numbered,
  inList,
  type Tampering,
} from './common.ts';

/** What stands around the text, and around the document. */
export const AROUND: readonly Tampering[] = [
  // Around the text.
  ['words in a header', 'edge', header(paragraphOf('作废'))],
  ['a watermark', 'picture', header(`<w:p><w:r>${textBox('作废').replaceAll('v:', '')}</w:r></w:p>`)],
  ['words beside the page number', 'edge', replace('word/footer1.xml', '— ', '第925号 — ')],
  ['another field in the footer', 'field', replace('word/footer1.xml', />\s*PAGE\s*</, '> QUOTE 925 <')],
  [
    'words as the page number',
    'field',
    replace(
      'word/footer1.xml',
      /<w:fldChar w:fldCharType="end"\/>/,
      '<w:t>作废</w:t><w:fldChar w:fldCharType="end"/>',
    ),
  ],
  ['numbers of lines', 'edge', section('<w:docGrid', '<w:lnNumType w:countBy="1"/><w:docGrid')],
  ['page numbers in words', 'edge', section('<w:pgNumType/>', '<w:pgNumType w:fmt="chineseCounting"/>')],
  [
    'a border around the page',
    'look',
    section('<w:docGrid', '<w:pgBorders><w:top w:val="single"/></w:pgBorders><w:docGrid'),
  ],
  ['endnotes that aren’t shown', 'note', section('<w:docGrid', '<w:noEndnote/><w:docGrid')],
  [
    'notes that are counted otherwise',
    'note',
    section(
      '<w:numFmt w:val="decimalEnclosedCircleChinese"/>',
      '<w:numFmt w:val="decimal"/><w:numStart w:val="9"/>',
    ),
  ],
  [
    'a note that nothing refers to',
    'note',
    replace(
      'word/footnotes.xml',
      '</w:footnotes>',
      `<w:footnote w:id="9">${paragraphOf('另有925件。')}</w:footnote></w:footnotes>`,
    ),
  ],
  [
    'a note that isn’t there',
    'note',
    replace(DOCUMENT, '<w:footnoteReference w:id="1"/>', '<w:footnoteReference w:id="9"/>'),
  ],
  [
    'words above the notes',
    'note',
    replace('word/footnotes.xml', '<w:separator/>', '<w:separator/><w:t>另有925件</w:t>'),
  ],
  [
    'a note with a sign of its own',
    'unknown',
    replace(
      DOCUMENT,
      '<w:footnoteReference w:id="1"/>',
      '<w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>9</w:t>',
    ),
  ],
  [
    'a number before a paragraph',
    'number',
    all(numbered('<w:numFmt w:val="decimal"/><w:lvlText w:val="925件之%1"/>'), inList),
  ],
  [
    'words as a number of no kind',
    'number',
    all(numbered('<w:numFmt w:val="none"/><w:lvlText w:val="不"/>'), inList),
  ],
  [
    'a number by style',
    'number',
    all(
      numbered('<w:numFmt w:val="bullet"/><w:lvlText w:val="不"/>'),
      withStyle(
        'paragraph',
        'Liste',
        '<w:basedOn w:val="BodyText"/><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr>',
      ),
      paragraphLook(WORDS, '<w:pStyle w:val="Liste"/>'),
    ),
  ],
  [
    'a table in a table',
    'table',
    replace(
      DOCUMENT,
      /(?<=<w:vMerge w:val="continue"\/>.*?)<w:p>/s,
      `<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="900"/></w:tblGrid><w:tr><w:tc>${paragraphOf('925')}</w:tc></w:tr></w:tbl><w:p>`,
    ),
  ],
  [
    'a table from right to left',
    'table',
    replace(DOCUMENT, '</w:tblBorders>', '</w:tblBorders><w:bidiVisual/>'),
  ],
  [
    'a table over the text',
    'table',
    replace(
      DOCUMENT,
      '<w:tblPr>',
      '<w:tblPr><w:tblpPr w:vertAnchor="page" w:horzAnchor="page" w:tblpX="1588" w:tblpY="900"/>',
    ),
  ],
  [
    'cells beyond the table',
    'table',
    replace(DOCUMENT, '<w:gridSpan w:val="2"/>', '<w:gridSpan w:val="9"/>'),
  ],
  ['a cell in the one before it', 'table', cellOf('1098', '<w:hMerge/>')],
  ['a cell that goes on with none', 'table', cellOf('1098', '<w:vMerge/>')],
  ['a cell that goes on with the one above', 'hidden', cellOf('行政处罚', '<w:vMerge/>')],
  ['a row that begins later', 'table', rowOf('行政处罚', '<w:gridBefore w:val="1"/>')],
  [
    'words behind the imprint',
    'table',
    replace(DOCUMENT, /(?=<w:sectPr>(?:(?!<w:sectPr>).)*<\/w:body>)/s, paragraphOf('另有925件。')),
  ],

  // Around the document.
  [
    'a template',
    'outside',
    all(
      (parts) => ({
        ...parts,
        'word/_rels/settings.xml.rels':
          '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="http://qinghe.example/a.dotm" TargetMode="External"/></Relationships>',
      }),
      settings('<w:attachedTemplate r:id="rId1"/>'),
    ),
  ],
  ['a mail merge', 'field', settings('<w:mailMerge/>')],
  ['macros', 'script', (parts) => ({ ...parts, 'word/vbaData.xml': '<a/>' })],
  ['a part that nobody knows', 'part', (parts) => ({ ...parts, 'word/other.xml': '<a/>' })],
  ['building blocks', 'part', related('glossaryDocument', 'glossary/document.xml')],
  ['an embedded file', 'attachment', (parts) => ({ ...parts, 'word/embeddings/a.xml': '<a/>' })],
  [
    'a frame around other documents',
    'outside',
    withPart(
      'word/webSettings.xml',
      `<w:webSettings ${NS}><w:frameset/></w:webSettings>`,
      'webSettings',
      `${W}webSettings+xml`,
    ),
  ],
  [
    'a footer that is another part',
    'alternative',
    replace(
      DOCUMENT,
      /<w:footerReference w:type="default" r:id="[^"]*"/,
      '<w:footerReference w:type="default" r:id="rId1"',
    ),
  ],
  [
    'a footer that leaves the text no room',
    'cut',
    replace('word/footer1.xml', '</w:ftr>', `${'<w:p/>'.repeat(60)}</w:ftr>`),
  ],
  ['a footer far above the edge', 'cut', replace('word/footer1.xml', /w:before="0"/, 'w:before="3900"')],
  [
    'styles for one version of Word',
    'hidden',
    all(
      (parts) => ({
        ...parts,
        'word/stylesWithEffects.xml': (parts[STYLES] ?? '').replace(
          '<w:rPrDefault><w:rPr>',
          '<w:rPrDefault><w:rPr><w:vanish/>',
        ),
      }),
      replace(
        RELATIONS,
        '</Relationships>',
        '<Relationship Id="rIdE" Type="http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects" Target="stylesWithEffects.xml"/></Relationships>',
      ),
    ),
  ],
  ['printing of fields alone', 'hidden', settings('<w:printFormsData/>')],
];

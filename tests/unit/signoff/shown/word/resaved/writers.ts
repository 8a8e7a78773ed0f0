import {
  all,
  DOCUMENT,
  look,
  paragraphLook,
  replace,
  STYLES,
  TYPES,
  withPart,
  type Edit,
  type Parts,
} from '../parts.ts';
import { NS, W, WORDS } from '../tampered/common.ts';

/** What programs write when they save a file again, as they write it: nothing of it shows other words. */
export type Saving = readonly [string, Edit];

const MAIN_PARTS = [
  DOCUMENT,
  STYLES,
  'word/footnotes.xml',
  'word/endnotes.xml',
  'word/footer1.xml',
  'word/footer2.xml',
];
const eachOf =
  (names: readonly string[], write: (xml: string, name: string) => string): Edit =>
  (parts) =>
    names.reduce<Parts>((rest, name) => ({ ...rest, [name]: write(rest[name] ?? '', name) }), parts);
const settings = (xml: string): Edit => replace('word/settings.xml', '</w:settings>', `${xml}</w:settings>`);
const part =
  (name: string, text: string): Edit =>
  (parts) => ({ ...parts, [name]: text });
const W14 = 'http://schemas.microsoft.com/office/word/2010/wordml';

/** The same XML, written otherwise. */
const WRITTEN: readonly Saving[] = [
  [
    'another prefix for the main namespace',
    eachOf(MAIN_PARTS, (xml) =>
      xml.replaceAll(/(<\/?|\s)w:/g, '$1ns0:').replaceAll('xmlns:w=', 'xmlns:ns0='),
    ),
  ],
  [
    'no prefix for elements',
    eachOf([DOCUMENT], (xml) =>
      xml
        .replaceAll(/(<\/?)w:/g, '$1')
        .replace('xmlns:w=', 'xmlns="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:w='),
    ),
  ],
  [
    'white space between elements',
    eachOf([DOCUMENT, STYLES], (xml) => xml.replaceAll(/(<\/w:(?:p|r|pPr|rPr|tbl|tr|tc|style)>)/g, '$1\n  ')),
  ],
  [
    'apostrophes around values',
    eachOf([DOCUMENT], (xml) => xml.replaceAll(/ ([\w:]+)="([^"']*)"/g, " $1='$2'")),
  ],
  ['comments between elements', eachOf([DOCUMENT], (xml) => xml.replaceAll('<w:p>', '<!-- 段 --><w:p>'))],
  [
    'characters by their numbers',
    replace(
      DOCUMENT,
      WORDS,
      Array.from(WORDS)
        .map((sign) => `&#x${sign.codePointAt(0)?.toString(16)};`)
        .join(''),
    ),
  ],
  ['words as CDATA', replace(DOCUMENT, WORDS, `<![CDATA[${WORDS}]]>`)],
  ['a comment within words', replace(DOCUMENT, WORDS, '化解<!-- 此处 -->纠纷1164件')],
  ['a mark of byte order', eachOf(MAIN_PARTS, (xml) => `\uFEFF${xml}`)],
  [
    'the strict form of the standard',
    eachOf(MAIN_PARTS, (xml) =>
      xml.replaceAll(
        'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
        'http://purl.oclc.org/ooxml/wordprocessingml/main',
      ),
    ),
  ],
  [
    'words in many runs',
    replace(
      DOCUMENT,
      WORDS,
      Array.from(WORDS).join('</w:t></w:r><w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t>'),
    ),
  ],
  [
    'white space kept, and a break more',
    replace(DOCUMENT, WORDS, `${WORDS}</w:t><w:br/><w:t xml:space="preserve"> `),
  ],
];

/** What Word adds. */
const WORD: readonly Saving[] = [
  [
    'ids of savings and paragraphs',
    all(
      eachOf([DOCUMENT], (xml) =>
        xml
          .replaceAll(
            '<w:p>',
            '<w:p w:rsidR="00A1" w:rsidRDefault="00A2" w:rsidP="00A3" w14:paraId="11223344" w14:textId="77777777">',
          )
          .replaceAll('<w:r>', '<w:r w:rsidRPr="00A4">')
          .replaceAll('<w:tr>', '<w:tr w:rsidR="00A5" w:rsidTr="00A6">')
          .replaceAll('<w:sectPr>', '<w:sectPr w:rsidR="00A7" w:rsidSect="00A8">'),
      ),
      settings('<w:rsids><w:rsidRoot w:val="00A1"/><w:rsid w:val="00A2"/></w:rsids>'),
    ),
  ],
  [
    'marks of spelling, of pages and of the cursor',
    eachOf([DOCUMENT], (xml) =>
      xml
        .replace('<w:r>', '<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/><w:r>')
        .replaceAll('<w:t ', '<w:lastRenderedPageBreak/><w:t ')
        .replace('<w:r>', '<w:proofErr w:type="spellStart"/><w:r>')
        .replace('</w:p>', '<w:proofErr w:type="spellEnd"/></w:p>'),
    ),
  ],
  [
    'settings of a new version',
    all(
      replace(
        'word/settings.xml',
        /<w:settings [^>]*>/,
        `<w:settings ${NS} xmlns:w14="${W14}" xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w14 w15"><w:zoom w:percent="120"/>`,
      ),
      settings(
        '<w:proofState w:spelling="clean" w:grammar="clean"/><w:view w:val="print"/><w:bordersDoNotSurroundHeader/><w:drawingGridVerticalSpacing w:val="289"/><w:characterSpacingControl w:val="compressPunctuation"/><m:mathPr><m:mathFont m:val="Cambria Math"/></m:mathPr><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/><w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1" w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" w:accent6="accent6" w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/><w:shapeDefaults><o:shapedefaults spidmax="1026"/></w:shapeDefaults><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/><w14:docId w14:val="11223344"/><w15:chartTrackingRefBased/>',
      ),
    ),
  ],
  [
    'protection and tracking that is on',
    settings('<w:documentProtection w:edit="readOnly" w:enforcement="1"/><w:trackRevisions/>'),
  ],
  [
    'settings for browsers',
    withPart(
      'word/webSettings.xml',
      `<w:webSettings ${NS}><w:optimizeForBrowser/><w:allowPNG/></w:webSettings>`,
      'webSettings',
      `${W}webSettings+xml`,
    ),
  ],
  [
    'a list of people',
    withPart(
      'word/people.xml',
      '<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"/>',
      'people',
      `${W}people+xml`,
    ),
  ],
  [
    'comments without any',
    withPart('word/comments.xml', `<w:comments ${NS}/>`, 'comments', `${W}comments+xml`),
  ],
  [
    'a list of sources',
    all(
      part(
        'customXml/item1.xml',
        '<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography"/>',
      ),
      part(
        'customXml/_rels/item1.xml.rels',
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>',
      ),
      replace(
        'word/_rels/document.xml.rels',
        '</Relationships>',
        '<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml" Target="../customXml/item1.xml"/></Relationships>',
      ),
    ),
  ],
  [
    'a preview and a label of the file',
    all(
      part('docMetadata/LabelInfo.xml', '<a/>'),
      replace(
        '_rels/.rels',
        '</Relationships>',
        '<Relationship Id="rIdL" Type="http://schemas.microsoft.com/office/2020/02/relationships/classificationlabels" Target="docMetadata/LabelInfo.xml"/></Relationships>',
      ),
    ),
  ],
  [
    'latent styles, and the styles that every new file has',
    replace(
      STYLES,
      '</w:styles>',
      '<w:latentStyles w:count="376"><w:lsdException w:name="Normal" w:uiPriority="0"/></w:latentStyles><w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/></w:style><w:style w:type="character" w:styleId="Hidden1"><w:name w:val="nobody uses it"/><w:rPr><w:vanish/></w:rPr></w:style></w:styles>',
    ),
  ],
  [
    'the resolution of a picture',
    replace(
      DOCUMENT,
      /<a:blip ([^>]*)\/>/,
      '<a:blip r:embed="rId9"><a:extLst><a:ext uri="{28A0092B-C50C-407E-A947-70E740481C1C}"><a14:useLocalDpi xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main" val="0"/></a:ext></a:extLst></a:blip>',
    ),
  ],
  [
    'fonts of the theme',
    look(
      WORDS,
      '<w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia" w:hAnsiTheme="minorHAnsi"/>',
    ),
  ],
  ['the colour of the theme', look(WORDS, '<w:color w:val="000000" w:themeColor="text1"/>')],
  ['columns that are one', replace(DOCUMENT, /<w:docGrid/g, '<w:cols w:space="425"/><w:docGrid')],
];

/** What WPS writes, and what others do. */
const OTHERS: readonly Saving[] = [
  [
    'WPS’s own data',
    all(
      settings('<w:docVars><w:docVar w:name="commondata" w:val="eyJoZGlkIjoiIn0="/></w:docVars>'),
      eachOf([DOCUMENT], (xml) =>
        xml.replaceAll('<w:vAlign w:val="center"/>', '<w:noWrap w:val="0"/><w:vAlign w:val="center"/>'),
      ),
    ),
  ],
  [
    'language and kerning at each run',
    eachOf([DOCUMENT], (xml) =>
      xml.replaceAll(
        '<w:rFonts w:hint="eastAsia"/>',
        '<w:rFonts w:hint="eastAsia"/><w:kern w:val="2"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>',
      ),
    ),
  ],
  [
    'white fills where there are none',
    all(
      look(WORDS, '<w:shd w:val="clear" w:color="auto" w:fill="auto"/>'),
      paragraphLook(WORDS, '<w:shd w:val="clear" w:color="auto" w:fill="FFFFFF"/>'),
    ),
  ],
  ['a white page', replace(DOCUMENT, '<w:body>', '<w:background w:color="FFFFFF"/><w:body>')],
  [
    'looks that are switched off',
    look(
      WORDS,
      '<w:vanish w:val="0"/><w:strike w:val="false"/><w:dstrike w:val="off"/><w:caps w:val="0"/><w:rtl w:val="0"/><w:u w:val="none"/><w:highlight w:val="none"/><w:position w:val="0"/><w:w w:val="100"/>',
    ),
  ],
  [
    'a paragraph that isn’t turned',
    paragraphLook(WORDS, '<w:bidi w:val="0"/><w:textDirection w:val="lrTb"/>'),
  ],
  ['files named in another order', (parts) => Object.fromEntries(Object.entries(parts).toReversed())],
  [
    'a type for each part',
    replace(
      TYPES,
      '</Types>',
      '<Override PartName="/_rels/.rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>',
    ),
  ],
];

export const WRITERS: readonly Saving[] = [...WRITTEN, ...WORD, ...OTHERS];

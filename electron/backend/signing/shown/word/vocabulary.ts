import type { OddityKind } from '../../../../../shared/signoff/oddities.ts';

/** Attributes by the element that may have them. */
type Names = Readonly<Record<string, readonly string[]>>;

const THEMED = ['w:themeColor', 'w:themeTint', 'w:themeShade'];
const SHADE = ['w:val', 'w:color', 'w:fill', ...THEMED, 'w:themeFill', 'w:themeFillTint', 'w:themeFillShade'];
const FONTS = ['w:ascii', 'w:hAnsi', 'w:eastAsia', 'w:cs'];
const VALUE = ['w:val'];
const values = (...names: string[]): Names => Object.fromEntries(names.map((name) => [`w:${name}`, VALUE]));

/** Properties of a run that are known, whatever their values: those are looked at when they apply to words. */
export const RUN_PROPERTIES: Names = {
  ...values('rStyle', 'b', 'bCs', 'i', 'iCs', 'caps', 'smallCaps', 'strike', 'dstrike', 'outline', 'shadow'),
  ...values('emboss', 'imprint', 'noProof', 'snapToGrid', 'vanish', 'webHidden', 'spacing', 'w', 'kern'),
  ...values('position', 'sz', 'szCs', 'highlight', 'effect', 'vertAlign', 'rtl', 'cs', 'em', 'specVanish'),
  'w:rFonts': [...FONTS, ...FONTS.map((name) => `${name}Theme`), 'w:cstheme', 'w:hint'],
  'w:color': [...VALUE, ...THEMED],
  'w:u': [...VALUE, 'w:color', ...THEMED],
  'w:lang': [...VALUE, 'w:eastAsia', 'w:bidi'],
  'w:shd': SHADE,
  'w:bdr': [...VALUE, 'w:color', ...THEMED, 'w:sz', 'w:space', 'w:shadow', 'w:frame'],
  'w:eastAsianLayout': ['w:id', 'w:combine', 'w:combineBrackets', 'w:vert', 'w:vertCompress'],
  'w:fitText': [...VALUE, 'w:id'],
  // How letters are joined: none of them becomes another.
  'w14:ligatures': ['w14:val'],
  'w14:cntxtAlts': ['w14:val'],
};

/** Which saving of a file something is of. */
export const RSIDS = [
  'w:rsidR',
  'w:rsidRPr',
  'w:rsidDel',
  'w:rsidP',
  'w:rsidRDefault',
  'w:rsidTr',
  'w:rsidSect',
];

/** The same of a paragraph. */
export const PARAGRAPH_PROPERTIES: Names = {
  ...values('pStyle', 'keepNext', 'keepLines', 'pageBreakBefore', 'widowControl', 'suppressLineNumbers'),
  ...values('suppressAutoHyphens', 'kinsoku', 'wordWrap', 'overflowPunct', 'topLinePunct', 'autoSpaceDE'),
  ...values('autoSpaceDN', 'bidi', 'adjustRightInd', 'snapToGrid', 'contextualSpacing', 'mirrorIndents'),
  ...values('suppressOverlap', 'jc', 'textDirection', 'textAlignment', 'outlineLvl', 'divId'),
  'w:cnfStyle': [...VALUE, ...conditions()],
  'w:numPr': [],
  'w:pBdr': [],
  'w:shd': SHADE,
  'w:tabs': [],
  'w:spacing': words('before beforeLines beforeAutospacing after afterLines afterAutospacing line lineRule'),
  'w:ind': words(
    'left start right end hanging firstLine leftChars startChars rightChars endChars hangingChars firstLineChars',
  ),
  'w:rPr': [],
  'w:sectPr': RSIDS,
};

/** Names of the main namespace. */
function words(names: string): string[] {
  return names.split(' ').map((name) => `w:${name}`);
}

function conditions(): string[] {
  return words(
    'firstRow lastRow firstColumn lastColumn oddVBand evenVBand oddHBand evenHBand firstRowFirstColumn firstRowLastColumn lastRowFirstColumn lastRowLastColumn',
  );
}

const WIDTH = ['w:w', 'w:type'];

export const TABLE_PROPERTIES: Names = {
  ...values('tblStyle', 'tblOverlap', 'bidiVisual', 'tblStyleRowBandSize', 'tblStyleColBandSize', 'jc'),
  ...values('tblCaption', 'tblDescription'),
  'w:tblLayout': ['w:type'],
  'w:tblW': WIDTH,
  'w:tblInd': WIDTH,
  'w:tblCellSpacing': WIDTH,
  'w:tblpPr': words(
    'leftFromText rightFromText topFromText bottomFromText vertAnchor horzAnchor tblpX tblpXSpec tblpY tblpYSpec',
  ),
  'w:tblBorders': [],
  'w:shd': SHADE,
  'w:tblCellMar': [],
  'w:tblLook': [...VALUE, ...words('firstRow lastRow firstColumn lastColumn noHBand noVBand')],
};

export const ROW_PROPERTIES: Names = {
  ...values('cantSplit', 'tblHeader', 'hidden', 'gridBefore', 'gridAfter', 'jc', 'divId'),
  'w:cnfStyle': [...VALUE, ...conditions()],
  'w:trHeight': [...VALUE, 'w:hRule'],
  'w:wBefore': WIDTH,
  'w:wAfter': WIDTH,
  'w:tblCellSpacing': WIDTH,
};

export const CELL_PROPERTIES: Names = {
  ...values('gridSpan', 'vMerge', 'hMerge', 'noWrap', 'textDirection', 'tcFitText', 'vAlign', 'hideMark'),
  'w:cnfStyle': [...VALUE, ...conditions()],
  'w:tcW': WIDTH,
  'w:tcBorders': [],
  'w:shd': SHADE,
  'w:tcMar': [],
};

/** Attributes of what holds the words. */
export const CONTENT: Names = {
  'w:body': [],
  'w:p': [...RSIDS, 'w14:paraId', 'w14:textId'],
  'w:r': RSIDS,
  'w:t': ['xml:space'],
  'w:tab': [],
  'w:cr': [],
  'w:br': ['w:type', 'w:clear'],
  'w:noBreakHyphen': [],
  'w:lastRenderedPageBreak': [],
  'w:tbl': [],
  'w:tr': [...RSIDS, 'w14:paraId', 'w14:textId'],
  'w:tc': ['w:id'],
  'w:tblGrid': [],
  'w:gridCol': ['w:w'],
  'w:proofErr': ['w:type'],
  'w:bookmarkStart': ['w:id', 'w:name', 'w:colFirst', 'w:colLast'],
  'w:bookmarkEnd': ['w:id'],
  'w:footnoteReference': ['w:id'],
  'w:endnoteReference': ['w:id'],
  'w:footnoteRef': [],
  'w:endnoteRef': [],
  'w:separator': [],
  'w:continuationSeparator': [],
  'w:fldChar': ['w:fldCharType', 'w:dirty', 'w:fldLock'],
  'w:instrText': ['xml:space'],
};

/** Of what kind an element is that our export never makes; others are of an unknown one. */
export const FOREIGN: Readonly<Record<string, OddityKind>> = {
  ...kinds(
    'change',
    'ins del moveFrom moveTo rPrChange pPrChange sectPrChange tblPrChange tblGridChange trPrChange',
  ),
  ...kinds(
    'change',
    'tcPrChange tblPrExChange numberingChange cellIns cellDel cellMerge delText delInstrText',
  ),
  ...kinds('change', 'moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd'),
  ...kinds(
    'change',
    'customXmlInsRangeStart customXmlInsRangeEnd customXmlDelRangeStart customXmlDelRangeEnd',
  ),
  ...kinds('annotation', 'commentRangeStart commentRangeEnd commentReference annotationRef'),
  ...kinds(
    'field',
    'fldSimple fldChar instrText hyperlink pgNum dayShort dayLong monthShort monthLong yearShort yearLong',
  ),
  ...kinds('form', 'sdt control ffData permStart permEnd'),
  ...kinds('font', 'sym'),
  ...kinds('character', 'softHyphen bdo dir'),
  ...kinds('look', 'ruby ptab'),
  ...kinds('picture', 'drawing pict contentPart movie'),
  ...kinds('attachment', 'object altChunk'),
  ...kinds('outside', 'subDoc'),
  ...kinds('cut', 'framePr'),
  ...kinds(
    'note',
    'footnoteReference endnoteReference footnoteRef endnoteRef separator continuationSeparator',
  ),
  ...kinds('table', 'tbl'),
  'm:oMath': 'formula',
  'm:oMathPara': 'formula',
  'mc:AlternateContent': 'alternative',
};

function kinds(kind: OddityKind, names: string): Record<string, OddityKind> {
  return Object.fromEntries(words(names).map((name) => [name, kind]));
}

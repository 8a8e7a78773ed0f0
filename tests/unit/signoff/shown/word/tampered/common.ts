import { DOCUMENT, paragraphLook, paragraphOf, replace, withPart, all, type Edit } from '../parts.ts';
import type { OddityKind } from '../../../../../../shared/signoff/oddities.ts';

/** What is done to a real export, by name, and of what kind the inspection says that it is. */
export type Tampering = readonly [string, OddityKind, Edit];

export const WORDS = '化解纠纷1164件';
export const W = 'application/vnd.openxmlformats-officedocument.wordprocessingml.';
export const NS =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
export const field = (code: string, result = '%'): string =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${result}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
export const textBox = (words: string): string =>
  `<w:pict><v:shape style="position:absolute;width:200pt;height:30pt"><v:textbox><w:txbxContent>${paragraphOf(words)}</w:txbxContent></v:textbox></v:shape></w:pict>`;
export const SHAPE =
  '<w:drawing><wp:anchor behindDoc="0" distT="0" distB="0" distL="0" distR="0" simplePos="0" locked="0" layoutInCell="1" allowOverlap="1" relativeHeight="2"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="page"><wp:posOffset>900000</wp:posOffset></wp:positionH><wp:positionV relativeFrom="page"><wp:posOffset>900000</wp:posOffset></wp:positionV><wp:extent cx="5000000" cy="500000"/><wp:wrapNone/><wp:docPr id="90" name="块"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr/><wps:spPr><a:prstGeom prst="rect"/><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>';
export const header = (inside: string): Edit =>
  all(
    withPart('word/header9.xml', `<w:hdr ${NS}>${inside}</w:hdr>`, 'header', `${W}header+xml`),
    replace(DOCUMENT, '<w:sectPr>', '<w:sectPr><w:headerReference w:type="default" r:id="rIdNew"/>'),
  );
export const numbered = (level: string): Edit =>
  replace(
    'word/numbering.xml',
    '</w:numbering>',
    `<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/>${level}</w:lvl></w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="7"/></w:num></w:numbering>`,
  );
export const inList = paragraphLook(WORDS, '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr>');
export const rowOf =
  (words: string, properties: string): Edit =>
  (parts) => {
    const text = parts[DOCUMENT] ?? '';
    const at = text.lastIndexOf('<w:trPr>', text.indexOf(words)) + '<w:trPr>'.length;
    return { ...parts, [DOCUMENT]: text.slice(0, at) + properties + text.slice(at) };
  };
export const cellOf =
  (words: string, properties: string): Edit =>
  (parts) => {
    const text = parts[DOCUMENT] ?? '';
    const at = text.indexOf('/>', text.lastIndexOf('<w:tcW', text.indexOf(words))) + 2;
    return { ...parts, [DOCUMENT]: text.slice(0, at) + properties + text.slice(at) };
  };
export const section = (from: string | RegExp, to: string): Edit => replace(DOCUMENT, from, to);
export const settings = (xml: string): Edit =>
  replace('word/settings.xml', '</w:settings>', `${xml}</w:settings>`);
export const font = (xml: string): Edit => replace('word/fontTable.xml', '</w:fonts>', `${xml}</w:fonts>`);

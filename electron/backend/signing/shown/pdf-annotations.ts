import type { Oddity, OddityKind } from '../../../../shared/signoff/oddities.ts';
import type { PdfDocument } from './pdf/document.ts';
import type { Page } from './pdf/pages.ts';
import { pdfText } from './pdf/pdf-text.ts';
import { nameOf, type Dict } from './pdf/values.ts';

/** What people call the things that can be laid on a page (ISO 32000-1, 12.5.6). */
const NAMES = new Map(
  Object.entries({
    Text: '便笺',
    Link: '链接',
    FreeText: '文本框',
    Line: '线条',
    Square: '方框',
    Circle: '圆圈',
    Polygon: '多边形',
    PolyLine: '折线',
    Highlight: '高亮',
    Underline: '下划线',
    Squiggly: '波浪线',
    StrikeOut: '删除线',
    Stamp: '图章',
    Caret: '插入标记',
    Ink: '手写',
    Redact: '涂黑',
    Sound: '声音',
    Movie: '影片',
    Screen: '影片',
    RichMedia: '影片',
    '3D': '三维图',
    Watermark: '水印',
  }),
);
/** All that a link has which Chromium makes: it leads to a place in the same file and shows nothing itself. */
const OWN_LINK: ReadonlySet<string> = new Set([
  'Type',
  'Subtype',
  'Rect',
  'F',
  'Border',
  'Dest',
  'StructParent',
  'NM',
]);
/** Belongs to another annotation. */
const POPUP = 'Popup';

/** What lies on a page beside its content, other than links within the file. */
export function annotationOddities(document: PdfDocument, { dict }: Page, place: string): Oddity[] {
  const list = document.resolve(dict.get('Annots'));
  if (list.type !== 'array') return [];
  return list.items.flatMap((item): Oddity[] => {
    const annotation = document.resolve(item);
    if (annotation.type !== 'dict') return [{ kind: 'annotation', text: '批注', place }];
    const found = oddityOf(document, annotation.dict);
    return found ? [{ ...found, place }] : [];
  });
}

function oddityOf(document: PdfDocument, dict: Dict): { kind: OddityKind; text: string } | null {
  const type = nameOf(document.resolve(dict.get('Subtype'))) ?? '';
  const text = pdfText(document.resolve(dict.get('Contents')));
  const action = document.resolve(dict.get('A'));
  const does = action.type === 'dict' ? nameOf(document.resolve(action.dict.get('S'))) : null;
  if (type === POPUP) return null;
  if (type === 'Link' && [...dict.keys()].every((key) => OWN_LINK.has(key))) return null;
  if (type === 'Widget')
    return { kind: 'form', text: pdfText(document.resolve(dict.get('V'))) || '可填写的栏' };
  if (type === 'FileAttachment') return { kind: 'attachment', text: text || '页面上的文件' };
  if (dict.has('AA') || (does !== null && !['GoTo', 'URI'].includes(does)))
    return { kind: 'script', text: '点击时执行的动作' };
  const name = NAMES.get(type) ?? '不认识的批注';
  const target = action.type === 'dict' ? pdfText(document.resolve(action.dict.get('URI'))) : '';
  return { kind: 'annotation', text: [name, text || target].filter(Boolean).join('：') };
}

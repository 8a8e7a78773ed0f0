import type { Oddity, OddityKind } from '../../../../shared/signoff/oddities.ts';
import { LIMITS } from '../../files/limits.ts';
import { annotationOddities } from './pdf-annotations.ts';
import { changedPages } from './changed-pages.ts';
import { drawnOddities } from './drawn-oddities.ts';
import { fontOddities } from './page-fonts.ts';
import { digestOf, type PageDigest } from './page-digest.ts';
import { PdfDocument } from './pdf/document.ts';
import { readPages } from './pdf/pages.ts';
import { pdfText } from './pdf/pdf-text.ts';
import { UnusualPdf, type Dict } from './pdf/values.ts';

/** Oddities that are told of: nobody reads more. */
const MOST = 200;
const FILE = '整个文件';

/** Keys of a page with which it shows itself otherwise than it is drawn. An export has none of them. */
const SHOWN_OTHERWISE = {
  CropBox: '页面裁切过',
  Rotate: '页面旋转过',
  UserUnit: '页面缩放过',
} as const;

/** What a PDF shows. */
export type ShownByPdf = {
  /** As `pageDigest` has it. */
  pages: PageDigest | null;
  /**
   * What it has in it that our export never makes, so that a person is told what is wrong with pages whose digest is not
   * the signed one. They explain a difference and find none of their own accord: whoever changes a word, a width or an
   * outline leaves nothing odd behind, and only the digest tells.
   */
  oddities: Oddity[];
};

/** Reads what a PDF shows. A file that has no digest has an oddity. */
export function shownByPdf(bytes: Uint8Array): ShownByPdf {
  const oddities: Oddity[] = [];
  let pages: PageDigest | null = null;
  unlessUnusual(() => {
    const document = new PdfDocument(bytes, LIMITS.pdf);
    // Whatever is found before something unusual stands.
    unlessUnusual(() => {
      findOddities(document, oddities);
    });
    pages = digestOf(document);
  });
  const found = oddities.slice(0, MOST);
  if (pages === null)
    found.push({ kind: 'unknown', text: '文件结构不规整，不同的软件会显示不同的内容', place: FILE });
  return { pages, oddities: found };
}

function unlessUnusual(read: () => void): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof UnusualPdf)) throw error;
  }
}

function findOddities(document: PdfDocument, found: Oddity[]): void {
  found.push(...ofCatalog(document));
  const pages = readPages(document, LIMITS.pages);
  const changed = changedPages(document, pages);
  pages.forEach((page, index) => {
    const place = `第${index + 1}页`;
    const add = (kind: OddityKind, text: string): void => {
      found.push({ kind, text, place });
    };
    if (changed.has(page.number)) add('pages-changed', '导出以后又改过');
    for (const [key, text] of Object.entries(SHOWN_OTHERWISE))
      if (page.dict.has(key)) add('pages-changed', text);
    if (page.dict.has('AA')) add('script', '显示这一页时执行的动作');
    found.push(...annotationOddities(document, page, place));
    found.push(...fontOddities(document, page, place));
    found.push(...drawnOddities(document, page, place));
  });
}

function ofCatalog(document: PdfDocument): Oddity[] {
  const { catalog } = document;
  const found: Oddity[] = [];
  const add = (kind: OddityKind, text: string): void => {
    found.push({ kind, text, place: FILE });
  };
  const dictAt = (dict: Dict, key: string): Dict | null => {
    const value = document.resolve(dict.get(key));
    return value.type === 'dict' ? value.dict : null;
  };
  const form = dictAt(catalog, 'AcroForm');
  if (form) add('form', form.has('XFA') ? 'XFA 表单' : '表单');
  if (dictAt(catalog, 'OpenAction')) add('script', '打开文件时执行的动作');
  if (catalog.has('AA')) add('script', '关闭、保存或打印时执行的动作');
  const names = dictAt(catalog, 'Names');
  if (names?.has('JavaScript')) add('script', '脚本');
  if (names?.has('EmbeddedFiles') || catalog.has('AF') || catalog.has('Collection'))
    add('attachment', '文件里的文件');
  const layers = dictAt(catalog, 'OCProperties');
  if (layers) add('layer', layerNames(document, layers));
  return found;
}

function layerNames(document: PdfDocument, layers: Dict): string {
  const groups = document.resolve(layers.get('OCGs'));
  const names = groups.type === 'array' ? groups.items : [];
  const texts = names.slice(0, 5).map((item) => {
    const group = document.resolve(item);
    return pdfText(group.type === 'dict' ? document.resolve(group.dict.get('Name')) : undefined);
  });
  return texts.filter(Boolean).join('、') || '图层';
}

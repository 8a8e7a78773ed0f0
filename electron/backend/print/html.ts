import { textOfRuns } from '../../../shared/edition/gate.ts';
import { NO_IMAGES, type ImageSource } from '../../../shared/edition/images.ts';
import { contactPlace } from '../../../shared/edition/imprint.ts';
import { escapeXml } from '../../../shared/text/escape-xml.ts';
import {
  attachmentIndents,
  markSize,
  signatureIndents,
  titleIndent,
  titleWords,
  widthOf,
} from '../../../shared/edition/line-layout.ts';
import type {
  BlockOf,
  EditionDocument,
  EditionHead,
  EditionImprint,
  EditionLayout,
  EditionRun,
} from '../../../shared/edition/types.ts';
import { contactHtml, imprintHtml } from './imprint-html.ts';
import { notesHtml, plainRuns } from './inline-html.ts';
import { tableHtml, type TableParts } from './table-html.ts';

/** Width of a body character in points: 16 pt, set 0.25 pt tighter. */
const CHAR = 15.75;

/**
 * An edition as a whole, self-contained HTML page for Chromium's print engine. `css` is that of
 * `resources/print`, the bytes of images are in the page; nothing else is loaded and no script runs.
 */
export function toPrintHtml(doc: EditionDocument, css: string, images: ImageSource = NO_IMAGES): string {
  const inline = plainRuns(images);
  const body = blocksHtml(doc, (block, index) => blockHtml(block, index, doc, inline));
  const end = notesHtml(doc.blocks) + imprintHtml(doc.imprint);
  return pageHtml(doc, `${css}\n${layoutCss(doc.layout)}`, headHtml(doc.head) + body + end);
}

/** What every printed report is: a whole page of HTML around what is printed. */
export function pageHtml(
  { title, draft }: { title: string; draft: boolean },
  css: string,
  body: string,
  more = '',
): string {
  // A style sheet that closed its own element would be markup.
  const style = css.replaceAll(/<\/style/gi, '<\\/style');
  const classes = [...(draft ? ['draft'] : []), ...(more ? [more] : [])].join(' ');
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>${escapeXml(title)}</title>
<style>${style}</style>
</head>
<body${classes ? ` class="${classes}"` : ''}>
${body}
</body>
</html>
`;
}

/**
 * Blocks in their pages: those that lie across share pages of their own, and the contact stands behind the signature.
 * @param html of the block at a place
 */
export function blocksHtml<Run>(
  { blocks, imprint }: { blocks: readonly BlockOf<Run>[]; imprint: EditionImprint | null },
  html: (block: BlockOf<Run>, index: number) => string,
): string {
  const contact = contactPlace(blocks);
  let out = contact < 0 ? contactHtml(imprint) : '';
  blocks.forEach((block, index) => {
    const lies = block.landscape === true;
    if (lies && blocks[index - 1]?.landscape !== true) out += '<section class="landscape">\n';
    out += html(block, index);
    if (index === contact) out += contactHtml(imprint);
    if (lies && blocks[index + 1]?.landscape !== true) out += '\n</section>';
    if (index < blocks.length - 1) out += '\n';
  });
  return out;
}

/** What a block's form follows from, apart from the block. */
export type BlockPage<Run> = {
  blocks: readonly BlockOf<Run>[];
  head: EditionHead | null;
  layout: EditionLayout;
};

/** A block in the official form. `inline` makes the HTML of runs; `rowClass` that of a table's rows. */
export function blockHtml<Run extends EditionRun>(
  block: BlockOf<Run>,
  index: number,
  page: BlockPage<Run>,
  inline: (runs: readonly Run[]) => string,
  rowClass?: TableParts<Run>['rowClass'],
): string {
  const html = formHtml(block, index, page, inline, rowClass);
  return block.pageBreak ? `<div class="new-page">${html}</div>` : html;
}

function formHtml<Run extends EditionRun>(
  block: BlockOf<Run>,
  index: number,
  { blocks, head, layout }: BlockPage<Run>,
  inline: (runs: readonly Run[]) => string,
  rowClass: TableParts<Run>['rowClass'],
): string {
  switch (block.type) {
    case 'title':
      return titleHtml(block.runs, inline, head !== null && index === 0 ? ' class="under-head"' : '');
    case 'heading': {
      const tag = `h${block.level + 1}`;
      const heading = `<${tag}>${escapeXml(block.number)}${inline(block.runs)}</${tag}>`;
      // The outline names the heading only, not the body that runs on in its line.
      return block.runIn
        ? `<div class="run-in">${heading}<p class="body">${inline(block.runIn)}</p></div>`
        : heading;
    }
    case 'table':
      return tableHtml(block, { inline, ...(rowClass ? { rowClass } : {}) });
    case 'annex': {
      const label = block.number ? `<p class="annex-label">${escapeXml(block.number)}</p>` : '';
      return `<div class="annex">${label}${titleHtml(block.runs, inline)}</div>`;
    }
    case 'signature':
      return signatureHtml(block, blocks, layout.seal, inline);
    case 'paragraph':
      return block.role === 'attachment'
        ? attachmentHtml(block.runs, blocks[index - 1], inline)
        : `<p class="${classOf(block, blocks[index + 1])}">${inline(block.runs)}</p>`;
  }
}

/** A paragraph that is an image, or several, stands in the middle, and on one page with its caption. */
function classOf<Run extends EditionRun>(
  { role, runs }: Extract<BlockOf<Run>, { type: 'paragraph' }>,
  next: BlockOf<Run> | undefined,
): string {
  const isFigure = runs.some((run) => run.image) && runs.every((run) => run.image ?? run.text.trim() === '');
  if (!isFigure) return role;
  const captioned = next?.type === 'paragraph' && next.role === 'caption';
  return `${role} figure${captioned ? ' captioned' : ''}`;
}

/** 版头 (GB/T 9704-2012, 7.2); the same lengths as in the Word file. */
export function headHtml(head: EditionHead | null): string {
  if (!head) return '';
  const grades = [head.copy, head.secrecy, head.urgency].filter((text) => text !== '');
  const size = markSize(head.mark);
  // The upper edge of the mark stands 35 mm below that of the text; a line is 28.95 pt high.
  const above = `calc(35mm - ${grades.length * 28.95}pt - ${size * 0.1}pt)`;
  const mark = `<p class="mark" style="font-size:${size}pt;line-height:1.2;margin-top:${above}">${escapeXml(head.mark)}</p>`;
  const signer = head.signer
    ? `<span class="signer">签发人：<span class="name">${escapeXml(head.signer)}</span></span>`
    : '';
  const number = `<p class="number${signer ? ' signed' : ''}"><span>${escapeXml(head.number)}</span>${signer}</p>`;
  return `<header>${grades.map((text) => `<p class="grade">${escapeXml(text)}</p>`).join('')}${mark}${number}</header>\n`;
}

const NUMBER_FONT = `14pt/14pt '宋体', 'SimSun', '方正书宋_GBK', 'Songti SC', 'Nianshu Songti', 'Noto Serif SC', 'Noto Serif CJK SC', serif`;

/**
 * The unit's choices. Page numbers stand in page margin boxes, which no class can reach.
 * @param left how far the text area is inside of the page's own margins, as a CSS length; `right` likewise
 */
export function layoutCss(
  { pageNumber, pageNumberPlace, digits, titleFont }: EditionLayout,
  left = '0mm',
  right = '0mm',
): string {
  const rules: string[] = [];
  if (pageNumber !== 'none') {
    const content = pageNumber === 'dash' ? `'— ' counter(page) ' —'` : 'counter(page)';
    // 一字线 7 mm below the text area, one character (14 pt) from its outer edge.
    const box = (padding: string): string =>
      `{ content: ${content}; vertical-align: top; padding: calc(7mm - 7pt) ${padding}; font: ${NUMBER_FONT}; }`;
    if (pageNumberPlace === 'centre') rules.push(`@page { @bottom-center ${box(`${right} 0 ${left}`)} }`);
    else
      rules.push(
        `@page :right { @bottom-right ${box(`calc(14pt + ${right}) 0 0`)} }`,
        `@page :left { @bottom-left ${box(`0 0 calc(14pt + ${left})`)} }`,
      );
  }
  if (titleFont === 'heiti') rules.push('h1 { font-family: var(--font-heiti); font-weight: 400; }');
  if (titleFont === 'zhongsong')
    rules.push(`h1 { font-family: '华文中宋', 'STZhongsong', var(--font-xiaobiaosong); }`);
  if (digits === 'times') {
    rules.push(
      `@font-face { font-family: 'Latin digits'; src: local('Times New Roman'), local('Liberation Serif'), local('Tinos'); unicode-range: U+20-7E; }`,
      `body { font-family: 'Latin digits', var(--font-fangsong); }`,
      `h1 { font-family: 'Latin digits', var(--font-xiaobiaosong); }`,
      `h2 { font-family: 'Latin digits', var(--font-heiti); }`,
      `h3 { font-family: 'Latin digits', var(--font-kaiti); }`,
    );
  }
  return rules.join('\n');
}

/** Set as narrow as Word's, so that the lines break where Word breaks them; words that belong together stay on one. */
function titleHtml<Run extends EditionRun>(
  runs: readonly Run[],
  inline: (runs: readonly Run[]) => string,
  attributes = '',
): string {
  const text = textOfRuns(runs);
  const indent = titleIndent(text);
  const isPlain = runs.every((run) => Object.keys(run).length === 1);
  const html = isPlain
    ? titleWords(text)
        .map((word) => (word.length > 1 ? `<span class="word">${escapeXml(word)}</span>` : escapeXml(word)))
        .join('')
    : inline(runs);
  const style = indent > 0 ? ` style="padding:0 ${indent}em"` : '';
  return `<h1${attributes}${style}>${html}</h1>`;
}

function attachmentHtml<Run extends EditionRun>(
  runs: readonly Run[],
  before: BlockOf<Run> | undefined,
  inline: (runs: readonly Run[]) => string,
): string {
  const first = !(before?.type === 'paragraph' && before.role === 'attachment');
  const { left, hanging } = attachmentIndents(textOfRuns(runs), first);
  const indent = `padding-left:${left * CHAR}pt;text-indent:${-hanging * CHAR}pt`;
  return `<p class="attachment${first ? ' first' : ''}" style="${indent}">${inline(runs)}</p>`;
}

function signatureHtml<Run extends EditionRun>(
  block: Extract<BlockOf<Run>, { type: 'signature' }>,
  blocks: readonly BlockOf<Run>[],
  seal: boolean,
  inline: (runs: readonly Run[]) => string,
): string {
  const all = blocks.filter((other) => other.type === 'signature');
  const width = (role: 'unit' | 'date'): number => {
    const one = all.find((other) => other.role === role);
    return one ? widthOf(textOfRuns(one.runs)) : 0;
  };
  const right = signatureIndents(width('unit'), width('date'), seal)[block.role] * CHAR;
  const first = all[0] === block ? ' first' : '';
  return `<p class="signature ${block.role}${first}" style="padding-right:${right}pt">${inline(block.runs)}</p>`;
}

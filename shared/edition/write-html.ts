import { noteSign } from '../document/notes.ts';
import { escapeXml } from '../text/escape-xml.ts';
import { textOfRuns } from './gate.ts';
import { attachmentIndents, signatureIndents, widthOf } from './line-layout.ts';
import type { EditionBlock, EditionCell, EditionImage, EditionNote, EditionRun } from './types.ts';
import { imageName, notesIn } from './write-text.ts';

/** 16 pt, as the official layout (GB/T 9704-2012) has it. */
const CHAR = 16;
const BODY = 'font-size:16.0pt;line-height:29.0pt;mso-line-height-rule:exactly;margin:0';

const NEW_PAGE = 'page-break-before:always';

/** Named as offices have them; another name of the same face, and a generic one, follow. */
const FONTS = {
  fangsong: '仿宋_GB2312,仿宋,FangSong',
  heiti: '黑体,SimHei',
  kaiti: '楷体_GB2312,楷体,KaiTi',
  xiaobiaosong: '方正小标宋简体,方正小标宋_GBK,宋体',
} as const;

/** The address of an image's bytes (`data:`), by its asset; null where they are not at hand. */
export type ImageAddress = (asset: string) => string | null;

/**
 * Blocks of an edition as clipboard HTML, for Word, WPS and LibreOffice: headings are headings with their numbers as
 * text, every paragraph carries its fonts, size and indent, because nothing else of a page comes along. Notes stand at
 * the end, and an image whose bytes are not at hand is named.
 * @param inline a piece of one line: it goes on in the line that it is pasted into
 */
export function writeHtml(
  blocks: readonly EditionBlock[],
  inline: boolean,
  address: ImageAddress = () => null,
): string {
  const runsHtml = runsWith(address);
  const [only] = blocks;
  const words =
    inline && only && only.type !== 'table'
      ? `<span>${runsHtml(only.runs)}</span>`
      : blocks.map((block, index) => onItsPage(block, blockHtml(block, index, blocks, runsHtml))).join('\n');
  const notes = notesIn(blocks).map((note) => noteHtml(note, runsHtml));
  const body = [words, ...notes].join('\n');
  return `<html lang="zh-CN"><head><meta charset="utf-8"></head><body>\n<!--StartFragment-->${body}<!--EndFragment-->\n</body></html>`;
}

const onItsPage = ({ pageBreak }: EditionBlock, html: string): string =>
  pageBreak ? html.replace('style="', `style="${NEW_PAGE};`) : html;

type RunsHtml = (runs: readonly EditionRun[]) => string;

function blockHtml(
  block: EditionBlock,
  index: number,
  blocks: readonly EditionBlock[],
  runsHtml: RunsHtml,
): string {
  switch (block.type) {
    case 'title':
      return paragraph(
        'p class="MsoTitle" align="center"',
        `text-align:center;font-size:22.0pt;line-height:32.0pt;margin:0 0 29.0pt;font-weight:normal;${font('xiaobiaosong')}`,
        runsHtml(block.runs),
      );
    case 'heading': {
      const face = block.level === 1 ? 'heiti' : block.level === 2 ? 'kaiti' : 'fangsong';
      const style = `text-indent:2em;font-weight:normal;${BODY};${font(face)}`;
      const text = `${escapeXml(block.number)}${runsHtml(block.runs)}`;
      const body = block.runIn ? `<span style="${font('fangsong')}">${runsHtml(block.runIn)}</span>` : '';
      return paragraph(`h${block.level}`, style, text + body);
    }
    case 'paragraph':
      return bodyHtml(block, blocks[index - 1], runsHtml);
    case 'signature': {
      const right = signatureRight(block, blocks) * CHAR;
      const style = `text-align:right;${BODY.replace('margin:0', `margin:0 ${right}pt 0 0`)};${font('fangsong')}`;
      return paragraph('p align="right"', style, runsHtml(block.runs));
    }
    case 'annex':
      return [
        ...(block.number
          ? [paragraph('p', `${BODY};${NEW_PAGE};${font('heiti')}`, escapeXml(block.number))]
          : []),
        paragraph(
          'p align="center"',
          `text-align:center;font-size:22.0pt;line-height:32.0pt;margin:29.0pt 0;${font('xiaobiaosong')}`,
          runsHtml(block.runs),
        ),
      ].join('\n');
    case 'table':
      return tableHtml(block, runsHtml);
  }
}

function bodyHtml(
  { role, runs }: Extract<EditionBlock, { type: 'paragraph' }>,
  before: EditionBlock | undefined,
  runsHtml: RunsHtml,
): string {
  const base = `${BODY};${font('fangsong')}`;
  if (role === 'caption')
    return paragraph(
      'p align="center"',
      `text-align:center;${BODY.replace('16.0pt', '14.0pt')};${font('heiti')}`,
      runsHtml(runs),
    );
  if (role === 'measure')
    return paragraph(
      'p align="right"',
      `text-align:right;${base.replace('16.0pt', '12.0pt')}`,
      runsHtml(runs),
    );
  if (runs.length > 0 && runs.every(({ image }) => image !== undefined))
    return paragraph('p align="center"', `text-align:center;margin:0`, runsHtml(runs));
  if (role === 'docnumber') return paragraph('p align="center"', `text-align:center;${base}`, runsHtml(runs));
  if (role === 'addressee') return paragraph('p', base, runsHtml(runs));
  if (role === 'attachment') {
    const first = !(before?.type === 'paragraph' && before.role === 'attachment');
    const { left, hanging } = attachmentIndents(textOfRuns(runs), first);
    const indent = `margin:0 0 0 ${left * CHAR}pt;text-indent:${-hanging * CHAR}pt`;
    return paragraph('p', base.replace('margin:0', indent), runsHtml(runs));
  }
  return paragraph('p', `text-indent:2em;text-align:justify;${base}`, runsHtml(runs));
}

function signatureRight(
  block: Extract<EditionBlock, { type: 'signature' }>,
  blocks: readonly EditionBlock[],
): number {
  const width = (role: 'unit' | 'date'): number => {
    const one = blocks.find((other) => other.type === 'signature' && other.role === role);
    return one?.type === 'signature' ? widthOf(textOfRuns(one.runs)) : 0;
  };
  return signatureIndents(width('unit'), width('date'))[block.role];
}

function tableHtml({ rows, widths }: Extract<EditionBlock, { type: 'table' }>, runsHtml: RunsHtml): string {
  const columns = widths
    ? `<colgroup>${widths.map((width) => (width === null ? '<col>' : `<col width="${Math.round(width / 0.75)}" style="width:${width}pt">`)).join('')}</colgroup>`
    : '';
  const lines = rows.map(
    (row) =>
      `<tr>${row.cells.map((cell) => (cell.covered ? '' : cellHtml(cell, row.header, runsHtml))).join('')}</tr>`,
  );
  return `<table border="1" cellspacing="0" cellpadding="0" style="border-collapse:collapse;width:100%">${columns}${lines.join('')}</table>`;
}

function cellHtml(
  { runs, colSpan, rowSpan, align = 'center' }: EditionCell<EditionRun>,
  header: boolean,
  runsHtml: RunsHtml,
): string {
  const style = `border:0.5pt solid black;padding:2.0pt 5.0pt;text-align:${align};font-size:12.0pt;font-weight:normal;${font(header ? 'heiti' : 'fangsong')}`;
  const spans = `${colSpan ? ` colspan="${colSpan}"` : ''}${rowSpan ? ` rowspan="${rowSpan}"` : ''}`;
  return paragraph(`${header ? 'th' : 'td'}${spans}`, style, runsHtml(runs));
}

function font(name: keyof typeof FONTS): string {
  const [first = ''] = FONTS[name].split(',');
  return `font-family:${FONTS[name]};mso-fareast-font-family:${first};mso-ascii-font-family:${first}`;
}

function paragraph(tag: string, style: string, html: string): string {
  // An empty paragraph has no height without something in it.
  return `<${tag} style="${style}">${html || '&nbsp;'}</${tag.split(' ')[0] ?? tag}>`;
}

const runsWith =
  (address: ImageAddress): RunsHtml =>
  (runs) =>
    runs.map((run) => runHtml(run, address)).join('');

function runHtml({ text, blank, bold, sup, note, image }: EditionRun, address: ImageAddress): string {
  if (note) return `<sup>${noteSign(note.kind, note.number)}</sup>`;
  if (image) return imageHtml(image, address);
  let html = spaces(escapeXml(text)).replaceAll('\n', '<br>');
  if (blank) html = `<u>${html}</u>`;
  if (sup) html = `<sup>${html}</sup>`;
  return bold ? `<b>${html}</b>` : html;
}

function imageHtml({ asset, width, height, alt }: EditionImage, address: ImageAddress): string {
  const src = address(asset);
  if (src === null) return escapeXml(imageName(alt));
  // Programs read one or the other: pixels here, points there.
  return `<img src="${escapeXml(src)}" alt="${escapeXml(alt)}" width="${pixels(width)}" height="${pixels(height)}" style="width:${width}pt;height:${height}pt">`;
}

const pixels = (points: number): number => Math.round(points / 0.75);

function noteHtml({ kind, number, body }: EditionNote, runsHtml: RunsHtml): string {
  const style = `${BODY.replace('16.0pt', '10.5pt').replace('29.0pt', '16.0pt')};${font('fangsong')}`;
  return paragraph('p', style, noteSign(kind, number) + runsHtml(body));
}

/** HTML keeps one space of several. */
function spaces(html: string): string {
  return html.replaceAll('  ', '&nbsp; ');
}

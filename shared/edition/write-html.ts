import { escapeXml } from '../text/escape-xml.ts';
import { textOfRuns } from './gate.ts';
import { attachmentIndents, signatureIndents, widthOf } from './line-layout.ts';
import type { EditionBlock, EditionRun } from './types.ts';

/** 16 pt, as the official layout (GB/T 9704-2012) has it. */
const CHAR = 16;
const BODY = 'font-size:16.0pt;line-height:29.0pt;mso-line-height-rule:exactly;margin:0';

/** Named as offices have them; another name of the same face, and a generic one, follow. */
const FONTS = {
  fangsong: '仿宋_GB2312,仿宋,FangSong',
  heiti: '黑体,SimHei',
  kaiti: '楷体_GB2312,楷体,KaiTi',
  xiaobiaosong: '方正小标宋简体,方正小标宋_GBK,宋体',
} as const;

/**
 * Blocks of an edition as clipboard HTML, for Word, WPS and LibreOffice: headings are headings with their numbers as
 * text, every paragraph carries its fonts, size and indent, because nothing else of a page comes along.
 * @param inline a piece of one line: it goes on in the line that it is pasted into
 */
export function writeHtml(blocks: readonly EditionBlock[], inline: boolean): string {
  const [only] = blocks;
  const body =
    inline && only && only.type !== 'table'
      ? `<span>${runsHtml(only.runs)}</span>`
      : blocks.map((block, index) => blockHtml(block, index, blocks)).join('\n');
  return `<html lang="zh-CN"><head><meta charset="utf-8"></head><body>\n<!--StartFragment-->${body}<!--EndFragment-->\n</body></html>`;
}

function blockHtml(block: EditionBlock, index: number, blocks: readonly EditionBlock[]): string {
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
      return bodyHtml(block, blocks[index - 1]);
    case 'signature': {
      const right = signatureRight(block, blocks) * CHAR;
      const style = `text-align:right;${BODY.replace('margin:0', `margin:0 ${right}pt 0 0`)};${font('fangsong')}`;
      return paragraph('p align="right"', style, runsHtml(block.runs));
    }
    case 'annex':
      return paragraph(
        'p align="center"',
        `text-align:center;${BODY};${font('xiaobiaosong')}`,
        runsHtml(block.runs),
      );
    case 'table':
      return tableHtml(block);
  }
}

function bodyHtml(
  { role, runs }: Extract<EditionBlock, { type: 'paragraph' }>,
  before: EditionBlock | undefined,
): string {
  const base = `${BODY};${font('fangsong')}`;
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

function tableHtml({ rows }: Extract<EditionBlock, { type: 'table' }>): string {
  const lines = rows.map(
    (row) => `<tr>${row.cells.map((cell) => cellHtml(cell.runs, row.header)).join('')}</tr>`,
  );
  return `<table border="1" cellspacing="0" cellpadding="0" style="border-collapse:collapse;width:100%">${lines.join('')}</table>`;
}

function cellHtml(runs: readonly EditionRun[], header: boolean): string {
  const style = `border:0.5pt solid black;padding:2.0pt 5.0pt;text-align:center;font-size:12.0pt;font-weight:normal;${font(header ? 'heiti' : 'fangsong')}`;
  return paragraph(header ? 'th' : 'td', style, runsHtml(runs));
}

function font(name: keyof typeof FONTS): string {
  const [first = ''] = FONTS[name].split(',');
  return `font-family:${FONTS[name]};mso-fareast-font-family:${first};mso-ascii-font-family:${first}`;
}

function paragraph(tag: string, style: string, html: string): string {
  // An empty paragraph has no height without something in it.
  return `<${tag} style="${style}">${html || '&nbsp;'}</${tag.split(' ')[0] ?? tag}>`;
}

function runsHtml(runs: readonly EditionRun[]): string {
  return runs
    .map((run) => (run.blank ? `<u>${spaces(escapeXml(run.text))}</u>` : spaces(escapeXml(run.text))))
    .join('');
}

/** HTML keeps one space of several. */
function spaces(html: string): string {
  return html.replaceAll('  ', '&nbsp; ');
}

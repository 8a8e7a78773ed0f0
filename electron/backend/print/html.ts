import { textOfRuns } from '../../../shared/edition/gate.ts';
import {
  attachmentIndents,
  signatureIndents,
  titleWords,
  widthOf,
} from '../../../shared/edition/line-layout.ts';
import type { EditionBlock, EditionDocument, EditionRun } from '../../../shared/edition/types.ts';

/** Width of a body character in points: 16 pt, set 0.25 pt tighter. */
const CHAR = 15.75;

/**
 * An edition as a whole, self-contained HTML page for Chromium's print engine. `css` is that of
 * `resources/print`; nothing else is loaded and no script runs.
 */
export function toPrintHtml(doc: EditionDocument, css: string): string {
  // A style sheet that closed its own element would be markup.
  const style = css.replaceAll(/<\/style/gi, '<\\/style');
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>${escapeHtml(doc.title)}</title>
<style>${style}</style>
</head>
<body${doc.draft ? ' class="draft"' : ''}>
${doc.blocks.map((block, index) => blockHtml(block, index, doc.blocks)).join('\n')}
</body>
</html>
`;
}

function blockHtml(block: EditionBlock, index: number, blocks: readonly EditionBlock[]): string {
  switch (block.type) {
    case 'title':
      return `<h1>${titleHtml(block.runs)}</h1>`;
    case 'heading': {
      const tag = `h${block.level + 1}`;
      const heading = `<${tag}>${escapeHtml(block.number)}${inline(block.runs)}</${tag}>`;
      // The outline names the heading only, not the body that runs on in its line.
      return block.runIn
        ? `<div class="run-in">${heading}<p class="body">${inline(block.runIn)}</p></div>`
        : heading;
    }
    case 'table':
      return tableHtml(block);
    case 'signature':
      return signatureHtml(block, blocks);
    case 'paragraph':
      return block.role === 'attachment'
        ? attachmentHtml(block.runs, blocks[index - 1])
        : `<p class="${block.role}">${inline(block.runs)}</p>`;
  }
}

/** The style sheet balances the lines of a title; words that belong together stay on one. */
function titleHtml(runs: readonly EditionRun[]): string {
  if (runs.some((run) => run.blank)) return inline(runs);
  return titleWords(textOfRuns(runs))
    .map((word) => (word.length > 1 ? `<span class="word">${escapeHtml(word)}</span>` : escapeHtml(word)))
    .join('');
}

function attachmentHtml(runs: readonly EditionRun[], before: EditionBlock | undefined): string {
  const first = !(before?.type === 'paragraph' && before.role === 'attachment');
  const { left, hanging } = attachmentIndents(textOfRuns(runs), first);
  const indent = `padding-left:${left * CHAR}pt;text-indent:${-hanging * CHAR}pt`;
  return `<p class="attachment${first ? ' first' : ''}" style="${indent}">${inline(runs)}</p>`;
}

function signatureHtml(
  block: Extract<EditionBlock, { type: 'signature' }>,
  blocks: readonly EditionBlock[],
): string {
  const all = blocks.filter((other) => other.type === 'signature');
  const width = (role: 'unit' | 'date'): number => {
    const one = all.find((other) => other.role === role);
    return one ? widthOf(textOfRuns(one.runs)) : 0;
  };
  const right = signatureIndents(width('unit'), width('date'))[block.role] * CHAR;
  const first = all[0] === block ? ' first' : '';
  return `<p class="signature ${block.role}${first}" style="padding-right:${right}pt">${inline(block.runs)}</p>`;
}

function tableHtml(block: Extract<EditionBlock, { type: 'table' }>): string {
  const body = block.rows.findIndex((row) => !row.header);
  const heads = block.rows.slice(0, body < 0 ? undefined : body);
  const rows = body < 0 ? [] : block.rows.slice(body);
  const head = heads.length > 0 ? `<thead>${heads.map(rowHtml).join('')}</thead>` : '';
  return `<table>${head}<tbody>${rows.map(rowHtml).join('')}</tbody></table>`;
}

function rowHtml(row: { header: boolean; cells: EditionRun[][] }): string {
  const tag = row.header ? 'th' : 'td';
  return `<tr>${row.cells.map((cell) => `<${tag}>${inline(cell)}</${tag}>`).join('')}</tr>`;
}

function inline(runs: readonly EditionRun[]): string {
  return runs
    .map((run) => (run.blank ? `<span class="blank">${escapeHtml(run.text)}</span>` : escapeHtml(run.text)))
    .join('');
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export function escapeHtml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll('\u0000', '')
    .replaceAll(/[&<>"]/g, (char) => ENTITIES[char] ?? char);
}

import { comparedGrid } from '../../../shared/compare/grid.ts';
import type { ComparedPiece, ComparedRow, Comparison, Part } from '../../../shared/compare/types.ts';
import { changeNote } from '../../../shared/figures/compare-figures.ts';
import { escapeXml } from '../../../shared/text/escape-xml.ts';
import { tableHtml as printedTable } from './table-html.ts';

/** A comparison as one page for the print engine: deletions struck, insertions underlined, and how much was kept. */
export function comparisonHtml(comparison: Comparison, css: string): string {
  const style = css.replaceAll(/<\/style/gi, '<\\/style');
  const [a, b] = sideNames(comparison);
  return `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><title>${escapeXml(comparison.b.title)}（对照）</title><style>${style}</style></head>
<body class="comparison">
<p class="legend">对照稿：${a} → ${b}。<del>${a}有、${b}没有的文字</del>，<ins>${b}新写的文字</ins>，<ins class="moved">移动的文字</ins>。</p>
${comparison.sections.flatMap(({ rows }) => paragraphs(rows)).join('\n')}
${summary(comparison, a, b)}
</body>
</html>
`;
}

function sideNames({ a, b }: Comparison): [string, string] {
  return a.year === b.year ? ['修改前', '修改后'] : [`${a.year}年`, `${b.year}年`];
}

/** Rows joined to paragraphs and tables as they are read. */
function paragraphs(rows: readonly ComparedRow[]): string[] {
  const out: string[] = [];
  let open: { part: Part; html: string } | null = null;
  let table: ComparedRow[] = [];
  const close = (): void => {
    if (open) out.push(tagOf(open.part, open.html));
    open = null;
    if (table.length > 0) out.push(tableHtml(table));
    table = [];
  };
  for (const row of rows) {
    const part = partOf(row);
    if (!part) continue;
    if (part.type === 'row') {
      if (open) close();
      // Two tables on end stay two.
      const last = table.at(-1);
      if (last && partOf(last)?.block !== part.block && partOf(last)?.cells?.length !== part.cells?.length)
        close();
      table.push(row);
      continue;
    }
    if (table.length > 0 || part.starts || !open) {
      close();
      open = { part, html: '' };
    }
    open.html += labelHtml(row) + piecesHtml(row);
  }
  close();
  return out;
}

const partOf = ({ a, b }: ComparedRow): Part | null => b ?? a;

/** A table with both sides in its cells, which span where they do so on both sides. */
function tableHtml(rows: readonly ComparedRow[]): string {
  const table = { type: 'table' as const, id: '', rows: comparedGrid(rows) };
  return printedTable(table, { inline: (runs) => runs.map(wordsHtml).join('') });
}

const wordsHtml = ({ before, after }: { before: string; after: string }): string =>
  before === after
    ? escapeXml(after)
    : `${before ? `<del>${escapeXml(before)}</del>` : ''}${after ? `<ins>${escapeXml(after)}</ins>` : ''}`;

function labelHtml({ a, b }: ComparedRow): string {
  const label = (b ?? a)?.label ?? '';
  if (!label) return '';
  return b ? escapeXml(label) : `<del>${escapeXml(label)}</del>`;
}

function piecesHtml(row: ComparedRow): string {
  const place = row.place ? escapeXml(row.place) : '';
  if (row.kind === 'moved-away')
    return `<del class="moved">${escapeXml(row.a?.text ?? '')}</del><small>〔移到“${place}”〕</small>`;
  const note = row.kind === 'moved' ? `<small>〔移自“${place}”〕</small>` : '';
  return note + row.pieces.map((piece) => pieceHtml(piece, row.kind === 'moved')).join('');
}

function pieceHtml(piece: ComparedPiece, moved: boolean): string {
  const text = escapeXml(piece.text);
  const kind = piece.moved || moved ? ' class="moved"' : '';
  if (piece.kind === 'same') return moved ? `<ins class="moved">${text}</ins>` : text;
  if (piece.kind === 'delete') return `<del${piece.moved ? kind : ''}>${text}</del>`;
  const change = piece.figure ? changeNote(piece.figure) : null;
  const note = change === null ? '' : `<sup>${change}</sup>`;
  return `<ins${piece.moved ? kind : ''}>${text}</ins>${note}`;
}

function tagOf(part: Part, html: string): string {
  switch (part.type) {
    case 'title':
      return `<h1>${html}</h1>`;
    case 'heading':
      return `<h${(part.level ?? 1) + 1}>${html}</h${(part.level ?? 1) + 1}>`;
    case 'annex':
      return `<h1 class="annex-title">${html}</h1>`;
    case 'signature':
      return `<p class="signature">${html}</p>`;
    case 'note':
      return `<p class="note-line">${html}</p>`;
    case 'image':
      return `<p class="image-line">${html}</p>`;
    default:
      return `<p class="${part.role ?? 'body'}">${html}</p>`;
  }
}

function shareText(share: number | null): string {
  return share === null ? '—' : `${Math.round(share * 100)}%`;
}

function summary({ sections, reuse, differences }: Comparison, a: string, b: string): string {
  const rows = sections
    .filter((section) => section.b && (section.counted > 0 || section.differences > 0))
    .map(
      (section) =>
        `<tr><td class="name">${escapeXml((section.b?.number ?? '') + (section.b?.text ?? ''))}</td><td>${shareText(section.reuse)}</td><td>${section.differences}</td></tr>`,
    );
  return `<section class="summary"><p class="caption">各节沿用情况（固定表述不计）</p>
<table><thead><tr><th class="name">${b}的小节</th><th>与${a}逐句相同</th><th>差异（处）</th></tr></thead>
<tbody>${rows.join('')}<tr><td class="name">全文</td><td>${shareText(reuse)}</td><td>${differences}</td></tr></tbody></table></section>`;
}

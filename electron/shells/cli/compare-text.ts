import type { ComparedRow, ComparedSection, Comparison, SectionHead } from '../../../shared/compare/types.ts';

type Change = {
  kind: 'added' | 'removed' | 'changed' | 'figure' | 'moved';
  a: string;
  b: string;
  percent?: number | null;
};

type CompareJson = {
  reuse: number | null;
  differences: number;
  sections: {
    a: string | null;
    b: string | null;
    renamed: boolean;
    moved: boolean;
    reuse: number | null;
    changes: Change[];
  }[];
};

const nameOf = (head: SectionHead | null): string | null => head && head.number + head.text;
const rounded = (share: number | null): number | null => (share === null ? null : Number(share.toFixed(4)));

/** What `compare --json` prints. */
export function compareJson({ reuse, differences, sections }: Comparison): CompareJson {
  return {
    reuse: rounded(reuse),
    differences,
    sections: sections.map((section) => ({
      a: nameOf(section.a),
      b: nameOf(section.b),
      renamed: section.renamed,
      moved: section.moved,
      reuse: rounded(section.reuse),
      changes: section.rows.flatMap((row) => changesOf(row)),
    })),
  };
}

/** The differences of a row as a reader counts them; a year that moved on with the report is none. */
function changesOf(row: ComparedRow): Change[] {
  if (row.kind === 'same' || row.kind === 'moved-away') return [];
  const [a, b] = [row.a?.text ?? '', row.b?.text ?? ''];
  if (row.kind === 'added' || row.kind === 'removed') return [{ kind: row.kind, a, b }];
  const changes: Change[] = row.kind === 'moved' ? [{ kind: 'moved', a, b }] : [];
  row.pieces.forEach((piece, at) => {
    const after = row.pieces[at + 1];
    if (piece.kind === 'same' || piece.rolled) return;
    if (piece.kind === 'insert' && row.pieces[at - 1]?.kind === 'delete') return;
    const gone = piece.kind === 'delete' ? piece.text : '';
    const come = piece.kind === 'insert' ? piece.text : after?.kind === 'insert' ? after.text : '';
    const figure = after?.figure;
    if (piece.kind === 'delete' && figure) {
      const { before, unitBefore, after: now, unitAfter, percent } = figure;
      changes.push({ kind: 'figure', a: before + unitBefore, b: now + unitAfter, percent });
    } else {
      changes.push({ kind: gone && come ? 'changed' : gone ? 'removed' : 'added', a: gone, b: come });
    }
  });
  return changes;
}

const MARKS = { added: '＋', removed: '－', changed: '改', figure: '数', moved: '移' } as const;

/** What `compare` prints for people: the differences by section. */
export function compareText(comparison: Comparison): string {
  const lines = [
    `${comparison.a.year}年 ${comparison.a.title}`,
    `${comparison.b.year}年 ${comparison.b.title}`,
    `差异 ${comparison.differences} 处${comparison.reuse === null ? '' : `，逐句沿用 ${percent(comparison.reuse)}`}`,
  ];
  for (const section of comparison.sections) {
    const changes = section.rows.flatMap((row) => changesOf(row));
    lines.push('', sectionLine(section));
    for (const { kind, a, b, percent: change } of changes) {
      const arrow = a && b && kind !== 'moved' ? `${a} → ${b}` : b || a;
      const share = change === undefined || change === null ? '' : `（${change > 0 ? '+' : ''}${change}%）`;
      lines.push(`  ${MARKS[kind]} ${arrow}${share}`);
    }
  }
  return lines.join('\n');
}

function sectionLine({ a, b, renamed, moved, reuse }: ComparedSection): string {
  const [before, now] = [nameOf(a), nameOf(b)];
  const name =
    before === null
      ? `${now}（新增）`
      : now === null
        ? `${before}（已无）`
        : renamed
          ? `${before} → ${now}`
          : now;
  return `${name}${moved ? '（移动）' : ''}${reuse === null ? '' : ` · 沿用 ${percent(reuse)}`}`;
}

const percent = (share: number): string => `${Math.round(share * 100)}%`;

import { differencesOf } from '../../../shared/compare/count.ts';
import type { ComparedRow, ComparedSection, Comparison, SectionHead } from '../../../shared/compare/types.ts';
import { changeNote } from '../../../shared/figures/compare-figures.ts';
import type { ReportSummary } from '../../../shared/contract/methods.ts';
import type { SideRoute } from '../../base/route.ts';

export const VIEWS = ['both', 'a', 'b', 'merged'] as const;
export type CompareView = (typeof VIEWS)[number];

/** Rows of a section that the view shows. */
export function shownRows(section: ComparedSection, view: CompareView, onlyChanges: boolean): ComparedRow[] {
  return section.rows.filter((row) => {
    const side = view === 'a' ? row.a : view === 'b' ? row.b : (row.a ?? row.b);
    if (!side) return false;
    // What moved within the old text is one row there, where it was.
    if (view === 'a' && row.kind === 'moved') return false;
    if (!onlyChanges) return true;
    // A heading without a change says where the changes are.
    return row.kind !== 'same' && !isOnlyRolled(row);
  });
}

/** Rows on the screen that differ: what 下一处差异 goes through. */
export function countDifferent(comparison: Comparison, view: CompareView, onlyChanges: boolean): number {
  return comparison.sections.reduce(
    (n, section) => n + shownRows(section, view, onlyChanges).filter((row) => differencesOf(row) > 0).length,
    0,
  );
}

/** Nothing but years that moved on with the report. */
export function isOnlyRolled(row: ComparedRow): boolean {
  return row.kind === 'changed' && row.pieces.every((piece) => piece.kind === 'same' || piece.rolled);
}

export function nameOf(head: SectionHead | null): string {
  return head ? head.number + head.text : '';
}

/** What stands over a column. */
export function sideName(comparison: Comparison, side: 'a' | 'b'): string {
  const { a, b } = comparison;
  const one = comparison[side];
  if (a.year !== b.year || a.unit !== b.unit) return `${one.year}年`;
  return side === 'a' ? '修改前' : '修改后';
}

/** Which two to compare where nothing was said: the newest report and the same unit's of the year before. */
export function defaultSides(
  reports: readonly ReportSummary[],
  b?: string,
): { a: SideRoute; b: SideRoute } | null {
  const sorted = [...reports].sort((x, y) => y.year - x.year || y.updatedAt.localeCompare(x.updatedAt));
  for (const now of b === undefined ? sorted : sorted.filter(({ id }) => id === b)) {
    const earlier = sorted.filter((one) => one.id !== now.id && one.year <= now.year);
    const before = earlier.find((one) => one.unit === now.unit && one.year < now.year) ?? earlier[0];
    if (before) return { a: { report: before.id }, b: { report: now.id } };
  }
  return null;
}

/** Whether there is nothing to compare: two versions of the only report are two sides. */
export function hasOneSide(
  reports: readonly ReportSummary[],
  a: SideRoute | null,
  b: SideRoute | null,
): boolean {
  return reports.length < 2 && (a === null || b === null);
}

export function percentText(share: number): string {
  return `${Math.round(share * 100)}%`;
}

/** `+25%`, `-9.7%`; with what can't be reckoned in words. */
export function figureNote(row: ComparedRow['pieces'][number]): string | null {
  const { figure } = row;
  if (!figure) return null;
  const note = changeNote(figure);
  if (note !== null) return note;
  if (figure.unitBefore !== figure.unitAfter) return '单位变了';
  return null;
}

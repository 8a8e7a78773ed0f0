import type { UndecidedLeftover } from '../../../shared/contract/export.ts';
import type { ReportDetail } from '../../../shared/contract/methods.ts';
import { makeParagraph } from '../../../shared/document/make.ts';
import { findLeftovers, keyOfLeftover, type Leftover } from '../../../shared/edition/leftovers.ts';
import { maskOf } from '../../../shared/edition/mask.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Series } from '../../../shared/indicators/types.ts';
import type { Deps } from './deps.ts';
import { policyOf } from './edition-of.ts';

/** The series that may go out, and how many are left out because nothing of them may be printed. */
export type PublicSeries = { series: Series[]; leftOut: number };

/**
 * Names of figures go out, too, and whoever writes them thinks of the field, not of a reader outside. A figure of which no
 * year may be printed is left out with its name. In the other names and units, what is masked in a report is masked, and
 * what only looks like a secret is asked about, as in the text of an export.
 * @param reports those that the series are made from
 * @param allowLeftovers somebody lets everything go out this once
 * Throws AppError('leftovers') where somebody still has to decide.
 */
export function publicSeries(
  deps: Deps,
  reports: readonly ReportDetail[],
  all: readonly Series[],
  allowLeftovers: boolean,
): PublicSeries {
  const shown = all.filter(({ points }) => points.some(({ masked }) => !masked));
  const newest = [...reports].sort((a, b) => b.year - a.year);
  const allowed = new Set(
    newest.flatMap(({ id }) => deps.store.exports.allowed(id).map(({ kind, text }) => `${kind} ${text}`)),
  );
  const open = new Map<string, UndecidedLeftover>();
  const masked = new Map<string, Set<string>>();
  for (const report of newest) {
    for (const { place, found } of leftoversInNames(deps, report, shown)) {
      const key = `${found.kind} ${keyOfLeftover(found)}`;
      if (allowed.has(key)) continue;
      if (found.kind === 'value') masked.set(place, (masked.get(place) ?? new Set()).add(found.text));
      else if (!open.has(key)) open.set(key, { ...found, report: report.id, title: report.title });
    }
  }
  if (open.size > 0 && !allowLeftovers) throw undecided([...open.values()]);
  const without = (text: string, place: string): string =>
    [...(masked.get(place) ?? [])]
      .sort((a, b) => b.length - a.length)
      .reduce((out, secret) => out.replaceAll(secret, maskOf(secret)), text);
  const series = shown.map((one, at) => ({
    ...one,
    label: without(one.label, `label ${at}`),
    unit: without(one.unit, `unit ${at}`),
  }));
  return { series, leftOut: all.length - shown.length };
}

/** What of the names and units would be asked about if it stood in the report's text. */
function leftoversInNames(
  deps: Deps,
  { document, variables, template: id }: ReportDetail,
  series: readonly Series[],
): { place: string; found: Leftover }[] {
  const { template, policy } = policyOf(deps, { template: id });
  const names = series.flatMap(({ label, unit }, at) => [
    { ...makeParagraph(label), id: `label ${at}` },
    { ...makeParagraph(unit), id: `unit ${at}` },
  ]);
  const own = new Set(names.map((block) => block.id));
  const { schema, blocks } = document;
  const leftovers = findLeftovers({ schema, blocks: [...blocks, ...names] }, variables, template, policy);
  return leftovers.filter(({ block }) => own.has(block)).map((found) => ({ place: found.block, found }));
}

function undecided(leftovers: UndecidedLeftover[]): AppError {
  return new AppError(
    'leftovers',
    `没有导出：数据的名称里还有 ${leftovers.length} 处像是不该公开的内容，请逐处决定后再导出；报告没有改动。`,
    { details: { leftovers } },
  );
}

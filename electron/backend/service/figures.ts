import type { FigureTable } from '../../../shared/contract/figures.ts';
import type { ReportDetail, ReportSummary } from '../../../shared/contract/methods.ts';
import { exportFileName } from '../../../shared/edition/file-name.ts';
import { editionPolicy, isHiddenIn, maskedUnitName, maskOf } from '../../../shared/edition/mask.ts';
import { hiderOf } from '../../../shared/edition/gate.ts';
import { publicView } from '../../../shared/edition/secrecy.ts';
import { finalView } from '../../../shared/document/resolve.ts';
import { seriesOf, type YearReport } from '../../../shared/indicators/series.ts';
import { fieldValue } from '../../../shared/document/field-text.ts';
import type { Field, Variables } from '../../../shared/document/types.ts';
import type { Series } from '../../../shared/indicators/types.ts';
import { figuresWorkbook } from '../../../shared/indicators/workbook.ts';
import { stopAtGrade } from './classified.ts';
import type { Deps } from './deps.ts';
import { internalWords } from './internal-words.ts';
import { publicSeries } from './public-figures.ts';
import { handlersFor } from './registry.ts';
import { stopWhereClosed } from './review-sheet.ts';
import { settingOf } from './settings.ts';
import type { Edition } from '../../../shared/edition/edition.ts';

type Wanted = { unit?: string | undefined; edition: Edition; allowLeftovers?: boolean | undefined };

const FINISHED = ['signed-off', 'revised', 'in-review', 'drafting'];

export function figureHandlers(deps: Deps) {
  const { store, templates } = deps;
  const known = [...templates.values()].flatMap((template) =>
    template.slots.flatMap((slot) => slot.indicators.map(({ key, label, unit }) => ({ key, label, unit }))),
  );

  /** The public table is asked for by what goes out; the internal one is looked at, too. */
  const table = (
    { unit: wanted, edition, allowLeftovers = false }: Wanted,
    signal: AbortSignal,
  ): FigureTable => {
    const all = store.reports.list();
    const units = [...new Set([...all].sort((a, b) => b.year - a.year).map(({ unit }) => unit))];
    const unit = wanted ?? units[0] ?? '';
    const settings = settingOf(store, 'editions');
    let unitName = unit;
    const read: ReportDetail[] = [];
    const reports = oneAYear(all.filter((report) => report.unit === unit)).map((summary): YearReport => {
      signal.throwIfAborted();
      const report = store.reports.get(summary.id);
      const { id, year, document, variables, template: templateId } = report;
      read.push(report);
      if (edition === 'public') {
        stopAtGrade(store, [report], true);
        stopWhereClosed(deps, report, true);
      }
      const policy = editionPolicy(templates.get(templateId), settings);
      if (isHiddenIn(edition, policy.variable('unit'))) unitName = maskedUnitName(unit, policy.mask);
      // Sentences that are not public have no figures outside either.
      const blocks = edition === 'public' ? publicView(document.blocks) : finalView(document.blocks);
      const hides = hiderOf(document.blocks, edition, policy);
      const mask = (field: Field, values: Variables): string | null =>
        hides(field) ? maskOf(fieldValue(field, values), policy.mask, field.mask) : null;
      return { id, year, blocks, variables, mask };
    });
    const series = seriesOf(reports, { known });
    return {
      units,
      unit,
      unitName,
      years: reports.map(({ year }) => year).sort((a, b) => a - b),
      ...(edition === 'public' ? publicSeries(deps, read, series, allowLeftovers) : { series }),
    };
  };

  return handlersFor({
    'figures.series': (wanted, { signal }) => table(wanted, signal),

    'figures.export': (wanted, { signal }) => {
      const { edition } = wanted;
      const found = table(wanted, signal);
      // The public table has its names masked already; a file for the house has none of what no edition prints.
      if (edition === 'internal') found.series = neverPrinted(deps, found);
      const span = [...new Set([found.years[0], found.years.at(-1)])].join('—');
      const bytes = figuresWorkbook(found.series, found.years, `${found.unitName}${span}年年度数据`);
      const name = exportFileName({
        unit: found.unit,
        year: found.years.at(-1) ?? 0,
        kind: '年度数据',
        edition,
        unitIsHidden: found.unitName !== found.unit,
      });
      return {
        name: `${name}.xlsx`,
        bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
        pages: null,
        substitutedFonts: {},
        ...(found.leftOut ? { leftOut: found.leftOut } : {}),
      };
    },
  });
}

/** The series with names that say nothing which is always hidden in any of the unit's reports. */
function neverPrinted(deps: Deps, { series, unit }: FigureTable): Series[] {
  const { reports } = deps.store;
  const maskers = reports
    .list()
    .filter((report) => report.unit === unit)
    .map(({ id }) => internalWords(deps, reports.get(id)).words);
  const masked = (text: string): string => maskers.reduce((words, mask) => mask(words), text);
  return series.map((one) => ({ ...one, label: masked(one.label) }));
}

/** Of several reports of a year the one that has come furthest, then the newest. */
function oneAYear(reports: readonly ReportSummary[]): ReportSummary[] {
  const byYear = new Map<number, ReportSummary>();
  for (const report of reports) {
    const other = byYear.get(report.year);
    const rank = (one: ReportSummary): number => FINISHED.indexOf(one.state);
    const better =
      !other ||
      rank(report) < rank(other) ||
      (rank(report) === rank(other) && report.updatedAt > other.updatedAt);
    if (better) byYear.set(report.year, report);
  }
  return [...byYear.values()];
}

import type { FigureTable } from '../../../shared/contract/figures.ts';
import type { ReportSummary } from '../../../shared/contract/methods.ts';
import { exportFileName } from '../../../shared/edition/file-name.ts';
import {
  editionPolicy,
  hidesField,
  isHiddenIn,
  maskedUnitName,
  maskOf,
} from '../../../shared/edition/mask.ts';
import { publicView } from '../../../shared/edition/secrecy.ts';
import { finalView } from '../../../shared/document/resolve.ts';
import { seriesOf, type YearReport } from '../../../shared/indicators/series.ts';
import { fieldValue } from '../../../shared/document/field-text.ts';
import type { Field, Variables } from '../../../shared/document/types.ts';
import { figuresWorkbook } from '../../../shared/indicators/workbook.ts';
import { stopAtGrade } from './classified.ts';
import type { Deps } from './deps.ts';
import { handlersFor } from './registry.ts';
import { settingOf } from './settings.ts';
import type { Edition } from '../../../shared/edition/edition.ts';

const FINISHED = ['signed-off', 'revised', 'in-review', 'drafting'];

export function figureHandlers({ store, templates, ports: { shell } }: Deps) {
  const known = [...templates.values()].flatMap((template) =>
    template.slots.flatMap((slot) => slot.indicators.map(({ key, label, unit }) => ({ key, label, unit }))),
  );

  /** @param leaves it goes out of the program, and is not only looked at */
  const table = (
    wanted: string | undefined,
    edition: Edition,
    signal: AbortSignal,
    leaves: boolean,
  ): FigureTable => {
    const all = store.reports.list();
    const units = [...new Set([...all].sort((a, b) => b.year - a.year).map(({ unit }) => unit))];
    const unit = wanted ?? units[0] ?? '';
    const settings = settingOf(store, 'editions');
    let unitName = unit;
    const reports = oneAYear(all.filter((report) => report.unit === unit)).map((summary): YearReport => {
      signal.throwIfAborted();
      const report = store.reports.get(summary.id);
      const { id, year, document, variables, template: templateId } = report;
      if (leaves && edition === 'public') stopAtGrade(store, [report], true);
      const policy = editionPolicy(templates.get(templateId), settings);
      if (isHiddenIn(edition, policy.variable('unit'))) unitName = maskedUnitName(unit, policy.mask);
      // Sentences that are not public have no figures outside either.
      const blocks = edition === 'public' ? publicView(document.blocks) : finalView(document.blocks);
      const mask = (field: Field, values: Variables): string | null =>
        hidesField(field, edition, policy)
          ? maskOf(fieldValue(field, values), policy.mask, field.mask)
          : null;
      return { id, year, blocks, variables, mask };
    });
    return {
      units,
      unit,
      unitName,
      years: reports.map(({ year }) => year).sort((a, b) => a - b),
      series: seriesOf(reports, { known }),
    };
  };

  return handlersFor({
    'figures.series': ({ unit, edition }, { signal }) => table(unit, edition, signal, shell === 'cli'),

    'figures.export': ({ unit, edition }, { signal }) => {
      const found = table(unit, edition, signal, true);
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
      };
    },
  });
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

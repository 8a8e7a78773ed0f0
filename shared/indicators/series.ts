import { figureOf } from '../figures/approx.ts';
import { FIELD_KINDS, type FieldKind } from '../document/field-kinds.ts';
import { inlinesOf, isField } from '../document/guards.ts';
import { fieldUnit, fieldValue } from '../document/field-text.ts';
import type { Block, Field, Variables } from '../document/types.ts';
import { convertUnit, pointsBetween } from '../figures/compare-figures.ts';
import { changeInPercent, readFigure } from '../figures/parse-figure.ts';
import { suggestIndicator, type KnownIndicator } from './suggest.ts';
import type { FigurePoint, Series, SeriesWarning, YearChange } from './types.ts';

/** One year's report, as far as figures go. */
export type YearReport = {
  id: string;
  year: number;
  blocks: readonly Block[];
  variables: Variables;
  /** What stands for a value that may not be shown in this edition; null: it may. */
  mask?: (field: Field, variables: Variables) => string | null;
};

export type SeriesOptions = {
  /** Indicators of the templates, for names and for fields without a key. */
  known: readonly KnownIndicator[];
};

type Found = { key: string; label: string; guessed: boolean; kind: FieldKind; point: FigurePoint };

/**
 * The figures of several years as series: fields with the same indicator belong together, others by their name where
 * at least two years have it. Reports come in any order, one a year.
 */
export function seriesOf(reports: readonly YearReport[], options: SeriesOptions): Series[] {
  const sorted = [...reports].sort((a, b) => a.year - b.year);
  const years = sorted.map(({ year }) => year);
  const byKey = new Map<string, Found[]>();
  for (const report of sorted) {
    for (const found of figuresOf(report, options)) {
      const list = byKey.get(found.key);
      // The first place of a report counts; a figure that is repeated in the summary is the same one.
      if (!list) byKey.set(found.key, [found]);
      else if (list.at(-1)?.point.year !== report.year) list.push(found);
    }
  }
  const series: Series[] = [];
  for (const [key, found] of byKey) {
    // A name that only one year uses is no series.
    if (key.startsWith('label:') && found.length < 2) continue;
    series.push(toSeries(key, found, years));
  }
  return series;
}

function figuresOf({ id, year, blocks, variables, mask }: YearReport, { known }: SeriesOptions): Found[] {
  const all: Found[] = [];
  for (const block of blocks) {
    for (const node of inlinesOf(block)) {
      if (!isField(node) || node.del || node.variable || node.computed || !FIELD_KINDS[node.kind].figure)
        continue;
      const unit = fieldUnit(node, variables);
      const value = fieldValue(node, variables);
      const hidden = mask?.(node, variables) ?? null;
      const text =
        hidden ??
        (figureOf({ value, ...(node.approx === undefined ? {} : { approx: node.approx }) }) ||
          node.mask ||
          '');
      if (!text) continue;
      const suggested = node.indicator ? null : suggestIndicator(node.label, unit, known);
      const key = node.indicator ?? suggested?.key ?? (node.label ? `label:${node.label}` : '');
      if (!key) continue;
      const read = hidden === null ? readFigure(value) : null;
      all.push({
        key,
        label: known.find((one) => one.key === key)?.label ?? node.label,
        guessed: !node.indicator,
        kind: node.kind,
        point: {
          year,
          report: id,
          block: block.id,
          field: node.id,
          text,
          unit,
          value: read?.ok ? read.figure.value : null,
          ...(hidden !== null || value === '' ? { masked: true as const } : {}),
          rough: node.approx !== undefined || (read?.ok === true && read.figure.exactness !== 'exact'),
        },
      });
    }
  }
  return all;
}

function toSeries(key: string, found: readonly Found[], years: readonly number[]): Series {
  const last = found.at(-1);
  const unit = last?.point.unit ?? '';
  const points = found.map(({ point }) => ({
    ...point,
    value: point.value === null ? null : convertUnit(point.value, point.unit, unit),
  }));
  const kind = last?.kind ?? 'count';
  return {
    key,
    label: last?.label ?? '',
    kind,
    unit,
    guessed: found.some(({ guessed }) => guessed),
    points,
    changes: changesOf(points, kind),
    warnings: warningsOf(points, years),
  };
}

/** Against the year before only: over a gap there is nothing to say. */
function changesOf(points: readonly FigurePoint[], kind: FieldKind): YearChange[] {
  return points.map(({ year, value }, at) => {
    const before = points[at - 1];
    if (!before || before.year !== year - 1 || before.value === null || value === null)
      return { year, change: null };
    const change =
      FIELD_KINDS[kind].change === 'points'
        ? pointsBetween(before.value, value)
        : changeInPercent(value, before.value);
    return { year, change };
  });
}

function warningsOf(points: readonly FigurePoint[], years: readonly number[]): SeriesWarning[] {
  const warnings: SeriesWarning[] = [];
  points.forEach((point, at) => {
    const before = points[at - 1];
    if (!before) return;
    const same = point.unit === before.unit;
    if (!same)
      warnings.push({
        kind: 'unit',
        year: point.year,
        text: `单位由“${before.unit || '无'}”改为“${point.unit || '无'}”`,
      });
    if (point.value && before.value) {
      const ratio = point.value / before.value;
      if (ratio >= 10)
        warnings.push({ kind: 'jump', year: point.year, text: `是${before.year}年的${times(ratio)}倍` });
      if (ratio > 0 && ratio <= 0.1)
        warnings.push({
          kind: 'jump',
          year: point.year,
          text: `只有${before.year}年的${times(1 / ratio)}分之一`,
        });
    }
  });
  const first = points[0]?.year ?? 0;
  const have = new Set(points.map(({ year }) => year));
  // The newest report is mostly a draft: what is empty there is not missing yet.
  const newest = years.at(-1) ?? 0;
  for (const year of years)
    if (year > first && year < newest && !have.has(year))
      warnings.push({ kind: 'missing', year, text: `${year}年没有这项数据` });
  return warnings.sort((a, b) => a.year - b.year);
}

const times = (ratio: number): number => Number(ratio.toFixed(1));

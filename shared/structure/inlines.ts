import type { IdSource } from '../document/ids.ts';
import { makeField, makeOrdinal } from '../document/make.ts';
import { MAX_FIELD_LENGTH } from '../document/limits.ts';
import type { Inline } from '../document/types.ts';
import { unitSuffix } from '../document/unit-name.ts';
import type { Indicator } from '../template/schema.ts';
import { figureSpans } from './figures.ts';
import { indicatorOf } from './indicator-of.ts';
import type { ItemSpan } from './items.ts';
import { labelFor } from './label.ts';
import { isParted, laidOver, type FoundNode } from './looks.ts';
import { maskSpans, type FieldSpan } from './masks.ts';
import type { SourceText } from './source-line.ts';

/** What is known of the report as a whole while its lines are read. */
export type ReportFacts = {
  /** Full name of the unit where it stands in clear. */
  unit: string | undefined;
  /** Last word of the unit's name in a redacted report: `镇` of `**镇`. */
  maskedUnit: string | undefined;
  hasVariable: (key: string) => boolean;
};

/**
 * A line's text as inline nodes: ordinals and fields where they were found, text between, in the formats of the source,
 * and its notes and images. What the nodes read like is the line again, character for character.
 */
export function inlinesOfText(
  source: SourceText,
  items: readonly ItemSpan[],
  facts: ReportFacts,
  indicators: readonly Indicator[],
  ids: IdSource,
): Inline[] {
  const { text } = source;
  const parts: FoundNode[] = items.map((item) => ({
    from: item.from,
    to: item.to,
    node: {
      ...makeOrdinal(item.scheme, item.restart),
      ...(item.typed ? { typed: item.typed } : {}),
      ...(item.mark ? { mark: item.mark } : {}),
    },
  }));
  // By character: to compare each with all others would be slow where there are thousands.
  const taken = new Set<number>();
  const take = (from: number, to: number): void => {
    for (let at = from; at < to; at += 1) taken.add(at);
  };
  const free = (from: number, to: number): boolean => {
    for (let at = from; at < to; at += 1) if (taken.has(at)) return false;
    return true;
  };
  for (const { from, to } of items) take(from, to);
  const addField = (span: FieldSpan): void => {
    // A line of asterisks across the page masks nothing, and would be more than a field may hold.
    const { mask = '', value = '' } = span.field;
    if (mask.length > MAX_FIELD_LENGTH || value.length > MAX_FIELD_LENGTH) return;
    if (!free(span.from, span.to) || isParted(source, span.from, span.to)) return;
    // 一是召开会议12次: the ordinal is no part of what is counted.
    const begins = items.findLast(({ to }) => to <= span.from)?.to ?? 0;
    const before = text.slice(begins, span.from);
    take(span.from, span.to);
    parts.push({ ...span, node: fieldOf(span, before, facts, indicators, ids) });
  };
  for (const span of maskSpans(text)) addField(span);
  for (const span of unitSpans(text, facts.unit)) addField(span);
  for (const span of figureSpans(text)) addField(span);
  parts.sort((a, b) => a.from - b.from);
  return laidOver(source, parts, ids);
}

/** The unit's name in clear, wherever it stands. */
export function unitSpans(text: string, unit: string | undefined): FieldSpan[] {
  if (!unit || unit.length < 3) return [];
  const spans: FieldSpan[] = [];
  for (let at = text.indexOf(unit); at >= 0; at = text.indexOf(unit, at + unit.length)) {
    const field = {
      kind: 'place' as const,
      unit: unitSuffix(unit),
      variable: 'unit',
      sensitivity: 'internal' as const,
    };
    spans.push({ from: at, to: at + unit.length, field: { ...field, label: '单位名称' } });
  }
  return spans;
}

function fieldOf(
  { field }: FieldSpan,
  before: string,
  facts: ReportFacts,
  indicators: readonly Indicator[],
  ids: IdSource,
): Inline {
  const variable = field.variable ?? variableOf(field, facts);
  if (variable) {
    return makeField({ ...field, variable, label: VARIABLE_LABELS[variable] ?? field.label ?? '' }, ids);
  }
  const label = field.label ?? labelFor(before);
  const indicator = field.kind === 'place' ? undefined : indicatorOf(label, field.unit, indicators);
  return makeField(
    { ...field, label: indicator?.label ?? label, ...(indicator ? { indicator: indicator.key } : {}) },
    ids,
  );
}

const VARIABLE_LABELS: Record<string, string> = { unit: '单位名称', city: '上级名称', secretary: '党委书记' };

/** Masked names that mean the same wherever they stand. */
function variableOf(field: FieldSpan['field'], facts: ReportFacts): string | undefined {
  if (!field.mask) return undefined;
  if (field.kind === 'place' && field.unit === facts.maskedUnit && facts.hasVariable('unit')) return 'unit';
  if (field.kind === 'place' && field.unit === '市' && facts.hasVariable('city')) return 'city';
  if (field.kind === 'person' && field.unit === '书记' && facts.hasVariable('secretary')) return 'secretary';
  return undefined;
}

import type { FieldKind } from '../document/field-kinds.ts';

/** One year's figure of a series. */
export type FigurePoint = {
  year: number;
  /** Report, block and field that it stands in. */
  report: string;
  block: string;
  field: string;
  /** As it reads, without unit: `1.26万`, `**`. */
  text: string;
  unit: string;
  /** In the series' own unit; null where it is masked, can't be read or counts something else. */
  value: number | null;
  /** What is written instead of it may be printed, and it may not. */
  masked?: true;
  /** 约, 近, 逾: not exact. */
  rough: boolean;
};

export type SeriesWarning = {
  kind: 'unit' | 'jump' | 'missing';
  year: number;
  text: string;
};

/** What a yearly figure changed by against the year before. */
export type YearChange = {
  year: number;
  /** In per cent; of a percentage in percentage points. Null: from zero, or nothing to compare with. */
  change: number | null;
};

/** A figure over the years. */
export type Series = {
  /** Indicator key; `label:…` where fields without one were brought together by their name. */
  key: string;
  label: string;
  kind: FieldKind;
  /** The newest year's. */
  unit: string;
  /** Fields were put here by their wording, not by a key. */
  guessed: boolean;
  points: FigurePoint[];
  changes: YearChange[];
  warnings: SeriesWarning[];
};

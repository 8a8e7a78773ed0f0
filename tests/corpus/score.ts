import { loadTemplates } from '../../electron/backend/service/templates.ts';
import { outlineOf } from '../../shared/structure/outline.ts';
import { recognise } from '../../shared/structure/recognise.ts';
import { fieldKey, headingKey, itemKey, type CorpusReport } from './markup.ts';

export const MEASURES = ['headings', 'items', 'fields', 'slots'] as const;
export type Measure = (typeof MEASURES)[number];

export type Score = {
  precision: number;
  recall: number;
  /** What was found and is not so, and what is so and was not found; with the report's name. */
  wrong: string[];
  missed: string[];
};

export type Scores = Record<Measure, Score> & {
  years: number;
  units: number;
  /** Faulty decisions, and how many of them were called doubtful in their report. */
  doubts: number;
};

/** Recognises every report and compares with what it truly is. */
export function scoreOf(reports: readonly CorpusReport[], resources: string): Scores {
  const templates = [...loadTemplates(resources).values()];
  const counts = Object.fromEntries(
    MEASURES.map((measure) => [
      measure,
      { right: 0, found: 0, wrong: [] as string[], missed: [] as string[] },
    ]),
  ) as Record<Measure, { right: number; found: number; wrong: string[]; missed: string[] }>;
  let years = 0;
  let units = 0;
  let doubts = 0;
  for (const { name, lines, truth } of reports) {
    const result = recognise(lines, { templates });
    const { blocks } = outlineOf(result.document, result.variables, result.doubtful);
    doubts += result.doubtful.length;
    const found: Record<Measure, string[]> = { headings: [], items: [], fields: [], slots: [] };
    for (const block of blocks) {
      if (block.type === 'heading') {
        const key = headingKey(block.level ?? 0, block.text);
        found.headings.push(key);
        if (block.slot) found.slots.push(`${block.slot} ${key}`);
      }
      for (const item of block.items ?? []) found.items.push(itemKey(item.ordinal, item.text));
      for (const field of block.fields ?? [])
        found.fields.push(fieldKey(block.text, field.text, field.kind, field.unit));
    }
    for (const measure of MEASURES) {
      const count = counts[measure];
      const left = [...truth[measure]];
      for (const key of found[measure]) {
        count.found += 1;
        const at = left.indexOf(key);
        if (at < 0) count.wrong.push(`${name}: ${key}`);
        else {
          left.splice(at, 1);
          count.right += 1;
        }
      }
      count.missed.push(...left.map((key) => `${name}: ${key}`));
    }
    if (result.year === truth.year) years += 1;
    if (result.unit === truth.unit) units += 1;
  }
  const scores = Object.fromEntries(
    MEASURES.map((measure) => {
      const { right, found, wrong, missed } = counts[measure];
      return [
        measure,
        {
          precision: found ? right / found : 1,
          recall: right / Math.max(1, right + missed.length),
          wrong,
          missed,
        },
      ];
    }),
  ) as Record<Measure, Score>;
  return { ...scores, years: years / reports.length, units: units / reports.length, doubts };
}

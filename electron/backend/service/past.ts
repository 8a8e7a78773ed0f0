import type { PastSection, PastValue, ReportDetail } from '../../../shared/contract/methods.ts';
import { inlinesOf, isField, isLabel, isText, isTextBlock } from '../../../shared/document/guards.ts';
import { markedBlocks, withMarks } from '../../../shared/document/marked-blocks.ts';
import { endsSection, headingLabels, sectionsOf } from '../../../shared/document/numbering.ts';
import { ordinalLabels } from '../../../shared/document/ordinals.ts';
import { fieldUnit, fieldValue } from '../../../shared/document/field-text.ts';
import { textOfBlock } from '../../../shared/document/plain-text.ts';
import type { AnnexBlock, Block, Field } from '../../../shared/document/types.ts';
import { rowsOfTable, type TableRowText } from '../../../shared/reuse/carried-tables.ts';
import { stretchesOf } from '../../../shared/reuse/carried-view.ts';
import { adoptBlocks } from '../../../shared/document/adopt-blocks.ts';
import { rollBlocks } from '../../../shared/template/roll-over.ts';
import { sameSection } from '../../../shared/structure/slots.ts';
import type { Template } from '../../../shared/template/schema.ts';
import { isGraded } from './classified.ts';
import type { Deps } from './deps.ts';
import { handlersFor } from './registry.ts';
import { UNKNOWN_UNIT } from '../../../shared/document/unit-name.ts';

/** Years that are looked at; more than anybody scrolls through. */
const MOST = 20;

export function pastHandlers({ store, templates }: Deps) {
  const { reports } = store;

  /** Another year's report as it reads in the end: its undecided changes are not this year's to decide. */
  const settled = (id: string): ReportDetail => {
    const report = reports.get(id);
    const { schema, blocks } = report.document;
    return { ...report, document: { schema, blocks: adoptBlocks(blocks, {}).blocks } };
  };

  /** Earlier years' reports, the last year first; within a year the own unit's first. */
  const earlier = (report: ReportDetail): ReportDetail[] => {
    const own = (unit: string): number => (unit === report.unit ? 0 : 1);
    return reports
      .list()
      .filter((other) => other.id !== report.id && other.year < report.year)
      .sort((a, b) => b.year - a.year || own(a.unit) - own(b.unit))
      .slice(0, MOST)
      .map(({ id }) => settled(id));
  };

  /** The report that this one was rolled over from, also where it is another unit's. */
  const source = (report: ReportDetail): ReportDetail | undefined =>
    report.from && reports.list().some(({ id }) => id === report.from?.id)
      ? settled(report.from.id)
      : undefined;

  return handlersFor({
    'past.sections': ({ id, slot, heading }) => {
      const report = reports.get(id);
      return earlier(report).flatMap((past) => {
        const section = findSection(past, slot, heading, templates.get(report.template));
        return section ? [pastSection(past, section, report.year, isGraded(store, past))] : [];
      });
    },

    'past.carried': ({ id }) => {
      const report = reports.get(id);
      const all = reports.list();
      const own = earlier(report).filter((other) => other.unit === report.unit);
      const base = own.find((other) => other.id === report.from?.id) ?? source(report) ?? own[0];
      if (!base) return null;
      const names = new Set([...all.map(({ unit }) => unit), base.unit]);
      // A name that the own one holds (青禾镇 in 青禾镇司法所) is its own.
      const otherUnits = [...names].filter(
        (name) => name && name !== UNKNOWN_UNIT && !report.unit.includes(name) && !name.includes(report.unit),
      );
      return { id: base.id, year: base.year, texts: textsOf(base), rows: rowsOf(base), otherUnits };
    },

    'past.values': ({ id }) => {
      const report = reports.get(id);
      const past = earlier(report).filter(
        (other) => other.unit === report.unit || other.id === report.from?.id,
      );
      const from = past.find((other) => other.id === report.from?.id) ?? past[0];
      const byId = from ? valuesOf(from, (field) => field.id) : new Map<string, PastValue>();
      const byIndicator = past.map((other) => valuesOf(other, (field) => field.indicator));
      const values: Record<string, PastValue> = {};
      for (const field of fieldsOf(report)) {
        const { indicator } = field;
        const found =
          (report.from && byId.get(field.id)) ??
          (indicator === undefined
            ? undefined
            : byIndicator.map((known) => known.get(indicator)).find((value) => value !== undefined)) ??
          field.last;
        if (found && !field.variable) values[field.id] = found;
      }
      return values;
    },
  });
}

/** What a report reads like, stretch by stretch between its ordinals, with the section of each. */
function textsOf(report: ReportDetail): { text: string; shown: string; section: string }[] {
  const { document, variables } = report;
  const labels = ordinalLabels(document.blocks);
  const numbers = headingLabels(document.blocks);
  let section = '引言';
  return document.blocks.flatMap((block) => {
    if (block.type === 'heading')
      section = (numbers.get(block.id) ?? '') + textOfBlock(block, labels, { variables, gaps: true });
    if (block.type === 'annex')
      section = `${numbers.get(block.id) ?? ''}　${textOfBlock(block, labels, { variables, gaps: true })}`;
    if (block.type !== 'paragraph' || isLabel(block)) return [];
    return stretchesOf(block, labels, variables).map(({ text, marked }) => ({
      text,
      shown: marked,
      section,
    }));
  });
}

function rowsOf({ document, variables }: ReportDetail): TableRowText[] {
  return document.blocks.flatMap((block) => (block.type === 'table' ? rowsOfTable(block, variables) : []));
}

type Found = { heading: string; blocks: Block[] };

/**
 * The same section in another year: by slot, else by what the heading means; without both, the
 * introduction. Null where that year has none or has left it empty.
 */
function findSection(
  past: ReportDetail,
  slot: string | undefined,
  heading: string | undefined,
  template: Template | undefined,
): Found | null {
  const { blocks } = past.document;
  const found =
    slot === undefined && heading === undefined
      ? introduction(blocks)
      : titledSection(past, slot, heading, template);
  if (!found) return null;
  const written = found.blocks.some((block) => !isTextBlock(block) || hasWords(block));
  return written ? found : null;
}

function hasWords(block: Block): boolean {
  return inlinesOf(block).some((node) => (isText(node) ? node.text.trim() !== '' : node.type !== 'ordinal'));
}

function introduction(blocks: readonly Block[]): Found {
  const end = blocks.findIndex((block) => endsSection(block, Infinity));
  const body = blocks.slice(0, end < 0 ? undefined : end).filter((block) => block.type === 'paragraph');
  return { heading: '引言', blocks: body };
}

function titledSection(
  past: ReportDetail,
  slot: string | undefined,
  heading: string | undefined,
  template: Template | undefined,
): Found | null {
  const { blocks } = past.document;
  const labels = ordinalLabels(blocks);
  const name = (block: Block): string => textOfBlock(block, labels, { variables: past.variables });
  const sections = [...sectionsOf(blocks), ...annexesOf(blocks)];
  const section =
    (slot === undefined
      ? undefined
      : sections.find(({ heading: one }) => one.type === 'heading' && one.slot === slot)) ??
    sections[
      sameSection(
        { slot, heading },
        sections.map(({ heading: one }) => ({
          level: one.type === 'heading' ? one.level : 1,
          text: name(one),
        })),
        template,
      )
    ];
  if (!section) return null;
  // The section's own text; where it has only subsections, all of them.
  const inside = blocks.slice(section.from + 1, section.to);
  const sub = inside.findIndex((block) => block.type === 'heading');
  const own = sub < 0 ? inside : inside.slice(0, sub);
  return { heading: name(section.heading), blocks: own.some(hasWords) ? own : inside };
}

/** Annexes as sections, each with all that is in it. */
function annexesOf(blocks: readonly Block[]): { heading: AnnexBlock; from: number; to: number }[] {
  return blocks.flatMap((heading, from) => {
    if (heading.type !== 'annex') return [];
    const next = blocks.findIndex((block, at) => at > from && block.type === 'annex');
    return [{ heading, from, to: next < 0 ? blocks.length : next }];
  });
}

/** @param hidden no public edition may have it: what is taken from a report with a grade is not public either */
function pastSection(past: ReportDetail, found: Found, toYear: number, hidden: boolean): PastSection {
  const { blocks: all } = past.document;
  const labels = ordinalLabels(all);
  const numbers = headingLabels(all);
  const { variables } = past;
  const blocks = withMarks(found.blocks, markedBlocks(all));
  return {
    id: past.id,
    year: past.year,
    title: past.title,
    heading: found.heading,
    text: found.blocks
      .map((block) => (numbers.get(block.id) ?? '') + textOfBlock(block, labels, { variables, gaps: true }))
      .join('\n'),
    blocks: rollBlocks(blocks, { from: past.year, to: toYear, variables }).map((block) =>
      hidden ? { ...block, secret: true } : block,
    ),
  };
}

function fieldsOf(report: ReportDetail): Field[] {
  return report.document.blocks.flatMap((block) => inlinesOf(block).filter((node) => isField(node)));
}

/** The values of a report by a key of their fields; the first one counts where several share it. */
function valuesOf(report: ReportDetail, key: (field: Field) => string | undefined): Map<string, PastValue> {
  const values = new Map<string, PastValue>();
  for (const field of fieldsOf(report)) {
    const at = key(field);
    const value = fieldValue(field, report.variables);
    if (at === undefined || !value || values.has(at)) continue;
    const { sensitivity } = field;
    values.set(at, { value, unit: fieldUnit(field, report.variables), year: report.year, sensitivity });
  }
  return values;
}

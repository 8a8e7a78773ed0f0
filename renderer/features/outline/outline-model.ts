import { blockFacts } from '../../../shared/document/block-facts.ts';
import { headingLabels, sectionsOf } from '../../../shared/document/numbering.ts';
import { annexOf } from '../../../shared/document/section-moves.ts';
import { ordinalLabels } from '../../../shared/document/ordinals.ts';
import { textOfBlock } from '../../../shared/document/plain-text.ts';
import type { Block, Variables } from '../../../shared/document/types.ts';
import type { Slot, Template } from '../../../shared/template/schema.ts';
import { NO_NOTES, type NoteCounts } from '../../editor/section-notes.ts';

/** 缺 · 未写 · 起草中 · 沿用未改 · 已写 */
export type SectionState = 'missing' | 'empty' | 'drafted' | 'carried' | 'done';

export type OutlineRow = {
  /** Block id of the heading; `intro`; `missing:SLOT` for a slot that the report lacks. */
  key: string;
  /** Where to go, and where a lacking section would be put: the id of a block; null in an empty report. */
  block: string | null;
  /** 0 is the introduction. An annex is a 1, and its headings are one deeper than they say. */
  level: number;
  /** The row of an annex. */
  annex?: true;
  number: string;
  text: string;
  slot: Slot | null;
  required: boolean;
  state: SectionState;
  /** Characters of the section with its subsections, without headings. */
  length: number;
  suggested: readonly [number, number] | null;
  emptyFields: number;
  /** Sentences that still stand as they were carried over. */
  unchanged: number;
  items: number;
  /** Index of the first block of the section and of the first one after it. */
  from: number;
  to: number;
};

/**
 * The outline: the introduction, every heading and annex in reading order, and the template's slots that are lacking,
 * each before the next slot of the template that is there.
 */
export function outlineRows(
  blocks: readonly Block[],
  template: Template | null,
  variables: Variables,
): OutlineRow[] {
  const measure = measurer(blocks, variables);
  const numbers = headingLabels(blocks);
  const labels = ordinalLabels(blocks);
  const slots = new Map((template?.slots ?? []).map((slot) => [slot.key, slot]));
  const rows: OutlineRow[] = [];

  const introSlot = template?.slots.find((slot) => slot.level === 0) ?? null;
  const from = blocks.findIndex((block) => block.type !== 'title');
  const firstHeading = blocks.findIndex(
    (block) => block.type === 'heading' || block.type === 'signature' || block.type === 'annex',
  );
  const introTo = firstHeading < 0 ? blocks.length : firstHeading;
  const introFrom = from < 0 ? blocks.length : from;
  if (introSlot || introFrom < introTo) {
    const at = blocks[introFrom < introTo ? introFrom : Math.max(0, introFrom - 1)];
    rows.push({
      key: 'intro',
      block: at?.id ?? null,
      level: 0,
      number: '',
      text: '引言',
      ...measure(introSlot, introFrom, introTo),
    });
  }
  const annexes = blocks.flatMap((block) => {
    const annex = block.type === 'annex' ? annexOf(blocks, block.id) : null;
    return annex ? [{ block, ...annex }] : [];
  });
  const firstAnnex = annexes[0]?.from ?? blocks.length;
  const sections = sectionsOf(blocks).map(({ heading, from: start, to }): OutlineRow => {
    const slot = (heading.slot ? slots.get(heading.slot) : null) ?? null;
    return {
      key: heading.id,
      block: heading.id,
      level: start > firstAnnex ? Math.min(4, heading.level + 1) : heading.level,
      number: numbers.get(heading.id) ?? '',
      text: textOfBlock(heading, labels, { variables }),
      ...measure(slot, start + 1, to),
    };
  });
  const annexRows = annexes.map(({ block, from: start, to }): OutlineRow => ({
    key: block.id,
    block: block.id,
    level: 1,
    annex: true,
    number: numbers.get(block.id) ?? '',
    text: textOfBlock(block, labels, { variables }),
    ...measure(null, start + 1, to),
  }));
  rows.push(...[...sections, ...annexRows].sort((a, b) => a.from - b.from));
  return withParentStates(template ? withMissing(rows, template, blocks, variables) : rows);
}

type Measured = Pick<
  OutlineRow,
  | 'slot'
  | 'required'
  | 'state'
  | 'length'
  | 'suggested'
  | 'emptyFields'
  | 'unchanged'
  | 'items'
  | 'from'
  | 'to'
>;

function measurer(blocks: readonly Block[], variables: Variables) {
  const labels = ordinalLabels(blocks);
  const facts = blocks.map((block) => {
    const { type } = block;
    const counted = type !== 'heading' && type !== 'title' && type !== 'signature' && type !== 'annex';
    return counted ? blockFacts(block, labels, variables) : null;
  });

  // Sums up to each block: a section's are the difference of two, however long it is and however deep it lies.
  const sums: Sums[] = [{ length: 0, emptyFields: 0, items: 0, unchanged: 0, total: 0 }];
  for (const fact of facts) {
    const last = sums.at(-1)!;
    const next = { ...last };
    if (fact) for (const key of COUNTED) next[key] += fact[key];
    sums.push(next);
  }

  return (slot: Slot | null, from: number, to: number): Measured => {
    const sum = (key: keyof Sums) => (sums[Math.max(from, to)]?.[key] ?? 0) - (sums[from]?.[key] ?? 0);
    const measured = {
      length: sum('length'),
      emptyFields: sum('emptyFields'),
      unchanged: sum('unchanged'),
      items: sum('items'),
    };
    const text = () =>
      facts
        .slice(from, to)
        .map((fact) => fact?.text ?? '')
        .join('')
        .trim();
    const suggested = slot?.length ?? null;
    return {
      slot,
      required: slot?.required ?? false,
      suggested,
      from,
      to,
      ...measured,
      state: stateOf({ ...measured, total: sum('total'), text, slot, suggested }),
    };
  };
}

const COUNTED = ['length', 'emptyFields', 'items', 'unchanged', 'total'] as const;
type Sums = Record<(typeof COUNTED)[number], number>;

type Facts = {
  text: () => string;
  length: number;
  emptyFields: number;
  unchanged: number;
  total: number;
  items: number;
  slot: Slot | null;
  suggested: readonly [number, number] | null;
};

/** 沿用未改 wins over 起草中 when at least half of the sentences are still last year's. */
function stateOf(facts: Facts): SectionState {
  if (facts.length === 0 || isOnlyLead(facts.text, facts.slot)) return 'empty';
  if (facts.unchanged > 0 && facts.unchanged * 2 >= facts.total) return 'carried';
  const short = facts.suggested !== null && facts.length < facts.suggested[0];
  const lacksItems = facts.slot !== null && facts.items < facts.slot.minItems;
  return facts.emptyFields > 0 || facts.unchanged > 0 || short || lacksItems ? 'drafted' : 'done';
}

/** True while a section holds nothing but the words that the template put there. */
function isOnlyLead(text: () => string, slot: Slot | null): boolean {
  const lead = slot?.lead?.trim();
  if (!lead) return false;
  const pattern = lead
    .split(/\{[a-zA-Z]+\}/)
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
    .join('[^。；]*');
  return new RegExp(`^${pattern}$`).test(text());
}

/** Puts a row for each slot that no heading fills before the row of the next slot that is there. */
function withMissing(
  rows: readonly OutlineRow[],
  template: Template,
  blocks: readonly Block[],
  variables: Variables,
): OutlineRow[] {
  const present = new Set(rows.map((row) => row.slot?.key));
  const out = [...rows];
  const end = endOfBody(blocks);
  for (const [index, slot] of template.slots.entries()) {
    if (slot.level === 0 || present.has(slot.key)) continue;
    const nextKey = template.slots.slice(index + 1).find((later) => present.has(later.key))?.key;
    const annex = out.findIndex((row) => row.annex);
    const last = annex < 0 ? out.length : annex;
    const at = nextKey ? out.findIndex((row) => row.slot?.key === nextKey) : last;
    const before = out[at];
    // The heading stands one block before the text that `from` counts from.
    const position = before && !before.annex ? before.from - 1 : end;
    out.splice(at, 0, {
      key: `missing:${slot.key}`,
      block: null,
      level: slot.level,
      number: '',
      text: fillVariables(slot.heading, variables),
      slot,
      required: slot.required,
      state: 'missing',
      length: 0,
      suggested: slot.length ?? null,
      emptyFields: 0,
      unchanged: 0,
      items: 0,
      from: position,
      to: position,
    });
  }
  return out;
}

/** A heading with subsections is as far as they are; its own paragraphs, if any, count as one of them. */
function withParentStates(rows: readonly OutlineRow[]): OutlineRow[] {
  return rows.map((row, index) => {
    if (row.state === 'missing' || row.level === 0) return row;
    const children = childrenOf(rows, index);
    if (children.length === 0) return row;
    const states = new Set(children.map((child) => child.state));
    if ([...states].every((state) => state === 'empty' || state === 'missing')) {
      return row.length === 0 ? { ...row, state: 'empty' } : { ...row, state: 'drafted' };
    }
    const unfinished = states.has('missing') || states.has('empty') || states.has('drafted');
    if (unfinished) return { ...row, state: 'drafted' };
    return states.has('carried') ? { ...row, state: 'carried' } : row;
  });
}

/** Index after the last block that is not part of the signature. */
function endOfBody(blocks: readonly Block[]): number {
  const behind = blocks.findIndex((block) => block.type === 'signature' || block.type === 'annex');
  return behind < 0 ? blocks.length : behind;
}

export function fillVariables(text: string, variables: Variables): string {
  return text.replaceAll(/\{([a-zA-Z]+)\}/g, (_, key: string) => variables[key] ?? '');
}

/** The row of the innermost section that holds the block; null before the first one. */
export function rowOfBlock(
  rows: readonly OutlineRow[],
  blocks: readonly Block[],
  id: string,
): OutlineRow | null {
  const at = blocks.findIndex((block) => block.id === id);
  if (at < 0) return null;
  let found: OutlineRow | null = null;
  for (const row of rows) {
    if (row.state === 'missing') continue;
    const start = row.key === 'intro' ? row.from : row.from - 1;
    if (at >= start && at < row.to && (!found || row.level >= found.level)) found = row;
  }
  return found;
}

const STATE_WORDS: Record<SectionState, string> = {
  missing: '缺这一节',
  empty: '还没写',
  drafted: '起草中',
  carried: '沿用未改',
  done: '已写',
};

export function stateWord(state: SectionState): string {
  return STATE_WORDS[state];
}

/** `2 条批注`, `1 处错误`: what is open in a section, nothing for nothing. */
export function noteWords({ comments, errors, warnings }: NoteCounts): string[] {
  const words: string[] = [];
  if (comments > 0) words.push(`${comments} 条批注`);
  if (errors > 0) words.push(`${errors} 处错误`);
  if (warnings > 0) words.push(`${warnings} 处提醒`);
  return words;
}

/** The rows below a row: its subsections. */
export function childrenOf(rows: readonly OutlineRow[], index: number): readonly OutlineRow[] {
  const row = rows[index];
  if (!row || row.level === 0) return [];
  const end = rows.findIndex((other, at) => at > index && other.level <= row.level);
  return rows.slice(index + 1, end < 0 ? rows.length : end);
}

/** What the row's tooltip says: state, length against what is suggested, and what is still open. */
export function describeRow(row: OutlineRow, notes: NoteCounts = NO_NOTES): string {
  const lines = [stateWord(row.state)];
  if (row.state !== 'missing') {
    const range = row.suggested ? `，建议 ${row.suggested[0]}–${row.suggested[1]} 字` : '';
    lines[0] += `，${row.length} 字${range}`;
  }
  if (row.emptyFields > 0) lines.push(`${row.emptyFields} 处数据未填`);
  if (row.unchanged > 0) lines.push(`${row.unchanged} 句与往年相同`);
  const minItems = row.slot?.minItems ?? 0;
  if (row.items < minItems) lines.push(`至少写 ${minItems} 项，现有 ${row.items} 项`);
  lines.push(...noteWords(notes));
  if (row.required) lines.push('必写的一节');
  if (row.slot?.guidance) lines.push(row.slot.guidance);
  return lines.join('\n');
}

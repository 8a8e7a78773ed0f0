import { GAP_MARK } from '../document/field-text.ts';
import type { EditionBlock, EditionDocument, EditionRun, ItemStart } from '../edition/types.ts';
import type { Part, SectionHead } from './types.ts';

/** What runs read like, with a mark where a figure is missing: a gap that was taken out would not be seen. */
const textOf = (runs: readonly EditionRun[]): string =>
  runs.map((run) => (run.blank ? GAP_MARK : run.text)).join('');

/** A heading with its own text: what stands before the next heading of any level. */
export type PartSection = { head: SectionHead; parts: Part[] };

const INTRODUCTION: SectionHead = { block: null, number: '', text: '引言', level: 0 };
const CLOSING: SectionHead = { block: null, number: '', text: '落款', level: 0 };

/** True of the sections that every report has once, and that meet without a look at their words. */
export const isIntroduction = (head: SectionHead): boolean => head.level === 0 && head.text === '引言';
export const isClosing = (head: SectionHead): boolean => head.level === 0 && head.text === '落款';

/**
 * An edition cut into what is compared with one another. Paragraphs fall apart at their items, tables into rows.
 * The first section is the introduction, the last one the signature; both may be empty.
 */
export function sectionsOfEdition(doc: EditionDocument): PartSection[] {
  const sections: PartSection[] = [{ head: INTRODUCTION, parts: [] }];
  const closing: PartSection = { head: CLOSING, parts: [] };
  const add = (...parts: Part[]): void => void sections.at(-1)?.parts.push(...parts);
  for (const block of doc.blocks) {
    if (block.type === 'paragraph') {
      add(...partsOfBody(block.id, block.role, block.runs, block.items));
    } else if (block.type === 'heading') {
      const text = textOf(block.runs);
      sections.push({ head: { block: block.id, number: block.number, text, level: block.level }, parts: [] });
      add({ block: block.id, type: 'heading', label: block.number, text, starts: true, level: block.level });
      if (block.runIn) add(...partsOfBody(block.id, 'body', block.runIn, block.items));
    } else if (block.type === 'signature') {
      closing.parts.push({
        block: block.id,
        type: 'signature',
        label: '',
        text: textOf(block.runs),
        starts: true,
        role: block.role,
      });
    } else if (block.type === 'table') {
      add(...rowsOf(block));
    } else {
      add({ block: block.id, type: 'title', label: '', text: textOf(block.runs), starts: true });
    }
  }
  return [...sections, closing];
}

function rowsOf(block: Extract<EditionBlock, { type: 'table' }>): Part[] {
  return block.rows.map((row) => {
    const cells = row.cells.map(({ runs }) => textOf(runs));
    const text = cells.join('\t');
    return {
      block: block.id,
      type: 'row',
      label: '',
      text,
      starts: true,
      cells,
      ...(row.header ? { header: true } : {}),
    };
  });
}

/** A paragraph, or the body in a heading's own line: what stands before its first item, and the items. */
function partsOfBody(
  block: string,
  role: Part['role'],
  runs: readonly EditionRun[],
  items: readonly ItemStart[] = [],
): Part[] {
  const parts: Part[] = [];
  const lead = textOf(cutRuns(runs, 0, items[0]?.from));
  if (lead.trim() || items.length === 0)
    parts.push({ block, type: 'paragraph', label: '', text: lead, starts: true, role });
  items.forEach(({ from, to }, at) => {
    parts.push({
      block,
      type: 'item',
      label: textOf(cutRuns(runs, from, to)),
      text: textOf(cutRuns(runs, to, items[at + 1]?.from)),
      starts: parts.length === 0,
      role,
    });
  });
  return parts;
}

/** The runs between two places in their words. */
function cutRuns(runs: readonly EditionRun[], from: number, to = Infinity): EditionRun[] {
  let at = 0;
  return runs.flatMap((run) => {
    const start = at;
    at += run.text.length;
    const text = run.text.slice(Math.max(from - start, 0), Math.max(to - start, 0));
    return text ? [{ ...run, text }] : [];
  });
}

import { GAP_MARK } from '../document/plain-text.ts';
import type { EditionBlock, EditionDocument, EditionRun } from '../edition/types.ts';
import { findItems } from '../structure/items.ts';
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
  let body: { id: string; role: Part['role']; text: string }[] = [];
  // Items are counted over the paragraphs of a section, so that these are cut together.
  const flush = (): void => {
    if (body.length > 0) add(...partsOfBody(body));
    body = [];
  };
  for (const block of doc.blocks) {
    if (block.type === 'paragraph') {
      body.push({ id: block.id, role: block.role, text: textOf(block.runs) });
      continue;
    }
    flush();
    if (block.type === 'heading') {
      const text = textOf(block.runs);
      sections.push({ head: { block: block.id, number: block.number, text, level: block.level }, parts: [] });
      add({ block: block.id, type: 'heading', label: block.number, text, starts: true, level: block.level });
      if (block.runIn) add(...partsOfBody([{ id: block.id, role: 'body', text: textOf(block.runIn) }]));
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
  flush();
  return [...sections, closing];
}

function rowsOf(block: Extract<EditionBlock, { type: 'table' }>): Part[] {
  return block.rows.map((row) => {
    const cells = row.cells.map((cell) => textOf(cell));
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

function partsOfBody(paragraphs: readonly { id: string; role: Part['role']; text: string }[]): Part[] {
  const { spans } = findItems(paragraphs.map(({ text }) => text));
  return paragraphs.flatMap(({ id, role, text }, line) => {
    const own = spans.filter((span) => span.line === line);
    const parts: Part[] = [];
    const kind = role ? { role } : {};
    const lead = text.slice(0, own[0]?.from ?? text.length);
    if (lead.trim() || own.length === 0)
      parts.push({ block: id, type: 'paragraph', label: '', text: lead, starts: true, ...kind });
    own.forEach((span, at) => {
      parts.push({
        block: id,
        type: 'item',
        label: text.slice(span.from, span.to),
        text: text.slice(span.to, own[at + 1]?.from ?? text.length),
        starts: parts.length === 0,
        ...kind,
      });
    });
    return parts;
  });
}

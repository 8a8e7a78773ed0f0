import { GAP_MARK } from '../document/field-text.ts';
import { noteSign, textOfNote } from '../document/notes.ts';
import { imageName, runsIn } from '../edition/write-text.ts';
import type { EditionBlock, EditionDocument, EditionRun, ItemStart } from '../edition/types.ts';
import type { CellSpan, Part, SectionHead } from './types.ts';

/** What runs read like, with a mark where a figure is missing: a gap that was taken out would not be seen. */
const textOf = (runs: readonly EditionRun[]): string =>
  runs.map((run) => (run.blank ? GAP_MARK : run.text)).join('');

/** A heading, or an annex, with its own text: what stands before the next heading of any level. */
export type PartSection = { head: SectionHead; parts: Part[] };

const INTRODUCTION: SectionHead = { block: null, number: '', text: '引言', level: 0 };
const CLOSING: SectionHead = { block: null, number: '', text: '落款', level: 0 };

/** True of the sections that every report has once, and that meet without a look at their words. */
export const isIntroduction = (head: SectionHead): boolean => head.level === 0 && head.text === '引言';
export const isClosing = (head: SectionHead): boolean => head.level === 0 && head.text === '落款';

/**
 * An edition cut into what is compared with one another. Paragraphs fall apart at their items, tables into rows; notes
 * and images stand behind what they belong to, for they can differ where the words are the same. The first section is
 * the introduction, and the signature is one, before the annexes; both may be empty.
 */
export function sectionsOfEdition(doc: EditionDocument): PartSection[] {
  const sections: PartSection[] = [{ head: INTRODUCTION, parts: [] }];
  const closing: PartSection = { head: CLOSING, parts: [] };
  const add = (...parts: Part[]): void => void sections.at(-1)?.parts.push(...parts);
  let isClosed = false;
  const close = (): void => {
    if (!isClosed) sections.push(closing);
    isClosed = true;
  };
  for (const block of doc.blocks) {
    if (block.type === 'signature') {
      const text = textOf(block.runs);
      const { id, role } = block;
      closing.parts.push(
        { block: id, type: 'signature', label: '', text, starts: true, role },
        ...besideOf(block),
      );
      continue;
    }
    if (block.type === 'paragraph') {
      // An image alone is no empty paragraph.
      const isImage = block.runs.length > 0 && block.runs.every(({ image }) => image !== undefined);
      if (isImage) add(...besideOf(block));
      else add(...partsOfBody(block.id, block.role, block.runs, block.items), ...besideOf(block));
      continue;
    }
    if (block.type === 'heading') {
      const text = textOf(block.runs);
      sections.push({ head: { block: block.id, number: block.number, text, level: block.level }, parts: [] });
      add({ block: block.id, type: 'heading', label: block.number, text, starts: true, level: block.level });
      if (block.runIn) add(...partsOfBody(block.id, 'body', block.runIn, block.items));
    } else if (block.type === 'annex') {
      close();
      const text = textOf(block.runs);
      const label = block.number ? `${block.number}　` : '';
      sections.push({ head: { block: block.id, number: label, text, level: 1 }, parts: [] });
      add({ block: block.id, type: 'annex', label, text, starts: true });
    } else if (block.type === 'table') {
      add(...rowsOf(block));
    } else {
      add({ block: block.id, type: 'title', label: '', text: textOf(block.runs), starts: true });
    }
    add(...besideOf(block));
  }
  close();
  return sections;
}

/** The images and notes of a block, each a part of its own. */
function besideOf(block: EditionBlock): Part[] {
  const base = { block: block.id, starts: true };
  return runsIn(block).flatMap(({ note, image }): Part[] => {
    if (image) return [{ ...base, type: 'image', label: '', text: imageName(image.alt), asset: image.asset }];
    if (!note) return [];
    return [{ ...base, type: 'note', label: noteSign(note.kind, note.number), text: textOfNote(note.body) }];
  });
}

function rowsOf(block: Extract<EditionBlock, { type: 'table' }>): Part[] {
  return block.rows.map((row) => {
    const cells = row.cells.map(({ runs }) => textOf(runs));
    const text = cells.join('\t');
    const spans = row.cells.map(({ colSpan, rowSpan, covered }): CellSpan => ({
      ...(colSpan ? { colSpan } : {}),
      ...(rowSpan ? { rowSpan } : {}),
      ...(covered ? { covered } : {}),
    }));
    return {
      block: block.id,
      type: 'row',
      label: '',
      text,
      starts: true,
      cells,
      ...(spans.some((span) => Object.keys(span).length > 0) ? { spans } : {}),
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

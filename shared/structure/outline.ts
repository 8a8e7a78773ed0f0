import type { Outline, OutlineBlock, OutlineField, OutlineImage, OutlineNote } from './outline-types.ts';
import { isCarried } from '../document/carried.ts';
import { inlinesOf, isField, isImage, isNote } from '../document/guards.ts';
import { noteNumbers, textOfNote } from '../document/notes.ts';
import { headingLabels } from '../document/numbering.ts';
import { itemsOf, ordinalLabels, ordinalRuns } from '../document/ordinals.ts';
import { fieldText, fieldUnit, fieldValue } from '../document/field-text.ts';
import { textOfBlock, textOfInlines } from '../document/plain-text.ts';
import type { Block, Field, Note, Ordinal, ReportDocument, Variables } from '../document/types.ts';
import { sureOfField } from './field-sure.ts';
import type { BlockCertainty, Doubt } from './certainty.ts';
import type { Counts } from '../document/count-report.ts';

/** Headings by level, items, runs of items, fields, notes, images and annexes of a document. */
export function countsOf(document: ReportDocument): Counts {
  const { blocks } = document;
  const headings: Record<string, number> = {};
  let [fields, notes, images, annexes] = [0, 0, 0, 0];
  for (const block of blocks) {
    if (block.type === 'heading') headings[block.level] = (headings[block.level] ?? 0) + 1;
    if (block.type === 'annex') annexes += 1;
    for (const node of inlinesOf(block)) {
      if (isField(node)) fields += 1;
      else if (isNote(node)) notes += 1;
      else if (isImage(node)) images += 1;
    }
  }
  const runs = ordinalRuns(blocks);
  return {
    headings,
    items: runs.reduce((sum, run) => sum + run.length, 0),
    runs: runs.length,
    fields,
    ...(notes > 0 ? { notes } : {}),
    ...(images > 0 ? { images } : {}),
    ...(annexes > 0 ? { annexes } : {}),
  };
}

/** A report as a list of blocks with their headings, items and fields: what the command line prints. */
export function outlineOf(
  document: ReportDocument,
  variables: Variables,
  doubtful: readonly Doubt[] = [],
  certainty: readonly BlockCertainty[] = [],
): Outline {
  const { blocks } = document;
  const labels = ordinalLabels(blocks);
  const numbers = headingLabels(blocks);
  const notes = noteNumbers(blocks);
  const title = blocks.find((block) => block.type === 'title');
  return {
    title: title ? textOfBlock(title, labels, { variables }).trim() : '',
    counts: countsOf(document),
    blocks: blocks.map((block, at) =>
      outlineBlock(block, { labels, numbers, notes, variables }, certainty[at]),
    ),
    doubtful: [...doubtful],
  };
}

/** What a block's outline follows from, apart from the block. */
type Known = {
  labels: ReadonlyMap<Ordinal, string>;
  numbers: ReadonlyMap<string, string>;
  notes: ReadonlyMap<Note, number>;
  variables: Variables;
};

function outlineBlock(
  block: Block,
  { labels, numbers, notes, variables }: Known,
  certainty: BlockCertainty | undefined,
): OutlineBlock {
  const { items } = itemsOf(block);
  const fields = inlinesOf(block).filter((node) => isField(node));
  const role = block.type === 'signature' || block.type === 'paragraph' ? block.role : undefined;
  return {
    type: block.type,
    ...(role ? { role } : {}),
    ...(block.type === 'heading' ? { level: block.level, number: numbers.get(block.id) ?? '' } : {}),
    ...(block.type === 'annex' ? { number: numbers.get(block.id) ?? '' } : {}),
    ...(block.type === 'heading' && block.slot ? { slot: block.slot } : {}),
    ...(certainty ? { sure: certainty.sure } : {}),
    ...(certainty?.slot === undefined ? {} : { slotSure: certainty.slot }),
    text: textOfBlock(block, labels, { variables }),
    ...(isCarried(block) ? { carried: true } : {}),
    ...(items.length > 0
      ? {
          items: items.map((item, at) => ({
            ordinal: labels.get(item.ordinal) ?? '',
            text: textOfInlines(item.nodes, labels, { variables }),
            ...(certainty?.items?.[at] === undefined ? {} : { sure: certainty.items[at] }),
          })),
        }
      : {}),
    ...(fields.length > 0 ? { fields: fields.map((field) => outlineField(field, variables)) } : {}),
    ...asidesOf(block, notes),
    ...(block.pageBreak ? { pageBreak: true } : {}),
    ...(block.landscape ? { landscape: true } : {}),
  };
}

/** The notes and images of a block. */
function asidesOf(block: Block, numbers: ReadonlyMap<Note, number>): Pick<OutlineBlock, 'notes' | 'images'> {
  const nodes = inlinesOf(block);
  const notes = nodes.filter(isNote).map((note): OutlineNote => {
    return { kind: note.kind, number: numbers.get(note) ?? 0, text: textOfNote(note.body) };
  });
  const images = nodes
    .filter(isImage)
    .map(({ asset, alt, width, height }): OutlineImage => ({ asset, alt, width, height }));
  return { ...(notes.length > 0 ? { notes } : {}), ...(images.length > 0 ? { images } : {}) };
}

function outlineField(field: Field, variables: Variables): OutlineField {
  const value = fieldValue(field, variables);
  return {
    kind: field.kind,
    unit: fieldUnit(field, variables),
    value,
    masked: value === '' && field.mask !== undefined,
    sure: sureOfField(field),
    text: fieldText(field, variables),
  };
}

import type { PastSection } from '../../../shared/contract/methods.ts';
import { isField, isOrdinal, isText, isTextBlock } from '../../../shared/document/guards.ts';
import { padInlines } from '../../../shared/document/make.ts';
import { headingLabels } from '../../../shared/document/numbering.ts';
import { itemsOf, ordinalLabels } from '../../../shared/document/ordinals.ts';
import { fieldText, fieldValue, lastText, withUnit } from '../../../shared/document/field-text.ts';
import { textOfBlock, textOfInlines } from '../../../shared/document/plain-text.ts';
import type {
  Block,
  Field,
  Inline,
  Ordinal,
  ParagraphBlock,
  Variables,
} from '../../../shared/document/types.ts';
import type { OutlineRow } from '../outline/outline-model.ts';

/** What to ask `past.sections` for; without slot and heading it is the introduction. */
export type PastQuery = { slot?: string; heading?: string };

/** A run of text on a card; `hint` marks last year's value of a field that arrives empty. */
export type PastPiece = { text: string; hint: boolean };

/** One thing that can be inserted on its own: a paragraph, an item of one, a table. */
export type PastCard = {
  key: string;
  kind: 'heading' | 'paragraph' | 'item';
  /** `一是`, `（一）`; for reading only. */
  label: string;
  pieces: PastPiece[];
  /** The cells of a table; `pieces` has them too, as one text. */
  rows?: string[][];
  /** What goes into the report; empty for a heading, which is only shown. */
  blocks: Block[];
};

/** The question for a row of the outline. The introduction has neither slot nor heading. */
export function queryOf(row: OutlineRow | null): PastQuery {
  if (!row || row.level === 0) return {};
  return { ...(row.slot ? { slot: row.slot.key } : {}), ...(row.text ? { heading: row.text } : {}) };
}

/**
 * The cards of one earlier year's section. A paragraph with several items gives a card for each of them.
 * @param variables of the report that is written: what is called by one reads as it will after inserting
 */
export function cardsOf(section: PastSection, variables: Variables): PastCard[] {
  const { blocks } = section;
  const labels = ordinalLabels(blocks);
  const numbers = headingLabels(blocks);
  const field = (one: Field): string => openText(one, variables) ?? hintOf(one);
  const cards: PastCard[] = [];
  for (const block of blocks) {
    if (block.type === 'heading') {
      const text = textOfBlock(block, labels, { field });
      // The section's own heading stands above the cards already.
      if (cards.length === 0 && textOfBlock(block, labels) === section.heading) continue;
      const pieces = [{ text, hint: false }];
      cards.push({ key: block.id, kind: 'heading', label: numbers.get(block.id) ?? '', pieces, blocks: [] });
    } else if (!isTextBlock(block)) {
      const rows = block.children.map((row) =>
        row.children.map((cell) => textOfInlines(cell.children, labels, { field })),
      );
      const pieces = [{ text: rows.map((cells) => cells.join('\t')).join('\n'), hint: false }];
      cards.push({ key: block.id, kind: 'paragraph', label: '', pieces, rows, blocks: [block] });
    } else if (block.type === 'paragraph') {
      cards.push(...cardsOfParagraph(block, labels, variables));
    }
  }
  return cards.filter((card) => card.pieces.some((piece) => piece.text.trim()) || card.label);
}

function cardsOfParagraph(
  block: ParagraphBlock,
  labels: ReadonlyMap<Ordinal, string>,
  variables: Variables,
): PastCard[] {
  const { leadIn, items } = itemsOf(block);
  if (items.length === 0) {
    return [
      {
        key: block.id,
        kind: 'paragraph',
        label: '',
        pieces: piecesOf(block.children, variables),
        blocks: [block],
      },
    ];
  }
  const cards: PastCard[] = [];
  if (hasWords(leadIn)) {
    const part: ParagraphBlock = { ...block, children: padInlines(leadIn) };
    cards.push({
      key: `${block.id}:0`,
      kind: 'paragraph',
      label: '',
      pieces: piecesOf(leadIn, variables),
      blocks: [part],
    });
  }
  items.forEach((item, index) => {
    const part: ParagraphBlock = { ...block, children: padInlines([item.ordinal, ...item.nodes]) };
    cards.push({
      key: `${block.id}:${index + 1}`,
      kind: 'item',
      label: labels.get(item.ordinal) ?? '',
      pieces: piecesOf(item.nodes, variables),
      blocks: [part],
    });
  });
  return cards;
}

function hasWords(nodes: readonly Inline[]): boolean {
  return nodes.some((node) => isField(node) || (isText(node) && node.text.trim() !== ''));
}

/** The text with each field as its old value: what stood there, marked as what has to be filled in anew. */
export function piecesOf(nodes: readonly Inline[], variables: Variables): PastPiece[] {
  const pieces: PastPiece[] = [];
  for (const node of nodes) {
    if (isOrdinal(node)) continue;
    if (isField(node)) {
      const text = openText(node, variables);
      pieces.push(text === null ? { text: hintOf(node), hint: true } : { text, hint: false });
    } else if (isText(node) && node.text) {
      pieces.push({ text: node.text, hint: false });
    }
  }
  return pieces;
}

/** What is called by a variable has its name already, this year's; null for what is to be filled in. */
function openText(field: Field, variables: Variables): string | null {
  return field.variable && fieldValue(field, variables) ? fieldText(field, variables) : null;
}

function hintOf(field: Field): string {
  if (!field.value && field.last) return lastText(field, field.last);
  const value = field.value || field.mask || '';
  if (value) return withUnit(field, value);
  return `〔${field.label || '未填'}〕${field.unit}`;
}

import { headingLabels } from '../document/numbering.ts';
import { markedBlocks } from '../document/marked-blocks.ts';
import { inlinesOf, isField } from '../document/guards.ts';
import type { Block, Field } from '../document/types.ts';
import type { Spell } from '../edition/spell.ts';
import type { Token } from '../review/tokens.ts';
import { sentCells } from './cells.ts';
import { flatten, ownFrame, placesOf, tableOfCell } from './flatten.ts';
import type { Objects } from './objects.ts';

/** A character of a paragraph or a cell as it was sent, without the numbers of headings. */
export type SentChar = { text: string; token: Token; number: number; hidden: boolean };

/** A paragraph or a cell as it was sent. */
export type SentLine = {
  id: string;
  /** The table that it is a cell of. */
  table: string | null;
  /** Of a paragraph. */
  block: Block | null;
  /** Number of the token that begins it, and with it those of its characters. */
  start: number;
  chars: SentChar[];
  text: string;
};

/**
 * All lines of the copy as it was sent, the cells of all tables among them, each character with whether it is hidden: as
 * the report has it now, where it has the block still.
 */
export function sentLines(
  blocks: readonly Block[],
  ours: readonly Block[],
  spell: Spell,
  objects: Objects,
): SentLine[] {
  const tables = blocks.filter((block) => block.type === 'table');
  const frames = new Map(tables.map((table) => [table.id, ownFrame(table)]));
  const flat = flatten(blocks, frames, new Set(tables.flatMap((table) => placesOf(table))));
  const byId = new Map(blocks.map((block) => [block.id, block]));
  const isHidden = hiddenNow(blocks, ours);
  const { tokens, cells, blocks: facts } = sentCells(flat, headingLabels(blocks), spell, () => objects);
  return facts.flatMap(({ id, from, to, table }): SentLine[] => {
    if (table) return [];
    const owner = tableOfCell(id);
    const chars = cells.slice(from + 1, to).flatMap((cell): SentChar[] => {
      const token = tokens[cell.token];
      if (!token || cell.part === 'label') return [];
      return [{ text: cell.text, token, number: cell.token, hidden: isHidden(owner ?? id, token) }];
    });
    const block = owner === null ? (byId.get(id) ?? null) : null;
    return [
      {
        id,
        table: owner,
        block,
        start: cells[from]?.token ?? 0,
        chars,
        text: chars.map(({ text }) => text).join(''),
      },
    ];
  });
}

/** Whether a token of this block is hidden: somebody may have hidden or published it since the copy was sent. */
function hiddenNow(sent: readonly Block[], ours: readonly Block[]): (block: string, token: Token) => boolean {
  const [was, is] = [markedBlocks(sent), markedBlocks(ours)];
  const here = new Map(
    ours.map((block) => [block.id, inlinesOf(block).some((node) => node.secret === true)]),
  );
  return (block, token) => {
    const hasOwn =
      (token.is === 'char' && (token.marks as { secret?: true }).secret === true) ||
      (token.is === 'void' && token.node.secret === true);
    const now = here.get(block);
    return now === undefined ? was.has(block) || hasOwn : is.has(block) || (hasOwn && now);
  };
}

const fieldsOf = (of: readonly Block[]): Field[] =>
  of.flatMap((block) => inlinesOf(block).filter((node) => isField(node)));

/** Fields as they were sent, each with the strictest of what was said of it then and now. */
export function sentFields(blocks: readonly Block[], ours: readonly Block[]): Field[] {
  const now = new Map(fieldsOf(ours).map((field) => [field.id, field.sensitivity]));
  return fieldsOf(blocks).map((field) => ({
    ...field,
    sensitivity: stricter(field.sensitivity, now.get(field.id) ?? 'public'),
  }));
}

const ORDER = ['public', 'internal', 'secret'] as const;

export const stricter = (a: Field['sensitivity'], b: Field['sensitivity']): Field['sensitivity'] =>
  ORDER.indexOf(a) >= ORDER.indexOf(b) ? a : b;

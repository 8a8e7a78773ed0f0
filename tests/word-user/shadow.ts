import type { Place, Range } from './fields.ts';
import type { Line } from './oracle.ts';

/** A paragraph, or a table, of the plain-text shadow. */
export type Block = { kind: 'p'; chars: string[] } | { kind: 't'; rows: { cells: Block[][] }[] };
type Paragraph = Extract<Block, { kind: 'p' }>;
type Slot = { paragraph: Paragraph; siblings: Block[]; cell?: string };

/** The plain text of the final view, kept by list operations only; it knows nothing of XML. */
export class Shadow {
  readonly blocks: Block[];

  constructor(lines: Line[]) {
    this.blocks = build(lines.map(({ text, cell }) => ({ text, path: cell ? cell.split('/') : [] })));
  }

  /** The lines as the oracle gives them, without styles. */
  lines(): Line[] {
    return this.slots().map(({ paragraph, cell }) => ({
      text: paragraph.chars.join(''),
      ...(cell && { cell }),
    }));
  }

  type({ p, o }: Place, text: string): void {
    this.slot(p).paragraph.chars.splice(o, 0, ...Array.from(text));
  }

  textOf({ from, to }: Range): string {
    return this.slot(from.p).paragraph.chars.slice(from.o, to.o).join('');
  }

  delete({ from, to }: Range): void {
    const first = this.slot(from.p);
    const last = this.slot(to.p);
    const tail = last.paragraph.chars.slice(to.o);
    if (from.p !== to.p) {
      const { siblings } = last;
      const start = siblings.indexOf(first.paragraph);
      siblings.splice(start, siblings.indexOf(last.paragraph) - start);
    }
    last.paragraph.chars = [...first.paragraph.chars.slice(0, from.o), ...tail];
  }

  split({ p, o }: Place): void {
    const { paragraph, siblings } = this.slot(p);
    const head: Paragraph = { kind: 'p', chars: paragraph.chars.slice(0, o) };
    siblings.splice(siblings.indexOf(paragraph), 0, head);
    paragraph.chars = paragraph.chars.slice(o);
  }

  moveParagraphs(first: number, count: number, before: number): void {
    const target = this.slot(before);
    const moved = Array.from({ length: count }, (_, at) => this.slot(first + at));
    for (const { paragraph, siblings } of moved) siblings.splice(siblings.indexOf(paragraph), 1);
    const at = target.siblings.indexOf(target.paragraph);
    target.siblings.splice(at, 0, ...moved.map(({ paragraph }) => paragraph));
  }

  /** The rows of the nth table from 1, outer tables only. */
  table(number: number): { cells: Block[][] }[] {
    const table = this.blocks.filter((block) => block.kind === 't')[number - 1];
    if (!table) throw new Error(`The shadow has no table ${number}.`);
    return table.rows;
  }

  dropTable(number: number): void {
    const table = this.blocks.filter((block) => block.kind === 't')[number - 1];
    if (table) this.blocks.splice(this.blocks.indexOf(table), 1);
  }

  private slot(p: number): Slot {
    const slot = this.slots()[p];
    if (!slot) throw new Error(`The shadow has no paragraph ${p}.`);
    return slot;
  }

  private slots(): Slot[] {
    return flatten(this.blocks, undefined);
  }
}

/** A cell with one empty paragraph. */
export const emptyCell = (text = ''): Block[] => [{ kind: 'p', chars: Array.from(text) }];

function flatten(blocks: Block[], outer: string | undefined): Slot[] {
  let tables = 0;
  return blocks.flatMap((block) => {
    if (block.kind === 'p') return [{ paragraph: block, siblings: blocks, ...(outer && { cell: outer }) }];
    tables += 1;
    const number = tables;
    return block.rows.flatMap((row, r) =>
      row.cells.flatMap((cell, c) => {
        const here = `${number}.${r + 1}.${c + 1}`;
        return flatten(cell, outer ? `${outer}/${here}` : here);
      }),
    );
  });
}

function build(lines: { text: string; path: string[] }[]): Block[] {
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length;) {
    const line = lines[at]!;
    const [head] = line.path;
    if (!head) {
      blocks.push({ kind: 'p', chars: Array.from(line.text) });
      at += 1;
      continue;
    }
    const table = head.split('.')[0];
    let end = at;
    while (end < lines.length && lines[end]!.path[0]?.split('.')[0] === table) end += 1;
    blocks.push({ kind: 't', rows: buildRows(lines.slice(at, end)) });
    at = end;
  }
  return blocks;
}

function buildRows(lines: { text: string; path: string[] }[]): { cells: Block[][] }[] {
  const rows: { cells: Block[][] }[] = [];
  const grouped = new Map<string, { text: string; path: string[] }[]>();
  for (const { text, path } of lines) {
    const [head = '', ...rest] = path;
    grouped.set(head, [...(grouped.get(head) ?? []), { text, path: rest }]);
  }
  for (const [key, group] of grouped) {
    const [, row = 1, cell = 1] = key.split('.').map(Number);
    const target = (rows[row - 1] ??= { cells: [] });
    target.cells[cell - 1] = build(group);
  }
  return rows;
}

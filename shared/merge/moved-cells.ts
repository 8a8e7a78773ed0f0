import { isCovered } from '../document/table-grid.ts';
import { isText } from '../document/guards.ts';
import type { Inline, TableBlock } from '../document/types.ts';
import { inlinesOfTokens, inlineTokens } from '../review/tokens.ts';
import type { MaskedValues } from './masked-values.ts';
import type { Origin } from './origins.ts';
import type { Reviving } from './revive.ts';
import type { SentLine } from './sent-lines.ts';
import type { Said } from './tokens-of-runs.ts';

/** A cell of the sent report in its table. */
type SentCell = { line: SentLine; row: number; column: number };

/**
 * Cells that came in a copy, in a row, a column or a table of their own, with what they were where they stood. The words of
 * a cell are few, so that its neighbours say with it where it is from: cells in a row of which most say the same.
 */
export class MovedCells {
  readonly #reviving: Reviving;
  readonly #values: MaskedValues;
  readonly #cells: SentLine[];
  readonly #byText = new Map<string, SentCell[]>();
  /** By table: what each of its rows, and of its columns, says. */
  readonly #rows = new Map<string, SentCell[]>();

  constructor(lines: readonly SentLine[], reviving: Reviving, values: MaskedValues) {
    this.#reviving = reviving;
    this.#values = values;
    this.#cells = lines.filter(({ table }) => table !== null);
    for (const line of lines) {
      if (line.table === null) continue;
      const [row = 0, column = 0] = line.id
        .slice(line.table.length + 1)
        .split('/')
        .map(Number);
      const cell = { line, row, column };
      if (line.text !== '') this.#byText.set(line.text, [...(this.#byText.get(line.text) ?? []), cell]);
      for (const key of [keyOf(line.table, 'row', row), keyOf(line.table, 'column', column)])
        this.#rows.set(key, [...(this.#rows.get(key) ?? []), cell]);
    }
  }

  /**
   * The cells of one row or one column that came.
   * @param table id of the table that they came into; null for a new one
   */
  line<T extends Said>(
    table: string | null,
    kind: 'row' | 'column',
    cells: readonly (readonly T[])[],
  ): T[][] {
    const texts = cells.map((cell) => pieces(cell).map(textOf));
    const said = new Set(texts.flat().filter((text) => text !== ''));
    /** How many of the words beside it a sent cell has beside it, too. */
    const score = ({ line, row, column }: SentCell): number => {
      const key = keyOf(line.table ?? '', kind, kind === 'row' ? row : column);
      const beside = this.#rows.get(key) ?? [];
      return beside.filter((other) => other.line !== line && said.has(other.line.text)).length;
    };
    return cells.map((cell) =>
      pieces(cell).flatMap((piece, at): T[] => {
        const lead = at === 0 ? [] : cell.slice(piece.from - 1, piece.from);
        return [...lead, ...this.#piece(piece.run, table, score)];
      }),
    );
  }

  #piece<T extends Said>(run: readonly T[], table: string | null, score: (cell: SentCell) => number): T[] {
    const text = textOf({ run });
    const found = (this.#byText.get(text) ?? []).map((cell) => ({
      cell,
      score: score(cell) * 2 + (cell.line.table === table ? 1 : 0),
    }));
    const best = Math.max(-1, ...found.map((one) => one.score));
    const alike = found.filter((one) => one.score === best).map(({ cell }) => cell);
    // The hidden one counts, and the one that has a field.
    const chosen =
      alike.find(({ line }) => line.chars.some(({ hidden }) => hidden)) ??
      alike.find(({ line }) => line.chars.some(({ token }) => token.is === 'void')) ??
      alike[0];
    const isTold = chosen !== undefined && (best >= 2 || alike.length === 1);
    const origins: (Origin | null)[] = isTold
      ? Array.from(text, (_, at) => ({ line: chosen.line, at }))
      : (this.#restOfHidden(text, run.length) ?? this.#reviving.originsOf(run));
    const sure = !isTold || alike.length === 1;
    // Where several cells may be meant, which figure it is can't be said: that it is not public can.
    const revived = sure
      ? this.#reviving.revived(run, origins)
      : this.#reviving.revived(run, origins).map(anonymous);
    return this.#values.withFields(revived);
  }

  /** All that is left of a hidden cell whose other words were taken out, where nothing public says the same. */
  #restOfHidden(text: string, length: number): Origin[] | null {
    if (length === 0) return null;
    const holding = this.#cells.filter(({ text: whole }) => whole.includes(text));
    const [line] = holding;
    if (!line || !holding.every(({ chars }) => chars.every(({ hidden }) => hidden))) return null;
    const from = Array.from(line.text.slice(0, line.text.indexOf(text))).length;
    return Array.from(text, (_, at) => ({ line, at: from + at }));
  }

  /** A table that came as a whole. */
  table(block: TableBlock): TableBlock {
    const children = block.children.map((row, r) => {
      const cells = row.children.map((cell, c) =>
        isCovered(block, r, c)
          ? []
          : inlineTokens(cell.children).map((token): Said => ({ token, comments: [] })),
      );
      const made = this.line(null, 'row', cells);
      return {
        ...row,
        children: row.children.map((cell, c) =>
          isCovered(block, r, c)
            ? cell
            : { ...cell, children: inlinesOfTokens((made[c] ?? []).map(({ token }) => token)) },
        ),
      };
    });
    // Of a hidden table also the new words in it are hidden.
    const cells = children.flatMap((row) => row.children.filter((cell) => cell.children.some(isSaid)));
    const hidden = cells.filter((cell) => cell.children.every((node) => !isSaid(node) || node.secret));
    const isHidden = hidden.length > 0 && hidden.length * 2 >= cells.length;
    return { ...block, ...(isHidden ? { secret: true as const } : {}), children };
  }
}

const isSaid = (node: Inline): boolean => !isText(node) || node.text.trim() !== '';

const keyOf = (table: string, kind: 'row' | 'column', at: number): string => `${table} ${kind} ${at}`;

const textOf = ({ run }: { run: readonly Said[] }): string =>
  run.map(({ token }) => (token.is === 'char' ? token.text : '\uFFFC')).join('');

/** The paragraphs of a cell: cells that were joined have one each. */
function pieces<T extends Said>(cell: readonly T[]): { run: T[]; from: number }[] {
  const out: { run: T[]; from: number }[] = [{ run: [], from: 0 }];
  cell.forEach((one, at) => {
    if (one.token.is === 'char' && one.token.text === '\n') out.push({ run: [], from: at + 1 });
    else out.at(-1)?.run.push(one);
  });
  return out;
}

/** A field of which it can't be said which figure it is. */
function anonymous<T extends Said>(one: T): T {
  if (one.token.is !== 'void' || one.token.node.type !== 'field') return one;
  const { indicator: _indicator, last: _last, source: _source, ...node } = one.token.node;
  return { ...one, token: { is: 'void', node: { ...node, label: '' } } };
}

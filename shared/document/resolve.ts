import { withFormats } from './formats.ts';
import { isOrdinal, isText, linesOf } from './guards.ts';
import { padInlines } from './make.ts';
import { markedBlocks, withMarks } from './marked-blocks.ts';
import { ordinalLabels } from './ordinals.ts';
import { withoutColumns, withoutRows } from './table-grid.ts';
import type { Block, BlockForm, Inline, TableBlock, TableColumn, TableRow, TextBlock } from './types.ts';

type Line = TableRow | TableColumn;

/** What becomes of a change: true accepted, false rejected, undefined still open. */
export type Decide = (revision: string) => boolean | undefined;

/**
 * The report with these changes decided. Untouched blocks stay the same objects.
 *
 * A block begins with a break; where that goes, its words join the block before, which keeps its form. With no block
 * of text before (at the start, behind a table) they join the one behind. With neither, a block that still holds
 * another change stays, and so does its mark: the decision can be made again when the other is made.
 *
 * What is hidden (本段不公开, 本句不公开) stays so, character by character, whatever it joins and whichever heading goes.
 */
export function resolve(blocks: readonly Block[], decide: Decide): Block[] {
  const hidden = blocks.some((block) => block.secret) ? markedBlocks(blocks) : null;
  return hidden
    ? stillHidden(resolved(withWordsHidden(blocks, hidden, decide), decide), hidden)
    : resolved(blocks, decide);
}

/** Blocks of which one is hidden and the other is not are joined with the mark on their words. */
function withWordsHidden(blocks: readonly Block[], hidden: Set<string>, decide: Decide): Block[] {
  const out = [...blocks];
  blocks.forEach((block, at) => {
    if (block.type === 'table' || !goes(block.pIns, block.pDel, decide)) return;
    // Whichever way the words go: the run of blocks that become one.
    let from = at;
    while (from > 0 && isJoined(out[from], decide)) from -= 1;
    let to = at;
    while (isJoined(out[to + 1], decide)) to += 1;
    // With no text before, they join what is behind.
    if (out[from]?.type === 'table' || isJoined(out[from], decide)) to += 1;
    const run = out.slice(from, to + 1).flatMap((one) => (one.type === 'table' ? [] : [one]));
    if (run.every(({ id }) => hidden.has(id)) || run.every(({ id }) => !hidden.has(id))) return;
    for (let index = from; index <= to; index += 1) {
      const one = out[index];
      if (!one || one.type === 'table' || !hidden.has(one.id)) continue;
      out[index] = { ...one, children: one.children.map((node): Inline => ({ ...node, secret: true })) };
      // A heading's mark is its section's, too.
      if (one.type === 'heading') continue;
      delete (out[index] as TextBlock).secret;
      hidden.delete(one.id);
    }
  });
  return out;
}

const isJoined = (block: Block | undefined, decide: Decide): boolean =>
  block !== undefined && block.type !== 'table' && goes(block.pIns, block.pDel, decide);

function stillHidden(blocks: Block[], hidden: ReadonlySet<string>): Block[] {
  const now = markedBlocks(blocks);
  return withMarks(blocks, new Set([...hidden].filter((id) => !now.has(id))));
}

function resolved(blocks: readonly Block[], decide: Decide): Block[] {
  const out: Block[] = [];
  for (let at = 0; at < blocks.length; at += 1) {
    const block = blocks[at];
    if (!block) continue;
    const gone = goes(block.pIns, block.pDel, decide);
    if (block.type === 'table') {
      const table = gone ? null : resolveTable(block, decide);
      if (table) out.push(settledTable(table, blocks, out, decide));
      continue;
    }
    const children = resolveInlines(block.children, decide);
    if (!gone) {
      out.push(resolveForm(block, children, decide));
      continue;
    }
    const before = out.at(-1);
    if (before && before.type !== 'table') {
      out[out.length - 1] = joined(before, children);
      continue;
    }
    // No block of text before: the words go to the next block that stays.
    const words = [...children];
    let next = blocks[at + 1];
    while (next && next.type !== 'table' && goes(next.pIns, next.pDel, decide)) {
      words.push(...resolveInlines(next.children, decide));
      at += 1;
      next = blocks[at + 1];
    }
    if (next && next.type !== 'table') {
      const behind = resolveInlines(next.children, decide);
      out.push(resolveForm(next, tidy([...words, ...behind]), decide));
      at += 1;
    } else if (!isEmptyInline(words)) {
      const waits = words.some((node) => node.ins !== undefined || node.del !== undefined);
      const kept = { ...block, children: tidy(words) };
      out.push(waits ? kept : resolveForm(kept, kept.children, decide));
    }
  }
  return out;
}

/** A table whose cells were joined or parted is the one that it was, once that is accepted. */
function settledTable(
  table: TableBlock,
  blocks: readonly Block[],
  out: readonly Block[],
  decide: Decide,
): TableBlock {
  const { replaces, ...rest } = table;
  if (replaces === undefined || table.pIns !== undefined) return table;
  const old = blocks.find(({ id }) => id === replaces);
  const isThere = old !== undefined && !goes(old.pIns, old.pDel, decide);
  return isThere || out.some(({ id }) => id === replaces) ? rest : { ...rest, id: replaces };
}

/**
 * As it reads once every change is accepted (清稿): the one "accept all" of the program, for editions, for what is
 * rolled over and for what is put in from elsewhere. The blocks may stand in a report of their own.
 */
export function finalView(blocks: readonly Block[]): Block[] {
  return itemsOnlyInBody(resolve(blocks, () => true));
}

/**
 * Blocks that were cut out of a report or copied from it, with every change accepted. The break that begins the first
 * line did not come along, so that what became of it says nothing about the words.
 */
export function finalFragment([first, ...others]: readonly Block[]): Block[] {
  if (!first) return [];
  if (first.type === 'table') return finalView([first, ...others]);
  const { pIns: _ins, pDel: _del, ...rest } = first;
  return finalView([rest, ...others]);
}

/** As it read before every change (原稿). */
export function originalView(blocks: readonly Block[]): Block[] {
  return resolve(blocks, () => false);
}

/**
 * Items belong to the body: of one that a deleted break joins to a heading, or that was moved into one, the label stays as
 * words.
 */
export function itemsOnlyInBody(blocks: Block[]): Block[] {
  if (!blocks.some(hasMisplacedItem)) return blocks;
  const labels = ordinalLabels(blocks);
  return blocks.map((block) => {
    if (!hasMisplacedItem(block)) return block;
    const children = block.children.map((node): Inline => {
      if (!isOrdinal(node) || node.del !== undefined) return node;
      const { type: _t, scheme: _s, restart: _r, typed: _l, mark: _m, children: _c, ...marks } = node;
      return { ...marks, text: labels.get(node) ?? '' };
    });
    return { ...block, children: tidy(children) };
  });
}

function hasMisplacedItem(block: Block): block is Exclude<TextBlock, { type: 'paragraph' }> {
  if (block.type === 'table' || block.type === 'paragraph' || block.pDel !== undefined) return false;
  return block.children.some((node) => isOrdinal(node) && node.del === undefined);
}

/** Whether what carries these marks goes. */
function goes(ins: string | undefined, del: string | undefined, decide: Decide): boolean {
  return (ins !== undefined && decide(ins) === false) || (del !== undefined && decide(del) === true);
}

function joined(before: TextBlock, children: Inline[]): TextBlock {
  return isEmptyInline(children) ? before : { ...before, children: tidy([...before.children, ...children]) };
}

/** Nothing to read and nothing that carries a mark. */
export function isEmptyInline(nodes: readonly Inline[]): boolean {
  return nodes.every((node) => isText(node) && node.text === '');
}

/** Without empty leaves, equal neighbours joined, an empty leaf where Slate needs one. */
export function tidy(nodes: readonly Inline[]): Inline[] {
  return padInlines(nodes.filter((node) => !isText(node) || node.text !== ''));
}

/** The same array where nothing changes. */
function resolveInlines(nodes: readonly Inline[], decide: Decide): Inline[] {
  let changed = false;
  const out: Inline[] = [];
  for (const node of nodes) {
    if (node.ins === undefined && node.del === undefined && node.fmt === undefined) {
      out.push(node);
      continue;
    }
    if (goes(node.ins, node.del, decide)) {
      changed = true;
      continue;
    }
    const next: Inline = resolveFormats(node, decide);
    if (next.ins !== undefined && decide(next.ins) !== undefined) delete next.ins;
    if (next.del !== undefined && decide(next.del) !== undefined) delete next.del;
    if (next.ins === node.ins && next.del === node.del && next.fmt === node.fmt) {
      out.push(node);
      continue;
    }
    changed = true;
    out.push(next);
  }
  return changed ? tidy(out) : (nodes as Inline[]);
}

/** A copy of the node, its change of formats decided. */
function resolveFormats(node: Inline, decide: Decide): Inline {
  const next: Inline = { ...node };
  const accepted = node.fmt === undefined ? undefined : decide(node.fmt);
  if (accepted === undefined) return next;
  delete next.fmt;
  delete next.was;
  return accepted ? next : withFormats(next, node.was ?? '');
}

function resolveForm(block: TextBlock, children: Inline[], decide: Decide): TextBlock {
  const open = (id: string | undefined): boolean => id !== undefined && decide(id) === undefined;
  const settled =
    (block.pIns === undefined || open(block.pIns)) &&
    (block.pDel === undefined || open(block.pDel)) &&
    (block.pFmt === undefined || open(block.pFmt));
  if (settled) return children === block.children ? block : { ...block, children };
  const next = { ...block, children };
  if (!open(next.pIns)) delete next.pIns;
  if (!open(next.pDel)) delete next.pDel;
  if (next.pFmt === undefined || open(next.pFmt)) return next;
  const before = decide(next.pFmt) === false ? next.pWas : undefined;
  delete next.pFmt;
  delete next.pWas;
  return before ? withForm(next, before) : next;
}

export const FORM_KEYS = ['type', 'level', 'slot', 'typedNumber', 'runIn', 'role', 'pageBreak'] as const;

/** What a block is, apart from its words. */
export function formOf(block: TextBlock): BlockForm {
  const form: Record<string, unknown> = {};
  for (const key of FORM_KEYS) if (key in block) form[key] = block[key as keyof TextBlock];
  return form as BlockForm;
}

export function sameForm(a: BlockForm, b: BlockForm): boolean {
  return FORM_KEYS.every((key) => a[key] === b[key]);
}

export function withForm(block: TextBlock, form: BlockForm): TextBlock {
  const next: Record<string, unknown> = { ...block };
  for (const key of FORM_KEYS) delete next[key];
  return { ...next, ...form } as TextBlock;
}

/** Null where none of its rows or columns is left. */
function resolveTable(whole: TableBlock, decide: Decide): TableBlock | null {
  const table = resolveLines(whole, decide);
  if (table === null) return null;
  let changed = false;
  const children = table.children.map((row) => {
    let rowChanged = false;
    const cells = row.children.map((cell) => {
      const inlines = resolveInlines(cell.children, decide);
      if (inlines === cell.children) return cell;
      rowChanged = true;
      return { ...cell, children: inlines };
    });
    changed ||= rowChanged;
    return rowChanged ? { ...row, children: cells } : row;
  });
  const next: TableBlock = { ...table, children };
  if (next.pIns !== undefined && decide(next.pIns) !== undefined) delete next.pIns;
  if (next.pDel !== undefined && decide(next.pDel) !== undefined) delete next.pDel;
  return changed || next.pIns !== table.pIns || next.pDel !== table.pDel ? next : table;
}

/** The table, the changes of its rows and columns decided; the same where nothing changes. */
function resolveLines(table: TableBlock, decide: Decide): TableBlock | null {
  const isDecided = ({ ins, del }: Line): boolean =>
    (ins !== undefined && decide(ins) !== undefined) || (del !== undefined && decide(del) !== undefined);
  if (!linesOf(table).some((line) => isDecided(line))) return table;
  const gone = (lines: readonly Line[]): Set<number> =>
    new Set(lines.flatMap((line, at) => (goes(line.ins, line.del, decide) ? [at] : [])));
  const decided = <L extends Line>(line: L): L => {
    if (!isDecided(line)) return line;
    const next = { ...line };
    if (next.ins !== undefined && decide(next.ins) !== undefined) delete next.ins;
    if (next.del !== undefined && decide(next.del) !== undefined) delete next.del;
    return next;
  };
  const columns = table.columns ?? [];
  const narrower = withoutColumns(table, gone(columns));
  const left = narrower && withoutRows(narrower, gone(table.children));
  return (
    left && {
      ...left,
      ...(left.columns ? { columns: left.columns.map((column) => decided(column)) } : {}),
      children: left.children.map((row) => decided(row)),
    }
  );
}

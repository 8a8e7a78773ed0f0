import { inlinesOf } from '../document/guards.ts';
import { headingLabels } from '../document/numbering.ts';
import { ordinalLabels } from '../document/ordinals.ts';
import { fieldText } from '../document/field-text.ts';
import { textOfBlock, textOfInlines } from '../document/plain-text.ts';
import { formatNames, formatsOf } from '../document/formats.ts';
import type {
  Block,
  Inline,
  Ordinal,
  TableCell,
  TableColumn,
  TableRow,
  Variables,
} from '../document/types.ts';
import { threadsOn } from '../document/marks.ts';
import { formOf } from '../document/resolve.ts';
import type { Revision, Thread } from './types.ts';

/** A change as a reader sees it: an insertion, a deletion, one put in the place of the other, a move, a form. */
export type Change = {
  /** Id of the first of its revisions; stable while the change is there. */
  id: string;
  /** Everything that is decided with it. */
  revisions: string[];
  kind: 'insert' | 'delete' | 'replace' | 'move' | 'format';
  author: string;
  at: string;
  /** Why, in its author's words. */
  reason?: string;
  /** Words that go and that come; ¶ is the start of a paragraph. */
  removed: string;
  added: string;
  /** Block in which it begins, and the heading of its section. */
  block: string;
  section: string;
  /** Where it begins, among all that is collected. */
  order: number;
};

/** A thread with where it lies; `block` null: its words are deleted, it is listed by its quote, last. */
export type PlacedThread = { thread: Thread; block: string | null; section: string; order: number };

export type Collected = { changes: Change[]; threads: PlacedThread[] };

type Run = {
  id: string;
  row: Revision;
  text: string;
  block: string;
  section: string;
  /** Order in the report. */
  order: number;
  /** How many unmarked words stand before its beginning and before its end: runs with nothing between touch. */
  from: number;
  to: number;
};

const MOST = 400;

/** Changes and threads of a report in reading order; threads without words come last. */
export function collect(
  blocks: readonly Block[],
  variables: Variables,
  revisions: ReadonlyMap<string, Revision>,
  threads: readonly Thread[],
): Collected {
  const labels = ordinalLabels(blocks);
  const numbers = headingLabels(blocks);
  const runs = new Map<string, Run>();
  const places = new Map<string, { block: string; section: string; order: number }>();
  let order = 0;
  let section = '';
  let plain = 0;
  const formats: Change[] = [];
  /** Tables whose cells were joined or parted, and the links between what they were and what they are. */
  const reshaped = new Set(
    blocks.flatMap((block) =>
      block.type === 'table' && block.replaces !== undefined ? [block.replaces] : [],
    ),
  );
  const replacing = new Set<string>();

  const add = (id: string | undefined, text: string, block: string): void => {
    if (id === undefined) return;
    const row = revisions.get(id);
    if (!row) return;
    order += 1;
    const run = runs.get(id);
    if (!run) runs.set(id, { id, row, text, block, section, order, from: plain, to: plain });
    else {
      run.to = plain;
      if (run.text.length < MOST) run.text += text;
    }
  };

  const addFormat = (node: Inline, block: string): void => {
    const known = revisions.get(node.fmt ?? '');
    if (!known) return;
    if (formats.some(({ id }) => id === known.id)) return;
    formats.push({
      id: known.id,
      revisions: [known.id],
      kind: 'format',
      author: known.author,
      at: known.at,
      removed: formatNames(node.was ?? ''),
      added: formatNames(formatsOf(node)),
      block,
      section,
      order: (order += 1),
    });
  };

  for (const block of blocks) {
    if (block.type === 'heading')
      section = (numbers.get(block.id) ?? '') + textOfBlock(block, labels, { variables });
    add(block.pIns, headOf(block, 'came'), block.id);
    add(block.pDel, headOf(block, reshaped.has(block.id) ? 'reshaped' : 'went'), block.id);
    if (block.type === 'table' && block.replaces !== undefined) {
      const move = block.pIns === undefined ? undefined : revisions.get(block.pIns)?.move;
      if (move !== undefined) replacing.add(move);
    }
    const row = block.pFmt === undefined ? undefined : revisions.get(block.pFmt);
    if (row && block.type !== 'table' && block.pWas) {
      formats.push({
        id: row.id,
        revisions: [row.id],
        kind: 'format',
        author: row.author,
        at: row.at,
        removed: formName(block.pWas),
        added: formName(formOf(block)),
        block: block.id,
        section,
        order: (order += 1),
      });
    }
    for (const { line, name } of namedLines(block, labels, variables)) {
      add(line.ins, name, block.id);
      add(line.del, name, block.id);
    }
    for (const node of inlinesOf(block)) {
      addFormat(node, block.id);
      if (node.ins !== undefined || node.del !== undefined) {
        const text = textOfInlines([node], labels, {
          field: (field) => fieldText(field, variables) || '（未填数据）',
        });
        add(node.ins, text, block.id);
        add(node.del, text, block.id);
      } else if (!('text' in node) || node.text !== '') plain += 1;
      for (const thread of threadsOn(node))
        if (!places.has(thread)) places.set(thread, { block: block.id, section, order: (order += 1) });
    }
  }
  const changes = [...grouped([...runs.values()], replacing), ...formats]
    .sort((a, b) => a.order - b.order)
    .map((change): Change => {
      const reason = change.revisions.map((id) => revisions.get(id)?.reason).find(Boolean);
      return reason === undefined ? change : { ...change, reason };
    });
  const alive = threads.filter(({ comments }) => comments.some(({ removed }) => !removed));
  const placed = alive.map((thread): PlacedThread => {
    const place = places.get(thread.id);
    return {
      thread,
      block: place?.block ?? null,
      section: place?.section ?? thread.section,
      order: place?.order ?? Number.MAX_SAFE_INTEGER,
    };
  });
  placed.sort((a, b) => a.order - b.order || a.thread.at.localeCompare(b.thread.at));
  return { changes, threads: placed };
}

/** What stands for a block in a change. */
function headOf(block: Block, as: 'came' | 'went' | 'reshaped'): string {
  if (block.type !== 'table') return '¶';
  if (as === 'reshaped') return '（原表格）';
  return as === 'came' && block.replaces !== undefined ? '（合并、拆分单元格后的表格）' : '（表格）';
}

/** A deletion and the insertion right beside it by the same person are one replacement; halves of a move are one move. */
function grouped(runs: Run[], replacing: ReadonlySet<string>): Change[] {
  const changes: Change[] = [];
  const moves = new Map<string, Change>();
  let before: { change: Change; run: Run } | null = null;
  for (const run of runs.sort((a, b) => a.order - b.order)) {
    const { row, text } = run;
    const move = row.move === undefined ? undefined : moves.get(row.move);
    if (move) {
      move.revisions.push(run.id);
      if (row.kind === 'insert') move.added = text;
      else move.removed = text;
      continue;
    }
    const joins =
      before !== null &&
      row.move === undefined &&
      before.change.kind === (row.kind === 'insert' ? 'delete' : 'insert') &&
      before.change.author === row.author &&
      before.run.block === run.block &&
      before.run.to === run.from &&
      Math.abs(Date.parse(row.at) - Date.parse(before.run.row.at)) < 600_000;
    if (joins && before) {
      before.change.kind = 'replace';
      if (row.kind === 'insert') before.change.added = text;
      else before.change.removed = text;
      before.change.revisions.push(run.id);
      before = null;
      continue;
    }
    const change: Change = {
      id: run.id,
      revisions: [run.id],
      kind: row.move === undefined ? row.kind : replacing.has(row.move) ? 'replace' : 'move',
      author: row.author,
      at: row.at,
      removed: row.kind === 'delete' ? text : '',
      added: row.kind === 'insert' ? text : '',
      block: run.block,
      section: run.section,
      order: run.order,
    };
    changes.push(change);
    if (row.move !== undefined) moves.set(row.move, change);
    before = { change, run };
  }
  return changes;
}

const isMarked = ({ ins, del }: TableRow | TableColumn): boolean => ins !== undefined || del !== undefined;

/** The rows and columns of a table that came or went, with what they are called. */
function namedLines(
  block: Block,
  labels: ReadonlyMap<Ordinal, string>,
  variables: Variables,
): { line: TableRow | TableColumn; name: string }[] {
  if (block.type !== 'table') return [];
  const words = (cells: readonly (TableCell | undefined)[]): string =>
    cells
      .map((cell) => textOfInlines(cell?.children ?? [], labels, { variables }))
      .filter((text) => text !== '')
      .join(' ');
  const rows = block.children
    .filter((row) => isMarked(row))
    .map((line) => ({ line, name: `（表格一行）${words(line.children)}` }));
  const columns = (block.columns ?? []).flatMap((line, at) =>
    isMarked(line)
      ? [{ line, name: `（表格一列）${words(block.children.map((row) => row.children[at]))}` }]
      : [],
  );
  return [...rows, ...columns];
}

const LEVELS = ['', '一级标题', '二级标题', '三级标题', '四级标题'];

const FORM_NAMES: Readonly<Record<string, string>> = {
  title: '文件标题',
  signature: '落款',
  annex: '附件标题',
};

/** What a block of this form is called: 正文, 二级标题 … */
export function formName(form: { type: string; level?: number }): string {
  if (form.type === 'heading') return LEVELS[form.level ?? 1] ?? '标题';
  return FORM_NAMES[form.type] ?? '正文';
}

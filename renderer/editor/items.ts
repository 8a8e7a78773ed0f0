import { Editor, Transforms, type Descendant } from 'slate';

import { isOrdinal, isText } from '../../shared/document/guards.ts';
import type { Block, OrdinalScheme, ParagraphBlock } from '../../shared/document/types.ts';
import {
  isLoneItem,
  ordinalsIn,
  runsOf,
  selectionEdges,
  spanAt,
  startsWithOrdinal,
  stretchAround,
  type RunEntry,
} from './item-places.ts';
import { shareCarried } from './move.ts';
import { blocksOf } from './places.ts';
import { asOneStep } from './with-history-steps.ts';

/** together: run-in, 一是…。二是…。 in one paragraph · apart: a paragraph each */
export type ItemLayout = 'together' | 'apart';

export type ItemState = {
  scheme: OrdinalScheme;
  layout: ItemLayout;
  /** The caret's item is the first of its run. */
  first: boolean;
  /** It begins a run because somebody said so; it could be counted on from the run before. */
  restarted: boolean;
  /** A run stands before it in the same stretch, to be counted on from. */
  canContinue: boolean;
};

/** The run of the item that the caret stands in. */
function runHere(editor: Editor): { runs: RunEntry[][]; at: number; entry: RunEntry; index: number } | null {
  const edges = selectionEdges(editor);
  const span = edges && spanAt(editor, edges[0]);
  if (!span) return null;
  const runs = runsOf(blocksOf(editor));
  for (const [at, run] of runs.entries()) {
    const index = run.findIndex(({ path }) => path[0] === span.block && path[1] === span.from);
    const entry = run[index];
    if (entry) return { runs, at, entry, index };
  }
  return null;
}

/** What the toolbar shows of the caret's item; null outside of items. */
export function itemState(editor: Editor): ItemState | null {
  const here = runHere(editor);
  if (!here) return null;
  const block = here.entry.path[0] ?? 0;
  return {
    scheme: here.entry.ordinal.scheme,
    layout: layoutAround(blocksOf(editor), block),
    first: here.index === 0,
    restarted: here.entry.ordinal.restart === true,
    canContinue: here.index === 0 && runBefore(editor, here.runs, here.at) !== null,
  };
}

/** The run before in the same stretch, where no heading stands between. */
function runBefore(editor: Editor, runs: readonly RunEntry[][], at: number): RunEntry[] | null {
  const before = runs[at - 1];
  const first = runs[at]?.[0]?.path[0];
  const last = before?.at(-1)?.path[0];
  if (!before || first === undefined || last === undefined) return null;
  return last >= stretchAround(blocksOf(editor), first).from ? before : null;
}

function setOrdinal(editor: Editor, { path }: RunEntry, props: object): void {
  Transforms.setNodes(editor, props, { at: path, voids: true });
}

function unsetRestart(editor: Editor, { path }: RunEntry): void {
  Transforms.unsetNodes(editor, 'restart', { at: path, voids: true });
}

/** Counts the runs that the selection touches in another way: 一是 · 一要 · 首先， · 第一，. Their neighbours stay as they are. */
export function setScheme(editor: Editor, scheme: OrdinalScheme): void {
  const edges = selectionEdges(editor);
  if (!edges) return;
  const [start, end] = edges;
  const first = spanAt(editor, start)?.from ?? -1;
  const runs = runsOf(blocksOf(editor));
  const touched = new Set(
    runs.filter((run) =>
      run.some(({ path: [block = 0, at = 0] }) => {
        const behindStart = block > (start.path[0] ?? 0) || (block === start.path[0] && at >= first);
        const beforeEnd = block < (end.path[0] ?? 0) || (block === end.path[0] && at <= (end.path[1] ?? 0));
        return behindStart && beforeEnd;
      }),
    ),
  );
  asOneStep(editor, () => {
    Editor.withoutNormalizing(editor, () => {
      runs.forEach((run, at) => {
        const [head] = run;
        if (!head) return;
        const before = runs[at - 1];
        const schemeOf = (one: RunEntry[] | undefined): OrdinalScheme | undefined =>
          one && touched.has(one) ? scheme : one?.[0]?.ordinal.scheme;
        // Two runs that were told apart by their words alone would become one.
        const near = before !== undefined && runBefore(editor, runs, at) !== null;
        if ((touched.has(run) || (before && touched.has(before))) && near) {
          const alike = schemeOf(before) === schemeOf(run);
          if (alike && !head.ordinal.restart) setOrdinal(editor, head, { restart: true });
        }
        if (!touched.has(run)) return;
        for (const entry of run) {
          if (entry.ordinal.scheme !== scheme) setOrdinal(editor, entry, { scheme });
        }
      });
    });
  });
}

/** The caret's item begins a run of its own: 一是 again. False where it does already. */
export function restartRun(editor: Editor): boolean {
  const here = runHere(editor);
  if (!here || here.index === 0) return false;
  asOneStep(editor, () => setOrdinal(editor, here.entry, { restart: true }));
  return true;
}

/** The run that begins with the caret's item is counted on from the one before, in its way. */
export function continueRun(editor: Editor): boolean {
  const here = runHere(editor);
  const before = here && here.index === 0 ? runBefore(editor, here.runs, here.at) : null;
  const scheme = before?.[0]?.ordinal.scheme;
  if (!here || !scheme) return false;
  asOneStep(editor, () => {
    Editor.withoutNormalizing(editor, () => {
      if (here.entry.ordinal.restart) unsetRestart(editor, here.entry);
      for (const entry of here.runs[here.at] ?? []) {
        if (entry.ordinal.scheme !== scheme) setOrdinal(editor, entry, { scheme });
      }
    });
  });
  return true;
}

function layoutAround(blocks: readonly Block[], index: number): ItemLayout {
  const { from, to } = stretchAround(blocks, index);
  const withItems = blocks.slice(from, to).filter((block) => ordinalsIn(block).length > 0);
  return withItems.every((block) => isLoneItem(block)) ? 'apart' : 'together';
}

/** Gives each item of the section a paragraph of its own, or joins them into running text. */
export function setLayout(editor: Editor, layout: ItemLayout): void {
  const edges = selectionEdges(editor);
  if (!edges) return;
  const blocks = blocksOf(editor);
  const { from } = stretchAround(blocks, edges[0].path[0] ?? 0);
  const { to } = stretchAround(blocks, edges[1].path[0] ?? 0);
  asOneStep(editor, () => {
    Editor.withoutNormalizing(editor, () => {
      for (let index = to - 1; index >= from; index -= 1) {
        if (layout === 'apart') splitAtItems(editor, index);
        else if (index > from) joinItem(editor, index);
      }
    });
  });
}

function splitAtItems(editor: Editor, index: number): void {
  const block = blocksOf(editor)[index];
  for (const at of ordinalsIn(block).toReversed()) {
    const { children } = block as ParagraphBlock;
    if (children.slice(0, at).every((node) => isText(node) && node.text.trim() === '')) continue;
    const { id: _id, children: _children, ...properties } = block as ParagraphBlock;
    // The id is there so that the second half is given one of its own.
    editor.apply({
      type: 'split_node',
      path: [index],
      position: at,
      properties: { ...properties, id: (block as ParagraphBlock).id } as Partial<Descendant>,
    });
    // The paragraph's own mark, with what is tracked on it, went to the second half.
    const marks = (['pIns', 'pDel'] as const).filter((key) => properties[key] !== undefined);
    if (marks.length > 0) Transforms.unsetNodes(editor, marks, { at: [index] });
  }
}

/** What leads items in ends so. */
const LEADS_IN = /[：:，,、—]\s*$/;

/** Joins the item at `index` to the paragraph before, where that holds items or leads in to them. */
function joinItem(editor: Editor, index: number): void {
  const block = blocksOf(editor)[index];
  const before = blocksOf(editor)[index - 1];
  if (!startsWithOrdinal(block) || before?.type !== 'paragraph') return;
  if ((before.role ?? 'body') !== 'body') return;
  const last = before.children.at(-1);
  const leadsIn = last !== undefined && isText(last) && LEADS_IN.test(last.text);
  if (ordinalsIn(before).length === 0 && !leadsIn) return;
  joinBlocks(editor, index);
}

/** Makes one paragraph of the one at `index` and the one before. */
export function joinBlocks(editor: Editor, index: number): void {
  const { children: _children, ...properties } = blocksOf(editor)[index] as ParagraphBlock;
  const before = blocksOf(editor)[index - 1] as ParagraphBlock;
  shareCarried(editor, index, index - 1);
  // The mark that is left is the second paragraph's.
  for (const key of ['pIns', 'pDel'] as const) {
    const value = properties[key];
    if (value !== undefined) Transforms.setNodes(editor, { [key]: value }, { at: [index - 1] });
    else if (before[key] !== undefined) Transforms.unsetNodes(editor, key, { at: [index - 1] });
  }
  editor.apply({
    type: 'merge_node',
    path: [index],
    position: (blocksOf(editor)[index - 1] as ParagraphBlock).children.length,
    properties: properties as Partial<Descendant>,
  });
}

/**
 * Backspace behind the ordinal that begins the paragraph at `index`, or Delete at the end of the one before: where items
 * have a paragraph each, the item joins the one before. False where it is no such item.
 */
export function joinAtOrdinal(editor: Editor, index: number): boolean {
  const block = blocksOf(editor)[index];
  if (!startsWithOrdinal(block) || ordinalsIn(blocksOf(editor)[index - 1]).length === 0) return false;
  Editor.withoutNormalizing(editor, () => {
    const at = block.children.findIndex((node) => isOrdinal(node));
    Transforms.removeNodes(editor, { at: [index, at], voids: true });
    joinBlocks(editor, index);
  });
  return true;
}

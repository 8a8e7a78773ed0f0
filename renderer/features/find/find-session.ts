import { Editor, Node, Path, Range, Text, Transforms, type Point, type PointRef, type RangeRef } from 'slate';

import { ordinalLabels } from '../../../shared/document/ordinals.ts';
import type { Block, Variables } from '../../../shared/document/types.ts';
import { findAll, type Match } from '../../../shared/find/find.ts';
import type { FoldOptions } from '../../../shared/text/fold.ts';
import { textBetween } from '../../../shared/document/reading.ts';
import { fieldOf, refusal, replaceOps } from '../../../shared/find/replace.ts';
import { isWithin, matchFrom, sectionAround } from '../../../shared/find/scope.ts';
import type { HighlightRange } from '../../editor/highlights.ts';
import { blocksOf } from '../../editor/places.ts';
import type { ReportSession } from '../../editor/session.ts';
import { asOneStep } from '../../editor/with-history-steps.ts';

/** 全文 · 本节 · 选中的文字 */
export type FindScope = 'report' | 'section' | 'selection';

export type FindState = {
  open: boolean;
  /** The row for replacing is shown. */
  replacing: boolean;
  words: string;
  replacement: string;
  options: FoldOptions;
  scope: FindScope;
  /** Something was selected when the bar was opened, so that it can be searched alone. */
  hasSelection: boolean;
  /** Values of fields are replaced as well. */
  fields: boolean;
  matches: readonly Match[];
  /** Index of the current match; −1 where there is none. */
  current: number;
};

export type Replaced = { replaced: number; refused: number };

const START: FindState = {
  open: false,
  replacing: false,
  words: '',
  replacement: '',
  options: {},
  scope: 'report',
  hasSelection: false,
  fields: false,
  matches: [],
  current: -1,
};

/** Longest selection that is taken for the words to look for. */
const LONGEST = 60;

/** Finding and replacing in one open report. The page shows the matches as marks; its selection stays as it is. */
export class FindSession {
  readonly #session: ReportSession;
  readonly #listeners = new Set<() => void>();
  #state = START;
  /** Where the current match is looked for: moves along with what is edited before it. */
  #at: PointRef | null = null;
  /** Where the section is searched, and the selection. */
  #origin: PointRef | null = null;
  #selected: RangeRef | null = null;

  constructor(session: ReportSession) {
    this.#session = session;
  }

  /** Follows the report; the answer ends it. */
  start(): () => void {
    const stop = this.#session.subscribe(() => {
      if (this.#state.open) this.#search(false);
    });
    return () => {
      stop();
      this.close(false);
    };
  }

  readonly state = (): FindState => this.#state;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** Opens the bar: with the selected words, or within a selection that is longer than a line. */
  open(replacing: boolean): void {
    const { editor } = this.#session;
    const { selection } = editor;
    const state = this.#state;
    const change: Partial<FindState> = {
      open: true,
      replacing: replacing || (state.open && state.replacing),
    };
    if (!state.open || selection) this.#begin(selection);
    if (!state.open) change.scope = 'report';
    if (selection && Range.isExpanded(selection) && this.#hasFocus()) {
      const words = wordsOf(editor, selection, this.#session.variables);
      if (words && words.length <= LONGEST) change.words = words;
      else change.scope = 'selection';
    }
    this.#set({ ...change, hasSelection: this.#selected !== null });
    this.#search(true);
  }

  /** Closes the bar; the caret goes to the current match where it is `toMatch`, else it stays where it was. */
  close(toMatch: boolean): void {
    if (!this.#state.open) return;
    if (toMatch) this.#refresh();
    const match = toMatch ? this.#state.matches[this.#state.current] : undefined;
    this.#set({ open: false, matches: [], current: -1 });
    this.#session.highlights.clear('find');
    this.#session.highlights.clear('find-current');
    if (match) this.#select(match);
    for (const ref of [this.#at, this.#origin, this.#selected]) ref?.unref();
    this.#at = this.#origin = this.#selected = null;
  }

  change(change: Partial<Pick<FindState, 'words' | 'options' | 'scope'>>): void {
    this.#set(change);
    this.#search(true);
  }

  /** What does not change what is found. */
  setReplacement(change: Partial<Pick<FindState, 'replacement' | 'replacing' | 'fields'>>): void {
    this.#set(change);
  }

  /** To the next match (1) or the one before (−1), around the ends. */
  move(step: 1 | -1): void {
    const { matches, current } = this.#state;
    if (matches.length === 0) return;
    this.goTo((current + step + matches.length) % matches.length);
  }

  goTo(index: number): void {
    const match = this.#state.matches[index];
    if (!match) return;
    this.#look(match.start);
    this.#set({ current: index });
    this.#markCurrent(true);
  }

  /** F3 with the bar closed: selects the next match behind the caret. False where there is nothing to look for. */
  selectNext(step: 1 | -1): boolean {
    if (!this.#state.words) return false;
    const { selection } = this.#session.editor;
    const matches = this.#find(blocksOf(this.#session.editor), 'report');
    if (matches.length === 0) return false;
    const [start, end] = selection ? Range.edges(selection) : [null, null];
    const next =
      step === 1
        ? matchFrom(matches, end)
        : (matchFrom(matches, start) - 1 + matches.length) % matches.length;
    const match = matches[next];
    if (!match) return false;
    this.#select(match);
    this.#reveal(match, blocksOf(this.#session.editor));
    return true;
  }

  /** Why the match is not replaced; null where it is. */
  refusal(match: Match): string | null {
    const { fields, replacement } = this.#state;
    return refusal(match, { fields, words: replacement });
  }

  /** Replaces the current match and goes on to the next one; where it can't, goes on all the same. */
  replaceOne(): Replaced {
    this.#refresh();
    const match = this.#state.matches[this.#state.current];
    if (!match) return { replaced: 0, refused: 0 };
    const done = this.#replace([match]);
    if (done.replaced === 0) {
      this.move(1);
      return done;
    }
    this.#session.followNow();
    const next = this.#state.matches[this.#state.current];
    if (next) this.#reveal(next, this.#session.snapshot().blocks);
    return done;
  }

  /** Replaces every match of the scope as one step. */
  replaceAll(): Replaced {
    this.#refresh();
    const done = this.#replace(this.#state.matches);
    if (done.replaced > 0) this.#session.followNow();
    return done;
  }

  #replace(matches: readonly Match[]): Replaced {
    const { editor } = this.#session;
    const { replacement, fields } = this.#state;
    const { ops, replaced, refused } = replaceOps(matches, replacement, { fields });
    const last = matches.at(-1);
    // The next one to look at lies behind what is put in, which may itself read like the words.
    if (matches.length === 1 && last && replaced > 0) this.#look(last.end);
    if (ops.length > 0) {
      asOneStep(editor, () => {
        Editor.withoutNormalizing(editor, () => {
          for (const op of ops) editor.apply(op);
        });
      });
    }
    return { replaced, refused: refused.length };
  }

  /** Search words, scope and selection against the document as it is now, not as the panels last saw it. */
  #refresh(): void {
    if (blocksOf(this.#session.editor) !== this.#session.snapshot().blocks) this.#session.followNow();
  }

  #begin(selection: Range | null): void {
    const { editor } = this.#session;
    for (const ref of [this.#at, this.#origin, this.#selected]) ref?.unref();
    this.#at = this.#origin = this.#selected = null;
    const start = selection ? Range.start(selection) : this.#session.caret.lastPoint();
    if (!start) return;
    this.#at = Editor.pointRef(editor, start, { affinity: 'backward' });
    this.#origin = Editor.pointRef(editor, start);
    if (selection && Range.isExpanded(selection)) this.#selected = Editor.rangeRef(editor, selection);
  }

  #look(point: Point): void {
    const { editor } = this.#session;
    this.#at?.unref();
    const at = clamped(editor, point);
    this.#at = at ? Editor.pointRef(editor, at, { affinity: 'forward' }) : null;
  }

  /** @param reveal false where the page changed: it must not scroll away from who writes in it */
  #search(reveal: boolean): void {
    const { blocks } = this.#session.snapshot();
    const matches = this.#find(blocks, this.#state.scope);
    this.#set({ matches, current: matchFrom(matches, this.#at?.current ?? null) });
    this.#session.highlights.set('find', matches.map(rangeOf), blocks);
    this.#markCurrent(reveal);
  }

  #find(blocks: readonly Block[], scope: FindScope): Match[] {
    const { words, options } = this.#state;
    const { variables } = this.#session;
    const within = this.#blocksOf(blocks, scope);
    const matches = findAll(blocks, words, { ...options, variables, ...(within ? { within } : {}) });
    const selected = scope === 'selection' ? this.#selected?.current : null;
    if (!selected) return matches;
    const [start, end] = Range.edges(selected);
    return matches.filter((match) => isWithin(match, start, end));
  }

  #blocksOf(blocks: readonly Block[], scope: FindScope): readonly [number, number] | null {
    if (scope === 'section') return sectionAround(blocks, this.#origin?.current?.path[0] ?? 0);
    const selected = scope === 'selection' ? this.#selected?.current : null;
    if (!selected) return null;
    const [start, end] = Range.edges(selected);
    return [start.path[0] ?? 0, (end.path[0] ?? 0) + 1];
  }

  #markCurrent(reveal: boolean): void {
    const { matches, current } = this.#state;
    const { blocks } = this.#session.snapshot();
    const match = matches[current];
    this.#session.highlights.set('find-current', match ? [rangeOf(match)] : [], blocks);
    if (match && reveal) this.#reveal(match, blocks);
  }

  #reveal(match: Match, blocks: readonly Block[]): void {
    this.#session.highlights.reveal(rangeOf(match), blocks, () => document.querySelector('.find-bar'));
  }

  #select(match: Match): void {
    const { editor } = this.#session;
    const anchor = clamped(editor, match.start);
    const focus = clamped(editor, match.end);
    if (anchor && focus) Transforms.select(editor, { anchor, focus });
  }

  #hasFocus(): boolean {
    return typeof document !== 'undefined' && document.activeElement?.closest('.page') !== null;
  }

  #set(change: Partial<FindState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

/** The id of the field that the match touches; null where it touches none. */
export function fieldIdOf(match: Match): string | null {
  return fieldOf(match)?.id ?? null;
}

function rangeOf({ blockId, cell, from, to }: Match): HighlightRange {
  return { block: blockId, from, to, ...(cell ? { cell } : {}) };
}

/** The point where the document has it; null where its node is gone. */
function clamped(editor: Editor, point: Point): Point | null {
  const node = Node.getIf(editor, point.path);
  if (!node || !Text.isText(node)) return null;
  return { path: point.path, offset: Math.min(point.offset, node.text.length) };
}

/** What a selection inside one block, or one cell, reads like; '' for any other. */
function wordsOf(editor: Editor, range: Range, variables: Variables): string {
  const blocks = blocksOf(editor);
  const [start, end] = Range.edges(range);
  if (!Path.equals(holderOf(blocks, start), holderOf(blocks, end))) return '';
  return textBetween(blocks, start, end, ordinalLabels(blocks), variables).trim();
}

/** Path of the block, or of the cell, that holds the point. */
function holderOf(blocks: readonly Block[], { path }: Point): Path {
  return path.slice(0, blocks[path[0] ?? 0]?.type === 'table' ? 3 : 1);
}

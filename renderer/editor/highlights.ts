import { ordinalLabels } from '../../shared/document/ordinals.ts';
import type { Block, Ordinal, Variables } from '../../shared/document/types.ts';
import { readingsOf, type Reading } from '../../shared/document/reading.ts';
import type { ReportEditor } from './create-report-editor.ts';
import { followEdit, spansOf, type HighlightRange, type Span } from './highlight-places.ts';
import { domRangeOf, scrollToRange, windowOf } from './highlight-dom.ts';
import { elementOf } from './node-element.ts';
import { blocksOf } from './places.ts';

export type { HighlightRange } from './highlight-places.ts';

/** What is marked on the page, each with its look in `highlights.css`. Later ones lie on top. */
export const LAYERS = [
  'carried',
  'changed',
  'check-hint',
  'check-warning',
  'check-error',
  'find',
  'find-current',
] as const;
export type HighlightLayer = (typeof LAYERS)[number];

type Host = {
  editor: ReportEditor;
  /** The blocks as the panels know them: what owners of ranges look at. */
  shownBlocks: () => readonly Block[];
  variables: () => Variables;
  composing: () => boolean;
};

/** The ranges of a layer by block, and the blocks in which their offsets count. */
type Layer = { blocks: readonly Block[]; ranges: Map<string, HighlightRange[]> };

/**
 * Marks on the page that are no part of it: CSS highlights change no node, so they draw nothing anew and leave a
 * composition in peace. Ranges are kept in offsets and laid over the blocks near the window when the hands rest and
 * when the page is scrolled, never while somebody composes. What an edit has touched is dropped until its owner sets
 * the layer again; what stands before or behind the edit moves along.
 */
export class Highlights {
  readonly #host: Host;
  readonly #layers = new Map<HighlightLayer, Layer>();
  readonly #shown = new Map<string, Highlight>();
  readonly #labels = new WeakMap<readonly Block[], ReadonlyMap<Ordinal, string>>();
  #frame = 0;
  #listening: (() => void) | null = null;
  /** What is on the page now: nothing is laid again while this stays the same. */
  #laid: { from: number; blocks: readonly Block[]; all: number } | null = null;

  constructor(host: Host) {
    this.#host = host;
  }

  /**
   * Marks these places and no others of the layer.
   * @param blocks the blocks that the ranges were found in; left out: those that the panels know
   */
  set(layer: HighlightLayer, ranges: readonly HighlightRange[], blocks = this.#host.shownBlocks()): void {
    if (ranges.length === 0) {
      this.clear(layer);
      return;
    }
    const byBlock = new Map<string, HighlightRange[]>();
    for (const range of ranges) {
      const own = byBlock.get(range.block);
      if (own) own.push(range);
      else byBlock.set(range.block, [range]);
    }
    this.#layers.set(layer, { blocks, ranges: byBlock });
    this.#laid = null;
    this.#listen();
    this.refresh();
  }

  clear(layer: HighlightLayer): void {
    if (!this.#layers.delete(layer)) return;
    this.#laid = null;
    this.refresh();
  }

  /** Lays the marks again where the page has changed. The session calls this when the hands rest. */
  refresh(): void {
    if (this.#frame || typeof requestAnimationFrame === 'undefined') return;
    if (this.#layers.size === 0 && this.#shown.size === 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#lay();
    });
  }

  /**
   * Brings the place into view, in the middle where it was out of it.
   * @param cover what floats over the page and must not hide it
   */
  reveal(
    range: HighlightRange,
    blocks = this.#host.shownBlocks(),
    cover: () => Element | null = () => null,
  ): void {
    const show = () => {
      const index = blocksOf(this.#host.editor).findIndex((block) => block.id === range.block);
      const [place] = index < 0 ? [] : this.#placesOf([range], index, blocks);
      const element = elementOf(this.#host.editor, index);
      if (place || element) scrollToRange(place?.range ?? null, element, cover());
    };
    show();
    // Blocks out of sight have no layout of their own: only now is the height above it known.
    requestAnimationFrame(show);
  }

  close(): void {
    if (this.#frame) cancelAnimationFrame(this.#frame);
    this.#listening?.();
    this.#listening = null;
    this.#layers.clear();
    for (const [name, highlight] of this.#shown) {
      if (CSS.highlights.get(name) === highlight) CSS.highlights.delete(name);
    }
    this.#shown.clear();
  }

  #listen(): void {
    if (this.#listening || typeof document === 'undefined') return;
    const moved = () => this.refresh();
    const capture = { capture: true, passive: true };
    document.addEventListener('scroll', moved, capture);
    window.addEventListener('resize', moved);
    this.#listening = () => {
      document.removeEventListener('scroll', moved, capture);
      window.removeEventListener('resize', moved);
    };
  }

  #lay(): void {
    // Comes again when the composition has ended.
    if (this.#host.composing()) return;
    const { editor } = this.#host;
    const all = blocksOf(editor);
    const [from, to] = windowOf(editor, all.length);
    const blocks = all.slice(from, to);
    const laid = this.#laid;
    if (laid && laid.from === from && laid.all === all.length && sameItems(laid.blocks, blocks)) return;
    const wanted = new Map<string, Range[]>();
    for (const [name, { ranges, blocks: known }] of this.#layers) {
      for (let index = from; index < to; index += 1) {
        const own = ranges.get(all[index]?.id ?? '');
        for (const { range, kind } of own ? this.#placesOf(own, index, known) : []) {
          const key = kind ? `${name}-${kind}` : name;
          const list = wanted.get(key);
          if (list) list.push(range);
          else wanted.set(key, [range]);
        }
      }
    }
    this.#show(wanted);
    this.#laid = { from, blocks, all: all.length };
  }

  #show(wanted: ReadonlyMap<string, Range[]>): void {
    for (const [name, highlight] of this.#shown) {
      if (wanted.has(name)) continue;
      if (CSS.highlights.get(name) === highlight) CSS.highlights.delete(name);
      this.#shown.delete(name);
    }
    for (const [name, ranges] of wanted) {
      const highlight = new Highlight(...ranges);
      highlight.priority = LAYERS.findLastIndex((layer) => name === layer || name.startsWith(`${layer}-`));
      CSS.highlights.set(name, highlight);
      this.#shown.set(name, highlight);
    }
  }

  /** The ranges of one block where they are now in the document of the page. */
  #placesOf(
    ranges: readonly HighlightRange[],
    index: number,
    known: readonly Block[],
  ): { range: Range; kind: string }[] {
    const all = blocksOf(this.#host.editor);
    const block = all[index];
    if (!block) return [];
    const now = this.#read(block, index, all);
    // The same index most of the time; a search only where blocks came or went.
    const before = known[index]?.id === block.id ? known[index] : known.find(({ id }) => id === block.id);
    if (!before) return [];
    const then = before === block ? now : this.#read(before, index, known);
    if (then.length !== now.length) return [];
    const places: { range: Range; kind: string }[] = [];
    for (const span of ranges.flatMap((range) => spansOf(range, then))) {
      const place = spanNow(span, then, now);
      const reading = now[span.reading];
      const range = place && reading && domRangeOf(this.#host.editor, reading, place.from, place.to);
      if (range) places.push({ range, kind: span.kind });
    }
    return places;
  }

  #read(block: Block, index: number, blocks: readonly Block[]): Reading[] {
    let labels = this.#labels.get(blocks);
    if (!labels) this.#labels.set(blocks, (labels = ordinalLabels(blocks)));
    return readingsOf(block, index, labels, this.#host.variables());
  }
}

function spanNow(span: Span, then: readonly Reading[], now: readonly Reading[]): Span | null {
  return followEdit(span, then[span.reading]?.text ?? '', now[span.reading]?.text ?? '');
}

function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

import { isField, isLabel, isOrdinal, isText } from '../document/guards.ts';
import { headingLabels } from '../document/numbering.ts';
import { ordinalLabels } from '../document/ordinals.ts';
import { GAP_MARK, isUnfilled, partsAround, partsOrGap, textOfParts } from '../document/field-text.ts';
import { textOfBlock } from '../document/plain-text.ts';
import { readInlines, type Piece } from '../document/reading.ts';
import type { Block, Field, Ordinal, TableBlock, Variables } from '../document/types.ts';
import { PastRows, type CarriedFigure, type TableRowText } from './carried-tables.ts';
import { countUses, type ReuseIndex, type SentenceUse } from './reuse-index.ts';
import { staleIn, type Stale, type StaleFacts } from './stale.ts';

/** A sentence of the draft that stands, word for word or nearly so, in last year's report. */
export type CarriedSentence = {
  block: string;
  /** Offsets in the block's reading text. */
  from: number;
  to: number;
  text: string;
  /** Offsets at which a figure is missing: they read as nothing. */
  gaps: number[];
  use: 'same' | 'near';
  source: string;
  stale: Stale[];
};

export type CarriedSection = {
  /** Heading block; null for the introduction. */
  block: string | null;
  name: string;
  level: number;
  /** Characters: counted, word for word, nearly so. */
  counted: number;
  same: number;
  near: number;
  sentences: CarriedSentence[];
  /** Figures in its tables that are last year's; tables count in no share. */
  figures: CarriedFigure[];
};

export type CarriedView = {
  sections: CarriedSection[];
  counted: number;
  same: number;
  near: number;
  stale: number;
};

type BlockView = { uses: SentenceUse[]; sentences: CarriedSentence[] };

/**
 * Looks through a draft for what was carried over. Blocks that did not change are not looked at again: a change of one
 * paragraph costs one paragraph.
 */
export class CarriedFinder {
  readonly #index: ReuseIndex;
  readonly #facts: StaleFacts;
  readonly #rows: PastRows;
  #tables = new WeakMap<Block, CarriedFigure[]>();
  #known = new WeakMap<Block, BlockView>();
  #variables: Variables | null = null;

  /** @param rows the rows of last year's tables */
  constructor(index: ReuseIndex, facts: StaleFacts, rows: readonly TableRowText[] = []) {
    this.#index = index;
    this.#facts = facts;
    this.#rows = new PastRows(rows);
  }

  view(blocks: readonly Block[], variables: Variables): CarriedView {
    if (variables !== this.#variables) {
      this.#known = new WeakMap();
      this.#tables = new WeakMap();
      this.#variables = variables;
    }
    const labels = ordinalLabels(blocks);
    const numbers = headingLabels(blocks);
    const sections: CarriedSection[] = [newSection(null, '引言', 0)];
    blocks.forEach((block) => {
      if (block.type === 'title' || block.type === 'signature') return;
      if (isLabel(block)) return;
      if (block.type === 'table') {
        sections.at(-1)?.figures.push(...this.#figuresIn(block, variables));
        return;
      }
      if (block.type === 'heading' || block.type === 'annex') {
        const gap = block.type === 'annex' ? '　' : '';
        const name =
          (numbers.get(block.id) ?? '') + gap + textOfBlock(block, labels, { variables, gaps: true });
        sections.push(newSection(block.id, name, block.type === 'heading' ? block.level : 1));
        return;
      }
      let view = this.#known.get(block);
      if (!view) {
        view = this.#look(block, labels, variables);
        this.#known.set(block, view);
      }
      const section = sections.at(-1);
      if (!section) return;
      const { counted, same, near } = countUses(view.uses);
      section.counted += counted;
      section.same += same;
      section.near += near;
      section.sentences.push(...view.sentences);
    });
    const sum = (pick: (section: CarriedSection) => number): number =>
      sections.reduce((n, section) => n + pick(section), 0);
    return {
      sections: sections.filter(
        ({ counted, block, figures }) => counted > 0 || block !== null || figures.length > 0,
      ),
      counted: sum(({ counted }) => counted),
      same: sum(({ same }) => same),
      near: sum(({ near }) => near),
      stale: sum(staleCount),
    };
  }

  #figuresIn(table: TableBlock, variables: Variables): CarriedFigure[] {
    let figures = this.#tables.get(table);
    if (!figures) {
      figures = this.#rows.figuresIn(table, variables, this.#facts);
      this.#tables.set(table, figures);
    }
    return figures;
  }

  #look(
    block: Exclude<Block, { type: 'table' }>,
    labels: ReadonlyMap<Ordinal, string>,
    variables: Variables,
  ): BlockView {
    const uses: SentenceUse[] = [];
    const sentences: CarriedSentence[] = [];
    for (const stretch of stretchesOf(block, labels, variables)) {
      for (const use of this.#index.usesOf(stretch.text)) {
        uses.push(use);
        if ((use.use !== 'same' && use.use !== 'near') || !use.source) continue;
        const from = stretch.places[use.from] ?? 0;
        const to = stretch.places[use.to] ?? from;
        const text = stretch.shown.slice(from - stretch.from, to - stretch.from);
        sentences.push({
          block: block.id,
          from,
          to,
          text,
          gaps: stretch.gaps.filter(({ at }) => at >= use.from && at < use.to).map(({ place }) => place),
          use: use.use,
          source: use.source.text,
          stale: staleIn(text, use.source.text, this.#facts).map((one) => ({
            ...one,
            from: from + one.from,
            to: from + one.to,
          })),
        });
      }
    }
    return { uses, sentences };
  }
}

/** How much in a section stands out as last year's. */
export function staleCount({ sentences, figures }: CarriedSection): number {
  return figures.length + sentences.reduce((n, { stale }) => n + stale.length, 0);
}

/** Part of a carried sentence, between two offsets of its block, with a mark for each figure that is missing. */
export function partWithGaps({ text, from, to, gaps }: CarriedSentence, start: number, end: number): string {
  let at = start;
  let out = '';
  for (const gap of gaps) {
    if (gap < start || gap > end || (gap === end && end !== to)) continue;
    out += text.slice(at - from, gap - from) + GAP_MARK;
    at = gap;
  }
  return out + text.slice(at - from, end - from);
}

function newSection(block: string | null, name: string, level: number): CarriedSection {
  return { block, name, level, counted: 0, same: 0, near: 0, sentences: [], figures: [] };
}

/** What stands between two ordinals, which are counted and no words of theirs. */
export type Stretch = {
  /** For matching: each field is one placeholder with its unit, filled in or not. */
  text: string;
  /** As it reads, and where that begins in the block's reading. */
  shown: string;
  from: number;
  /** The same with a mark for what is not filled in. */
  marked: string;
  /** What is not filled in: where in `text`, and where in the block's reading. */
  gaps: { at: number; place: number }[];
  /** For each character of `text`, and its end, the place in the block's reading. */
  places: number[];
};

/** A field as a sentence's key knows it (see sentences.ts). */
const PLACEHOLDER = '\uFFFC';

const newStretch = (from: number): Stretch => ({
  text: '',
  shown: '',
  from,
  marked: '',
  gaps: [],
  places: [],
});

export function stretchesOf(
  block: Exclude<Block, { type: 'table' }>,
  labels: ReadonlyMap<Ordinal, string>,
  variables: Variables,
): Stretch[] {
  const { text: shown, pieces } = readInlines(block.children, labels, { variables, view: 'final' });
  const stretches: Stretch[] = [];
  let open = newStretch(0);
  const close = (at: number): void => {
    open.places.push(at);
    open.shown = shown.slice(open.from, at);
    if (open.text) stretches.push(open);
  };
  for (const piece of pieces) {
    const { node, from, to } = piece;
    if (isOrdinal(node)) {
      close(from);
      open = newStretch(to);
    } else if (isField(node)) {
      const { text, places, gap } = anyValue(node, piece, variables);
      if (gap !== null) open.gaps.push({ at: open.text.length + text.indexOf(PLACEHOLDER), place: gap });
      open.text += text;
      open.places.push(...places);
      open.marked += textOfParts(partsOrGap(node, variables));
    } else if (isText(node)) {
      for (let at = from; at < to; at += 1) open.places.push(at);
      open.text += node.text;
      open.marked += node.text;
    }
  }
  close(shown.length);
  return stretches;
}

/**
 * A field with a placeholder for its value, the place of each of its characters in the reading, and where a figure is
 * missing, or null.
 */
function anyValue(
  field: Field,
  { from, parts = [] }: Piece,
  variables: Variables,
): { text: string; places: number[]; gap: number | null } {
  const places: number[] = [];
  const shown = [...parts];
  let text = '';
  let place = from;
  let value = from;
  for (const part of partsAround(field, variables, PLACEHOLDER, 'value')) {
    // A word that says how exact a figure is shows only where there is a figure.
    const isShown = shown[0]?.is === part.is || (part.is === 'value' && shown[0]?.is === 'mask');
    if (part.is === 'value') value = place;
    for (let at = 0; at < part.text.length; at += 1)
      places.push(place + (isShown && part.is !== 'value' ? at : 0));
    text += part.text;
    if (isShown) place += shown.shift()?.text.length ?? 0;
  }
  return { text, places, gap: isUnfilled(field, variables) ? value : null };
}

import { isField, isOrdinal } from '../document/guards.ts';
import { headingLabels } from '../document/numbering.ts';
import { ordinalLabels } from '../document/ordinals.ts';
import { fieldText, fieldUnit, textOfBlock, withUnit } from '../document/plain-text.ts';
import type { Block, Ordinal, Variables } from '../document/types.ts';
import { countUses, type ReuseIndex, type SentenceUse } from './reuse-index.ts';
import { staleIn, type Stale, type StaleFacts } from './stale.ts';

/** A sentence of the draft that stands, word for word or nearly so, in last year's report. */
export type CarriedSentence = {
  block: string;
  /** Offsets in the block's reading text. */
  from: number;
  to: number;
  text: string;
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
  #known = new WeakMap<Block, BlockView>();
  #variables: Variables | null = null;

  constructor(index: ReuseIndex, facts: StaleFacts) {
    this.#index = index;
    this.#facts = facts;
  }

  view(blocks: readonly Block[], variables: Variables): CarriedView {
    if (variables !== this.#variables) {
      this.#known = new WeakMap();
      this.#variables = variables;
    }
    const labels = ordinalLabels(blocks);
    const numbers = headingLabels(blocks);
    const sections: CarriedSection[] = [newSection(null, '引言', 0)];
    blocks.forEach((block) => {
      if (block.type === 'title' || block.type === 'signature' || block.type === 'table') return;
      if (block.type === 'heading') {
        const name = (numbers.get(block.id) ?? '') + textOfBlock(block, labels, { variables });
        sections.push(newSection(block.id, name, block.level));
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
      sections: sections.filter(({ counted, block }) => counted > 0 || block !== null),
      counted: sum(({ counted }) => counted),
      same: sum(({ same }) => same),
      near: sum(({ near }) => near),
      stale: sum(({ sentences }) => sentences.reduce((n, { stale }) => n + stale.length, 0)),
    };
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

function newSection(block: string | null, name: string, level: number): CarriedSection {
  return { block, name, level, counted: 0, same: 0, near: 0, sentences: [] };
}

/** What stands between two ordinals, which are counted and no words of theirs. */
export type Stretch = {
  /** For matching: each field is one placeholder with its unit, filled in or not. */
  text: string;
  /** As it reads, and where that begins in the block's reading. */
  shown: string;
  from: number;
  /** For each character of `text`, and its end, the place in the block's reading. */
  places: number[];
};

/** A field as a sentence's key knows it (see sentences.ts). */
const PLACEHOLDER = '\uFFFC';

export function stretchesOf(
  block: Exclude<Block, { type: 'table' }>,
  labels: ReadonlyMap<Ordinal, string>,
  variables: Variables,
): Stretch[] {
  const stretches: Stretch[] = [];
  let at = 0;
  let open: Stretch = { text: '', shown: '', from: 0, places: [] };
  const close = (): void => {
    open.places.push(at);
    if (open.text) stretches.push(open);
  };
  for (const node of block.children) {
    if (node.del) continue;
    if (isOrdinal(node)) {
      close();
      at += (labels.get(node) ?? '').length;
      open = { text: '', shown: '', from: at, places: [] };
    } else if (isField(node)) {
      const shown = fieldText(node, variables);
      const unit = fieldUnit(node, variables);
      const text = withUnit({ ...node, unit }, PLACEHOLDER);
      const unitAt = text.startsWith(PLACEHOLDER) ? at + shown.length - unit.length : at;
      let seen = 0;
      for (const char of text.split('')) {
        if (char === PLACEHOLDER) open.places.push(text.startsWith(PLACEHOLDER) ? at : at + unit.length);
        else open.places.push(unitAt + seen++);
      }
      open.text += text;
      open.shown += shown;
      at += shown.length;
    } else {
      for (let n = 0; n < node.text.length; n += 1) open.places.push(at + n);
      open.text += node.text;
      open.shown += node.text;
      at += node.text.length;
    }
  }
  close();
  return stretches;
}

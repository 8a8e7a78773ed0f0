import { inlinesOf, isField } from '../document/guards.ts';
import { headingLabels } from '../document/numbering.ts';
import type { Block } from '../document/types.ts';
import type { Spell } from '../edition/spell.ts';
import { anchorOf } from './anchors.ts';
import type {
  LeftOut,
  LookKind,
  WordBlock,
  WordChange,
  WordComment,
  WordCopy,
  WordRun,
} from './word-copy.ts';

/** By what they say, the weightiest first. */
export const lookNames: Record<LookKind, string> = {
  strike: '删除线',
  red: '标红',
  colour: '换了颜色',
  highlight: '加底色',
  underline: '加下划线',
  emphasis: '加着重号',
};

/** What becomes of struck words, and of words that are marked: taken (as a deletion, as a comment), or ignored. */
export type LookChoice = { strike: 'take' | 'ignore'; mark: 'take' | 'ignore' };
export const TAKE_LOOKS: LookChoice = { strike: 'take', mark: 'take' };

/** Words of a copy that look otherwise than they were sent. */
export type FoundLook = {
  kind: LookKind;
  /** Bookmark of the block that they stand in or behind; '' before the first. */
  anchor: string;
  words: string;
};

export type TakenLooks = { copy: WordCopy; found: FoundLook[] };

const KINDS = Object.keys(lookNames) as LookKind[];

/** At most so many characters of marked words are shown, and stand in the comment that is made of the mark. */
const SHOWN = 200;
const QUOTED = 60;
/** So many stretches are asked about: a text in all colours of the rainbow has no more comments than can be read. */
const MOST = 300;

/**
 * Turns what somebody made words look like into what it says: struck words are deleted, words in another colour have a
 * comment. What is ignored is among what is left out. A gap is underlined when it goes out, so that whoever fills it in
 * underlines nothing.
 * @param by who saved the file, and when, for what does not say it
 */
export function takeLooks(
  copy: WordCopy,
  sent: { blocks: readonly Block[]; spell: Spell },
  choice: LookChoice,
  by: { author: string; at: string },
): TakenLooks {
  const gaps = new Set(sent.blocks.flatMap((block) => (hasGap(block, sent.spell) ? anchorOf(block.id) : [])));
  const numbers = headingLabels(sent.blocks);
  const labels = new Map(sent.blocks.map(({ id }) => [anchorOf(id), numbers.get(id) ?? '']));
  const taking = new Taking(gaps, labels, choice, by);
  const blocks = copy.blocks.map((block) => taking.block(block));
  if (taking.found.length + taking.leftOut.length === 0) return { copy, found: [] };
  return {
    copy: {
      ...copy,
      blocks,
      comments: [...copy.comments, ...taking.comments],
      leftOut: [...(copy.leftOut ?? []), ...taking.leftOut, ...taking.rest()],
    },
    found: taking.found,
  };
}

const hasGap = (block: Block, spell: Spell): boolean =>
  inlinesOf(block).some((node) => isField(node) && spell(node).some(({ blank }) => blank === true));

/** Words that look alike, and what was made of them. */
type Stretch = {
  look: FoundLook;
  author: string;
  comment?: WordComment;
  left?: LeftOut;
  deletes?: true;
};

class Taking {
  readonly found: FoundLook[] = [];
  readonly comments: WordComment[] = [];
  readonly leftOut: LeftOut[] = [];
  readonly #gaps: ReadonlySet<string>;
  /** By the bookmark of each block that was sent: its number, or ''. */
  readonly #sent: ReadonlyMap<string, string>;
  readonly #choice: LookChoice;
  readonly #by: { author: string; at: string };
  /** The block that was passed last. */
  #anchor = '';
  /** Words that look alike up to here: whole paragraphs that follow one another are one. */
  #open: Stretch | null = null;
  readonly #more: LookKind[] = [];

  constructor(
    gaps: ReadonlySet<string>,
    sent: ReadonlyMap<string, string>,
    choice: LookChoice,
    by: { author: string; at: string },
  ) {
    this.#gaps = gaps;
    this.#sent = sent;
    this.#choice = choice;
    this.#by = by;
  }

  block(block: WordBlock): WordBlock {
    this.#anchor = block.anchors.find((anchor) => this.#sent.has(anchor)) ?? this.#anchor;
    if (block.is === 'paragraph') {
      const isOwn = block.anchors.includes(this.#anchor);
      const label = isOwn ? (this.#sent.get(this.#anchor) ?? '') : '';
      return { ...block, runs: this.#runs(this.#withLabel(block.runs, label)) };
    }
    const rows = block.rows.map((row) => ({
      ...row,
      cells: row.cells.map((cell) => ({ ...cell, runs: this.#runs(cell.runs) })),
    }));
    return { ...block, rows };
  }

  /** A number is counted here: it is struck out with all words of its paragraph, or not at all. */
  #withLabel(runs: WordRun[], label: string): WordRun[] {
    const words = runs.filter(({ text }) => text.trim() !== '');
    if (label === '' || !words.some((run) => isStruck(run)) || words.every((run) => isStruck(run)))
      return runs;
    let left = label.length;
    let struck = '';
    const out = runs.flatMap((run): WordRun[] => {
      const text = run.text.slice(0, left);
      left -= text.length;
      if (text === '' || !run.looks?.includes('strike')) return [run];
      struck += text;
      const own = { ...run, text, looks: run.looks.filter((look) => look !== 'strike') };
      return text === run.text ? [own] : [own, { ...run, text: run.text.slice(text.length) }];
    });
    if (struck !== '') this.leftOut.push({ kind: 'label', anchor: this.#anchor, words: struck });
    return out;
  }

  #runs(runs: WordRun[]): WordRun[] {
    let isFirst = true;
    return runs.map(({ looks = [], looksBy, ...run }): WordRun => {
      // A place, and what was deleted, part no words that look alike.
      if (run.text === '' || run.del) return run;
      const kind = this.#kindOf(looks);
      // White space looks like what stands around it.
      if (run.text.trim() === '' && (kind === null || this.#open?.look.kind !== kind)) return run;
      const by = this.#changeOf(run, looksBy);
      const goesOn = this.#open?.look.kind === kind && this.#open.author === by.author;
      const before = isFirst ? '\n' : '';
      isFirst = false;
      if (kind === null) {
        this.#open = null;
        return run;
      }
      if (!goesOn) this.#open = this.#begin(kind, by, looksBy);
      return this.#say(run, by, goesOn ? before + run.text : run.text);
    });
  }

  #say(run: WordRun, by: WordChange, words: string): WordRun {
    if (!this.#open) return run;
    const { look, comment, left, deletes } = this.#open;
    look.words = shorter(look.words + words, SHOWN);
    if (left) left.words = look.words;
    if (deletes) return { ...run, del: by };
    if (!comment) return run;
    comment.body = `${lookNames[look.kind]}：“${shorter(look.words.trim(), QUOTED)}”`;
    return { ...run, comments: [...run.comments, comment.id] };
  }

  #begin(kind: LookKind, by: WordChange, tracked: WordChange | undefined): Stretch {
    const look: FoundLook = { kind, anchor: this.#anchor, words: '' };
    const isStrike = kind === 'strike';
    const isTaken = this.#choice[isStrike ? 'strike' : 'mark'] === 'take';
    if (this.found.length >= MOST) {
      this.#more.push(kind);
      return { look, author: by.author, ...(isTaken && isStrike ? { deletes: true } : {}) };
    }
    this.found.push(look);
    if (!isTaken) {
      const left: LeftOut = {
        kind: 'look',
        anchor: this.#anchor,
        words: '',
        what: lookNames[kind],
        ...(tracked ? { by: tracked } : {}),
      };
      this.leftOut.push(left);
      return { look, author: by.author, left };
    }
    if (isStrike) return { look, author: by.author, deletes: true };
    const id = `look-${this.comments.length + 1}`;
    const comment: WordComment = { ...by, id, body: '', done: null, parent: null, apart: true };
    this.comments.push(comment);
    return { look, author: by.author, comment };
  }

  /** What was beyond the number that is asked about. */
  rest(): LeftOut[] {
    const marks = this.#more.filter((kind) => kind !== 'strike').length;
    return marks > 0 ? [{ kind: 'looks', anchor: null, words: '', what: String(marks) }] : [];
  }

  /** What the words of a run are to say; null where it says nothing, or they are gone. */
  #kindOf(looks: readonly LookKind[]): LookKind | null {
    const isMeant = (kind: LookKind): boolean =>
      looks.includes(kind) && (kind !== 'underline' || !this.#gaps.has(this.#anchor));
    return KINDS.find((kind) => isMeant(kind)) ?? null;
  }

  /** Nobody deletes what they typed themselves with tracking on: who struck it out then is not said. */
  #changeOf({ ins }: WordRun, tracked: WordChange | undefined): WordChange {
    const { author, at } = tracked ?? this.#by;
    return { author: ins?.author === author ? '' : author, at: at ?? this.#by.at };
  }
}

const isStruck = ({ looks, del }: WordRun): boolean =>
  del !== undefined || looks?.includes('strike') === true;

function shorter(words: string, most: number): string {
  const characters = Array.from(words);
  return characters.length > most ? `${characters.slice(0, most).join('').replace(/…$/, '')}…` : words;
}

import { inlinesOf, isField } from '../document/guards.ts';
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

/** At most so many characters of marked words stand in the comment that is made of the mark. */
const MOST = 60;

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
  const taking = new Taking(gaps, new Set(sent.blocks.map(({ id }) => anchorOf(id))), choice, by);
  const blocks = copy.blocks.map((block) => taking.block(block));
  if (taking.found.length === 0) return { copy, found: [] };
  return {
    copy: {
      ...copy,
      blocks,
      comments: [...copy.comments, ...taking.comments],
      leftOut: [...(copy.leftOut ?? []), ...taking.leftOut],
    },
    found: taking.found,
  };
}

const hasGap = (block: Block, spell: Spell): boolean =>
  inlinesOf(block).some((node) => isField(node) && spell(node).some(({ blank }) => blank === true));

/** Words that look alike, and what was made of them. */
type Stretch = { look: FoundLook; comment?: WordComment; left?: LeftOut };

class Taking {
  readonly found: FoundLook[] = [];
  readonly comments: WordComment[] = [];
  readonly leftOut: LeftOut[] = [];
  readonly #gaps: ReadonlySet<string>;
  readonly #sent: ReadonlySet<string>;
  readonly #choice: LookChoice;
  readonly #by: { author: string; at: string };
  /** The block that was passed last. */
  #anchor = '';

  constructor(
    gaps: ReadonlySet<string>,
    sent: ReadonlySet<string>,
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
    if (block.is === 'paragraph') return { ...block, runs: this.#runs(block.runs) };
    const rows = block.rows.map((row) => ({
      ...row,
      cells: row.cells.map((cell) => ({ ...cell, runs: this.#runs(cell.runs) })),
    }));
    return { ...block, rows };
  }

  #runs(runs: WordRun[]): WordRun[] {
    if (!runs.some(({ looks }) => looks)) return runs;
    let open: Stretch | null = null;
    return runs.map(({ looks = [], looksBy, ...run }): WordRun => {
      // A place, and what was deleted, part no words that look alike.
      if (run.text === '' || run.del) return run;
      const kind = this.#kindOf(looks, run);
      if (kind === null) {
        open = null;
        return run;
      }
      const by = this.#changeOf(run, looksBy);
      if (open?.look.kind !== kind) open = this.#begin(kind, by, looksBy);
      const { look, comment, left } = open;
      look.words += run.text;
      if (left) left.words = look.words;
      if (comment) {
        comment.body = `${lookNames[kind]}：“${shorter(look.words)}”`;
        return { ...run, comments: [...run.comments, comment.id] };
      }
      return left ? run : { ...run, del: by };
    });
  }

  #begin(kind: LookKind, by: WordChange, tracked: WordChange | undefined): Stretch {
    const look: FoundLook = { kind, anchor: this.#anchor, words: '' };
    this.found.push(look);
    if (this.#choice[kind === 'strike' ? 'strike' : 'mark'] === 'ignore') {
      const left: LeftOut = {
        kind: 'look',
        anchor: this.#anchor,
        words: '',
        what: lookNames[kind],
        ...(tracked ? { by: tracked } : {}),
      };
      this.leftOut.push(left);
      return { look, left };
    }
    if (kind === 'strike') return { look };
    const id = `look-${this.comments.length + 1}`;
    const comment: WordComment = { ...by, id, body: '', done: null, parent: null, apart: true };
    this.comments.push(comment);
    return { look, comment };
  }

  /** What the words of a run are to say; null where it says nothing, or they are gone. */
  #kindOf(looks: readonly LookKind[], { text, del }: WordRun): LookKind | null {
    if (del || text.trim() === '') return null;
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

function shorter(words: string): string {
  const characters = Array.from(words.trim());
  return characters.slice(0, MOST).join('') + (characters.length > MOST ? '…' : '');
}

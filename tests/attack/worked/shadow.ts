import { adoptBlocks } from '../../../shared/document/adopt-blocks.ts';
import { inlinesOf } from '../../../shared/document/guards.ts';
import { markedBlocks } from '../../../shared/document/marked-blocks.ts';
import { newId } from '../../../shared/document/ids.ts';
import { finalView, originalView } from '../../../shared/document/resolve.ts';
import { SCHEMA_VERSION, type Block } from '../../../shared/document/types.ts';
import { publicView } from '../../../shared/edition/secrecy.ts';
import { rollOver } from '../../../shared/template/roll-over.ts';
import { isHiddenFirst, sentinelsIn, type Sentinels } from './sentinels.ts';

/** What a public edition is made of sooner or later: the text as it is, after a decision, next year, taken in. */
const VIEWS = {
  stored: (blocks) => [...blocks],
  accepted: finalView,
  rejected: originalView,
  'next year': (blocks) =>
    rollOver({ schema: SCHEMA_VERSION, blocks: [...blocks] }, { from: 2025, to: 2026, variables: {} }).blocks,
  'taken in': (blocks) => adoptBlocks(blocks, { ids: newId }).blocks,
} as const satisfies Record<string, (blocks: readonly Block[]) => Block[]>;

/** Whether an act decides what is public: it hides, takes back and brings again, brings an earlier text back, or neither. */
export type Deciding = 'hides' | 'undoes' | 'brings back' | null;

type Wordy = {
  type?: string;
  sensitivity?: string;
  text?: string;
  value?: string;
  alt?: string;
  body?: readonly Wordy[];
  children?: readonly Wordy[];
};

/** What can be read of a node; of a field that is masked nothing. */
function readIn({
  type,
  sensitivity,
  text = '',
  value = '',
  alt = '',
  body = [],
  children = [],
}: Wordy): string {
  const own = type === 'field' && sensitivity !== 'public' ? '' : value;
  return text + own + alt + [...body, ...children].map(readIn).join('');
}

const textOf = (blocks: readonly Block[]): string => blocks.map((block) => readIn(block)).join('\n');

/** All that is there, what is masked with it. */
const allIn = ({ text = '', value = '', alt = '', body = [], children = [] }: Wordy): string =>
  text + value + alt + [...body, ...children].map(allIn).join('');

/** Characters of hidden words and blocks. */
function markedIn(blocks: readonly Block[]): Map<string, number> {
  const hidden = markedBlocks(blocks);
  return sentinelsIn(
    blocks
      .flatMap((block) =>
        inlinesOf(block).map((node) => (hidden.has(block.id) || node.secret ? allIn(node) : '')),
      )
      .join(''),
  );
}

export type Problem = { what: 'leak' | 'lost' | 'doubled'; words: string; view: string };

/**
 * What is known of each character of a report while it is worked on: which must not be read, which can be, and which can't
 * any more although nobody has hidden it.
 */
export class Shadow {
  readonly #words: Sentinels;
  /** Characters that somebody has hidden. */
  readonly mustHide = new Set<string>();
  /** Those of them that were hidden while they were worked on: that can be undone. */
  readonly #hiddenSince = new Set<string>();
  /** Public ones that an act has hidden that was not to hide anything. */
  readonly overHidden = new Set<string>();
  #shown = new Map<string, number>();
  #there = new Map<string, number>();

  constructor(words: Sentinels, blocks: readonly Block[]) {
    this.#words = words;
    this.expect(blocks);
    this.#shown = sentinelsIn(textOf(publicView(blocks)));
  }

  /** Hidden characters of blocks that come to be worked with. */
  expect(blocks: readonly Block[]): void {
    for (const char of sentinelsIn(blocks.map((block) => allIn(block)).join('')).keys())
      if (isHiddenFirst(char)) this.mustHide.add(char);
  }

  /** Public characters that can be read now. */
  get shown(): ReadonlyMap<string, number> {
    return this.#shown;
  }

  /** Whether a character was hidden while it was worked on and then deleted: in an earlier text it is as it was. */
  isGone(char: string): boolean {
    return this.#hiddenSince.has(char) && !this.#there.has(char);
  }

  /** Looks at the report after an act. @returns what is wrong, and how many characters it has hidden without a decision */
  after(blocks: readonly Block[], deciding: Deciding): { problems: Problem[]; over: number; open: number } {
    const problems: Problem[] = [];
    const stored = textOf(publicView(blocks));
    const shown = sentinelsIn(stored);
    // What an earlier text had in the open, and is not there any more, is known to nobody.
    const isFree = (char: string): boolean =>
      deciding === 'undoes' || (deciding === 'brings back' && !this.#there.has(char));
    if (deciding === 'undoes' || deciding === 'brings back')
      for (const char of this.#hiddenSince)
        if (isFree(char) && shown.has(char)) {
          this.#hiddenSince.delete(char);
          this.mustHide.delete(char);
        }
    const there = sentinelsIn(
      finalView(blocks)
        .map((block) => allIn(block))
        .join(''),
    );
    const marked = markedIn(finalView(blocks));
    const elsewhere =
      deciding === 'hides'
        ? sentinelsIn(textOf(publicView(VIEWS.rejected(blocks))))
        : new Map<string, number>();
    let over = 0;
    for (const char of this.#shown.keys()) {
      // A heading under which nothing is left is not read, and is hidden by nobody.
      if (shown.has(char) || !marked.has(char) || this.mustHide.has(char)) continue;
      if (deciding === 'hides') {
        // What stands elsewhere too, as it was before a change that is open, is not hidden with it.
        if (elsewhere.has(char)) continue;
        this.mustHide.add(char);
        this.#hiddenSince.add(char);
      } else if (deciding !== 'undoes') {
        over += 1;
        this.overHidden.add(char);
      }
    }
    for (const char of shown.keys()) this.overHidden.delete(char);
    this.#shown = shown;
    this.#there = sentinelsIn(blocks.map((block) => allIn(block)).join(''));
    for (const [view, of] of Object.entries(VIEWS)) {
      const text = view === 'stored' ? stored : textOf(publicView(of(blocks)));
      problems.push(...this.leaksIn(text, view));
    }
    return { problems, over, open: [...there.keys()].filter((char) => !this.mustHide.has(char)).length };
  }

  /** Hidden characters, and values that must not be read, in a text that everybody may have. */
  leaksIn(text: string, view: string): Problem[] {
    const chars = [...sentinelsIn(text).keys()].filter((char) => this.mustHide.has(char));
    const values = [...this.#words.masked, ...this.#words.never].filter((value) => text.includes(value));
    const found = [...(chars.length > 0 ? [chars.join('')] : []), ...values];
    return found.map((words): Problem => ({ what: 'leak', words, view }));
  }
}

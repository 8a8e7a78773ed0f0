import { isField, isImage, isNote } from '../document/guards.ts';
import { withFormats } from '../document/formats.ts';
import type { FormatsBefore, Variables } from '../document/types.ts';
import { changeOf, type Token } from '../review/tokens.ts';
import { START, TABLE, type ReturnedCell, type Sent } from './cells.ts';
import type { Step } from './match.ts';
import { maskIn, replacedVoid, stillMasked, withoutIndicator } from './replaced-void.ts';
import type { ChangedMask, Come, Kept, State } from './their-items.ts';
import { charToken } from './tokens-of-runs.ts';
import type { By } from './word-copy.ts';

/** Words that say a number in some way: 约七千四百. */
const NUMERAL = /[\d０-９〇零一二两三四五六七八九十百千万亿]/;

const DIGIT_FIRST = /^[0-9０-９]/;
const DIGIT_LAST = /[0-9０-９]$/;
const FIGURE_SIGN = /[0-9０-９.．,，]/;
/** What makes a figure longer that it stands right behind. */
const FIGURES_BEHIND = /^[0-9０-９.．,，]*[万亿千百]*/;

/** How long the figure is that a text ends with, from its first digit on: what is put right before another one. */
function figuresAtEnd(text: string): number {
  let from = text.length;
  while (from > 0 && FIGURE_SIGN.test(text.charAt(from - 1))) from -= 1;
  const first = text.slice(from).search(/[0-9０-９]/);
  return first < 0 ? 0 : text.length - from - first;
}

type VoidToken = Extract<Token, { is: 'void' }>;

type Desk = {
  sent: Sent;
  steps: readonly Step[];
  variables: Variables;
  /** What was read so far; gets what a field or an ordinal became. */
  items: (Kept | Come)[];
  masks: ChangedMask[];
  cellOf: (step: Step | undefined) => ReturnedCell | undefined;
  stateOf: (own: readonly Step[]) => State;
  keep: (token: number, state: State) => Kept;
  come: (step: Step) => void;
};

/** How the characters of a field or an ordinal came back. */
type Part = {
  token: number;
  node: VoidToken;
  /** From its first character to its last one. */
  steps: readonly Step[];
  own: readonly Step[];
  /** What it read like when it was sent. */
  spelt: string;
  /** Somebody took that character out. */
  isGone: (step: Step | undefined) => boolean;
  by: By;
};

/** A character of the copy that is there to be read. */
export function isWordCell(cell: ReturnedCell | undefined): boolean {
  if (!cell || cell.del || cell.note !== undefined || cell.image !== undefined) return false;
  return cell.text !== START && cell.text !== TABLE;
}

/** What became of ordinals and fields, whose characters may come back one by one. */
export class TheirVoids {
  readonly #desk: Desk;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /**
   * Reads one of them.
   * @param steps from its first character to its last one
   * @param next the step behind it
   * @returns the step to go on with
   */
  read(token: number, node: VoidToken, steps: readonly Step[], next: number): number {
    const { sent, cellOf } = this.#desk;
    const own = steps.filter((step) => step.sent >= 0);
    const isGone = (step: Step | undefined): boolean => cellOf(step)?.del !== undefined || !cellOf(step);
    if (changeOf(node).del !== undefined) {
      this.#taken(token, node, steps, own);
      return next;
    }
    const spelt = own.map((step) => sent.cells[step.sent]?.text ?? '').join('');
    const inner = steps.filter((step) => step.sent < 0);
    const all = own.every((step) => isGone(step));
    const { behind, aside, to } = this.#behind(next, isGone(own.at(-1)), spelt);
    const before = isGone(own[0])
      ? all && inner.length + behind.length > 0
        ? []
        : this.#wordsBefore()
      : this.#figuresBefore(spelt);
    const come = [...inner, ...behind];
    if (come.length + before.length === 0 && !own.some((step) => isGone(step))) {
      this.#desk.keep(token, this.#desk.stateOf(own));
      return next;
    }
    if (all && come.length + before.length === 0) {
      this.#keepVoid(token, own, true, null);
      return next;
    }
    const by = before[0]?.by ?? cellOf(come.find((step) => this.#isWord(step)))?.ins ?? this.#takerOf(own);
    const part: Part = { token, node, steps, own, spelt, isGone, by };
    // Words that came and were taken out again in the same copy are no part of it.
    const passing = [...inner.filter((step) => this.#isPassing(step)), ...aside];
    const isBroken = inner.some((step) => !this.#isWord(step) && !this.#isPassing(step));
    if (this.#isMaskLeft(part)) this.#mask(part, behind);
    else if (isBroken) {
      this.#broken(part);
      for (const step of behind) this.#desk.come(step);
    } else this.#whole(part, before, behind, all);
    for (const step of isBroken ? aside : passing) this.#desk.come(step);
    return to;
  }

  /** It was taken out by a change that is open: that was decided as a whole, in part, or not. */
  #taken(token: number, node: VoidToken, steps: readonly Step[], own: readonly Step[]): void {
    const { keep, stateOf, cellOf, come } = this.#desk;
    const state = stateOf(own);
    const left = own.filter((step) => cellOf(step) && !cellOf(step)?.del);
    const isPart = left.length > 0 && left.length < own.length;
    // What a part of it is left to read is words, so that nothing of it reads as the whole.
    keep(
      token,
      isPart ? { ...state, present: true, del: cellOf(own.find((step) => cellOf(step)?.del))?.del } : state,
    );
    if (isPart) {
      const words = left.map((step) => cellOf(step)?.text ?? '').join('');
      this.#left(words, stillMasked(node.node, words), { by: null, comments: [], look: state.look });
    }
    for (const step of steps) if (step.sent < 0) come(step);
  }

  /** Words right behind a field whose end went were put in its place, and figures make its own longer. */
  #behind(from: number, isGone: boolean, spelt: string): { behind: Step[]; aside: Step[]; to: number } {
    const { steps, cellOf } = this.#desk;
    const found: Step[] = [];
    const aside: Step[] = [];
    let to = from;
    if (!isGone && !DIGIT_LAST.test(spelt)) return { behind: [], aside: [], to };
    for (let at = from; at < steps.length; at += 1) {
      const step = steps[at] as Step;
      if (step.sent < 0 && this.#isWord(step)) {
        found.push(...aside.filter((one) => !found.includes(one)), step);
        to = at + 1;
      } else if (step.sent < 0 && this.#isPassing(step)) aside.push(step);
      else break;
    }
    const words = found.filter((step) => this.#isWord(step));
    if (isGone) return { behind: words, aside: found.filter((step) => !words.includes(step)), to };
    const text = words.map((step) => cellOf(step)?.text ?? '').join('');
    const figures = FIGURES_BEHIND.exec(text)?.[0].length ?? 0;
    // Only those that stand at once behind it.
    const behind = steps.slice(from, from + figures);
    if (figures === 0 || !behind.every((step) => this.#isWord(step)))
      return { behind: [], aside: [], to: from };
    return { behind, aside: [], to: from + figures };
  }

  /** One stretch of words is left in its place. */
  #whole(part: Part, before: readonly Come[], behind: readonly Step[], all: boolean): void {
    const { token, node, steps, own, spelt, isGone, by } = part;
    const { items, cellOf, stateOf } = this.#desk;
    const left = [...steps, ...behind].filter((step) => (step.sent < 0 ? this.#isWord(step) : !isGone(step)));
    const words = [
      ...before.map((one) => (one.token.is === 'char' ? one.token.text : '')),
      ...left.map((step) => cellOf(step)?.text ?? ''),
    ].join('');
    const put = words === spelt ? 'same' : replacedVoid(node, spelt, words, all, this.#desk.variables);
    const isWhole = left.length - behind.length === own.length && own.every((step) => !isGone(step));
    if (put === null && isWhole) {
      // Figures stand beside it that are none of its own.
      this.#desk.keep(token, stateOf(own));
      for (const step of behind) this.#desk.come(step);
      return;
    }
    const takeBack = (): void => void items.splice(items.length - before.length, before.length);
    if (put === 'same') {
      takeBack();
      this.#keepVoid(token, own, false, by);
      return;
    }
    const kept = put === null ? stillMasked(node.node, words) : null;
    if (put === null && all && !(NUMERAL.test(words) && kept)) {
      this.#keepVoid(token, own, true, by);
      for (const step of [...steps, ...behind])
        if (step.sent < 0 && this.#isWord(step)) this.#desk.come(step);
      return;
    }
    takeBack();
    this.#keepVoid(token, own, true, by);
    const { comments, look } = stateOf([...steps, ...behind]);
    if (put) for (const one of put) items.push({ is: 'come', token: withLook(one, look), by, comments });
    else this.#left(words, kept, { by, comments, look });
  }

  /** Neither the value nor wholly gone: what is left of it reads on as words, or is masked where it is not public. */
  #left(
    words: string,
    masked: Token | null,
    { by, comments, look }: Pick<Come, 'by' | 'comments'> & Pick<State, 'look'>,
  ): void {
    const { items } = this.#desk;
    if (masked) items.push({ is: 'come', token: withLook(masked, look), by, comments, masked: true });
    else for (const char of words) items.push({ is: 'come', token: charToken(char, look), by, comments });
  }

  /** Whether something of the mask is left that stands for a value which is never printed. */
  #isMaskLeft({ node: { node }, spelt, own, isGone }: Part): boolean {
    if (!isField(node) || node.sensitivity !== 'secret') return false;
    const { from, to } = maskIn(node, spelt, this.#desk.variables);
    return own.slice(from, to).some((step) => !isGone(step));
  }

  /** A mask was changed: nobody can tell what that means for the value, so it stays, and it is told. */
  #mask({ token, steps, own, spelt, isGone, by }: Part, behind: readonly Step[]): void {
    const { cellOf, masks, come } = this.#desk;
    const left = [...steps, ...behind].filter((step) => (step.sent < 0 ? this.#isWord(step) : !isGone(step)));
    masks.push({ token, by, mask: spelt, words: left.map((step) => cellOf(step)?.text ?? '').join('') });
    this.#keepVoid(token, own, false, by);
    for (const step of steps) if (step.sent < 0 && !this.#isWord(step) && !this.#isPassing(step)) come(step);
  }

  /**
   * A paragraph, a table, a line or a note was put in between its characters: what stands on each side is read by itself.
   * One of the sides can still be the field; the others are words, masked where it is not public.
   */
  #broken({ token, node, steps, own, spelt, isGone, by }: Part): void {
    const { items, variables, cellOf, come, stateOf } = this.#desk;
    this.#keepVoid(token, own, true, by);
    let side: Step[] = [];
    let isFound = false;
    const tell = (): void => {
      const words = side.map((step) => cellOf(step)?.text ?? '').join('');
      const { look, comments } = stateOf(side);
      side = [];
      if (words === '') return;
      const put = isFound ? null : replacedVoid(node, spelt, words, false, variables);
      const kept = put === null ? stillMasked(node.node, words) : null;
      if (Array.isArray(put))
        for (const one of put) items.push({ is: 'come', token: withLook(one, look), by, comments });
      else this.#left(words, kept && isFound ? withoutIndicator(kept) : kept, { by, comments, look });
      isFound ||= Array.isArray(put) || kept !== null;
    };
    for (const step of steps) {
      const cell = cellOf(step);
      if (!cell || (step.sent >= 0 && isGone(step))) continue;
      if (step.sent >= 0 || this.#isWord(step)) side.push(step);
      else {
        tell();
        come(step);
      }
    }
    tell();
  }

  /** A character that came, and is there to be read: no line break, which parts what stands on its sides. */
  #isWord(step: Step | undefined): boolean {
    const cell = step && step.sent < 0 ? this.#desk.cellOf(step) : undefined;
    return isWordCell(cell) && cell?.text !== '\n';
  }

  /** It came, and somebody took it out again in the same copy. */
  #isPassing(step: Step): boolean {
    const cell = step.sent < 0 ? this.#desk.cellOf(step) : undefined;
    return cell?.del !== undefined && isWordCell({ ...cell, del: undefined });
  }

  /** Who took out the first of these that went. */
  #takerOf(steps: readonly Step[]): By {
    for (const step of steps) {
      const cell = this.#desk.cellOf(step);
      if (!cell) return null;
      if (cell.del !== undefined) return cell.del;
    }
    return null;
  }

  #wordsBefore(): Come[] {
    const { items } = this.#desk;
    const words: Come[] = [];
    for (let at = items.length - 1; at >= 0; at -= 1) {
      const item = items[at];
      if (item?.is !== 'come' || item.token.is !== 'char' || item.cut !== undefined) break;
      if (item.token.text === '\n') break;
      words.unshift(item);
    }
    return words;
  }

  /** Figures that were put in right before a field make its own longer. */
  #figuresBefore(spelt: string): Come[] {
    if (!DIGIT_FIRST.test(spelt)) return [];
    const words = this.#wordsBefore();
    const text = words.map(({ token }) => (token.is === 'char' ? token.text : '')).join('');
    const figures = figuresAtEnd(text);
    return figures > 0 ? words.slice(-figures) : [];
  }

  #keepVoid(token: number, own: readonly Step[], cut: boolean, by: By): void {
    const { sent, stateOf, keep, cellOf } = this.#desk;
    const { ins, del } = changeOf(sent.tokens[token] as Token);
    const state = stateOf(own);
    if (cut && !(state.del || !state.present)) {
      // Only a part of its characters is marked: the whole goes.
      const marked = own.flatMap((step) => cellOf(step)?.del ?? [])[0];
      const item = keep(token, { ...state, del: undefined });
      if (del === undefined) item.cut = marked ?? by;
      return;
    }
    if (!cut) {
      keep(token, {
        present: true,
        ins: ins !== undefined,
        del: del === undefined ? undefined : state.del,
        comments: state.comments,
      });
      return;
    }
    const item = keep(token, state);
    if (item.cut === null && by) item.cut = by;
  }
}

function withLook(token: Token, look: FormatsBefore | undefined): Token {
  if (look === undefined) return token;
  if (token.is === 'char') return charToken(token.text, look);
  if (token.is !== 'void' || isNote(token.node) || isImage(token.node)) return token;
  return { is: 'void', node: withFormats(token.node, look) };
}

import type { Place, Range } from './fields.ts';
import type { Side } from './insert.ts';
import type { BookmarkFate, MoveKind } from './move.ts';
import type { Line, StoryName } from './oracle.ts';
import type { Pen } from './revise.ts';
import type { VisibleParagraph } from './view.ts';
import type { Element } from './xml.ts';
import { deleteRange, dropAnnotations } from './delete.ts';
import { fieldsOf, separateFieldCharacters, takesWhole } from './fields.ts';
import { typeText } from './insert.ts';
import { copyText, moveParagraphs, moveText } from './move.ts';
import { lineOf, storyRoot } from './oracle.ts';
import { DocxPackage } from './package.ts';
import { holdersOf } from './place.ts';
import { Refused, select, snapRange } from './select.ts';
import { Shadow } from './shadow.ts';
import { nextStyleOf, restyle, splitParagraph } from './split.ts';
import { viewOf } from './view.ts';

/** Who sits at Word, and how it is set. */
export type Seat = {
  author: string;
  date?: string;
  tracking?: boolean;
  /** Versions of Word differ in whose properties stay when paragraphs are joined without tracking. */
  joinKeeps?: 'later' | 'earlier';
};

/** The edits of text. Places are counted in the final view of the current story. */
export class TextUser {
  readonly pkg: DocxPackage;
  pen: Pen;
  /** What was done, in plain English. */
  readonly log: string[] = [];
  protected storyName: StoryName = 'body';
  private readonly shadows = new Map<StoryName, Shadow>();

  constructor(docx: Uint8Array, seat: Seat) {
    this.pkg = new DocxPackage(docx);
    this.pen = penOf(seat);
    separateFieldCharacters(storyRoot(this.pkg));
    this.shadow();
  }

  /** Somebody else sits down, or Track Changes is switched. */
  sit(seat: Seat): void {
    this.pen = penOf(seat);
  }

  /** Goes to the body, a header or footer by part name (`header1`), a note (`footnote:2`) or `textbox:1`. */
  goTo(name: StoryName): void {
    const root = storyRoot(this.pkg, name);
    separateFieldCharacters(root);
    this.storyName = name;
    this.shadow();
  }

  /** The root element of the current story. */
  story(): Element {
    return storyRoot(this.pkg, this.storyName);
  }

  /** The final view of the current story. */
  view(): VisibleParagraph[] {
    return viewOf(this.story());
  }

  /** The lines of the final view of the current story. */
  lines(): Line[] {
    return this.view().map(lineOf);
  }

  /** The plain-text shadow of the current story. */
  shadow(): Shadow {
    let shadow = this.shadows.get(this.storyName);
    if (!shadow) {
      shadow = new Shadow(this.lines());
      this.shadows.set(this.storyName, shadow);
    }
    return shadow;
  }

  /** Drops the shadow, after an edit whose text cannot be told beforehand (accepting, rejecting). */
  forgetShadows(): void {
    this.shadows.clear();
  }

  /** Keeps a shadow for the current story. */
  protected keepShadow(shadow: Shadow): void {
    this.shadows.set(this.storyName, shadow);
  }

  /** Types text at a place. */
  type(place: Place, text: string, side: Side = 'inside'): void {
    typeText(this.story(), place, text, this.pen, side);
    this.shadow().type(place, text);
    this.note(`types “${text}” at ${at(place)}`);
  }

  /** Deletes a range; a range across the end of a field takes the whole field. */
  delete(wanted: Range): Range {
    const range = snapRange(this.story(), wanted);
    const gone = this.words(range);
    const { comments } = deleteRange(this.story(), range, this.pen);
    this.dropComments(comments);
    this.shadow().delete(range);
    this.note(`deletes ${gone} at ${at(range.from)}–${at(range.to)}`);
    return range;
  }

  /** Selects a range and types over it. */
  replace(wanted: Range, text: string): void {
    const range = snapRange(this.story(), wanted);
    const gone = this.words(range);
    const side = this.sideForTypingOver(range);
    if (!this.pen.tracking) this.dropComments(dropAnnotations(this.story(), select(this.story(), range)));
    // The new text comes after the old: Word shows the deletion first.
    typeText(this.story(), range.to, text, this.pen, side);
    deleteRange(this.story(), range, this.pen);
    this.shadow().type(range.to, text);
    this.shadow().delete(range);
    this.note(`types “${text}” over ${gone} at ${at(range.from)}–${at(range.to)}`);
  }

  /** Presses Enter. */
  split(place: Place, side: Side = 'inside'): void {
    const done = splitParagraph(this.story(), place, this.pen, side, (style) =>
      nextStyleOf(this.styles(), style),
    );
    if (done === 'line') this.shadow().type(place, '\n');
    else this.shadow().split(place);
    this.note(`presses Enter at ${at(place)}`);
  }

  /** Deletes a paragraph's mark: the text of the next paragraph follows on, with the next one's properties. */
  join(p: number): void {
    const o = this.view()[p]?.atoms.length ?? 0;
    this.delete({ from: { p, o }, to: { p: p + 1, o: 0 } });
  }

  /** Deletes a paragraph with its mark. */
  deleteParagraph(p: number): void {
    this.delete({ from: { p, o: 0 }, to: { p: p + 1, o: 0 } });
  }

  /** Moves text of one paragraph. */
  move(wanted: Range, to: Place, how: MoveKind = 'marked', fate: BookmarkFate = 'follow'): void {
    const shadow = this.shadow();
    const { range, kind, comments } = moveText(this.story(), wanted, to, this.pen, how, fate);
    this.dropComments(comments);
    const text = shadow.textOf(range);
    const isForward = to.p > range.to.p || (to.p === range.to.p && to.o >= range.to.o);
    if (isForward) shadow.type(to, text);
    shadow.delete(range);
    if (!isForward) shadow.type(to, text);
    this.note(`moves (${kind}) “${text}” from ${at(range.from)} to ${at(to)}`);
  }

  /** Moves whole paragraphs to before another. */
  moveParagraphs(
    first: number,
    count: number,
    before: number,
    how: MoveKind = 'marked',
    fate: BookmarkFate = 'follow',
  ): void {
    const done = moveParagraphs(this.story(), first, count, before, this.pen, how, fate);
    this.dropComments(done.comments);
    this.shadow().moveParagraphs(first, count, before);
    this.note(`moves (${done.kind}) ${count} paragraph(s) from ${first} to before ${before}`);
  }

  /** Copies text of one paragraph and pastes it. */
  copy(wanted: Range, to: Place): void {
    const shadow = this.shadow();
    const range = copyText(this.story(), wanted, to, this.pen);
    const text = shadow.textOf(range);
    shadow.type(to, text);
    this.note(`copies “${text}” to ${at(to)}`);
  }

  /** Gives a paragraph a style. */
  style(p: number, style: string): void {
    const last = this.view()[p]?.ps.at(-1);
    if (!last) throw new Refused(`There is no paragraph ${p}.`);
    restyle(last, style, this.pen);
    this.note(`gives paragraph ${p} the style ${style}`);
  }

  /** A line of the log. */
  protected note(text: string): void {
    const story = this.storyName === 'body' ? '' : ` in ${this.storyName}`;
    this.log.push(`${this.pen.author} (tracking ${this.pen.tracking ? 'on' : 'off'})${story} ${text}`);
  }

  /** Comments whose text is gone are taken out by the class that knows comments. */
  protected dropComments(_ids: string[]): void {}

  /** The words of a range, for the log. */
  protected words({ from, to }: Range): string {
    if (from.p === to.p) {
      const chars = this.view()[from.p]?.atoms.slice(from.o, to.o) ?? [];
      return `“${chars.map((each) => each.ch).join('')}”`;
    }
    return `${to.p - from.p} paragraph mark(s) and the text between`;
  }

  private styles(): Element | undefined {
    const part = this.pkg.related('styles');
    return part ? this.pkg.root(part) : undefined;
  }

  /** Inside a field when a part of its result is replaced; outside a control that is taken with more. */
  private sideForTypingOver(range: Range): Side {
    const view = this.view();
    const fields = fieldsOf(this.story(), view);
    const first = view[range.from.p]?.atoms[range.from.o];
    const last = view[range.to.p]?.atoms[range.to.o - 1];
    const isPart = fields.some(
      ({ runs, range: field }) => first && runs.includes(first.run) && !takesWhole(range, field),
    );
    if (isPart) return 'field';
    const isAcross = last && holdersOf(last.run).some((holder) => !first || !holder.contains(first.run));
    return isAcross ? 'outside' : 'inside';
  }
}

function penOf(seat: Seat): Pen {
  const { author, date = '2026-03-01T09:00:00Z', tracking = true, joinKeeps = 'later' } = seat;
  let sum = 7;
  for (const ch of author + date) sum = (sum * 31 + (ch.codePointAt(0) ?? 0)) % 0xff_ff_ff;
  return { author, date, tracking, joinKeeps, rsid: `00${sum.toString(16).toUpperCase().padStart(6, '0')}` };
}

/** A place as the log writes it. */
export const at = ({ p, o }: Place): string => `${p}:${o}`;

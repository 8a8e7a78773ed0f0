import type { Decision } from './accept.ts';
import type { Range } from './fields.ts';
import type { Place } from './fields.ts';
import type { Format } from './format.ts';
import type { SaveOptions } from './save.ts';
import type { Element } from './xml.ts';
import { decide, endCells } from './accept.ts';
import { addComment, removeComments, replyTo, resolveComment, threads } from './comments.ts';
import { formatRange } from './format.ts';
import { insertFootnote, insertImage, insertTextBox } from './objects.ts';
import { storyRoot } from './oracle.ts';
import { save } from './save.ts';
import { Refused, snapRange } from './select.ts';
import { TableUser } from './table-user.ts';
import { at } from './text-user.ts';
import { OBJECT } from './view.ts';
import { allW, getW, isW, parentOf, upW } from './xml.ts';

/** A person editing a .docx in Word. Places are counted in the final view of the current story. */
export class WordUser extends TableUser {
  /** Formats characters. */
  format(wanted: Range, format: Format): void {
    const range = formatRange(this.story(), wanted, format, this.pen);
    this.note(`sets ${format.name}=${format.value} on ${this.words(range)} at ${at(range.from)}`);
  }

  /** Puts a comment on a range; comments are for the body only. */
  comment(wanted: Range, text: string): void {
    this.needBody();
    const range = snapRange(this.story(), wanted);
    addComment(this.pkg, this.story(), range, text, this.pen);
    this.note(`comments “${text}” on ${this.words(range)} at ${at(range.from)}`);
  }

  /** Answers the comment with this number (from 0, without replies). */
  reply(index: number, text: string): void {
    replyTo(this.pkg, storyRoot(this.pkg), index, text, this.pen);
    this.note(`answers comment ${index}: “${text}”`);
  }

  /** Resolves a comment. */
  resolve(index: number): void {
    resolveComment(this.pkg, index);
    this.note(`resolves comment ${index}`);
  }

  /** Deletes a comment. */
  deleteComment(index: number): void {
    const comment = threads(this.pkg)[index];
    if (!comment) throw new Refused(`There is no comment ${index}.`);
    this.dropComments([getW(comment, 'id') ?? '']);
    this.note(`deletes comment ${index}`);
  }

  /** How many comments there are, without replies. */
  commentCount(): number {
    return threads(this.pkg).length;
  }

  /** Inserts a footnote after a place of the body. */
  footnote(place: Place, text: string): void {
    this.needBody();
    insertFootnote(this.pkg, this.story(), place, text, this.pen);
    this.shadow().type(place, OBJECT);
    this.note(`inserts a footnote “${text}” at ${at(place)}`);
  }

  /** Inserts a picture. */
  image(place: Place): void {
    this.needBody();
    insertImage(this.pkg, this.story(), place, this.pen);
    this.shadow().type(place, OBJECT);
    this.note(`inserts a picture at ${at(place)}`);
  }

  /** Inserts a text box. */
  textBox(place: Place, text: string): void {
    this.needBody();
    insertTextBox(this.story(), place, text, this.pen);
    this.shadow().type(place, OBJECT);
    this.note(`inserts a text box “${text}” at ${at(place)}`);
  }

  /** Accepts or rejects all changes of one author, or of everybody, in the current story. */
  decideAll(decision: Decision, author?: string): void {
    this.decided(decision, (change) => author === undefined || getW(change, 'author') === author);
    this.note(`${decision}s all changes${author === undefined ? '' : ` of ${author}`}`);
  }

  /** The insertions, deletions and format changes that can be decided one by one; a move is decided as a whole. */
  changes(): Element[] {
    return allW(this.story(), 'ins', 'del', 'rPrChange', 'pPrChange').filter((change) => {
      const row = upW(change, 'tr');
      const props = row && allW(row, 'trPr')[0];
      const isRowChanged = props && allW(props, 'ins', 'del').length > 0;
      return !isRowChanged && !upW(change, 'moveFrom', 'moveTo') && !isW(parentOf(change), 'trPr');
    });
  }

  /** Accepts or rejects one change. */
  decideOne(decision: Decision, index: number): void {
    const change = this.changes()[index];
    if (!change) throw new Refused(`There is no change ${index}.`);
    const what = `${change.localName} of ${getW(change, 'author')} “${change.textContent}”`;
    this.decided(decision, (each) => each === change);
    this.note(`${decision}s the change ${index}: ${what}`);
  }

  /** Writes the document as Word, or another program, writes it. */
  save(options: SaveOptions = {}): Uint8Array {
    return save(this.pkg, this.pen, options);
  }

  protected override dropComments(ids: string[]): void {
    removeComments(this.pkg, storyRoot(this.pkg), ids);
  }

  private decided(decision: Decision, which: (change: Element) => boolean): void {
    const before = this.shadow();
    const story = this.story();
    const had = new Set(allW(story, 'commentReference').map((each) => getW(each, 'id') ?? ''));
    decide(story, decision, which);
    endCells(story);
    for (const each of allW(story, 'commentReference')) had.delete(getW(each, 'id') ?? '');
    this.dropComments([...had]);
    // Accepting changes nothing of the final view; rejecting does.
    this.forgetShadows();
    if (decision === 'accept') this.keepShadow(before);
    else this.shadow();
  }

  private needBody(): void {
    if (this.storyName !== 'body') throw new Refused('This is inserted in the body only.');
  }
}

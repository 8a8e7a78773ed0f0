import { formatsOf } from '../document/formats.ts';
import { isNote } from '../document/guards.ts';
import { formOf } from '../document/resolve.ts';
import type { BlockForm, TextBlock, Variables } from '../document/types.ts';
import { headingNumber } from '../structure/heading-number.ts';
import { changeOf, formatOf, type Token } from '../review/tokens.ts';
import { START, TABLE, type Returned, type ReturnedCell, type Sent } from './cells.ts';
import type { SentMarks } from './break-marks.ts';
import { decide, type MoveOf } from './decide-marks.ts';
import type { Step } from './match.ts';
import { nodeOfNote, type Objects } from './objects.ts';
import type { LineState } from './table-lines.ts';
import type { ChangedMask, Come, Kept, LostImage, State, Theirs } from './their-items.ts';
import { isWordCell, TheirVoids } from './their-voids.ts';
import { charToken, tableOf } from './tokens-of-runs.ts';
import type { By } from './word-copy.ts';

/** Ids of new blocks and fields are given out later. */
const NEW_ID = '';

/** What the copy that came back says about each token that was sent, and what it puts between them. */
export function readTheirs(
  sent: Sent,
  back: Returned,
  steps: readonly Step[],
  variables: Variables,
  silent: SentMarks['silent'],
  objects: Objects,
  lines: readonly LineState[],
  moves: MoveOf,
): Omit<Theirs, 'lines'> {
  const reader = new Reader({ sent, back, steps, variables, silent, objects, lines, moves });
  return reader.read();
}

type Input = {
  sent: Sent;
  back: Returned;
  steps: readonly Step[];
  variables: Variables;
  silent: SentMarks['silent'];
  objects: Objects;
  lines: readonly LineState[];
  moves: MoveOf;
};

class Reader {
  readonly #sent: Sent;
  readonly #back: Returned;
  readonly #steps: readonly Step[];
  readonly #silent: SentMarks['silent'];
  readonly #objects: Objects;
  readonly #lines: readonly LineState[];
  readonly #moves: MoveOf;
  readonly #lost: LostImage[] = [];
  readonly #masks: ChangedMask[] = [];
  readonly #items: (Kept | Come)[] = [];
  /** Of tokens that carried a change when they were sent. */
  readonly #states: { item: Kept; state: State }[] = [];
  #next = 0;
  readonly #voids: TheirVoids;
  /** What comes is a table, with all that is in it. */
  #inTable = false;

  constructor({ sent, back, steps, variables, silent, objects, lines, moves }: Input) {
    this.#objects = objects;
    this.#lines = lines;
    this.#moves = moves;
    this.#sent = sent;
    this.#back = back;
    this.#steps = steps;
    this.#silent = silent;
    this.#voids = new TheirVoids({
      sent,
      steps,
      variables,
      items: this.#items,
      masks: this.#masks,
      cellOf: (step) => this.#cell(step?.back ?? -1),
      stateOf: (own) => this.#stateOf(own),
      keep: (token, state) => this.#keep(token, state),
      come: (step) => this.#come(step.back),
    });
  }

  read(): Omit<Theirs, 'lines'> {
    for (let at = 0; at < this.#steps.length;) {
      const step = this.#steps[at] as Step;
      const cell = this.#sent.cells[step.sent];
      if (!cell) {
        this.#come(step.back);
        at += 1;
      } else if (cell.part === 'object') {
        this.#object(cell.token, at);
        at += 1;
      } else if (cell.part === 'char') {
        this.#keep(cell.token, this.#stateOf([step]));
        at += 1;
      } else at = this.#token(cell.token, at);
    }
    this.#skipTo(this.#sent.tokens.length);
    const decided = decide(this.#states, this.#sent.tokens, this.#silent, this.#lines, this.#moves);
    return { items: this.#items, ...decided, lost: this.#lost, masks: this.#masks };
  }

  /** A note or an image. One that stands in its place now says who took it out. */
  #object(token: number, at: number): void {
    const item = this.#keep(token, this.#stateOf([this.#steps[at] as Step]));
    if (item.cut !== null) return;
    const isNoteHere = isNote((this.#sent.tokens[token] as { node?: unknown }).node);
    for (let next = at + 1; this.#steps[next]?.sent === -1; next += 1) {
      const cell = this.#cell(this.#steps[next]?.back ?? -1);
      if (!cell || (isNoteHere ? !cell.note : !cell.image)) continue;
      item.cut = cell.note?.by ?? cell.ins ?? null;
      return;
    }
  }

  #come(back: number): void {
    const item = this.#comeOf(back);
    if (item) this.#items.push(item);
  }

  #cell(at: number): ReturnedCell | undefined {
    return this.#back.cells[at];
  }

  #stateOf(steps: readonly Step[]): State {
    const cells = steps.flatMap(({ back }) => this.#cell(back) ?? []);
    const whole = cells.length > 0 && cells.every(({ del }) => del !== undefined);
    const mixed = mixedIn(steps.map(({ back }) => this.#cell(back)));
    return {
      ...(mixed.ins || mixed.del ? { mixed } : {}),
      present: cells.length > 0,
      ins: cells.some(({ ins }) => ins !== undefined),
      del: whole ? cells[0]?.del : undefined,
      comments: [...new Set(cells.flatMap(({ comments }) => comments))],
      ...lookOfCells(cells),
    };
  }

  /** Tokens that no writer lets through stay as they are. */
  #skipTo(token: number): void {
    for (; this.#next < token; this.#next += 1)
      this.#items.push({ is: 'kept', token: this.#next, comments: [] });
  }

  #keep(token: number, state: State): Kept {
    this.#skipTo(token);
    this.#next = token + 1;
    const item: Kept = { is: 'kept', token, comments: state.comments };
    const sent = this.#sent.tokens[token] as Token;
    const { ins, del } = changeOf(sent);
    if (ins !== undefined || del !== undefined || formatOf(sent).fmt !== undefined)
      this.#states.push({ item, state });
    if (state.present) {
      this.#inTable = false;
      if (state.del && del === undefined) item.cut = state.del;
      else if (del === undefined) this.#look(item, state);
    } else if (ins === undefined && del === undefined) item.cut = null;
    this.#items.push(item);
    return item;
  }

  /** It looks otherwise than it was sent. */
  #look(item: Kept, { look, format }: State): void {
    const token = this.#sent.tokens[item.token] as Token;
    if (look === undefined || (token.is !== 'char' && token.is !== 'void')) return;
    const { fmt, was } = formatOf(token);
    // A change that was open, and was rejected in Word, is decided, and no other change.
    if (fmt !== undefined && look === was) return;
    const before = formatsOf(token.is === 'char' ? token.marks : token.node);
    if (look !== before) item.look = { to: look, by: format ?? null };
  }

  /** Null for what can't be shown here: that is told of. */
  #comeOf(back: number): Come | null {
    const cell = this.#cell(back) as ReturnedCell;
    // A table that came as a whole, though its cells could be gone into, has all of their words.
    if (this.#inTable && (cell.text !== START || cell.paragraph === undefined) && cell.text !== TABLE)
      return null;
    const { text, comments, ins = null, del, note, image, look } = cell;
    const cut = del && del.author !== ins?.author ? { cut: del } : {};
    // Whoever moves away what he put in himself leaves nothing there.
    if (cell.fresh && del && del.author === ins?.author) return null;
    const lose = (lost: LostImage['image'], by: By): void =>
      void this.#lost.push({ token: Math.max(0, this.#next - 1), by, image: lost });
    if (note) {
      const by = ins ?? note.by ?? null;
      return { is: 'come', token: { is: 'void', node: nodeOfNote(note) }, by, ...cut, comments };
    }
    if (image) {
      const node = this.#objects.nodeOfImage(image);
      if (node) return { is: 'come', token: { is: 'void', node }, by: ins, ...cut, comments };
      if (!del) lose(image, ins);
      return null;
    }
    if (text === START || text === TABLE) this.#inTable = text === TABLE;
    if (text === TABLE && cell.table)
      return {
        is: 'come',
        token: {
          is: 'table',
          block: tableOf(cell.table, NEW_ID, this.#objects, (lost) => lose(lost, ins)),
        },
        by: ins,
        ...cut,
        comments,
      };
    if (text === START) {
      const block = { ...formOfNew(cell), id: NEW_ID, children: [] } as unknown as TextBlock;
      const place = cell.paragraph ? {} : { inCell: true as const };
      return {
        is: 'come',
        token: { is: 'start', block },
        by: ins ?? this.#borrowed(back),
        ...cut,
        ...place,
        comments,
      };
    }
    return { is: 'come', token: charToken(text, look), by: ins, ...cut, comments };
  }

  /** A paragraph that was put in before another one pushes that one's own break on: the mark is on the next break. */
  #borrowed(back: number): By {
    for (let at = back + 1; at < this.#back.cells.length; at += 1) {
      const cell = this.#cell(at);
      if (cell?.text === START) return cell.fresh ? (cell.ins ?? null) : null;
      if (cell?.text === TABLE) return null;
    }
    return null;
  }

  /** A break with its number, an ordinal or a field; gives the next step. */
  #token(token: number, from: number): number {
    let end = from;
    for (let at = from; at < this.#steps.length; at += 1) {
      const cell = this.#sent.cells[this.#steps[at]?.sent ?? -1];
      if (!cell) continue;
      if (cell.token !== token) break;
      end = at;
    }
    const part = this.#steps.slice(from, end + 1);
    const own = part.filter(({ sent }) => sent >= 0);
    const node = this.#sent.tokens[token] as Token;
    if (node.is === 'start' || node.is === 'table') return this.#start(token, part, own, end);
    if (node.is !== 'void') {
      this.#keep(token, this.#stateOf(own));
      return end + 1;
    }
    return this.#voids.read(token, node, part, end + 1);
  }

  #start(token: number, part: readonly Step[], own: readonly Step[], end: number): number {
    const [first] = own;
    const cell = this.#cell(first?.back ?? -1);
    const item = this.#keep(token, this.#stateOf(first ? [first] : []));
    const node = this.#sent.tokens[token] as Token;
    if (node.is === 'start' && cell?.paragraph && item.cut === undefined) this.#form(item, node.block, cell);
    // The number of a heading is counted here, whatever was typed over it.
    const label = own.slice(1);
    let next = end + 1;
    const come = part.filter(({ sent }) => sent < 0);
    const last = this.#cell(label.at(-1)?.back ?? -1);
    const isCome = (step: Step | undefined): boolean =>
      step !== undefined && step.sent < 0 && isWordCell(this.#cell(step.back));
    if (label.length > 0 && (!last || last.del)) {
      for (; isCome(this.#steps[next]); next += 1) come.push(this.#steps[next] as Step);
    }
    const kept = [...part.slice(1), ...come.filter((step) => !part.includes(step))].flatMap((step) => {
      const one = this.#cell(step.back);
      return one && (step.sent < 0 || !one.del) ? [one.text] : [];
    });
    const number = headingNumber(`${kept.join('')}题`);
    const rest = number && label.length > 0 ? Array.from(number.rest).length - 1 : come.length;
    for (const { back } of rest > 0 ? come.slice(-rest) : []) this.#come(back);
    return next;
  }

  #form(item: Kept, block: TextBlock, cell: ReturnedCell): void {
    const paragraph = cell.paragraph;
    if (!paragraph) return;
    const was = kindOf(block);
    if (paragraph.form === 'title' || was === 'title') return;
    if (cell.isFormed && paragraph.form !== was && !paragraph.format) return;
    // An annex begins a page anyway.
    const isNewPage = block.type === 'annex' ? block.pageBreak === true : paragraph.pageBreak === true;
    const page = isNewPage ? { pageBreak: true as const } : {};
    if (paragraph.form === was) {
      if (isNewPage === (block.pageBreak === true)) return;
      const { pageBreak: _page, ...form } = formOf(block);
      item.form = { to: { ...form, ...page }, by: paragraph.format ?? null };
    } else item.form = { to: { ...formFor(paragraph.form), ...page }, by: paragraph.format ?? null };
  }
}

/** Whether an open insertion, or deletion, of all of these characters is decided for some of them only. */
function mixedIn(cells: readonly (ReturnedCell | undefined)[]): NonNullable<State['mixed']> {
  const isMixed = (slot: 'ins' | 'del'): boolean =>
    new Set(cells.map((cell) => cell && cell[slot] === undefined)).size > 1;
  return { ins: isMixed('ins'), del: isMixed('del') };
}

/** How all of these characters look; nothing where they look one way and another, or are no words. */
function lookOfCells(cells: readonly ReturnedCell[]): Pick<State, 'look' | 'format'> {
  const [first] = cells;
  if (first?.look === undefined || cells.some(({ look }) => look !== first.look)) return {};
  return { look: first.look, ...(first.format ? { format: first.format } : {}) };
}

/** What a new paragraph is. */
function formOfNew({ paragraph }: ReturnedCell): BlockForm {
  const { form = null, role, pageBreak } = paragraph ?? {};
  const made = formFor(form);
  return {
    ...made,
    ...(role && made.type === 'paragraph' ? { role } : {}),
    ...(pageBreak ? { pageBreak } : {}),
  };
}

function kindOf(block: TextBlock): 1 | 2 | 3 | 4 | 'title' | null {
  if (block.type === 'heading') return block.level;
  return block.type === 'title' ? 'title' : null;
}

/** A second title can't be: it comes as a paragraph. */
function formFor(form: 1 | 2 | 3 | 4 | 'title' | null): BlockForm {
  return typeof form === 'number' ? { type: 'heading', level: form } : { type: 'paragraph' };
}

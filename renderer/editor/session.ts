import { Editor } from 'slate';
import { ReactEditor } from 'slate-react';

import type { DraftReason, DraftContent } from '../../shared/contract/drafts.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import type { Events, ReportDetail } from '../../shared/contract/methods.ts';
import type { NotKept } from '../../shared/contract/not-kept.ts';
import { newId } from '../../shared/document/ids.ts';
import {
  SCHEMA_VERSION,
  type Block,
  type Field,
  type NoteKind,
  type Variables,
} from '../../shared/document/types.ts';
import { adoptBlocks } from '../../shared/document/adopt-blocks.ts';
import type { EditionPolicy } from '../../shared/edition/mask.ts';
import { wayHiding } from '../../shared/edition/way-hiding.ts';
import { applyBlocks } from '../../shared/review/apply-blocks.ts';
import type { Template } from '../../shared/template/schema.ts';
import type { KnownRows } from '../../shared/document/known-marks.ts';
import type { Person, Review, VersionContent } from '../../shared/review/types.ts';
import type { Client } from '../client/client.ts';
import { Caret } from './caret.ts';
import { Clipboard } from './clipboard.ts';
import { changeField, insertPast, insertWords } from './commands.ts';
import { createReportEditor, type OperationLog, type ReportEditor } from './create-report-editor.ts';
import { WordDrawing } from './draw-words.ts';
import { Highlights } from './highlights.ts';
import { storeImage } from './image-commands.ts';
import { LiveView } from './live-view.ts';
import { blockAt, blocksOf } from './places.ts';
import { ReviewDesk } from './review-desk.ts';
import { SectionNotes } from './section-notes.ts';
import { DraftKeeper, type Held, type KeptAt } from './draft-keeper.ts';
import { selectedPhrase, type SelectedPhrase } from './selected-phrase.ts';
import { isDecidingSecrecy } from './publishing.ts';
import { resync } from './resync.ts';
import { SaveQueue, type Refusal } from './save-queue.ts';
import type { SaveStatus } from './save-state.ts';
import { UnfinishedTexts } from './unfinished-texts.ts';
import { asOneDirectStep } from './with-history-steps.ts';
import { leaveVoid } from './with-voids.ts';
import type { SectionRules } from './with-sections.ts';

export type { SaveState, SaveStatus } from './save-state.ts';

/** What the panels show. A new object whenever something in it has changed. */
export type DocumentSnapshot = { blocks: readonly Block[]; variables: Variables };

/**
 * Milliseconds of rest before the panels follow: after a command, and after words, between which a writer's hands pause
 * for as long. And the longest that they wait while somebody types on.
 */
const REST = 120;
const REST_OF_WORDS = 300;
const LONGEST = 2000;

/** Milliseconds after words until those learn who follow the editor itself: not in the frame of the key. */
const TOUCH = 60;

/** Operations that change words within a text and nothing else. */
const WORDS: ReadonlySet<string> = new Set(['insert_text', 'remove_text', 'set_selection']);

type Listeners = Set<() => void>;

/** What a card is about: a field, a note or an image by its id, or a note that is to be put in at the caret. */
export type CardOf = string | { newNote: NoteKind };

/** Something that happened to what is written here and that its writer has to know. */
export type SessionNotice =
  /** The newest state came from elsewhere, and nothing of before can be undone any more. */
  | { at: 'history-lost' }
  /** A change was refused; what is here was stored by another way, without this. A draft has it all. */
  | { at: 'taken-off'; takenOff: NotKept; keptAt: KeptAt }
  /** A change would have made hidden words public without a decision: it was stored, and they stay hidden. */
  | { at: 'kept-hidden' }
  /** A change was refused for good; a draft has it, and the page shows what is stored. */
  | { at: 'set-aside'; keptAt: KeptAt };

/** Opens a report and keeps it saved. Throws AppError when there is no such report. */
export async function openSession(client: Client, id: string): Promise<ReportSession> {
  const [detail, review] = await Promise.all([
    client.call('report.open', { id }),
    client.call('review.get', { id }),
  ]);
  return new ReportSession(client, detail, review);
}

/** A report that is open in this window: its editor, its saving, and what the panels and the page share. */
export class ReportSession {
  readonly id: string;
  readonly editor: ReportEditor;
  readonly live: LiveView;
  /** Who works here, whether they suggest, and the rows of changes and comments. */
  readonly review: ReviewDesk;
  /** Marks on the page that are no part of the document: matches, findings, carried sentences. */
  readonly highlights: Highlights;
  /** Open comments and findings by block, for the outline; review and checks feed it. */
  readonly notes = new SectionNotes();
  /** Which headings must stay, and how the writer is told that they did. */
  readonly rules: SectionRules = {
    required: new Set(),
    refuse: (why) => this.#refused.forEach((listener) => listener(why)),
  };
  readonly clipboard: Clipboard;
  readonly caret: Caret;
  /** Typed words are on the page before React draws it. */
  readonly words: WordDrawing;
  /** Keeps what can't be stored. */
  readonly drafts: DraftKeeper;
  /** What is being written beside the document and belongs to nothing yet: comments, replies. */
  readonly unfinished = new UnfinishedTexts();
  #detail: ReportDetail;
  readonly #client: Client;
  readonly #name = newId();
  readonly #queue: SaveQueue;
  readonly #changed: Listeners = new Set();
  readonly #selected: Listeners = new Set();
  readonly #saving: Listeners = new Set();
  readonly #reloaded: Listeners = new Set();
  readonly #touched: Listeners = new Set();
  readonly #opened: Listeners = new Set();
  readonly #refused = new Set<(why: string) => void>();
  readonly #noticed = new Set<(notice: SessionNotice) => void>();
  readonly #stop: (() => void)[] = [];
  #snapshot: DocumentSnapshot;
  #variables: Variables;
  #template: Template | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #touching: ReturnType<typeof setTimeout> | null = null;
  #since = 0;
  #composing = false;
  #afterComposition: (() => void)[] = [];
  #fetching = false;
  #current: string | null = null;
  /** What was stored as a copy: while it is what the window holds, nothing is unsaved. */
  #copied: { blocks: readonly Block[]; variables: Variables } | null = null;
  #editing: CardOf | null = null;
  #showsPublic = false;
  /** Changes when the document was read anew, so that the page starts afresh. */
  generation = 0;

  constructor(client: Client, detail: ReportDetail, review: Review) {
    this.id = detail.id;
    this.#client = client;
    this.#detail = detail;
    this.#variables = detail.variables;
    this.#queue = new SaveQueue(client, detail.id, this.#name, detail.revision, (refusal) =>
      this.#recover(refusal),
    );
    this.drafts = new DraftKeeper(client, () => this.#held());
    this.#queue.locked = isSigned(detail);
    this.review = new ReviewDesk(review, (rows) => this.#queue.addRows(rows));
    const isLocked = () => this.locked;
    const log: OperationLog = {
      get locked() {
        return isLocked();
      },
      push: (op) => {
        if (!this.review.trying) this.#queue.push(op, isDecidingSecrecy(this.editor));
      },
      takeBack: (op) => {
        if (!this.review.trying) this.#queue.takeBack(op);
      },
    };
    this.editor = createReportEditor(detail.document.blocks, log, this.rules, this.review);
    this.caret = new Caret(this.editor, this.whenSettled);
    this.words = new WordDrawing(this.editor, {
      composing: () => this.#composing || ReactEditor.isComposing(this.editor),
      written: () => this.#editorChanged(true),
      selected: this.onEditorChange,
    });
    this.live = new LiveView(detail.document.blocks, detail.variables);
    this.#snapshot = { blocks: detail.document.blocks, variables: detail.variables };
    this.highlights = new Highlights({
      editor: this.editor,
      shownBlocks: () => this.#snapshot.blocks,
      variables: () => this.#variables,
      composing: () => this.#composing,
    });
    this.clipboard = new Clipboard({
      editor: this.editor,
      variables: () => this.#variables,
      template: () => this.#template,
      report: () => this.#detail,
      addImage: (file) => storeImage(client, file),
      isFit: async () => (await client.call('secrecy.state', {})).fit,
      whenSettled: this.whenSettled,
      refuse: (why) => this.rules.refuse(why),
    });
    this.#stop.push(
      () => this.highlights.close(),
      this.#queue.subscribe(() => {
        this.#keepUnsaved();
        this.#tell(this.#saving);
      }),
      client.on('report.changed', (event) => void this.#onChanged(event)),
      client.on('report.purged', ({ id: gone }) => {
        if (gone !== this.id) return;
        // What is written here belongs to nothing any more: it is neither saved nor kept.
        this.#queue.locked = true;
        this.drafts.end();
        this.#tell(this.#saving);
      }),
      client.on('reports.changed', () => void this.#refreshDetail()),
      client.on('review.changed', ({ id, session }) => {
        if (id === this.id && session !== this.#name) void this.#loadReview();
      }),
    );
    Editor.normalize(this.editor, { force: true });
  }

  /** True where the report can be read and copied from only: signed, or shown in its public edition. */
  get locked(): boolean {
    return this.#queue.locked || this.#showsPublic;
  }

  /** Whether something was told by this window itself. */
  isOwn(session: string): boolean {
    return session === this.#name;
  }

  /** True while the window shows the public edition. */
  get showsPublic(): boolean {
    return this.#showsPublic;
  }

  /**
   * While the public edition is shown nothing in this window changes the text behind it: nobody would see what undo, a
   * replacement or a quick fix did there. What other programs write still comes in.
   */
  showPublic(on: boolean): void {
    if (on === this.#showsPublic) return;
    if (on) this.openCard(null);
    this.#showsPublic = on;
    this.#tell(this.#changed);
  }

  /** The newest revision that this window shows: what it saved last, or was told. */
  get revision(): number {
    return this.#queue.revision;
  }

  get detail(): ReportDetail {
    return this.#detail;
  }

  get variables(): Variables {
    return this.#variables;
  }

  readonly snapshot = (): DocumentSnapshot => this.#snapshot;
  readonly subscribe = (listener: () => void): (() => void) => listen(this.#changed, listener);
  readonly currentBlock = (): string | null => this.#current;
  readonly subscribeSelection = (listener: () => void): (() => void) => listen(this.#selected, listener);
  readonly subscribeReload = (listener: () => void): (() => void) => listen(this.#reloaded, listener);
  /** Every change of the document or the selection: at once, and a moment after typed words. */
  readonly subscribeEditor = (listener: () => void): (() => void) => listen(this.#touched, listener);
  /** What the open card is about. */
  readonly editing = (): CardOf | null => this.#editing;
  readonly subscribeEditing = (listener: () => void): (() => void) => listen(this.#opened, listener);
  readonly subscribeSave = (listener: () => void): (() => void) => listen(this.#saving, listener);

  /** Hears why something that the writer asked for was not done. */
  onRefused(listener: (why: string) => void): () => void {
    this.#refused.add(listener);
    return () => void this.#refused.delete(listener);
  }

  /** Hears what has happened to what is written here. */
  onNotice(listener: (notice: SessionNotice) => void): () => void {
    this.#noticed.add(listener);
    return () => void this.#noticed.delete(listener);
  }

  /** True while something written here is on no disk: neither in the report nor, by the writer's wish, in a copy. */
  get unsaved(): boolean {
    if (this.#queue.idle && !this.#composing) return false;
    return this.#copied?.blocks !== blocksOf(this.editor) || this.#copied.variables !== this.#variables;
  }

  /** The template's rules and guidance hold from now on. */
  setTemplate(template: Template | null): void {
    const slots = template?.slots ?? [];
    this.rules.required = new Set(slots.flatMap((slot) => (slot.required && slot.level > 0 ? slot.key : [])));
    this.#template = template;
    this.live.update({ template });
  }

  /** What the writer decides about words that the public edition shows: done to the text behind it, before their eyes. */
  whilePublic<T>(work: () => T): T {
    const before = this.#showsPublic;
    this.#showsPublic = false;
    try {
      return work();
    } finally {
      this.#showsPublic = before;
    }
  }

  save(): SaveStatus {
    const { status } = this.#queue;
    // What is being composed is not in the document yet.
    return this.#composing && status.state === 'saved' ? COMPOSING : status;
  }

  /** The page calls this after every change of document or selection. */
  readonly onEditorChange = (): void => this.#editorChanged(false);

  /** @param byHand typed words, on the page already: nothing is drawn in the frame of the key that need not be */
  #editorChanged(byHand: boolean): void {
    if (!this.#composing) leaveVoid(this.editor);
    const { operations } = this.editor;
    this.caret.note();
    const current = blockAt(this.editor, this.caret.lastPoint())?.block.id ?? null;
    if (current !== this.#current) {
      this.#current = current;
      this.#tell(this.#selected);
    }
    if (operations.some(({ type }) => type !== 'set_selection')) {
      const onlyWords = operations.every(({ type }) => WORDS.has(type));
      this.#documentChanged(onlyWords);
    }
    if (this.#touching !== null) clearTimeout(this.#touching);
    if (byHand) this.#touching = setTimeout(() => this.#touch(), TOUCH);
    else this.#touch();
  }

  #touch(): void {
    this.#touching = null;
    this.#tell(this.#touched);
  }

  /**
   * The panels wait while a composition is under way, and nothing but the composition changes the page. It has ended
   * when its words are in the document and drawn.
   */
  setComposing(composing: boolean): void {
    // Also when one follows the other without a pause: each is a step of its own.
    if (composing) this.editor.beginComposition();
    if (this.#composing === composing) return;
    this.#composing = composing;
    if (!composing) {
      this.editor.endComposition();
      for (const work of this.#afterComposition.splice(0)) work();
      this.#followSoon();
    }
    this.#tell(this.#saving);
  }

  /**
   * Runs what changes the document or the caret: at once, or when the composition that is under way has ended. Anything
   * that touches the text in which somebody composes would break the composition.
   */
  readonly whenSettled = (work: () => void): void => {
    if (this.#composing) this.#afterComposition.push(work);
    else work();
  };

  get composing(): boolean {
    return this.#composing;
  }

  /** Opens a card on the page; null closes it. */
  readonly openCard = (of: CardOf | null): void => {
    this.#editing = of;
    this.#tell(this.#opened);
  };

  /** The panels look at once instead of when the hands rest. */
  followNow(): void {
    this.#follow();
  }

  setVariable(key: string, value: string): void {
    if (this.locked) return;
    const variables = { ...this.#variables, [key]: value };
    if (value === '') delete variables[key];
    this.#variables = variables;
    this.#queue.setVariable(key, value);
    this.live.update({ variables });
    this.#follow();
  }

  setField(id: string, props: Partial<Field>): void {
    this.whenSettled(() => {
      changeField(this.editor, id, props);
      this.#followSoon();
    });
  }

  /** What is selected on the page, as it is kept among phrases. */
  selectedPhrase(policy: EditionPolicy): SelectedPhrase {
    // The editor follows the page's selection a moment later; a key may come before that.
    const dom = document.getSelection();
    const page = dom && dom.rangeCount > 0 && ReactEditor.hasEditableTarget(this.editor, dom.anchorNode);
    const range = page
      ? ReactEditor.toSlateRange(this.editor, dom, { exactMatch: false, suppressThrow: true })
      : null;
    return selectedPhrase(this.editor, range ?? this.editor.selection, this.#variables, policy);
  }

  /** Puts words in where the caret is. */
  insertWords(text: string): void {
    this.whenSettled(() => {
      if (this.locked) return;
      this.caret.restore();
      const id = insertWords(this.editor, text);
      if (id) this.caret.show(id, 'nearest');
    });
  }

  /** Puts in what comes from a past year's report or an example. */
  insertPast(given: readonly Block[]): void {
    this.whenSettled(() => {
      if (this.locked) return;
      this.caret.restore();
      const id = insertPast(this.editor, adoptBlocks(given, { ids: newId }).blocks);
      if (id) this.caret.show(id, 'nearest');
    });
  }

  /**
   * Reads the report anew. What is here and not saved stays as a draft; where that can't be kept either, rejects with
   * AppError and changes nothing.
   */
  async reload(): Promise<void> {
    const [detail, review] = await this.#readStored();
    if (this.unsaved && (await this.drafts.keep(this.#draftReason())) === null) throw notKept();
    this.drafts.letGo();
    this.#restart(detail, review);
  }

  /** Keeps what is here and not saved as a draft, for whoever leaves. Says where; null where it can't be kept. */
  keepDraft(): Promise<KeptAt> {
    return this.drafts.keep(this.#draftReason());
  }

  /** The same in no time at all, as the page goes away; only where storing has failed already. */
  keepDraftAtOnce(): void {
    const { state } = this.#queue.status;
    if (state === 'conflict' || state === 'failed' || state === 'offline')
      this.drafts.keepAtOnce(this.#draftReason());
  }

  /** Stores what is in this window as a new report, with the changes and comments that are not saved. */
  async saveAsCopy(): Promise<{ id: string; takenOff: NotKept }> {
    const { blocks, variables } = { blocks: blocksOf(this.editor), variables: this.#variables };
    const { year, unit, template } = this.#detail;
    const copy = await this.#client.call('report.saveCopy', {
      id: this.id,
      document: { schema: SCHEMA_VERSION, blocks },
      variables,
      review: this.#queue.unsavedRows(),
      about: { year, unit, template },
    });
    this.#copied = { blocks, variables };
    await this.drafts.forget();
    return copy;
  }

  /** Makes a version's text the current one, as one step that undo takes back. */
  restoreVersion(version: VersionContent): void {
    this.whenSettled(() => this.#become(version, this.review.known()));
  }

  #become(content: Pick<VersionContent, 'document' | 'variables'>, rows: KnownRows): void {
    const { blocks } = adoptBlocks(content.document.blocks, { rows });
    // What was hidden since stays so: going back to a version is no decision about that.
    const kept = wayHiding(blocksOf(this.editor), blocks);
    asOneDirectStep(this.editor, () => applyBlocks(this.editor, kept.blocks));
    for (const key of new Set([...Object.keys(this.#variables), ...Object.keys(content.variables)])) {
      const value = content.variables[key] ?? '';
      if ((this.#variables[key] ?? '') !== value) this.setVariable(key, value);
    }
    this.#follow();
  }

  /** Makes a draft's text the current one, as one step that undo takes back. Resolves when that is on disk. */
  async putBack(draft: DraftContent): Promise<void> {
    if (this.#queue.locked)
      throw new AppError('signed-off', '这份报告已经签发，不能放回。可以把草稿另存为副本。');
    if (this.locked) throw new AppError('bad-request', '没有放回：现在看的是公开版。请先回到内部版。');
    await new Promise<void>((resolve) => this.whenSettled(resolve));
    this.#become(draft, this.review.adopt(draft.review));
    await this.flush();
  }

  /** Sends what waits. Resolves when everything is on disk. */
  flush(): Promise<void> {
    return this.#queue.flush();
  }

  async close(): Promise<void> {
    for (const stop of this.#stop.splice(0)) stop();
    if (this.#timer !== null) clearTimeout(this.#timer);
    if (this.#touching !== null) clearTimeout(this.#touching);
    await this.#queue.flush().catch(() => undefined);
    this.drafts.close();
    this.#queue.close();
  }

  #documentChanged(onlyWords: boolean): void {
    this.#keepUnsaved();
    const blocks = blocksOf(this.editor);
    if (onlyWords) this.live.follow(blocks);
    else this.live.update({ blocks });
    if (!this.#composing) this.#followSoon(onlyWords ? REST_OF_WORDS : REST);
  }

  #followSoon(rest = REST): void {
    const now = Date.now();
    if (this.#timer === null) this.#since = now;
    else clearTimeout(this.#timer);
    const wait = Math.max(0, Math.min(rest, this.#since + LONGEST - now));
    this.#timer = setTimeout(() => this.#follow(), wait);
  }

  #follow(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#composing) return;
    this.words.settle();
    this.highlights.refresh();
    const blocks = blocksOf(this.editor);
    if (blocks === this.#snapshot.blocks && this.#variables === this.#snapshot.variables) return;
    this.#snapshot = { blocks, variables: this.#variables };
    this.#tell(this.#changed);
  }

  async #onChanged({ id, revision, session }: Events['report.changed']): Promise<void> {
    if (id !== this.id || session === this.#name || revision <= this.#queue.revision) return;
    if (this.#composing) {
      // A cancelled composition leaves nothing behind, and then there is nothing to decide.
      this.whenSettled(() => void this.#onChanged({ id, revision, session }));
      return;
    }
    if (!this.#queue.idle) {
      this.#queue.block('changed', CHANGED);
      return;
    }
    // One reading at a time: it brings the newest revision, whichever event asked for it.
    if (this.#fetching) return;
    this.#fetching = true;
    try {
      const [detail, review] = await this.#readStored();
      // Typed in the meantime: the backend will refuse that, and then somebody decides.
      if (this.#queue.idle && !this.#composing && detail.revision > this.#queue.revision)
        this.#restart(detail, review);
    } catch {
      // The next save tells what is wrong.
    } finally {
      this.#fetching = false;
    }
  }

  /** Who is at work from now on: named with everything that is saved. */
  setPerson(person: Person | null): void {
    this.#queue.setAuthor(person?.id);
    this.review.setPerson(person);
  }

  /** Calls the backend; for what is said beside the document. */
  get client(): Client {
    return this.#client;
  }

  async #loadReview(): Promise<void> {
    try {
      this.review.load(await this.#client.call('review.get', { id: this.id }));
    } catch {
      // Read again with the next change.
    }
  }

  async #refreshDetail(): Promise<void> {
    try {
      const reports = await this.#client.call('report.list', {});
      const mine = reports.find((report) => report.id === this.id);
      const { reason } = this.#queue.status;
      if (!mine) {
        this.#queue.block('removed', REMOVED);
        return;
      }
      if (reason === 'removed' || (reason === 'signed' && mine.state !== 'signed-off')) this.#queue.unblock();
      const { year, unit, state } = this.#detail;
      if (mine.year === year && mine.unit === unit && mine.state === state) return;
      this.#detail = { ...this.#detail, year: mine.year, unit: mine.unit, state: mine.state };
      this.#queue.locked = isSigned(this.#detail);
      this.#snapshot = { ...this.#snapshot };
      this.#tell(this.#changed);
    } catch {
      // Only the head of the window is out of date.
    }
  }

  #readStored(): Promise<[ReportDetail, Review]> {
    return Promise.all([
      this.#client.call('report.open', { id: this.id }),
      this.#client.call('review.get', { id: this.id }),
    ]);
  }

  #restart(detail: ReportDetail, review: Review): void {
    this.#copied = null;
    this.review.restart(review);
    this.#detail = detail;
    this.#queue.restart(detail.revision);
    this.#queue.locked = isSigned(detail);
    this.#show(detail.document.blocks, detail.variables);
  }

  /** Shows another state of the document than the one that the operations have led to. */
  #show(blocks: Block[], variables: Variables): void {
    const { editor } = this;
    const { selection, history } = editor;
    const hadHistory = history.undos.length + history.redos.length > 0;
    editor.selection = null;
    editor.children = blocks;
    editor.history = { undos: [], redos: [] };
    this.#variables = variables;
    this.generation += 1;
    this.live.update({ blocks, variables });
    this.#follow();
    this.#tell(this.#reloaded);
    this.#tell(this.#touched);
    this.caret.wasAt(selection?.anchor ?? null);
    if (hadHistory) this.#notice({ at: 'history-lost' });
  }

  /**
   * A batch was refused for what is in it. What the window holds is stored by another way; where that is refused, too,
   * a draft keeps it and the window goes on from what is stored. Rejects where the backend is gone meanwhile.
   */
  async #recover({ error, again }: Refusal): Promise<void> {
    const [detail, review, people] = await Promise.all([
      this.#client.call('report.open', { id: this.id }),
      this.#client.call('review.get', { id: this.id }),
      this.#client.call('people.list', {}),
    ]);
    await new Promise<void>((resolve) => this.whenSettled(resolve));
    if (detail.revision !== this.#queue.revision) {
      this.#queue.block('changed', CHANGED);
      return;
    }
    if (again) {
      const keptAt = await this.drafts.keep('refused');
      // Nowhere to keep it: the window keeps it, and goes on saying so.
      if (keptAt === null) throw error;
      this.drafts.letGo();
      this.#restart(detail, review);
      this.#notice({ at: 'set-aside', keptAt });
      return;
    }
    const held = {
      blocks: blocksOf(this.editor),
      variables: this.#variables,
      rows: this.#queue.unsavedRows(),
    };
    const known = new Set(people.map(({ id }) => id));
    const { replacement, blocks, changed, variables, takenOff, hidden } = resync(
      { detail, review, people: known },
      held,
    );
    const lost = takenOff.changes + takenOff.comments + takenOff.mended > 0;
    // Kept before anything is taken off. It stays: its writer looks whether something is missed.
    const keptAt = lost ? await this.drafts.keep('refused') : null;
    if (lost && keptAt === null) throw error;
    if (blocksOf(this.editor) !== held.blocks || this.#variables !== held.variables) {
      // Written on while the draft was kept.
      await this.#recover({ error, again });
      return;
    }
    this.#queue.replace(replacement);
    const person = this.review.person;
    this.#queue.setAuthor(person && known.has(person.id) ? person.id : undefined);
    if (lost) this.drafts.letGo();
    if (changed) this.#show(blocks, variables);
    if (hidden > 0) this.#notice({ at: 'kept-hidden' });
    if (!lost) return;
    this.#notice({ at: 'taken-off', takenOff, keptAt });
  }

  /** While what is here can't be stored, a draft follows it. */
  #keepUnsaved(): void {
    const { state } = this.#queue.status;
    if (state === 'saved') void this.drafts.forget();
    else if ((state === 'conflict' || state === 'failed' || state === 'offline') && this.unsaved)
      this.drafts.keepSoon(this.#draftReason());
  }

  #draftReason(): DraftReason {
    const { state, reason } = this.#queue.status;
    return reason ?? (state === 'offline' ? 'offline' : 'failed');
  }

  #held(): Held {
    const { title, year, unit, template } = this.#detail;
    return {
      report: this.id,
      base: this.#queue.revision,
      document: { schema: SCHEMA_VERSION, blocks: blocksOf(this.editor) },
      variables: this.#variables,
      review: this.#queue.unsavedRows(),
      about: { title, year, unit, template },
    };
  }

  #notice(notice: SessionNotice): void {
    for (const listener of this.#noticed) listener(notice);
  }

  #tell(listeners: Listeners): void {
    for (const listener of listeners) listener();
  }
}

const CHANGED = '这份报告在别的窗口改过了，这里的新内容没有保存。';
const REMOVED = '这份报告已在别处移入回收站，这里的新内容没有保存。';

const notKept = (): AppError =>
  new AppError(
    'disk-full',
    '没有重新载入：这里没有保存的内容没能留作草稿。请先另存为副本，或复制要紧的文字。',
  );

const COMPOSING: SaveStatus = { state: 'dirty' };

function listen(listeners: Listeners, listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

const isSigned = ({ state }: ReportDetail): boolean => state === 'signed-off';

import { Editor, Node, Range, Text, Transforms, type NodeEntry, type Point } from 'slate';
import { ReactEditor } from 'slate-react';

import { inlinesOf, isInlineVoid, isText } from '../../../shared/document/guards.ts';
import { newId } from '../../../shared/document/ids.ts';
import { headingLabels, sectionsOf } from '../../../shared/document/numbering.ts';
import { ordinalLabels } from '../../../shared/document/ordinals.ts';
import { textOfBlock } from '../../../shared/document/plain-text.ts';
import { textBetween } from '../../../shared/document/reading.ts';
import type { Block } from '../../../shared/document/types.ts';
import type { Change } from '../../../shared/review/collect.ts';
import { decide, revisionsBetween } from '../../../shared/review/decide.ts';
import { commentKey, marksIn, threadsOn } from '../../../shared/document/marks.ts';
import type { Thread } from '../../../shared/review/types.ts';
import type { ReportEditor } from '../../editor/create-report-editor.ts';
import { fieldAtCaret } from '../../editor/page-keys.ts';
import { blocksOf, fieldEntries } from '../../editor/places.ts';
import { focusSoon } from '../../ui/focus-free.ts';
import type { ReportSession } from '../../editor/session.ts';
import { asOneDirectStep } from '../../editor/with-history-steps.ts';
import { focusPage } from '../../editor/focus-page.ts';

const MOST_QUOTED = 200;

/** Begins a comment on the selection, or on the field at the caret; false where neither is there. */
export function beginComment(session: ReportSession): boolean {
  const { editor } = session;
  const range = rangeToComment(editor);
  if (!range) return false;
  const [start] = Range.edges(range);
  session.review.setDraft({
    range: Editor.rangeRef(editor, range, { affinity: 'inward' }),
    quote: quoteOf(session, range),
    section: sectionAt(session, start),
  });
  return true;
}

/** Begins a comment on the whole section of this heading, or on this annex; false where the heading has no words. */
export function beginSectionComment(session: ReportSession, heading: string): boolean {
  const { editor } = session;
  const blocks = blocksOf(editor);
  const index = blocks.findIndex(({ id }) => id === heading);
  const block = blocks[index];
  if (!block || (block.type !== 'heading' && block.type !== 'annex')) return false;
  if (!inlinesOf(block).some((node) => (isText(node) ? node.text !== '' : isInlineVoid(node)))) return false;
  const range = Editor.range(editor, [index]);
  session.review.setDraft({
    range: Editor.rangeRef(editor, range, { affinity: 'inward' }),
    quote: headingText(blocks, block),
    section: headingText(blocks, block),
    scope: 'section',
  });
  return true;
}

/** The heading of the section that the caret stands in, or of the annex. */
export function headingAtCaret({ editor }: ReportSession): string | null {
  const index = editor.selection?.anchor.path[0];
  if (index === undefined) return null;
  const blocks = blocksOf(editor);
  const section = sectionsOf(blocks).findLast(({ from, to }) => from <= index && index < to);
  return section?.heading.id ?? null;
}

function rangeToComment(editor: ReportEditor): Range | null {
  const selection = selectionOf(editor);
  if (!selection) return null;
  if (Range.isExpanded(selection)) return selection;
  const field = fieldAtCaret(editor);
  const entry = field && fieldEntries(editor).find((one) => one.field.id === field.id);
  return entry ? Editor.range(editor, entry.path) : null;
}

/** What is selected on the page; the editor hears of a selection by key only a moment later. */
function selectionOf(editor: ReportEditor): Range | null {
  const dom = window.getSelection();
  try {
    if (dom && !dom.isCollapsed && ReactEditor.hasEditableTarget(editor, dom.anchorNode)) {
      return (
        ReactEditor.toSlateRange(editor, dom, { exactMatch: false, suppressThrow: true }) ?? editor.selection
      );
    }
  } catch {
    // Somewhere in a void: the editor's own selection is good enough.
  }
  return editor.selection;
}

/** Who is to see to a comment, and by which day. */
export type Given = Pick<Thread, 'assignee' | 'due'>;

/** Stores the comment that was begun, on its words. False when they are gone meanwhile. */
export function addComment(session: ReportSession, body: string, given: Given = {}): boolean {
  const { editor, review } = session;
  const draft = review.draft();
  const { person } = review;
  const range = draft?.range.current;
  if (!draft || !person) return false;
  const id = newId();
  const at = new Date().toISOString();
  const thread: Thread = {
    id,
    author: person.id,
    at,
    quote: draft.quote,
    section: draft.section,
    state: 'open',
    ...(draft.scope ? { scope: draft.scope } : {}),
    ...given,
    comments: [{ id: newId(), thread: id, author: person.id, at, body }],
  };
  review.addThread(thread);
  if (range) asOneDirectStep(editor, () => markRange(editor, range, commentKey(id)));
  review.setDraft(null);
  review.setActive(id);
  return true;
}

/** Of the comment that is being written and lies on nothing yet, among the unfinished texts. */
export const NEW_COMMENT = 'comment';

/**
 * Stores the comment that is being written, where there is one. False when something else is unfinished, or nobody has
 * said who is at work.
 */
export function finishComment(session: ReportSession): boolean {
  const { unfinished } = session;
  const body = unfinished.get(NEW_COMMENT).trim();
  if (body !== '' && addComment(session, body)) unfinished.note(NEW_COMMENT, '');
  return unfinished.all().length === 0;
}

function markRange(editor: Editor, range: Range, key: string): void {
  const isPart = (node: Node, path: number[]): boolean =>
    isInlineVoid(node) || (Text.isText(node) && !isInlineVoid(Node.parent(editor, path)));
  Transforms.setNodes(
    editor,
    { [key]: true },
    {
      at: range,
      match: (node, path) => isPart(node, path),
      mode: 'all',
      split: Range.isExpanded(range) && !isInsideVoid(editor, range),
      voids: true,
    },
  );
}

function isInsideVoid(editor: Editor, range: Range): boolean {
  return isInlineVoid(Node.parent(editor, range.anchor.path));
}

function quoteOf({ editor, variables }: ReportSession, range: Range): string {
  const blocks = blocksOf(editor);
  const [start, end] = Range.edges(range);
  const words = textBetween(blocks, start, end, ordinalLabels(blocks), variables, 'markup');
  return words.length > MOST_QUOTED ? `${words.slice(0, MOST_QUOTED)}…` : words;
}

/** Heading of the section that a point stands in, with its number. */
function sectionAt(session: ReportSession, point: Point): string {
  const blocks = blocksOf(session.editor);
  const index = point.path[0] ?? 0;
  const section = sectionsOf(blocks).findLast(({ from, to }) => from <= index && index < to);
  return section ? headingText(blocks, section.heading) : '';
}

export function headingText(blocks: readonly Block[], heading: Block): string {
  return (headingLabels(blocks).get(heading.id) ?? '') + textOfBlock(heading, ordinalLabels(blocks));
}

/**
 * Accepts or rejects changes as one step of undo. Gives how many revisions were decided.
 * @param reason why, where somebody said so
 */
export function decideChanges(
  session: ReportSession,
  ids: Iterable<string>,
  accepted: boolean,
  reason = '',
): number {
  const { editor, review } = session;
  let decided: string[] = [];
  session.whenSettled(() => {
    const wanted = new Set(ids);
    asOneDirectStep(editor, () => {
      decided = decide(editor, wanted, accepted, review.rows().revisions);
    });
    review.addDecisions(decided, accepted, reason);
    session.followNow();
  });
  return decided.length;
}

/** Ids of the changes that the selection touches; of those at the caret when nothing is selected. */
export function changesAtSelection(session: ReportSession): Set<string> {
  const { editor } = session;
  const { selection } = editor;
  if (!selection) return new Set();
  const [start, end] = Range.edges(selection);
  if (Range.isExpanded(selection)) return revisionsBetween(blocksOf(editor), start, end);
  const before = Editor.before(editor, start) ?? start;
  const behind = Editor.after(editor, end) ?? end;
  const [first] = [
    ...revisionsBetween(blocksOf(editor), before, start),
    ...revisionsBetween(blocksOf(editor), start, behind),
  ];
  return new Set(first === undefined ? [] : [first]);
}

/**
 * Says why of a change, in the name of its author; '' takes it back. It is kept at one of the change's revisions: a word
 * put in the place of another has two.
 */
export async function saveReason(session: ReportSession, change: Change, reason: string): Promise<void> {
  const { client, review } = session;
  // A change that was just made must be in the store before anything is said of it.
  await session.flush();
  const kept = change.revisions.find((id) => review.rows().revisions.get(id)?.reason) ?? change.id;
  const row = await client.call('review.setReason', {
    id: session.id,
    revision: kept,
    author: change.author,
    reason,
  });
  review.load({ revisions: [row], threads: [], decisions: [] });
}

/** Ids of the comments that lie on the words at the caret. */
export function threadsAtCaret({ editor }: ReportSession): Set<string> {
  const { selection } = editor;
  if (!selection) return new Set();
  const [start] = Range.edges(selection);
  const behind = Editor.after(editor, start) ?? start;
  const found = [start, behind].flatMap((point) => {
    const leaf = Node.getIf(editor, point.path);
    return leaf ? threadsOn(leaf) : [];
  });
  return new Set(found);
}

export function openChanges(session: ReportSession): Set<string> {
  return new Set(marksIn(blocksOf(session.editor)).revisions.keys());
}

/** Brings a change or a thread into view on the page, lights it up, and puts the caret there. */
export function showOnPage(session: ReportSession, id: string, focus: boolean): void {
  const { editor } = session;
  session.review.setActive(id);
  requestAnimationFrame(() => markElement(id)?.scrollIntoView({ block: 'center' }));
  if (!focus) return;
  session.whenSettled(() => {
    const point = startOfMark(editor, id);
    // At once: set a frame later, it would undo what somebody quick has selected by then.
    if (point) Transforms.select(editor, point);
    focusSoon(() => focusPage(editor));
  });
}

export function markElement(id: string): Element | null {
  const name = CSS.escape(id);
  return document.querySelector(`.page [data-threads~="${name}"], .page [data-changes~="${name}"]`);
}

/** The first element of each mark on the page: in one walk, where many are asked for. */
export function markElements(): Map<string, Element> {
  const found = new Map<string, Element>();
  for (const element of document.querySelectorAll('.page [data-threads], .page [data-changes]')) {
    const { threads = '', changes = '' } = (element as HTMLElement).dataset;
    for (const id of `${threads} ${changes}`.split(' '))
      if (id !== '' && !found.has(id)) found.set(id, element);
  }
  return found;
}

/** Where a mark begins: looked for in the block that shows it, and everywhere only where none does. */
function startOfMark(editor: ReportEditor, id: string): Point | null {
  const shown = markElement(id)?.closest<HTMLElement>('[data-block-id]')?.dataset['blockId'];
  const index = blocksOf(editor).findIndex((block) => block.id === shown);
  return startOfMarkIn(
    index < 0 ? Node.nodes(editor) : Node.nodes(editor, { from: [index], to: [index] }),
    editor,
    id,
  );
}

function startOfMarkIn(nodes: Iterable<NodeEntry>, editor: Editor, id: string): Point | null {
  for (const [node, path] of nodes) {
    const marked = node as { ins?: string; del?: string; pIns?: string; pDel?: string; pFmt?: string };
    const hit =
      [marked.ins, marked.del, marked.pIns, marked.pDel, marked.pFmt].includes(id) || commentKey(id) in node;
    if (!hit) continue;
    return isInlineVoid(node)
      ? { path: [...path.slice(0, -1), (path.at(-1) ?? 0) + 1], offset: 0 }
      : Editor.start(editor, path);
  }
  return null;
}

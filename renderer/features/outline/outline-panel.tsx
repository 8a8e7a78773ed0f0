import {
  memo,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type KeyboardEvent,
} from 'react';

import { NO_NOTES, notesOf } from '../../editor/section-notes.ts';
import type { DocumentSnapshot, ReportSession } from '../../editor/session.ts';
import { addSection } from './add-section.ts';
import { OutlineItem, type RowHandlers } from './outline-item.tsx';
import { childrenOf, type OutlineRow } from './outline-model.ts';
import { SectionMenu } from './section-menu.tsx';
import { useFolded } from './use-folded.ts';
import type { OutlineView } from './use-outline.ts';
import { useSectionActions, useSectionCommands } from './use-section-commands.ts';
import { useSectionDrag } from './use-section-drag.ts';

import './outline.css';

type Props = {
  session: ReportSession;
  snapshot: DocumentSnapshot;
  outline: OutlineView;
  /** Begins a comment on the section of this heading. */
  onComment: (heading: string) => void;
};

/** The rows that are not inside a folded one, each with its place in the whole outline. */
function visibleRows(rows: readonly OutlineRow[], isFolded: (key: string) => boolean) {
  const visible: { row: OutlineRow; parent: boolean }[] = [];
  let hiddenBelow = Number.POSITIVE_INFINITY;
  rows.forEach((row, index) => {
    if (row.level > hiddenBelow) return;
    const parent = childrenOf(rows, index).length > 0;
    hiddenBelow = parent && isFolded(row.key) ? row.level : Number.POSITIVE_INFINITY;
    visible.push({ row, parent });
  });
  return visible;
}

export const OutlinePanel = memo(function OutlinePanel({ session, snapshot, outline, onComment }: Props) {
  const { rows } = outline;
  const { blocks } = snapshot;
  const notes = useSyncExternalStore(session.notes.subscribe, session.notes.snapshot);
  const folded = useFolded(session.id);
  const [focused, setFocused] = useState<string | null>(null);
  const tree = useRef<HTMLDivElement>(null);
  const drag = useSectionDrag(session, tree, rows);
  const actions = useSectionActions(session);

  const visible = visibleRows(rows, folded.has);
  // The caret's section, or the folded one that it lies in.
  const at = rows.findIndex((row) => row.key === outline.current?.key);
  const shown = new Set(visible.map(({ row }) => row.key));
  const current = rows.slice(0, at + 1).findLast((row, index) => {
    return shown.has(row.key) && (index === at || childrenOf(rows, index).includes(rows[at]!));
  });
  const entry = visible.find(({ row }) => row.key === focused)?.row ?? current ?? visible[0]?.row;

  const heading = outline.current?.level ? outline.current : null;
  useSectionCommands(
    actions,
    useMemo(
      () => (heading?.block ? { id: heading.block, name: `${heading.number}${heading.text}` } : null),
      [heading],
    ),
    (fold) =>
      folded.setAll(
        fold ? rows.filter((_, index) => childrenOf(rows, index).length > 0).map((row) => row.key) : [],
      ),
  );

  // A row that moved, or whose neighbour was deleted, keeps the focus among the rows.
  const keepFocus = useRef<{ index: number; before: DocumentSnapshot['blocks'] } | null>(null);
  useEffect(() => {
    const kept = keepFocus.current;
    // Drawn for another reason: what was done is not in the rows yet.
    if (!kept || kept.before === blocks) return;
    keepFocus.current = null;
    // Whoever went on to the page meanwhile stays there: a focus drawn back would take the next keys for the outline's.
    const active = document.activeElement;
    if (active && active !== document.body && !tree.current?.contains(active)) return;
    const items = [...(tree.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
    const same = items.find((item) => item.dataset.row === focused);
    (same ?? items[Math.min(kept.index, items.length - 1)])?.focus();
  });

  const activate = (row: OutlineRow) => {
    if (row.state === 'missing')
      session.caret.goTo({ block: addSection(session.editor, row, snapshot.variables) });
    else if (row.block) session.caret.goTo({ block: row.block });
  };

  const focusRow = (index: number) => {
    const row = visible[Math.min(visible.length - 1, Math.max(0, index))]?.row;
    if (!row) return;
    setFocused(row.key);
    const element = tree.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(row.key)}"]`);
    // The page follows; the arrows keep walking in the outline.
    if (row.block) session.caret.goTo({ block: row.block }, { focus: false });
    element?.focus();
  };

  /** Keys that change the report; true when it was one. */
  const changes = (event: KeyboardEvent, index: number, row: OutlineRow): boolean => {
    const { block } = row;
    const children = session.editor.children;
    const command = event.ctrlKey || event.metaKey;
    if (command && event.code === 'KeyZ') {
      if (event.shiftKey) session.editor.redo();
      else session.editor.undo();
    } else if (command && event.code === 'KeyY') session.editor.redo();
    else if (!block || row.level === 0) return false;
    else if (event.altKey && !event.shiftKey && event.key === 'ArrowUp') actions.moveBy(block, -1);
    else if (event.altKey && !event.shiftKey && event.key === 'ArrowDown') actions.moveBy(block, 1);
    else if (event.altKey && !event.shiftKey && event.key === 'ArrowLeft') actions.shift(block, -1);
    else if (event.altKey && !event.shiftKey && event.key === 'ArrowRight') actions.shift(block, 1);
    else if (event.key === 'Delete') actions.remove(block, `${row.number}${row.text}`);
    else return false;
    // What was refused changes nothing, and the next change is somebody else's.
    if (session.editor.children !== children) keepFocus.current = { index, before: blocks };
    return true;
  };

  const onKeyDown = (event: KeyboardEvent, row: OutlineRow) => {
    const index = visible.findIndex((one) => one.row.key === row.key);
    const parent = visible[index]?.parent === true;
    const handled = () => {
      event.preventDefault();
      event.stopPropagation();
    };
    if (changes(event, index, row)) {
      handled();
      return;
    }
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key === 'ArrowDown') focusRow(index + 1);
    else if (event.key === 'ArrowUp') focusRow(index - 1);
    else if (event.key === 'Home') focusRow(0);
    else if (event.key === 'End') focusRow(visible.length - 1);
    else if (event.key === 'ArrowRight' && parent) {
      if (folded.has(row.key)) folded.set(row.key, false);
      else focusRow(index + 1);
    } else if (event.key === 'ArrowLeft') {
      if (parent && !folded.has(row.key)) folded.set(row.key, true);
      else focusRow(visible.slice(0, index).findLastIndex((one) => one.row.level < row.level));
    } else if (event.key === 'Enter' || event.key === ' ') activate(row);
    else return;
    handled();
  };

  const latest = useRef<RowHandlers>(null);
  useLayoutEffect(() => {
    latest.current = {
      fold: (row, fold) => folded.set(row.key, fold),
      activate,
      focus: (row) => setFocused(row.key),
      keyDown: onKeyDown,
      dragStart: drag.dragStart,
      dragEnd: drag.dragEnd,
    };
  });
  const handlers = useMemo<RowHandlers>(
    () => ({
      fold: (...of) => latest.current?.fold(...of),
      activate: (...of) => latest.current?.activate(...of),
      focus: (...of) => latest.current?.focus(...of),
      keyDown: (...of) => latest.current?.keyDown(...of),
      dragStart: (...of) => latest.current?.dragStart(...of),
      dragEnd: () => latest.current?.dragEnd(),
    }),
    [],
  );

  const open = rows.filter((row) => row.state !== 'done').length;
  return (
    <div className="outline">
      <div className="panel-head">
        <h2>提纲</h2>
        <span className="panel-note tabular">{open > 0 ? `${open} 节待写` : '各节都已写'}</span>
      </div>
      <SectionMenu rows={rows} actions={actions} onComment={onComment} onGo={activate}>
        <div
          className="outline-tree"
          role="tree"
          aria-label="提纲"
          tabIndex={-1}
          ref={tree}
          {...drag.treeProps}
        >
          {visible.map(({ row, parent }) => (
            <OutlineItem
              key={row.key}
              row={row}
              notes={
                row.state === 'missing'
                  ? NO_NOTES
                  : notesOf(notes, blocks, row.level === 0 ? row.from : row.from - 1, row.to)
              }
              isCurrent={row === current}
              isEntry={row === entry}
              folded={parent ? folded.has(row.key) : null}
              handlers={handlers}
            />
          ))}
          {drag.drop && (
            <div
              className={`outline-drop ${drag.drop.refusal ? 'refused' : ''}`}
              style={{ top: drag.drop.top, left: 8 + 16 * (drag.drop.level - 1) }}
              aria-hidden
            >
              {drag.drop.refusal && <p>{drag.drop.refusal}</p>}
            </div>
          )}
        </div>
      </SectionMenu>
    </div>
  );
});

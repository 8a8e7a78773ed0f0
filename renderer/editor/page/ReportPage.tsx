import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useSyncExternalStore,
  type ClipboardEvent,
} from 'react';
import { Node, Text, Transforms, type Range } from 'slate';
import { Editable, ReactEditor, Slate } from 'slate-react';

import { fieldValue } from '../../../shared/document/field-text.ts';
import type { Field } from '../../../shared/document/types.ts';
import { editionPolicy } from '../../../shared/edition/mask.ts';
import type { Template } from '../../../shared/template/schema.ts';
import { usePreferences } from '../../base/preferences.ts';
import { useSetting } from '../../client/use-setting.ts';
import { isPressed } from '../../commands/chord.ts';
import { DragHandle } from '../DragHandle.tsx';
import { selectAllOf } from '../select-all.ts';
import { showCellSelection } from '../cell-selection.ts';
import { ComposedWords } from '../composed-words.ts';
import { renderElement, renderLeaf, renderText } from '../elements/render.tsx';
import { renderStrip } from '../elements/strip-element.tsx';
import { DrawWaiting, movesCaret } from '../draw-waiting.tsx';
import { dropOnPage } from '../drop.ts';
import { FieldEditor } from '../field-card/field-editor.tsx';
import { PASTE_PLAIN, usePasteNotice } from '../paste-notice.ts';
import { ImageDialog } from '../image-dialog.tsx';
import { NewNote, NoteCard } from '../note-card/note-card.tsx';
import { pointAfter, voidWithId, withoutHangingEnd } from '../places.ts';
import { NoteList } from './note-list.tsx';
import { PageContextValue, type PageContext } from '../page-context.ts';
import { handlePageKey } from '../page-keys.ts';
import type { CardOf, ReportSession } from '../session.ts';
import { scrollCaretIntoView } from '../scroll-caret.ts';
import { leaveBreak, syncSelection } from '../sync-selection.ts';
import { Sheets } from '../sheets.tsx';
import { focusPage } from '../focus-page.ts';
import { useTextMenu } from '../text-menu.tsx';
import { keepCaretVisible } from '../visible-caret.ts';

import '../../../resources/print/page-fonts.css';
import '../page.css';
import '../clean.css';
import '../highlights.css';

type Props = {
  session: ReportSession;
  template: Template | null;
  zoom: number;
  /** Tracked changes are not shown: the report as it reads once all of them are accepted. */
  clean: boolean;
};

/** Tasks to wait for the page to be drawn; far more than it takes. */
const MOST_TRIES = 50;

/** The caret's text stands in the page as in the document. */
function isDrawn(editor: ReportSession['editor']): boolean {
  const { selection } = editor;
  const node = selection && Node.getIf(editor, selection.anchor.path);
  if (!node || !Text.isText(node)) return true;
  try {
    return ReactEditor.toDOMNode(editor, node).textContent?.replaceAll('\uFEFF', '') === node.text;
  } catch {
    return false;
  }
}

/**
 * Before each drawing React notes where the selection stands in what has the focus, to put it back: it walks through
 * all text before the caret, with every key. Slate puts the selection back itself, so React need not know that the page
 * can be written in.
 */
function withoutSelectionWatch(page: HTMLElement): void {
  Object.defineProperty(page, 'contentEditable', { configurable: true, get: () => 'inherit' });
}

/** Follows when the hands rest, as the panels do. */
function Notes({ session }: { session: ReportSession }) {
  const { blocks } = useSyncExternalStore(session.subscribe, session.snapshot);
  const open = useCallback(
    (id: string) =>
      session.whenSettled(() => {
        const found = voidWithId(session.editor, id);
        if (!found) return;
        Transforms.select(session.editor, pointAfter(found.path));
        session.caret.show(blocks[found.path[0] ?? 0]?.id ?? '', 'center', false);
        session.openCard(id);
      }),
    [session, blocks],
  );
  return <NoteList blocks={blocks} onOpen={open} />;
}

/** The card of the field, note or image that was pressed, or of a note that is asked for. */
function Card({ session, of: id }: { session: ReportSession; of: CardOf }) {
  const close = () => session.openCard(null);
  if (typeof id !== 'string') return <NewNote session={session} kind={id.newNote} onClose={close} />;
  const kind = voidWithId(session.editor, id)?.node.type;
  if (kind === 'note') return <NoteCard session={session} id={id} onClose={close} />;
  if (kind === 'image') return <ImageDialog session={session} id={id} onClose={close} />;
  return (
    <FieldEditor
      session={session}
      id={id}
      onClose={(focus) => {
        close();
        if (focus) focusPage(session.editor);
      }}
      onNext={session.openCard}
    />
  );
}

/** The report as it will be printed, to be written in. */
export function ReportPage({ session, template, zoom, clean }: Props) {
  const { editor } = session;
  const { spellCheck, view } = usePreferences();
  const paged = view === 'pages';
  const generation = useSyncExternalStore(
    useCallback((listener: () => void) => session.subscribeReload(listener), [session]),
    () => session.generation,
  );
  const editing = useSyncExternalStore(session.subscribeEditing, session.editing);
  // Behind the public edition it is not drawn at all, and keeps what is selected.
  const locked = useSyncExternalStore(session.subscribe, () => session.locked && !session.showsPublic);
  const sheet = useRef<HTMLDivElement>(null);
  const drawWaiting = useRef<(() => void) | null>(null);

  const textMenu = useTextMenu(session, locked);

  const [editionSettings] = useSetting('editions');

  useEffect(() => session.setTemplate(template), [session, template]);
  useEffect(() => {
    if (!clean) return undefined;
    const follow = () => {
      if (!session.composing) keepCaretVisible(editor);
    };
    follow();
    return session.subscribeEditor(follow);
  }, [session, editor, clean]);
  useEffect(() => showCellSelection(editor, session.subscribeEditor), [session, editor]);

  useEffect(() => {
    // A press of the mouse ends a composition, and what was composed stays where it is. Chromium alone leaves it
    // hanging, or loses it, when the press does not move the focus or opens something that takes it.
    const finish = () => {
      if (!session.composing) return;
      const root = ReactEditor.toDOMNode(editor, editor);
      root.blur();
      root.focus({ preventScroll: true });
    };
    document.addEventListener('pointerdown', finish, true);
    return () => document.removeEventListener('pointerdown', finish, true);
  }, [session, editor]);
  useLayoutEffect(() => {
    withoutSelectionWatch(ReactEditor.toDOMNode(editor, editor));
    // oxlint-disable-next-line react/exhaustive-effect-dependencies, react/exhaustive-deps -- drawn anew, it is another element
  }, [editor, generation]);
  useEffect(() => {
    const { told } = session.words;
    window.addEventListener('selectionchange', told, true);
    return () => window.removeEventListener('selectionchange', told, true);
  }, [session]);
  usePasteNotice(session);

  const page = useMemo<PageContext>(
    () => ({
      live: session.live,
      policy: editionPolicy(template ?? undefined, editionSettings),
      openCard: session.openCard,
      review: session.review,
    }),
    [session, template, editionSettings],
  );
  const actions = useMemo(
    () => ({
      openCard: session.openCard,
      isEmpty: (field: Field) => !fieldValue(field, session.variables),
      refuse: session.rules.refuse,
    }),
    [session],
  );
  const copy = (event: ClipboardEvent): boolean => {
    syncSelection(editor);
    if (!editor.selection) return false;
    event.preventDefault();
    session.clipboard.copy(event.clipboardData, page.policy);
    return true;
  };
  /** What was selected when it began to be dragged. */
  const dragged = useRef<Range | null>(null);
  const ending = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const words = useMemo(() => new ComposedWords(editor), [editor]);
  const compose = (on: boolean) => {
    clearTimeout(ending.current);
    // By hand: drawing the page anew would disturb the composition.
    sheet.current?.toggleAttribute('data-composing', on);
    session.setComposing(on);
  };
  /**
   * Slate puts the words in after this handler, and React draws them after that. Changed any earlier, what the input
   * method wrote into the page would stay beside what we draw.
   */
  const composed = (tries = 0) => {
    if (!session.composing) return;
    clearTimeout(ending.current);
    ending.current = setTimeout(() => {
      if (tries < MOST_TRIES && !isDrawn(editor)) composed(tries + 1);
      else {
        words.mend();
        compose(false);
      }
    });
  };
  useEffect(() => () => clearTimeout(ending.current), []);

  return (
    <PageContextValue value={page}>
      <div
        ref={sheet}
        className={`page-frame ${paged ? 'paged' : ''} ${clean ? 'clean' : ''}`}
        style={{ zoom }}
      >
        <div className="paper">
          {paged && <Sheets />}
          <Slate
            key={generation}
            editor={editor}
            initialValue={editor.children}
            onChange={session.onEditorChange}
          >
            <DrawWaiting ref={drawWaiting} words={session.words} />
            <Editable
              className={paged ? 'page' : 'page unrolled'}
              aria-label="正文"
              // What is written in can have the focus anyway; tools that check pages want it said.
              tabIndex={0}
              readOnly={locked}
              {...(locked ? { role: 'document', onKeyDownCapture: selectAllOf } : {})}
              spellCheck={spellCheck}
              autoCorrect="off"
              autoCapitalize="off"
              lang="zh-CN"
              renderElement={renderElement}
              renderText={renderText}
              renderLeaf={renderLeaf}
              renderChunk={renderStrip}
              scrollSelectionIntoView={scrollCaretIntoView}
              // What is locked hears of letters too.
              onDOMBeforeInput={locked ? undefined : session.words.type}
              onKeyDown={(event) => {
                if (event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229) return;
                // Some input methods end without saying so.
                if (session.composing) compose(false);
                // Whatever types nothing: keys that do are preceded by an event in which the editor catches up.
                if (event.ctrlKey || event.metaKey || event.altKey || event.key.length > 1)
                  syncSelection(editor);
                if (movesCaret(event.key)) drawWaiting.current?.();
                session.clipboard.plainNext(isPressed(event.nativeEvent, PASTE_PLAIN));
                handlePageKey(event, editor, actions);
              }}
              onCompositionStart={() => {
                // Drawn now: what is drawn while somebody composes would put back the words from before.
                drawWaiting.current?.();
                syncSelection(editor);
                withoutHangingEnd(editor);
                // The one before may have ended a moment ago.
                words.mend();
                words.begin();
                compose(true);
              }}
              onCompositionEnd={() => composed()}
              onBlur={() => composed()}
              onDoubleClick={() => leaveBreak(editor)}
              onContextMenu={textMenu.onContextMenu}
              onCopy={(event) => copy(event)}
              onCut={(event) => {
                if (copy(event)) editor.deleteFragment();
                return true;
              }}
              onDragStart={(event) => {
                syncSelection(editor);
                dragged.current = editor.selection;
                session.clipboard.copy(event.dataTransfer, page.policy);
                return true;
              }}
              onDragEnd={() => {
                dragged.current = null;
                return true;
              }}
              onDragOver={(event) => {
                // Slate leaves files alone, and what nobody takes is turned away (stray-drops.ts).
                if (locked || !event.dataTransfer.types.includes('Files')) return false;
                event.preventDefault();
                event.dataTransfer.dropEffect = 'copy';
                return true;
              }}
              onDrop={(event) => {
                event.preventDefault();
                const target = ReactEditor.findEventRange(editor, event.nativeEvent, { suppressThrow: true });
                if (target) dropOnPage(session, event.nativeEvent, target, dragged.current);
                dragged.current = null;
                return true;
              }}
              onPaste={(event) => {
                event.preventDefault();
                syncSelection(editor);
                session.clipboard.paste(event.clipboardData);
                return true;
              }}
            />
            {editing !== null && (
              <Card
                key={typeof editing === 'string' ? editing : editing.newNote}
                session={session}
                of={editing}
              />
            )}
          </Slate>
        </div>
        {textMenu.menu}
        <Notes session={session} />
        <DragHandle session={session} frame={sheet} />
      </div>
    </PageContextValue>
  );
}

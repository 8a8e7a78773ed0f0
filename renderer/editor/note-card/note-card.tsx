import { Popover } from 'radix-ui';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { Editor, Transforms, type PointRef } from 'slate';
import { ReactEditor } from 'slate-react';

import { isNote } from '../../../shared/document/guards.ts';
import { MAX_NOTE } from '../../../shared/document/limits.ts';
import { NOTE_NAMES, textOfNote } from '../../../shared/document/notes.ts';
import type { NoteKind } from '../../../shared/document/types.ts';
import { Button } from '../../ui/button.tsx';
import { showField } from '../field-card/show-field.ts';
import { focusPage } from '../focus-page.ts';
import { changeNote, insertNote, placeForNote, removeVoid } from '../note-commands.ts';
import { pointAfter, voidWithId } from '../places.ts';
import type { ReportSession } from '../session.ts';

import '../field-card/field-card.css';
import './note-card.css';

type Anchor = { getBoundingClientRect: () => DOMRect };

type Props = { session: ReportSession; id: string; onClose: () => void };

/** The card of a note that is there: its words, and how to take it out. */
export function NoteCard({ session, id, onClose }: Props) {
  const { editor } = session;
  const note = useMemo(() => {
    const node = voidWithId(editor, id)?.node;
    return isNote(node) ? node : null;
  }, [editor, id]);
  const anchor = useRef<HTMLElement | null>(null);
  const [ready, setReady] = useState(false);

  useEffect(() => {
    // A note that was put in a moment ago is drawn by now.
    anchor.current = document.querySelector<HTMLElement>(`[data-void-id="${CSS.escape(id)}"]`);
    if (anchor.current) showField(anchor.current);
    setReady(anchor.current !== null);
    if (!anchor.current) onClose();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once a note
  }, [id]);
  useEffect(() => {
    const element = anchor.current;
    element?.classList.add('editing');
    return () => element?.classList.remove('editing');
  }, [ready]);

  if (!note || !ready) return null;
  /** To the page, behind the note. */
  const leave = () => {
    const path = voidWithId(editor, id)?.path;
    if (path) Transforms.select(editor, pointAfter(path));
    focusPage(editor);
  };
  return (
    <Card
      title={`${NOTE_NAMES[note.kind]}${session.live.noteSign(note)}`}
      anchor={anchor as RefObject<Anchor>}
      words={textOfNote(note.body)}
      onDone={(words, focus) => {
        session.whenSettled(() => {
          changeNote(editor, id, words);
          if (focus) leave();
        });
        onClose();
      }}
      onCancel={() => {
        leave();
        onClose();
      }}
      onRemove={() => {
        session.whenSettled(() => {
          leave();
          removeVoid(editor, id);
        });
        onClose();
      }}
    />
  );
}

/** The card of a note that is asked for: it goes in with its words, as one step, or not at all. */
export function NewNote({ session, kind, onClose }: Omit<Props, 'id'> & { kind: NoteKind }) {
  const { editor } = session;
  const [place, setPlace] = useState<PointRef | null>(null);
  const anchor = useRef<Anchor>({ getBoundingClientRect: () => new DOMRect() });

  useEffect(() => {
    session.caret.restore();
    const at = placeForNote(editor, session.rules.refuse);
    if (!at) {
      onClose();
      return;
    }
    const box = boxAt(editor, at);
    anchor.current = { getBoundingClientRect: () => box };
    const ref = Editor.pointRef(editor, at);
    setPlace(ref);
    return () => void ref.unref();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- where the caret is now
  }, []);

  if (!place) return null;
  const leave = () => {
    if (place.current) Transforms.select(editor, place.current);
    focusPage(editor);
  };
  return (
    <Card
      title={`插入${NOTE_NAMES[kind]}`}
      anchor={anchor}
      words=""
      onDone={(words, focus) => {
        session.whenSettled(() => {
          if (words !== '' && place.current) insertNote(editor, place.current, kind, words);
          else if (focus) leave();
          if (focus) focusPage(editor);
        });
        onClose();
      }}
      onCancel={() => {
        leave();
        onClose();
      }}
    />
  );
}

function boxAt(editor: ReactEditor & Editor, at: { path: number[]; offset: number }): DOMRect {
  try {
    const range = ReactEditor.toDOMRange(editor, { anchor: at, focus: at });
    const box = range.getBoundingClientRect();
    return box.height > 0
      ? box
      : (range.startContainer.parentElement?.getBoundingClientRect() ?? new DOMRect());
  } catch {
    return new DOMRect();
  }
}

type CardProps = {
  title: string;
  anchor: RefObject<Anchor>;
  words: string;
  /** `focus`: the page takes the caret back. */
  onDone: (words: string, focus: boolean) => void;
  onCancel: () => void;
  onRemove?: () => void;
};

function Card({ title, anchor, words: before, onDone, onCancel, onRemove }: CardProps) {
  const [words, setWords] = useState(before);
  const field = useRef<HTMLTextAreaElement>(null);
  const done = useRef(false);
  const finish = (work: () => void) => {
    if (done.current) return;
    done.current = true;
    work();
  };
  const commit = (focus: boolean) => finish(() => onDone(words.replaceAll('\r', '').trim(), focus));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229) return;
    if (event.key === 'Escape') finish(onCancel);
    else if (event.key === 'Enter' && !event.shiftKey && event.target === field.current) commit(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <Popover.Root open onOpenChange={() => undefined}>
      <Popover.Anchor virtualRef={anchor} />
      <Popover.Portal>
        <Popover.Content
          className="field-card note-card"
          side="bottom"
          align="start"
          sideOffset={8}
          collisionPadding={12}
          aria-label={title}
          onKeyDown={onKeyDown}
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            const area = field.current;
            area?.focus();
            area?.setSelectionRange(area.value.length, area.value.length);
          }}
          onCloseAutoFocus={(event) => event.preventDefault()}
          onEscapeKeyDown={(event) => event.preventDefault()}
          onInteractOutside={() => commit(false)}
        >
          <label className="ui-label">
            <span>{title}</span>
            <textarea
              ref={field}
              className="ui-input"
              rows={3}
              maxLength={MAX_NOTE}
              placeholder="写明出处或说明"
              value={words}
              onChange={(event) => setWords(event.target.value)}
            />
          </label>
          <div className="note-card-foot">
            <p className="field-card-keys">
              <span>
                <kbd>Enter</kbd> 确定
              </span>
              <span>
                <kbd>Shift+Enter</kbd> 换行
              </span>
              <span>
                <kbd>Esc</kbd> 放弃
              </span>
            </p>
            {onRemove && (
              <Button size="small" variant="plain" onClick={() => finish(onRemove)}>
                删除
              </Button>
            )}
            <Button
              size="small"
              variant="primary"
              disabled={words.trim() === '' && !onRemove}
              onClick={() => commit(true)}
            >
              确定
            </Button>
          </div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

import { GripHorizontal, GripVertical } from 'lucide-react';
import { useEffect, useRef, useState, type CSSProperties, type RefObject } from 'react';
import { Editor, Transforms } from 'slate';
import { ReactEditor } from 'slate-react';

import { dropAt, gripAt, gripOfOrdinal, type Box, type Grip } from './drag-places.ts';
import { moveTo, type DropPlace, type Movable } from './move.ts';
import { pointAfter } from './places.ts';
import type { ReportSession } from './session.ts';
import { focusPage } from './focus-page.ts';

type Props = {
  session: ReportSession;
  /** What the page stands in; the handle is placed in it. */
  frame: RefObject<HTMLDivElement | null>;
};

/** Pixels that the pointer moves before a press on an ordinal is a drag. */
const SLACK = 5;
/** Height, in pixels, of the zones at the desk's edges in which it scrolls while something is dragged. */
const SCROLL_ZONE = 48;

/** Name of the highlight over what is dragged. */
const DRAGGED = 'dragged';

type Drag = { movable: Movable; place: DropPlace | null; line: Box | null };

/**
 * A handle at what the mouse is over: an item in running text, or a paragraph. Dragged, it moves that with its fields
 * and comments; a line shows where to. An ordinal can be dragged by itself. By keyboard: Alt+↑, Alt+↓.
 */
export function DragHandle({ session, frame }: Props) {
  const [grip, setGrip] = useState<Grip | null>(null);
  const [drag, setDrag] = useState<Drag | null>(null);
  /** The grip as the listeners below know it. */
  const shown = useRef<Grip | null>(null);

  useEffect(() => {
    const { editor } = session;
    const root = frame.current;
    if (!root) return undefined;
    const desk = root.parentElement;
    let waiting = 0;
    let stopDrag: (() => void) | null = null;

    const show = (next: Grip | null) => {
      shown.current = next;
      setGrip(next);
    };
    const hover = (event: PointerEvent) => {
      if (stopDrag || event.pointerType !== 'mouse' || event.buttons !== 0) return;
      if ((event.target as Element).closest?.('.drag-handle')) return;
      cancelAnimationFrame(waiting);
      waiting = requestAnimationFrame(() => {
        show(session.composing ? null : gripAt(editor, event.clientX, event.clientY));
      });
    };
    const hide = () => {
      cancelAnimationFrame(waiting);
      show(null);
    };

    const start = (movable: Movable, event: PointerEvent) => {
      stopDrag?.();
      let { clientX: x, clientY: y } = event;
      let current: Drag = { movable, place: null, line: null };
      let frameId = 0;
      const follow = () => {
        const box = desk?.getBoundingClientRect();
        if (desk && box) {
          if (y < box.top + SCROLL_ZONE) desk.scrollTop -= Math.ceil((box.top + SCROLL_ZONE - y) / 4);
          if (y > box.bottom - SCROLL_ZONE) desk.scrollTop += Math.ceil((y - box.bottom + SCROLL_ZONE) / 4);
        }
        const found = dropAt(editor, movable, x, y);
        current = { movable, place: found?.place ?? null, line: found?.line ?? null };
        setDrag(current);
        frameId = requestAnimationFrame(follow);
      };
      const move = (next: PointerEvent) => {
        x = next.clientX;
        y = next.clientY;
      };
      const stop = () => {
        cancelAnimationFrame(frameId);
        document.removeEventListener('pointermove', move, true);
        document.removeEventListener('pointerup', drop, true);
        document.removeEventListener('pointercancel', stop, true);
        document.removeEventListener('keydown', key, true);
        document.documentElement.classList.remove('dragging-item');
        CSS.highlights.delete(DRAGGED);
        stopDrag = null;
        setDrag(null);
        show(null);
      };
      const drop = (end: PointerEvent) => {
        move(end);
        const place = dropAt(editor, movable, x, y)?.place;
        stop();
        if (place) session.whenSettled(() => put(session, movable, place));
      };
      const key = (pressed: KeyboardEvent) => {
        if (pressed.key !== 'Escape') return;
        pressed.preventDefault();
        pressed.stopPropagation();
        stop();
      };
      document.addEventListener('pointermove', move, true);
      document.addEventListener('pointerup', drop, true);
      document.addEventListener('pointercancel', stop, true);
      document.addEventListener('keydown', key, true);
      document.documentElement.classList.add('dragging-item');
      const words = wordsOf(editor, movable);
      if (words) CSS.highlights.set(DRAGGED, new Highlight(words));
      stopDrag = stop;
      follow();
    };
    /** A press on an ordinal becomes a drag when the pointer goes away from it. */
    const press = (event: PointerEvent) => {
      const held = (event.target as Element).closest?.('.drag-grip') ? shown.current : null;
      hide();
      if (held && event.button === 0) {
        event.preventDefault();
        start(held.movable, event);
        return;
      }
      const ordinal = (event.target as Element).closest?.('.ordinal');
      if (!ordinal || event.button !== 0) return;
      const leave = (next: PointerEvent) => {
        if (Math.hypot(next.clientX - event.clientX, next.clientY - event.clientY) < SLACK) return;
        release();
        const movable = gripOfOrdinal(editor, ordinal);
        if (movable) start(movable, next);
      };
      const release = () => {
        document.removeEventListener('pointermove', leave, true);
        document.removeEventListener('pointerup', release, true);
      };
      document.addEventListener('pointermove', leave, true);
      document.addEventListener('pointerup', release, true);
    };

    root.addEventListener('pointermove', hover);
    root.addEventListener('pointerleave', hide);
    root.addEventListener('pointerdown', press);
    root.addEventListener('keydown', hide);
    desk?.addEventListener('scroll', hide);
    return () => {
      cancelAnimationFrame(waiting);
      stopDrag?.();
      root.removeEventListener('pointermove', hover);
      root.removeEventListener('pointerleave', hide);
      root.removeEventListener('pointerdown', press);
      root.removeEventListener('keydown', hide);
      desk?.removeEventListener('scroll', hide);
    };
  }, [session, frame]);

  const within = ({ left, top, width, height }: Box): CSSProperties => {
    const root = frame.current;
    const box = root?.getBoundingClientRect();
    // The frame is zoomed: its own pixels are not the window's.
    const scale = root && box ? box.width / root.offsetWidth || 1 : 1;
    return {
      left: (left - (box?.left ?? 0)) / scale,
      top: (top - (box?.top ?? 0)) / scale,
      width: width / scale,
      height: height / scale,
    };
  };

  const Icon = grip?.side === 'above' ? GripHorizontal : GripVertical;
  return (
    <>
      {grip && !drag && (
        <div
          className={`drag-handle ${grip.side}`}
          style={within(grip.side === 'above' ? { ...grip.box, height: 0 } : { ...grip.box, width: 0 })}
          aria-hidden
        >
          <span className="drag-grip" title="拖动可以移动，也可以按 Alt+↑、Alt+↓">
            <Icon size={14} strokeWidth={2} aria-hidden />
          </span>
        </div>
      )}
      {drag?.line && <div className="drag-line" style={within(drag.line)} aria-hidden />}
    </>
  );
}

function wordsOf(editor: ReactEditor, movable: Movable): Range | null {
  try {
    const whole =
      'item' in movable
        ? {
            anchor: Editor.start(editor, [movable.item.block, movable.item.from]),
            focus: Editor.end(editor, [movable.item.block, movable.item.to - 1]),
          }
        : {
            anchor: Editor.start(editor, [movable.from]),
            focus: Editor.end(editor, [movable.to - 1]),
          };
    const range = ReactEditor.toDOMRange(editor, whole);
    if ('item' in movable) {
      const [ordinal] = Editor.node(editor, [movable.item.block, movable.item.from]);
      range.setStartBefore(ReactEditor.toDOMNode(editor, ordinal));
    }
    return range;
  } catch {
    return null;
  }
}

/** The caret goes along with what is moved, so that the next key finds it. */
function put(session: ReportSession, movable: Movable, place: DropPlace): void {
  const { editor } = session;
  const at =
    'item' in movable
      ? pointAfter([movable.item.block, movable.item.from])
      : Editor.start(editor, [movable.from]);
  Transforms.select(editor, at);
  moveTo(editor, movable, place);
  focusPage(editor);
}

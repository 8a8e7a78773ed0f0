import {
  memo,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type RefObject,
} from 'react';

import type { Collected } from '../../../shared/review/collect.ts';
import type { Thread } from '../../../shared/review/types.ts';
import { windowOf } from '../../editor/highlight-dom.ts';
import { elementOf } from '../../editor/node-element.ts';
import { blocksOf } from '../../editor/places.ts';
import type { ReportSession } from '../../editor/session.ts';
import { MarginCard } from './margin-card.tsx';
import { hueOf, usePeople } from '../people/people-context.ts';

type Props = {
  session: ReportSession;
  collected: Collected;
  desk: RefObject<HTMLDivElement | null>;
  zoom: number;
  onOpen: () => void;
};

type Place = { id: string; top: number };

/** All bubbles: how far from the left of the desk, and each from its top; in pixels. */
type Bubbles = { left: number; bubbles: readonly Place[] };

const HEIGHT = 24;
/** Characters of a name that a bubble has room for, and that are left beside a count. */
const NAME = 5;
const NAME_WITH_COUNT = 4;

/** Milliseconds without a change before the bubbles are put in their places: not in the frame of a key press. */
const REST = 60;

const NONE: Bubbles = { left: 0, bubbles: [] };

/**
 * Where the bubbles go of the comments near the window. Only these: to ask for words that are out of sight would make
 * the browser lay out what it need not.
 */
function measure(
  session: ReportSession,
  collected: Collected,
  element: HTMLElement | null,
  zoom: number,
): Bubbles {
  const page = element?.querySelector('.page');
  if (!element || !page) return NONE;
  const open = new Set(
    collected.threads.flatMap(({ thread, block }) =>
      block !== null && thread.state === 'open' ? [thread.id] : [],
    ),
  );
  if (open.size === 0) return NONE;
  const frame = element.getBoundingClientRect();
  const edge = page.getBoundingClientRect().right - frame.left + element.scrollLeft;
  const [from, to] = windowOf(session.editor, blocksOf(session.editor).length);
  let free = 0;
  const bubbles: Place[] = [];
  for (let index = from; index < to; index += 1) {
    for (const mark of elementOf(session.editor, index)?.querySelectorAll('[data-threads]') ?? []) {
      const ids =
        mark
          .getAttribute('data-threads')
          ?.split(' ')
          .filter((id) => open.has(id)) ?? [];
      const words = ids.length > 0 ? mark.getClientRects()[0] : undefined;
      if (!words) continue;
      for (const id of ids) {
        // The first of its words is where it stands.
        open.delete(id);
        const top = Math.max(free, Math.round(words.top - frame.top + element.scrollTop));
        free = top + HEIGHT + 2;
        bubbles.push({ id, top });
      }
    }
  }
  return { left: Math.round(edge - 92 * zoom), bubbles };
}

const same = (a: Bubbles, b: Bubbles): boolean =>
  a.left === b.left &&
  a.bubbles.length === b.bubbles.length &&
  a.bubbles.every(({ id, top }, at) => b.bubbles[at]?.id === id && b.bubbles[at].top === top);

const bottomOf = (bubble: Place | undefined): number => (bubble ? bubble.top + HEIGHT : 0);

/** Cut here and not by the style sheet: clipped boxes, one a comment, make every frame of the window dearer. */
const cut = (name: string, most: number): string => {
  const letters = Array.from(name);
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : name;
};

/**
 * Comments beside the page, each at the height of its words. Measured when the hands rest, when the size changes and
 * when the page is scrolled.
 */
export const ReviewMargin = memo(function ReviewMargin({ session, collected, desk, zoom, onOpen }: Props) {
  const { people, byId } = usePeople();
  const { review } = session;
  const active = useSyncExternalStore(review.subscribe, review.active);
  const asked = useSyncExternalStore(review.subscribe, review.asked);
  const answering = asked?.form === 'reply' ? asked.id : null;
  /** The bubble whose comment is being answered. */
  const bubble = useRef<HTMLButtonElement>(null);
  const [{ left, bubbles }, setBubbles] = useState<Bubbles>(NONE);
  const soon = useRef<() => void>(() => undefined);

  useEffect(() => {
    const element = desk.current;
    if (!element) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let frame = 0;
    const look = () => {
      const found = measure(session, collected, desk.current, zoom);
      setBubbles((old) => (same(old, found) ? old : found));
    };
    soon.current = () => {
      clearTimeout(timer);
      timer = setTimeout(look, REST);
    };
    const scrolled = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(look);
    };
    soon.current();
    element.addEventListener('scroll', scrolled, { passive: true });
    return () => {
      clearTimeout(timer);
      cancelAnimationFrame(frame);
      element.removeEventListener('scroll', scrolled);
    };
  }, [session, collected, desk, zoom]);

  useEffect(() => {
    const element = desk.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => soon.current());
    observer.observe(element);
    const page = element.querySelector('.page');
    if (page) observer.observe(page);
    return () => observer.disconnect();
  }, [desk]);

  const threads = useMemo(
    () => new Map(collected.threads.map((placed) => [placed.thread.id, placed])),
    [collected],
  );
  const press = useCallback(
    (id: string) => {
      const isOpen = review.asked()?.form === 'reply' && review.asked()?.id === id;
      review.setActive(id);
      review.ask(isOpen ? null : { form: 'reply', id });
    },
    [review],
  );
  const close = () => review.ask(null);
  const answered = bubbles.some(({ id }) => id === answering) ? threads.get(answering ?? '') : undefined;
  return (
    <div className="review-margin" style={{ left }}>
      {bubbles.map(({ id, top }, at) => {
        const thread = threads.get(id)?.thread;
        if (!thread) return null;
        return (
          <Bubble
            key={id}
            thread={thread}
            name={byId.get(thread.author)?.name ?? ''}
            hue={hueOf(people, thread.author)}
            active={active === id}
            // Below the one before: where the page grows by a line, one of them moves and the rest follow.
            room={top - bottomOf(bubbles[at - 1])}
            element={answering === id ? bubble : null}
            onPress={press}
          />
        );
      })}
      {answered && (
        <MarginCard
          key={answering}
          session={session}
          placed={answered}
          bubble={bubble}
          onClose={close}
          onPanel={() => {
            close();
            onOpen();
          }}
        />
      )}
    </div>
  );
});

type BubbleProps = {
  thread: Thread;
  name: string;
  hue: number;
  active: boolean;
  /** Pixels that are left free above it. */
  room: number;
  /** Filled with the button. */
  element: RefObject<HTMLButtonElement | null> | null;
  onPress: (thread: string) => void;
};

const Bubble = memo(function Bubble({ thread, name, hue, active, room, element, onPress }: BubbleProps) {
  const said = thread.comments.filter(({ removed }) => !removed);
  return (
    <button
      ref={element}
      type="button"
      className={`review-bubble hue-${hue} ${active ? 'active' : ''}`}
      style={{ marginTop: room }}
      title={`${name}：${said[0]?.body ?? ''}`}
      aria-label={`${name}的批注：${said[0]?.body ?? ''}`}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onPress(thread.id)}
    >
      <span>{cut(name, said.length > 1 ? NAME_WITH_COUNT : NAME)}</span>
      {said.length > 1 && <span className="tabular">{said.length}</span>}
    </button>
  );
});

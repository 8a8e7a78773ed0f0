import {
  Fragment,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from 'react';

import { drawnOf, Heights, nextSpan, type Span } from './windowed.ts';

/** What the article of an item is given: where it stands among all, and whether Tab stops at it. */
export type Place = { at: number; of: number; stop: boolean };

type Props = {
  label: string;
  /** One for each item, in order; stable while the item is there. */
  keys: readonly string[];
  /** How high an item is before it was drawn, in pixels. */
  guess: (index: number) => number;
  scroller: RefObject<HTMLElement | null>;
  /** The item that is pointed at: brought into view whenever it is another one. */
  shown: string | null;
  /** Items that stay drawn wherever they stand: somebody is writing in them. */
  kept: () => readonly number[];
  onEnter: (index: number) => void;
  children: (index: number, place: Place) => ReactNode;
};

/** Drawn at first, until it is known how high the window is. */
const FIRST: Span = { from: 0, to: 12 };

/**
 * A list of which only the items near the window are drawn; the rest is room. Each item is an article. Up and Down, Home
 * and End go from article to article, Page Up and Page Down from inside of one too.
 */
export function WindowedFeed(props: Props) {
  const { label, keys, guess, scroller, shown, kept, onEnter, children } = props;
  const feed = useRef<HTMLDivElement>(null);
  const [heights] = useState(() => new Heights());
  const [span, setSpan] = useState(FIRST);
  /** The item that has the focus, or had it last: Tab comes back to it. */
  const [focused, setFocused] = useState<string | null>(null);
  /** An item that is to be seen, or to have the focus, as soon as it is drawn. */
  const wanted = useRef<{ key: string; focus: boolean } | null>(null);
  const indexes = useMemo(() => new Map(keys.map((key, index) => [key, index])), [keys]);
  const latest = useRef({ keys, guess });
  useLayoutEffect(() => {
    latest.current = { keys, guess };
  });

  const look = useCallback(() => {
    const window = scroller.current;
    const list = feed.current;
    if (!window || !list || window.clientHeight === 0) return;
    const { keys: all, guess: guessed } = latest.current;
    const top = window.getBoundingClientRect().top - list.getBoundingClientRect().top;
    const tops = heights.tops(all, guessed);
    setSpan((old) => nextSpan(old, tops, top, window.clientHeight));
  }, [heights, scroller]);

  useEffect(() => {
    const window = scroller.current;
    const list = feed.current;
    if (!window || !list) return undefined;
    let frame = 0;
    const scrolled = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(look);
    };
    const observer = new ResizeObserver(look);
    observer.observe(window);
    observer.observe(list);
    window.addEventListener('scroll', scrolled, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
      window.removeEventListener('scroll', scrolled);
    };
  }, [look, scroller]);

  // The browser tells how high items are when it has laid them out anyway.
  const [sizes] = useState(
    () =>
      new ResizeObserver((entries) => {
        for (const { target, borderBoxSize } of entries) {
          const { key } = (target as HTMLElement).dataset;
          const height = borderBoxSize[0]?.blockSize;
          if (key !== undefined && height) heights.note(key, height);
        }
      }),
  );
  const observe = useCallback(
    (element: HTMLElement | null) => {
      if (!element) return undefined;
      sizes.observe(element);
      return () => sizes.unobserve(element);
    },
    [sizes],
  );

  const show = useCallback((key: string, focus: boolean) => {
    const item = itemOf(feed.current, key);
    if (item) {
      item.scrollIntoView({ block: 'nearest' });
      if (focus) item.querySelector<HTMLElement>('article')?.focus({ preventScroll: true });
      return;
    }
    const at = latest.current.keys.indexOf(key);
    if (at < 0) return;
    wanted.current = { key, focus };
    setSpan(({ from, to }) => {
      const half = Math.ceil((to - from) / 2) + 1;
      return { from: Math.max(0, at - half), to: at + half };
    });
  }, []);

  useLayoutEffect(() => {
    const asked = wanted.current;
    const item = asked && itemOf(feed.current, asked.key);
    if (!asked || !item) return;
    wanted.current = null;
    item.scrollIntoView({ block: 'center' });
    if (asked.focus) item.querySelector<HTMLElement>('article')?.focus({ preventScroll: true });
  });

  useEffect(() => {
    if (shown === null) return undefined;
    // With the page's own scrolling: the frame is laid out once.
    const frame = requestAnimationFrame(() => show(shown, false));
    return () => cancelAnimationFrame(frame);
  }, [shown, show]);

  const stop = indexes.get(focused ?? '') ?? indexes.get(shown ?? '') ?? 0;
  const drawn = drawnOf(keys.length, span, [stop, indexes.get(shown ?? '') ?? -1, ...kept()]);
  const tops = heights.tops(keys, guess);

  const onKeyDown = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    const { key } = target.closest<HTMLElement>('[data-key]')?.dataset ?? {};
    const at = indexes.get(key ?? '');
    if (at === undefined || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const isArticle = target.tagName === 'ARTICLE';
    const isWriting =
      target.tagName === 'TEXTAREA' || target.tagName === 'INPUT' || target.tagName === 'SELECT';
    const to = isArticle || !isWriting ? goal(event.key, at, keys.length, isArticle) : null;
    if (to !== null) {
      event.preventDefault();
      const next = keys[to];
      if (next !== undefined) show(next, true);
    } else if (isArticle && event.key === 'Enter') {
      event.preventDefault();
      onEnter(at);
    }
  };

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys go from article to article
    <div
      ref={feed}
      role="feed"
      aria-label={label}
      onKeyDown={onKeyDown}
      onFocus={({ target }) => setFocused(target.closest<HTMLElement>('[data-key]')?.dataset['key'] ?? null)}
    >
      {drawn.map((index, n) => {
        const key = keys[index] ?? '';
        const end = n === 0 ? 0 : (drawn[n - 1] ?? -1) + 1;
        const room = (tops[index] ?? 0) - (tops[end] ?? 0);
        return (
          <Fragment key={key}>
            {room > 0 && <div style={{ height: room }} />}
            <div data-key={key} ref={observe}>
              {children(index, { at: index + 1, of: keys.length, stop: index === stop })}
            </div>
          </Fragment>
        );
      })}
      <div style={{ height: (tops.at(-1) ?? 0) - (tops[(drawn.at(-1) ?? -1) + 1] ?? 0) }} />
    </div>
  );
}

const itemOf = (list: HTMLElement | null, key: string): HTMLElement | null =>
  list?.querySelector(`:scope > [data-key="${CSS.escape(key)}"]`) ?? null;

/** Where a key goes to from an item; null where it goes nowhere. */
function goal(key: string, at: number, count: number, isArticle: boolean): number | null {
  if (key === 'PageDown' || (isArticle && key === 'ArrowDown')) return Math.min(count - 1, at + 1);
  if (key === 'PageUp' || (isArticle && key === 'ArrowUp')) return Math.max(0, at - 1);
  if (isArticle && key === 'Home') return 0;
  if (isArticle && key === 'End') return count - 1;
  return null;
}

/** What an item's article says of its place. */
export function articleProps({ at, of, stop }: Place) {
  return { 'aria-posinset': at, 'aria-setsize': of, tabIndex: stop ? 0 : -1 } as const;
}

import { MessageSquare } from 'lucide-react';
import { useEffect, useLayoutEffect, useState, useSyncExternalStore, type RefObject } from 'react';

import type { Collected } from '../../../shared/review/collect.ts';
import type { ReportSession } from '../../editor/session.ts';
import { hueOf, usePeople } from '../people/people-context.ts';
import { markElement } from './review-actions.ts';

type Props = {
  session: ReportSession;
  collected: Collected;
  desk: RefObject<HTMLDivElement | null>;
  zoom: number;
  onOpen: () => void;
};

type Bubble = { id: string; top: number; left: number };

const HEIGHT = 24;

function measure(collected: Collected, element: HTMLElement | null, zoom: number): readonly Bubble[] {
  const page = element?.querySelector('.page');
  if (!element || !page) return [];
  const frame = element.getBoundingClientRect();
  const edge = page.getBoundingClientRect().right - frame.left + element.scrollLeft;
  let free = 0;
  const bubbles: Bubble[] = [];
  for (const { thread, block } of collected.threads) {
    if (block === null || thread.state !== 'open') continue;
    const words = markElement(thread.id)?.getClientRects()[0];
    if (!words) continue;
    const top = Math.max(free, words.top - frame.top + element.scrollTop);
    free = top + HEIGHT + 2;
    bubbles.push({ id: thread.id, top, left: edge - 92 * zoom });
  }
  return bubbles;
}

/** Comments beside the page, each at the height of its words. Measured when the hands rest and the size changes. */
export function ReviewMargin({ session, collected, desk, zoom, onOpen }: Props) {
  const { people, byId } = usePeople();
  const active = useSyncExternalStore(session.review.subscribe, session.review.active);
  const [bubbles, setBubbles] = useState<readonly Bubble[]>([]);
  const [size, setSize] = useState(0);

  useEffect(() => {
    const element = desk.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => setSize((old) => old + 1));
    observer.observe(element);
    const page = element.querySelector('.page');
    if (page) observer.observe(page);
    return () => observer.disconnect();
  }, [desk]);

  useLayoutEffect(() => {
    const frame = requestAnimationFrame(() => setBubbles(measure(collected, desk.current, zoom)));
    return () => cancelAnimationFrame(frame);
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- `size` says that there is something to measure
  }, [collected, desk, zoom, size]);

  const threads = new Map(collected.threads.map(({ thread }) => [thread.id, thread]));
  return (
    <div className="review-margin">
      {bubbles.map(({ id, top, left }) => {
        const thread = threads.get(id);
        if (!thread) return null;
        const name = byId.get(thread.author)?.name ?? '';
        const said = thread.comments.filter(({ removed }) => !removed);
        return (
          <button
            key={id}
            type="button"
            className={`review-bubble hue-${hueOf(people, thread.author)} ${active === id ? 'active' : ''}`}
            style={{ top, left }}
            title={`${name}：${said[0]?.body ?? ''}`}
            aria-label={`${name}的批注：${said[0]?.body ?? ''}`}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => {
              session.review.setActive(id);
              onOpen();
            }}
          >
            <MessageSquare size={12} aria-hidden />
            <span>{name}</span>
            {said.length > 1 && <span className="tabular">{said.length}</span>}
          </button>
        );
      })}
    </div>
  );
}

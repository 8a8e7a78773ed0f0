import { useCallback, useEffect, useMemo, useRef, useState } from 'react';

import type { Collected } from '../../../shared/review/collect.ts';
import type { Unseen } from '../../../shared/review/types.ts';
import type { DocumentSnapshot, ReportSession } from '../../editor/session.ts';
import { usePeople } from '../people/people-context.ts';
import { newIds, newsOf, type News } from './news.ts';

export type NewsView = News & {
  /** When this person looked last; null where they never did. */
  since: string | null;
  /** 看过了: all of it was seen. */
  seen: () => void;
  /** The list was shown: leaving the report counts as having seen it. */
  shown: () => void;
};

/** Milliseconds without another change elsewhere before it is asked anew what is new. */
const REST = 400;

/**
 * What others did since this person last looked at the report. It stays new while the report is open, until somebody
 * says 看过了; leaving the report counts as a look where its list was shown, or where nothing was new.
 */
export function useNews(session: ReportSession, snapshot: DocumentSnapshot, collected: Collected): NewsView {
  const { person } = usePeople();
  const id = person?.id;
  const [unseen, setUnseen] = useState<{ person: string; answer: Unseen } | null>(null);
  /** What is stored as seen when the report is left. */
  const leaving = useRef<{ person: string; upTo: Unseen['upTo'] } | null>(null);
  const { client, id: report } = session;

  const look = useCallback(
    async (who: string, upTo: Unseen['upTo']) => {
      await client.call('review.look', { id: report, person: who, upTo });
      const answer = await client.call('review.unseen', { id: report, person: who });
      setUnseen({ person: who, answer });
      return answer;
    },
    [client, report],
  );

  useEffect(() => {
    if (id === undefined) return undefined;
    let live = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = () =>
      void client
        .call('review.unseen', { id: report, person: id })
        .then((answer) => {
          if (!live) return undefined;
          setUnseen({ person: id, answer });
          // Here for the first time: what is there now is nothing new, what comes from now on is.
          return answer.since === null ? look(id, answer.upTo) : undefined;
        })
        // Asked again with the next change.
        .catch(() => undefined);
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(ask, REST);
    };
    ask();
    const stops = (['report.changed', 'review.changed'] as const).map((event) =>
      client.on(event, (changed) => {
        if (changed.id === report && !session.isOwn(changed.session)) soon();
      }),
    );
    const leave = () => {
      const seen = leaving.current;
      if (seen?.person !== id) return;
      leaving.current = null;
      void client.call('review.look', { id: report, person: id, upTo: seen.upTo }).catch(() => undefined);
    };
    window.addEventListener('pagehide', leave);
    return () => {
      live = false;
      clearTimeout(timer);
      for (const stop of stops) stop();
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [client, report, session, id, look]);

  const mine = unseen?.person === id ? (unseen?.answer ?? null) : null;
  const news = useMemo(
    () =>
      newsOf(
        collected,
        mine,
        snapshot.blocks.map((block) => block.id),
      ),
    [collected, mine, snapshot],
  );
  useEffect(() => {
    session.review.setNew(news.count > 0 ? newIds(news) : null);
    // Nothing is missed by moving on where nothing is new.
    if (mine && id !== undefined && news.count === 0) leaving.current = { person: id, upTo: mine.upTo };
  }, [session, news, mine, id]);
  useEffect(() => () => session.review.setNew(null), [session]);

  return {
    ...news,
    since: mine?.since ?? null,
    seen: useCallback(() => {
      if (mine && id !== undefined) void look(id, mine.upTo).catch(() => undefined);
    }, [look, mine, id]),
    shown: useCallback(() => {
      if (mine && id !== undefined) leaving.current = { person: id, upTo: mine.upTo };
    }, [mine, id]),
  };
}

import { memo, useCallback, useMemo, type RefObject } from 'react';

import type { Change, PlacedThread } from '../../../shared/review/collect.ts';
import type { ChangedBlock } from '../../../shared/review/types.ts';
import type { DocumentSnapshot, ReportSession } from '../../editor/session.ts';
import { WindowedFeed } from '../../ui/windowed-feed.tsx';
import { hueOf, usePeople } from '../people/people-context.ts';
import { ChangeCard } from './change-card.tsx';
import type { Decided } from './news.ts';
import { ChangedBlockCard, DecidedCard } from './news-cards.tsx';
import { showOnPage } from './review-actions.ts';
import { ThreadCard } from './thread-card.tsx';

/** What has a card of its own. */
export type Entry =
  { change: Change } | { thread: PlacedThread } | { block: ChangedBlock } | { decided: Decided };

type Props = {
  session: ReportSession;
  snapshot: DocumentSnapshot;
  entries: readonly Entry[];
  headings: readonly { id: string; text: string }[];
  active: string | null;
  scroller: RefObject<HTMLElement | null>;
};

// A card is drawn again when what it shows has changed: not with each pause in typing.
const Changed = memo(ChangeCard);
const Thread = memo(ThreadCard);

/** The cards of comments and changes; only those near the window are drawn. */
export function ReviewList({ session, snapshot, entries, headings, active, scroller }: Props) {
  const { people, byId } = usePeople();
  const keys = useMemo(() => entries.map((entry) => keyOf(entry)), [entries]);
  const shown = useMemo(() => {
    const found = active === null ? undefined : entries.find((entry) => isOf(entry, active));
    return found ? keyOf(found) : null;
  }, [entries, active]);
  const guess = useCallback((index: number) => heightOf(entries[index]), [entries]);
  const written = (): number[] => {
    const { unfinished } = session;
    if (unfinished.all().length === 0) return [];
    return entries.flatMap((entry, index) =>
      boxesOf(entry).some((box) => unfinished.get(box) !== '') ? [index] : [],
    );
  };
  return (
    <WindowedFeed
      label="批注和修订"
      keys={keys}
      guess={guess}
      scroller={scroller}
      shown={shown}
      kept={written}
      onEnter={(index) => {
        const entry = entries[index];
        if (entry) goTo(session, entry);
      }}
    >
      {(index, { at, of, stop }) => {
        const entry = entries[index];
        if (!entry) return null;
        const place = { at, of, stop };
        if ('change' in entry) {
          const { change } = entry;
          return (
            <Changed
              session={session}
              change={change}
              name={byId.get(change.author)?.name ?? '不详'}
              hue={hueOf(people, change.author)}
              active={active !== null && isOf(entry, active)}
              {...place}
            />
          );
        }
        if ('thread' in entry)
          return (
            <Thread
              session={session}
              placed={entry.thread}
              headings={headings}
              active={active === entry.thread.thread.id}
              {...place}
            />
          );
        if ('block' in entry)
          return (
            <ChangedBlockCard
              session={session}
              block={entry.block}
              now={snapshot.blocks.find(({ id }) => id === entry.block.id)}
              variables={snapshot.variables}
              {...place}
            />
          );
        return <DecidedCard decided={entry.decided} {...place} />;
      }}
    </WindowedFeed>
  );
}

function keyOf(entry: Entry): string {
  if ('change' in entry) return entry.change.id;
  if ('thread' in entry) return entry.thread.thread.id;
  if ('block' in entry) return `block ${entry.block.id}`;
  return `decided ${entry.decided.author}`;
}

const isOf = (entry: Entry, id: string): boolean =>
  'change' in entry
    ? entry.change.revisions.includes(id)
    : 'thread' in entry && entry.thread.thread.id === id;

/** Names of the boxes of a card in which somebody may be writing. */
function boxesOf(entry: Entry): string[] {
  if ('change' in entry) return [`refuse ${entry.change.id}`, `reason ${entry.change.id}`];
  if (!('thread' in entry)) return [];
  const { id, comments } = entry.thread.thread;
  return [`reply ${id}`, ...comments.map((comment) => `edit ${comment.id}`)];
}

/** How high a card mostly is. */
function heightOf(entry: Entry | undefined): number {
  if (!entry) return 0;
  if ('thread' in entry) return 72 + 48 * entry.thread.thread.comments.length;
  return 'decided' in entry ? 41 : 63;
}

function goTo(session: ReportSession, entry: Entry): void {
  if ('change' in entry) showOnPage(session, entry.change.id, true);
  else if ('thread' in entry && entry.thread.block !== null)
    showOnPage(session, entry.thread.thread.id, true);
  else if ('block' in entry && !entry.block.gone) session.caret.goTo({ block: entry.block.id });
}

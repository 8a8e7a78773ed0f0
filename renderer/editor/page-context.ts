import { createContext, useContext, useSyncExternalStore } from 'react';

import type { EditionPolicy } from '../../shared/edition/mask.ts';
import type { LiveView } from './live-view.ts';
import type { ReviewDesk } from './review-desk.ts';

/** What every node on the page needs. The object stays the same while somebody types. */
export type PageContext = {
  live: LiveView;
  policy: EditionPolicy;
  /** Opens the card of a field, a note or an image. */
  openCard: (id: string) => void;
  review: ReviewDesk;
};

export const PageContextValue = createContext<PageContext | null>(null);

export function usePage(): PageContext {
  const page = useContext(PageContextValue);
  if (!page) throw new Error('a node is drawn outside of the page');
  return page;
}

/** A value that follows from the rest of the report; the node is drawn again only when it changes. */
export function useLive<T>(read: (live: LiveView) => T): T {
  const { live } = usePage();
  return useSyncExternalStore(live.subscribe, () => read(live));
}

import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';

import type { Edition } from '../../../shared/edition/edition.ts';
import type { EditionDocument } from '../../../shared/edition/types.ts';
import { focusPage } from '../../editor/focus-page.ts';
import type { ReportSession } from '../../editor/session.ts';
import { isFocusFree } from '../../ui/focus-free.ts';
import { goToPlace, placeIn, publicBlock, publicBlocks, type ViewPlace } from './view-place.ts';

/** Pixels below the upper edge of the window in which nobody reads yet. */
const READ = 48;

const WRITTEN = '[data-slate-editor]';

/**
 * Which edition a window shows, and the way from one to the other: the same block stays in sight, and the caret in its
 * place.
 */
export function useEdition(
  session: ReportSession,
  desk: RefObject<HTMLElement | null>,
): [Edition, (edition: Edition) => void] {
  const [edition, setEdition] = useState<Edition>('internal');
  // What stands above the first block of one edition, as its head, is not there in the other.
  const place = useRef<ViewPlace | 'top' | null>(null);

  const change = useCallback(
    (next: Edition) =>
      // What is being composed is not in the text yet.
      session.whenSettled(() => {
        if ((next === 'public') === session.showsPublic) return;
        const root = desk.current;
        const shown = session.showsPublic ? publicBlocks : writtenBlocks;
        place.current = root && (root.scrollTop === 0 ? 'top' : placeIn(root, shown(root)));
        session.followNow();
        session.showPublic(next === 'public');
        setEdition(next);
      }),
    [session, desk],
  );

  useLayoutEffect(() => {
    const root = desk.current;
    const from = place.current;
    place.current = null;
    if (!root || !from) return;
    const isPublic = edition === 'public';
    const order = session.snapshot().blocks.map(({ id }) => id);
    if (from === 'top') root.scrollTo({ top: 0 });
    else goToPlace(root, from, order, (id) => (isPublic ? publicBlock(root, id) : writtenBlock(root, id)));
    // What has the focus keeps it, as the switch in the status bar.
    if (!isFocusFree() && !root.contains(document.activeElement)) return;
    if (isPublic) root.querySelector<HTMLElement>('.public-page')?.focus({ preventScroll: true });
    else {
      session.caret.restore();
      focusPage(session.editor);
    }
  }, [session, desk, edition]);

  // Another window of the same report begins with its internal edition.
  useEffect(() => () => session.showPublic(false), [session]);
  return [edition, change];
}

const writtenBlocks = (root: HTMLElement): HTMLElement[] => [
  ...root.querySelectorAll<HTMLElement>(`${WRITTEN} [data-block-id]`),
];

const writtenBlock = (root: HTMLElement, id: string): HTMLElement | null =>
  root.querySelector<HTMLElement>(`${WRITTEN} [data-block-id="${CSS.escape(id)}"]`);

/** The block of the public page at the upper edge of the window. */
export function usePublicPlace(
  desk: RefObject<HTMLElement | null>,
  doc: EditionDocument | null,
): string | null {
  const [at, setAt] = useState<string | null>(null);
  useEffect(() => {
    const root = desk.current;
    if (!doc || !root) return undefined;
    let frame = 0;
    const look = () => {
      frame = 0;
      setAt(placeIn(root, publicBlocks(root), READ)?.block ?? null);
    };
    const soon = () => {
      frame ||= requestAnimationFrame(look);
    };
    soon();
    root.addEventListener('scroll', soon, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      root.removeEventListener('scroll', soon);
    };
  }, [desk, doc]);
  return at;
}

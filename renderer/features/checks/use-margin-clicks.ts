import { useEffect, type RefObject } from 'react';

import type { CheckSession } from './check-session.ts';

/** Width of the strip in a block's own margin that holds the mark, in pixels of the page. */
const STRIP = 14;

/** A click on a mark in the margin opens the list at its finding. The mark is no element: the place tells. */
export function useMarginClicks(
  desk: RefObject<HTMLElement | null>,
  checks: CheckSession,
  show: () => void,
): void {
  useEffect(() => {
    const element = desk.current;
    if (!element) return;
    const onClick = (event: MouseEvent) => {
      const block = event.target instanceof Element ? event.target.closest('[data-block-id]') : null;
      if (!(block instanceof HTMLElement)) return;
      const { right, width } = block.getBoundingClientRect();
      const scale = block.offsetWidth > 0 ? width / block.offsetWidth : 1;
      if (event.clientX < right - STRIP * scale) return;
      const finding = checks.ofBlock(block.dataset['blockId'] ?? '');
      if (!finding) return;
      show();
      checks.goTo(finding);
    };
    element.addEventListener('click', onClick);
    return () => element.removeEventListener('click', onClick);
  }, [desk, checks, show]);
}

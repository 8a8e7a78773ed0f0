import { useEffect } from 'react';

import { useToast } from '../../ui/toast.tsx';

/** Where the text of a report is read or written: what is copied inside goes through the edition. */
const PAGES = '[data-slate-editor], [data-public-page]';

/**
 * Refuses to copy or drag what begins outside of the page and goes into it, or the other way: the browser would copy
 * it, and the browser knows no editions. It takes along what the page only tells of (a masked name, last year's figure).
 */
export function useCopyGuard(): void {
  const toast = useToast();
  useEffect(() => {
    const guard = (event: Event) => {
      // Only selected words are dragged by a text; whatever else can be dragged is an element.
      if (event.type === 'dragstart' && !(event.target instanceof Text)) return;
      if (!crossesPage(document.getSelection(), event.target)) return;
      event.preventDefault();
      event.stopPropagation();
      toast({ text: '没有复制：选中的文字跨出了正文。请只在正文里选，再复制。' });
    };
    const kinds = ['copy', 'cut', 'dragstart'];
    for (const kind of kinds) document.addEventListener(kind, guard, true);
    return () => {
      for (const kind of kinds) document.removeEventListener(kind, guard, true);
    };
  }, [toast]);
}

/** True where a page is selected in part or as a whole together with something outside of it. */
function crossesPage(selection: Selection | null, target: EventTarget | null): boolean {
  // A box has a selection of its own.
  if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return false;
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return false;
  const range = selection.getRangeAt(0);
  return [...document.querySelectorAll(PAGES)].some(
    (page) => range.intersectsNode(page) && !page.contains(range.commonAncestorContainer),
  );
}

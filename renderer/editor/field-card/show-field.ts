import { scrollerOf } from '../highlight-dom.ts';

/** Height of a field's card, and the gap to it. */
const CARD = 348;

/**
 * Brings a field into view: with words above it to read and room for its card below. One that is in view stays where it
 * is, unless one steps from field to field: then the card would come to lie on the words before it.
 */
export function showField(element: HTMLElement, stepping = false): void {
  const scroller = scrollerOf(element);
  const box = element.getBoundingClientRect();
  element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  if (!scroller) return;
  const view = scroller.getBoundingClientRect();
  const isInView = box.top >= view.top && box.bottom <= view.top + scroller.clientHeight;
  const hasRoom = box.bottom + CARD <= window.innerHeight;
  if (isInView && (hasRoom || !stepping)) return;
  scroller.scrollTop += element.getBoundingClientRect().top - view.top - scroller.clientHeight / 4;
}

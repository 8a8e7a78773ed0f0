import { firstWhere } from '../../../shared/text/first-where.ts';

/** Where a page is scrolled to: the block at the upper edge of the window, and how far it is above it, in pixels. */
export type ViewPlace = { block: string; above: number };

/** How often the place is looked at again: blocks out of sight have no height of their own until they are laid out. */
const MOST_FRAMES = 12;

/**
 * The block at the upper edge of what is in sight; null where nothing is drawn.
 * @param below how far below the edge is looked, in pixels
 */
export function placeIn(
  scroller: HTMLElement,
  elements: readonly HTMLElement[],
  below = 0,
): ViewPlace | null {
  const edge = scroller.getBoundingClientRect().top + below;
  // Where none of the others reaches below the edge, it is the last one.
  const isBelow = (at: number): boolean => (elements[at]?.getBoundingClientRect().bottom ?? 0) > edge + 1;
  const element = elements[firstWhere(Math.max(0, elements.length - 1), isBelow)];
  const block = element && idOf(element);
  return block ? { block, above: edge - element.getBoundingClientRect().top } : null;
}

/**
 * Scrolls to the same place on another page of the same report; to the end of the block before where it has not this one.
 * @param order all blocks of the report, by their ids
 */
export function goToPlace(
  scroller: HTMLElement,
  { block, above }: ViewPlace,
  order: readonly string[],
  elementOf: (id: string) => HTMLElement | null,
): void {
  const at = order.indexOf(block);
  let found = elementOf(block);
  const isSame = found !== null;
  for (let before = at - 1; !found && before >= 0; before -= 1) found = elementOf(order[before] ?? '');
  if (!found) {
    scroller.scrollTop = 0;
    return;
  }
  const element = found;
  let frames = 0;
  const scroll = () => {
    const box = element.getBoundingClientRect();
    const want = isSame ? Math.min(above, Math.max(0, box.height - 1)) : box.height;
    const off = box.top + want - scroller.getBoundingClientRect().top;
    if (Math.abs(off) > 0.5) scroller.scrollTop += off;
    frames += 1;
    if (frames < MOST_FRAMES) requestAnimationFrame(scroll);
  };
  scroll();
}

/** A block on the page that is written on, or on the public one. */
export const idOf = ({ dataset }: HTMLElement): string | undefined =>
  dataset['publicId'] ?? dataset['blockId'];

/** The blocks of the public page, in order. */
export const publicBlocks = (root: ParentNode): HTMLElement[] => [
  ...root.querySelectorAll<HTMLElement>('[data-public-id]'),
];

export const publicBlock = (root: ParentNode, id: string): HTMLElement | null =>
  root.querySelector<HTMLElement>(`[data-public-id="${CSS.escape(id)}"]`);

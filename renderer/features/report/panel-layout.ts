export type Side = 'left' | 'right';
/** Beside the page, over it, or out of sight. */
export type Place = 'docked' | 'floating' | 'hidden';

/** Less than this and the page can't be read. */
export const MIN_PAGE = 440;

export type PanelWish = {
  /** Width of the window. */
  width: number;
  leftOpen: boolean;
  rightOpen: boolean;
  leftWidth: number;
  rightWidth: number;
  /** In a narrow window: the one panel that was asked for; null for none; undefined before anybody asked. */
  narrow: Side | null | undefined;
};

/**
 * Where the panels go. In a window too narrow for the open ones and a page, one at most is shown; where even that
 * leaves no page, it lies over it.
 */
export function placePanels(wish: PanelWish): { left: Place; right: Place; narrow: boolean } {
  const { width, leftOpen, rightOpen, leftWidth, rightWidth } = wish;
  const taken = (leftOpen ? leftWidth : 0) + (rightOpen ? rightWidth : 0);
  if (width - taken >= MIN_PAGE) {
    const left = leftOpen ? 'docked' : 'hidden';
    return { left, right: rightOpen ? 'docked' : 'hidden', narrow: false };
  }
  const leftFits = width - leftWidth >= MIN_PAGE;
  const shown = wish.narrow === undefined ? (leftFits && leftOpen ? 'left' : null) : wish.narrow;
  const place = (side: Side, panel: number): Place => {
    if (shown !== side) return 'hidden';
    return width - panel >= MIN_PAGE ? 'docked' : 'floating';
  };
  return { left: place('left', leftWidth), right: place('right', rightWidth), narrow: true };
}

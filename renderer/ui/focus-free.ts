/** Nothing has the focus: what had it is gone, and nobody has taken it since. */
export function isFocusFree(): boolean {
  const active = document.activeElement;
  return active === null || active === document.body;
}

/**
 * Moves the focus in the next frame, when what it goes to is drawn, unless it has gone elsewhere by then: somebody who
 * writes on in another place would lose the next words to this one.
 */
export function focusSoon(focus: () => void): void {
  const before = document.activeElement;
  requestAnimationFrame(() => {
    if (isFocusFree() || document.activeElement === before) focus();
  });
}

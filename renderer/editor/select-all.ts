import type { KeyboardEvent } from 'react';

/** Ctrl+A on a page that is only read: its text, where a browser would select the whole window. */
export function selectAllOf(event: KeyboardEvent<HTMLElement>): void {
  if (event.key.toLowerCase() !== 'a' || event.altKey || event.shiftKey) return;
  if (!event.ctrlKey && !event.metaKey) return;
  event.preventDefault();
  getSelection()?.selectAllChildren(event.currentTarget);
}

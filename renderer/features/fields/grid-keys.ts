import type { KeyboardEvent } from 'react';

/**
 * Moves through the cells of a table of fields as in a spreadsheet. Enter, Tab and ↓ go to the next value, with
 * Shift (or ↑) to the one before; ← and → at the ends of a value go to the row's other cells. Tab leaves the table
 * after its last row, as everywhere.
 */
export function moveInGrid(event: KeyboardEvent<HTMLElement>): void {
  if (event.nativeEvent.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
  const cell = event.currentTarget;
  const row = cell.closest<HTMLElement>('[data-grid-row]');
  const grid = cell.closest<HTMLElement>('[data-grid]');
  if (!row || !grid) return;
  const isInput = cell instanceof HTMLInputElement;
  const cells = [...row.querySelectorAll<HTMLElement>('[data-cell]')];
  const kind = cell.dataset.cell ?? 'value';

  const vertical = verticalStep(event, isInput);
  if (vertical !== 0) {
    const rows = [...grid.querySelectorAll<HTMLElement>('[data-grid-row]')];
    const wanted = event.key === 'Enter' || event.key === 'Tab' ? 'value' : kind;
    const next = rows[rows.indexOf(row) + vertical];
    const target =
      next?.querySelector<HTMLElement>(`[data-cell="${wanted}"]`) ??
      next?.querySelector<HTMLElement>('[data-cell="value"]');
    if (!target) {
      if (event.key !== 'Tab') event.preventDefault();
      return;
    }
    event.preventDefault();
    target.focus();
    return;
  }

  const step = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
  if (step === 0) return;
  if (isInput) {
    const { selectionStart, selectionEnd, value } = cell;
    const whole = selectionStart === 0 && selectionEnd === value.length;
    const atEnd = step > 0 ? selectionStart === value.length : selectionEnd === 0;
    if (!whole && !atEnd) return;
  }
  const sibling = cells[cells.indexOf(cell) + step];
  if (!sibling) return;
  event.preventDefault();
  sibling.focus();
}

function verticalStep(event: KeyboardEvent, isInput: boolean): number {
  // Enter and Space press a button; only in a value does Enter move on.
  if (event.key === 'Enter') return isInput ? (event.shiftKey ? -1 : 1) : 0;
  if (event.key === 'Tab') return event.shiftKey ? -1 : 1;
  if (event.shiftKey) return 0;
  if (event.key === 'ArrowDown') return 1;
  return event.key === 'ArrowUp' ? -1 : 0;
}

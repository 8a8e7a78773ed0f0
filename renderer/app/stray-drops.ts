function ignore(event: DragEvent): void {
  if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = 'none';
}

/**
 * A file that is dropped where nothing takes it would replace the page with that file, and with it what was not
 * saved yet. Places that do take files have handled the event before it gets here.
 */
export function ignoreStrayDrops(): void {
  window.addEventListener('dragover', ignore);
  window.addEventListener('drop', ignore);
}

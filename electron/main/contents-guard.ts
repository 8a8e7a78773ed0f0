import type { WebContents } from 'electron';

/**
 * Keeps a page where it is: it goes to no other address, opens no window and holds no page of another kind.
 * @param isOwn addresses that it may go to by itself
 */
export function guardContents(contents: WebContents, isOwn: (url: string) => boolean): void {
  const stay = (event: { preventDefault(): void; url: string }): void => {
    if (!isOwn(event.url)) event.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

import { BrowserWindow, dialog, type IpcMainEvent } from 'electron';

import { writeBounds } from './bounds.ts';
import { CHANNELS } from './channels.ts';

/** After this long without an answer from the page somebody is asked whether to wait. */
const CLOSE_DEADLINE_MS = 5000;

/** A close that the page has been asked about. */
type Closing = { timer: ReturnType<typeof setTimeout> };
const closing = new WeakMap<BrowserWindow, Closing>();
/** Windows whose pages hold what is on no disk. */
const unsaved = new WeakSet<BrowserWindow>();
/** Hear when a close was asked for and somebody wants to stay. */
const stayListeners = new Set<() => void>();

/** Whether the page has been asked and has not answered yet. */
export const isClosing = (window: BrowserWindow): boolean => closing.has(window);

/** Hears that a window stays open although it was to close: the program does not end. */
export const onStays = (listener: () => void): void => void stayListeners.add(listener);

/**
 * Asks the page to save before the window goes. It goes when the page says so; while the page asks somebody, it stays; a
 * page that does not answer at all is closed only when somebody says so. A page that is no longer there is not asked.
 */
export function closeWhenSaved(window: BrowserWindow, boundsFile: string, isGone: () => boolean): void {
  const contents = window.webContents;
  window.on('close', (event) => {
    writeBounds(boundsFile, { ...window.getNormalBounds(), maximized: window.isMaximized() });
    if (isGone() || contents.isCrashed()) return;
    event.preventDefault();
    if (closing.has(window)) return;
    const timer = setTimeout(() => void closeUnanswered(window), CLOSE_DEADLINE_MS);
    closing.set(window, { timer });
    window.once('closed', () => clearTimeout(timer));
    contents.send(CHANNELS.closing);
  });
  // The page went down while it was saving: what it held is gone or kept as a draft, and nobody will answer.
  contents.on('render-process-gone', () => {
    if (closing.has(window) && !window.isDestroyed()) window.destroy();
  });
  // Windows: the system is about to log off. It is held only where something would be lost, and says which program holds it.
  window.on('query-session-end', (event) => {
    if (!unsaved.has(window)) return;
    event.preventDefault();
    window.close();
  });
}

async function closeUnanswered(window: BrowserWindow): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    title: '年述',
    message: '窗口没有回应，可能还有内容没有保存',
    detail: '继续等：窗口留着，什么也不丢。\n仍要关闭：已保存的内容都在；没保存的会丢失。',
    buttons: ['继续等', '仍要关闭'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  // The page may have answered meanwhile.
  if (window.isDestroyed() || !closing.has(window)) return;
  if (response === 1) window.destroy();
  else stays(window);
}

function stays(window: BrowserWindow): void {
  clearTimeout(closing.get(window)?.timer);
  closing.delete(window);
  for (const listener of stayListeners) listener();
}

/** Closes the window whose page says that it is ready. */
export function onReadyToClose(event: IpcMainEvent): void {
  BrowserWindow.fromWebContents(event.sender)?.destroy();
}

/** The page asks somebody, or the disk is slow: nobody is to be asked by main, and the next close is a new question. */
export function onClosingTakesLong(event: IpcMainEvent): void {
  const window = BrowserWindow.fromWebContents(event.sender);
  if (!window) return;
  clearTimeout(closing.get(window)?.timer);
  closing.delete(window);
}

/** Somebody wants to stay: the program does not end. */
export function onStayOpen(event: IpcMainEvent): void {
  const window = BrowserWindow.fromWebContents(event.sender);
  if (window) stays(window);
}

/** The page says whether it holds something that is on no disk. */
export function onUnsaved(event: IpcMainEvent, is: unknown): void {
  const window = BrowserWindow.fromWebContents(event.sender);
  if (!window) return;
  if (is === true) unsaved.add(window);
  else unsaved.delete(window);
}

import { BrowserWindow, dialog, screen, type IpcMainEvent } from 'electron';

import { fitBounds, MIN_HEIGHT, MIN_WIDTH, readBounds, writeBounds } from './bounds.ts';
import { CHANNELS } from './channels.ts';
import { isPageUrl, PAGE_ORIGIN } from './page.ts';

/** After this long without an answer from the page somebody is asked whether to wait. */
const CLOSE_DEADLINE_MS = 5000;

export type WindowOptions = {
  preload: string;
  icon: string;
  boundsFile: string;
  devTools: boolean;
  /** Hash of the page to open, `#/demo`. */
  hash: string;
};

/** Opens the window: sandboxed, on our own page, kept there. */
export function openWindow({ preload, icon, boundsFile, devTools, hash }: WindowOptions): BrowserWindow {
  const { maximized, ...bounds } = fitBounds(
    readBounds(boundsFile),
    screen.getAllDisplays().map((display) => display.workArea),
  );
  const window = new BrowserWindow({
    ...bounds,
    minWidth: MIN_WIDTH,
    minHeight: MIN_HEIGHT,
    show: false,
    title: '年述',
    icon,
    backgroundColor: '#f3f3f1',
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools,
    },
  });
  if (maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  guardContents(window);
  closeWhenSaved(window, boundsFile);
  void window.loadURL(`${PAGE_ORIGIN}/${hash}`);
  return window;
}

function stay(event: { preventDefault(): void }, url: string): void {
  if (!isPageUrl(url)) event.preventDefault();
}

function guardContents(window: BrowserWindow): void {
  const contents = window.webContents;
  contents.on('will-navigate', (event) => stay(event, event.url));
  contents.on('will-redirect', (event) => stay(event, event.url));
  contents.on('will-frame-navigate', (event) => stay(event, event.url));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  let crashes = 0;
  contents.on('render-process-gone', (_event, details) => {
    // The backend has what was saved; the page comes back to the same report. Not for ever, though.
    if (details.reason === 'clean-exit' || window.isDestroyed()) return;
    crashes += 1;
    if (crashes <= 3) contents.reload();
  });
}

/** A close that the page has been asked about. */
type Closing = { timer: ReturnType<typeof setTimeout> };
const closing = new WeakMap<BrowserWindow, Closing>();
/** Windows whose pages hold what is on no disk. */
const unsaved = new WeakSet<BrowserWindow>();

/**
 * Asks the page to save before the window goes. It goes when the page says so; while the page asks somebody, it stays; a
 * page that does not answer at all is closed only when somebody says so.
 */
function closeWhenSaved(window: BrowserWindow, boundsFile: string): void {
  window.on('close', (event) => {
    writeBounds(boundsFile, { ...window.getNormalBounds(), maximized: window.isMaximized() });
    if (window.webContents.isCrashed()) return;
    event.preventDefault();
    if (closing.has(window)) return;
    const timer = setTimeout(() => void closeUnanswered(window), CLOSE_DEADLINE_MS);
    closing.set(window, { timer });
    window.once('closed', () => clearTimeout(timer));
    window.webContents.send(CHANNELS.closing);
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
  else closing.delete(window);
}

/** Closes the window whose page says that it is ready. */
export function onReadyToClose(event: IpcMainEvent): void {
  BrowserWindow.fromWebContents(event.sender)?.destroy();
}

/** The page asks somebody, or somebody wants to stay: the next close is a new question. */
export function onStayOpen(event: IpcMainEvent): void {
  const window = BrowserWindow.fromWebContents(event.sender);
  const asked = window && closing.get(window);
  if (!window || !asked) return;
  clearTimeout(asked.timer);
  closing.delete(window);
}

/** The page says whether it holds something that is on no disk. */
export function onUnsaved(event: IpcMainEvent, is: unknown): void {
  const window = BrowserWindow.fromWebContents(event.sender);
  if (!window) return;
  if (is === true) unsaved.add(window);
  else unsaved.delete(window);
}

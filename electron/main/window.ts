import { BrowserWindow, screen, type IpcMainEvent } from 'electron';

import { fitBounds, MIN_HEIGHT, MIN_WIDTH, readBounds, writeBounds } from './bounds.ts';
import { CHANNELS } from './channels.ts';
import { isPageUrl, PAGE_ORIGIN } from './page.ts';

/** A page that does not answer is closed after this long. What it held is in the log up to half a second before. */
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

/** Asks the page to save before the window goes, and waits until it has, or does not answer. */
function closeWhenSaved(window: BrowserWindow, boundsFile: string): void {
  let asked = false;
  window.on('close', (event) => {
    writeBounds(boundsFile, { ...window.getNormalBounds(), maximized: window.isMaximized() });
    if (window.webContents.isCrashed()) return;
    event.preventDefault();
    if (asked) return;
    asked = true;
    const timer = setTimeout(() => window.destroy(), CLOSE_DEADLINE_MS);
    window.once('closed', () => clearTimeout(timer));
    window.webContents.send(CHANNELS.closing);
  });
}

/** Closes the window whose page says that it is ready. */
export function onReadyToClose(event: IpcMainEvent): void {
  BrowserWindow.fromWebContents(event.sender)?.destroy();
}

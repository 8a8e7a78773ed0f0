import { BrowserWindow, screen } from 'electron';

import type { Logger } from '../backend/ports.ts';
import { fitBounds, readBounds, type Area } from './bounds.ts';
import { closeWhenSaved } from './closing.ts';
import { guardContents } from './contents-guard.ts';
import { offerContextMenu } from './context-menu.ts';
import { isPageUrl, PAGE_ORIGIN } from './page.ts';
import { watchPage } from './page-trouble.ts';

export type WindowOptions = {
  preload: string;
  icon: string;
  boundsFile: string;
  devTools: boolean;
  /** Hash of the page to open, `#/demo`. */
  hash: string;
  logger: Logger;
};

/** Work areas of the screens that are there, the main one first. */
function workAreas(): Area[] {
  const main = screen.getPrimaryDisplay();
  const rest = screen.getAllDisplays().filter(({ id }) => id !== main.id);
  return [main, ...rest].map(({ workArea }) => workArea);
}

/** Windows in which somebody works, the one that had the focus last behind the others. Those that print are none. */
const windows = new Set<BrowserWindow>();

/**
 * The window in which somebody works, or null. Whether one is visible tells nothing: one that is minimized, covered or not
 * painted yet is not.
 */
export const windowInUse = (): BrowserWindow | null => openWindows().at(-1) ?? null;

/** One that is destroyed says so a moment later, and must not be touched any more. */
function openWindows(): BrowserWindow[] {
  const there = BrowserWindow.getAllWindows();
  return [...windows].filter((window) => there.includes(window));
}

function keepInOrder(window: BrowserWindow): void {
  windows.add(window);
  window.on('focus', () => {
    windows.delete(window);
    windows.add(window);
  });
  window.once('closed', () => windows.delete(window));
}

/** Opens the window: sandboxed, on our own page, kept there. */
export function openWindow({
  preload,
  icon,
  boundsFile,
  devTools,
  hash,
  logger,
}: WindowOptions): BrowserWindow {
  const others = openWindows().map((window) => window.getNormalBounds());
  const { maximized, ...bounds } = fitBounds(readBounds(boundsFile), workAreas(), others);
  const window = new BrowserWindow({
    ...bounds,
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
  keepInOrder(window);
  window.once('ready-to-show', () => {
    // Maximizing shows a window, so that before this there would be an empty one.
    if (maximized) window.maximize();
    window.show();
  });
  guardContents(window.webContents, isPageUrl);
  const trouble = watchPage(window, logger);
  closeWhenSaved(window, boundsFile, () => trouble.isGone());
  offerContextMenu(window);
  window.loadURL(`${PAGE_ORIGIN}/${hash}`).catch(() => undefined);
  return window;
}

/** Brings windows back that were on a screen that is gone, or that has become smaller. */
export function keepOnScreens(): void {
  screen.on('display-removed', bringBack);
  screen.on('display-metrics-changed', bringBack);
}

function bringBack(): void {
  for (const window of openWindows()) {
    if (window.isMaximized() || window.isFullScreen() || window.isMinimized()) continue;
    const now = window.getNormalBounds();
    const { x, y, width, height, minWidth, minHeight } = fitBounds(now, workAreas());
    window.setMinimumSize(minWidth, minHeight);
    if (x === undefined || y === undefined) {
      window.setSize(width, height);
      window.center();
    } else if (x !== now.x || y !== now.y || width !== now.width || height !== now.height) {
      window.setBounds({ x, y, width, height });
    }
  }
}

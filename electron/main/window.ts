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

const openPages = (): BrowserWindow[] =>
  BrowserWindow.getAllWindows().filter((window) => isPageUrl(window.webContents.getURL()));

/** Opens the window: sandboxed, on our own page, kept there. */
export function openWindow({
  preload,
  icon,
  boundsFile,
  devTools,
  hash,
  logger,
}: WindowOptions): BrowserWindow {
  const others = openPages().map((window) => window.getNormalBounds());
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
  for (const window of openPages()) {
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

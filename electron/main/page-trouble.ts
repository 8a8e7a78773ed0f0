import { dialog, type BrowserWindow } from 'electron';

import type { Logger } from '../backend/ports.ts';
import { isClosing } from './closing.ts';
import { CRASHED_PATH, QUIT_HASH, REOPEN_HASH } from './crashed-page.ts';
import { PAGE_ORIGIN } from './page.ts';

/** A page that crashes more often than this within ten minutes is not loaded again by itself. */
const MAX_CRASHES = 3;
const CRASH_WINDOW_MS = 600_000;

export type PageTrouble = {
  /** Whether nothing of the page is left that could be asked to save. */
  isGone(): boolean;
};

/**
 * Sees to a window whose page crashes, hangs or can't be loaded: it is loaded again, since the backend has what was
 * saved; when it crashes again and again, a page without script says so; when that crashes, too, the system asks. A hang
 * is a question, because only the person knows whether waiting is worth it.
 */
export function watchPage(window: BrowserWindow, logger: Logger, now: () => number = Date.now): PageTrouble {
  const contents = window.webContents;
  let crashes: number[] = [];
  let stopped = false;
  /** Somebody has asked for the end of this page: it counts as no crash. */
  let given = false;

  const load = (url: string): void => {
    // Also rejects where another address is loaded meanwhile; what failed is told by `did-fail-load`.
    window.loadURL(url).catch(() => undefined);
  };
  const reopen = (): void => {
    stopped = false;
    crashes = [];
    // The list of reports: the report that was open may be what broke it.
    load(`${PAGE_ORIGIN}/`);
  };

  contents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (window.isDestroyed()) return;
    logger.error('a page is gone', { reason, exitCode, asked: given });
    if (reason === 'clean-exit' || isClosing(window)) return;
    if (given) {
      given = false;
      contents.reload();
      return;
    }
    // It may never have been drawn.
    window.show();
    if (stopped) {
      void askAboutStopped(window, reopen);
      return;
    }
    crashes = [...crashes.filter((at) => now() - at < CRASH_WINDOW_MS), now()];
    if (crashes.length <= MAX_CRASHES) {
      contents.reload();
      return;
    }
    stopped = true;
    load(`${PAGE_ORIGIN}${CRASHED_PATH}`);
  });

  contents.on('did-fail-load', (_event, code, description, url, isMainFrame) => {
    // -3: another address was loaded meanwhile.
    if (!isMainFrame || code === -3 || window.isDestroyed()) return;
    logger.error('a page was not loaded', { code, description });
    window.show();
    if (!stopped) {
      stopped = true;
      load(`${PAGE_ORIGIN}${CRASHED_PATH}`);
    } else if (url.includes(CRASHED_PATH)) void askAboutStopped(window, reopen);
  });

  // The two links of the page that says so.
  contents.on('did-navigate-in-page', (_event, url) => {
    if (!stopped || window.isDestroyed()) return;
    if (url.endsWith(REOPEN_HASH)) reopen();
    else if (url.endsWith(QUIT_HASH)) window.close();
  });

  watchHang(window, logger, () => {
    given = true;
    contents.forcefullyCrashRenderer();
  });
  return { isGone: () => stopped };
}

async function askAboutStopped(window: BrowserWindow, reopen: () => void): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    title: '年述',
    message: '窗口连续出错，已经停下',
    detail: '已保存的内容都在，没有受影响。可以重新打开；仍然出错时请退出，经过记在日志里。',
    buttons: ['重新打开', '退出'],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  });
  if (window.isDestroyed()) return;
  if (response === 0) reopen();
  else window.close();
}

/** Asks about a page that doesn't answer, once; the question goes when the page answers again. */
function watchHang(window: BrowserWindow, logger: Logger, restart: () => void): void {
  let asking: AbortController | null = null;
  const contents = window.webContents;
  contents.on('unresponsive', () => {
    // A window that is closing asks its own question.
    if (asking || isClosing(window)) return;
    logger.warn('a page does not answer');
    const controller = new AbortController();
    asking = controller;
    void askAboutHang(window, controller.signal)
      .then((wait) => wait || window.isDestroyed() || restart())
      .finally(() => (asking = null));
  });
  const answered = (): void => asking?.abort();
  contents.on('responsive', answered);
  window.on('closed', answered);
}

/** True where somebody wants to wait, or the page answers again meanwhile. */
async function askAboutHang(window: BrowserWindow, signal: AbortSignal): Promise<boolean> {
  try {
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      title: '年述',
      message: '窗口没有回应',
      detail:
        '等待：可能正在处理很大的内容，过一会儿会好。\n重新载入：已保存的内容都在；最后几秒写的可能没有存上，有留底的会请您选择。',
      buttons: ['等待', '重新载入'],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
      signal,
    });
    return response !== 1 || signal.aborted;
  } catch {
    return true;
  }
}

import { BrowserWindow, session, type CustomScheme, type Session } from 'electron';

import { AppError } from '../../shared/errors/app-error.ts';
import { findInstalled } from '../backend/print/installed-fonts.ts';
import { guardContents } from './contents-guard.ts';
import { closeSession } from './network.ts';

const SCHEME = 'print';
/** The PDF says who made it: the program, not the browser's version and the machine's system. */
const USER_AGENT = 'Nianshu';
/** The printed page runs nothing and fetches nothing: fonts and pictures are inside of it. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; script-src 'none'; base-uri 'none'; form-action 'none'";

export type PdfService = {
  print(html: string, signal: AbortSignal): Promise<Uint8Array>;
  installedFonts(families: readonly string[]): Promise<string[]>;
  /** Loads a whole page of HTML into a hidden window of this session, and gives the window to `work` while it lasts. */
  withPage<T>(html: string, work: (window: BrowserWindow) => Promise<T>): Promise<T>;
};

/** Has to be among the schemes registered before the app is ready. */
export const printScheme: CustomScheme = { scheme: SCHEME, privileges: { standard: true, secure: true } };

/** Prints through hidden, sandboxed windows in a session of their own that keeps nothing. */
export function createPdfService(): PdfService {
  const pages = new Map<string, string>();
  let last = 0;
  let ready: Session | null = null;

  const printSession = (): Session => {
    if (ready) return ready;
    ready = session.fromPartition('nianshu-print');
    ready.setUserAgent(USER_AGENT);
    ready.protocol.handle(SCHEME, (request) => {
      const html = pages.get(new URL(request.url).host);
      if (html === undefined) return new Response(null, { status: 404 });
      return new Response(html, {
        headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': POLICY },
      });
    });
    closeSession(ready, /^(print|data):/);
    return ready;
  };

  const withPage = async <T>(html: string, work: (window: BrowserWindow) => Promise<T>): Promise<T> => {
    const window = new BrowserWindow({
      show: false,
      webPreferences: {
        session: printSession(),
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        spellcheck: false,
      },
    });
    window.webContents.setUserAgent(USER_AGENT);
    // It is loaded once, by us; nothing in it leads anywhere.
    guardContents(window.webContents, () => false);
    last += 1;
    const host = `page-${last}`;
    pages.set(host, html);
    const draw = async (): Promise<T> => {
      await window.loadURL(`${SCHEME}://${host}/`);
      // Loaded is not drawn: a font that is still being decoded would leave blanks.
      await window.webContents.executeJavaScript('document.fonts.ready.then(() => true)');
      return work(window);
    };
    try {
      return await Promise.race([draw(), endOfPage(window)]);
    } finally {
      pages.delete(host);
      if (!window.isDestroyed()) window.destroy();
    }
  };

  return {
    withPage,
    print: (html, signal) =>
      withPage(html, async (window) => {
        signal.addEventListener('abort', () => {
          if (!window.isDestroyed()) window.destroy();
        });
        try {
          return await window.webContents.printToPDF({
            printBackground: true,
            preferCSSPageSize: true,
            generateTaggedPDF: true,
            generateDocumentOutline: true,
          });
        } catch (error) {
          if (signal.aborted) throw new AppError('cancelled', '已取消。', { cause: error });
          throw error;
        }
      }),
    installedFonts: (families) =>
      withPage('<!doctype html><title>fonts</title>', async (window) => {
        const source = `(${findInstalled.toString()})(${JSON.stringify(families)})`;
        return (await window.webContents.executeJavaScript(source)) as string[];
      }),
  };
}

/** Rejects when the page's process goes down, or its window is closed: what was asked of it would never be answered. */
function endOfPage(window: BrowserWindow): Promise<never> {
  const end = new Promise<never>((_resolve, reject) => {
    window.webContents.once('render-process-gone', (_event, { reason }) => {
      reject(
        new AppError(
          'internal',
          '排版时出错，文件没有生成，报告没有受影响。请再试一次；图片很多的，请先减少图片。',
          {
            details: { reason },
          },
        ),
      );
    });
    // Quitting closes hidden windows first: who waits for one of them would wait for ever, and keep the program from ending.
    window.webContents.once('destroyed', () => reject(new AppError('cancelled', '已取消。')));
  });
  // Where nobody waits any more it is nobody's error.
  end.catch(() => undefined);
  return end;
}

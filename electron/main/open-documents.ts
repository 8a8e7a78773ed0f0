import { app, type BrowserWindow } from 'electron';
import { z } from 'zod';

import { filesIn, readOpened } from '../shells/opened-files.ts';
import { CHANNELS, type TakenFiles } from './channels.ts';

/** What a second start tells the first: the files that it names, as paths from the root. */
const secondStart = z.object({ files: z.array(z.string().max(32_768)).max(1000) });

/** For `requestSingleInstanceLock`: Chromium changes and reorders the arguments that it hands over, this it doesn't. */
export const toldToTheFirst = (args: readonly string[], folder: string): { files: string[] } => ({
  files: filesIn(args, folder),
});

/** The files of a second start; from its arguments where it tells nothing else (another version of the program). */
export function filesOfSecondStart(data: unknown, args: readonly string[], folder: string): string[] {
  const told = secondStart.safeParse(data);
  return told.success ? told.data.files : filesIn(args, folder);
}

/**
 * Has the system list a file among those opened lately (Windows: the program's list in the taskbar; macOS: 最近打开, too;
 * Linux keeps none). Only what somebody opened from the system itself is listed, which has seen its name already: what
 * the program saves may have a classified report's title in its name.
 */
function rememberRecent(path: string): void {
  if (process.platform !== 'linux') app.addRecentDocument(path);
}

/** Empties the system's list. */
export function clearRecent(): void {
  app.clearRecentDocuments();
}

export type OpenDocuments = {
  /** Files that somebody wants to open. Read when a page asks for them, which is told that there are some. */
  add(paths: readonly string[]): void;
  /** What to do from now on where files come and there is no window to tell. */
  onNoWindow(open: () => void): void;
  /** What waits, once. */
  take(): Promise<TakenFiles>;
};

/**
 * Files that are opened with the program: named at its start or at a second one, dropped on its icon, or handed over by
 * macOS, also before it is ready. Main reads them, since a page may read no path; what becomes of them the page asks.
 * @param window the window that is to show them, brought to the front; null while there is none yet
 */
export function createOpenDocuments(window: () => BrowserWindow | null): OpenDocuments {
  let waiting: string[] = [];
  let openOne: (() => void) | null = null;
  const add = (paths: readonly string[]): void => {
    if (paths.length === 0) return;
    waiting.push(...paths.filter((path) => !waiting.includes(path)));
    const one = window();
    if (one) one.webContents.send(CHANNELS.files);
    else openOne?.();
  };
  app.on('open-file', (event, path) => {
    event.preventDefault();
    add([path]);
  });
  return {
    add,
    onNoWindow: (open) => (openOne = open),
    take: async () => {
      const paths = waiting;
      waiting = [];
      const { files, refused } = await readOpened(paths);
      for (const { path } of files) rememberRecent(path);
      return { files: files.map(({ name, bytes }) => ({ name, bytes })), refused };
    },
  };
}

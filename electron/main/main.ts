import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { app, BrowserWindow, dialog, ipcMain, protocol, session, shell } from 'electron';

import { defaultDataDir } from '../shells/data-dir.ts';
import { filesIn } from '../shells/opened-files.ts';
import { hostBackend, type BackendHost } from './backend-host.ts';
import { CHANNELS } from './channels.ts';
import { commandWords, runCommandLine } from './command-line.ts';
import { setMenu } from './menu.ts';
import { createOpenDocuments, filesOfSecondStart, toldToTheFirst } from './open-documents.ts';
import { readOptions, type Options } from './options.ts';
import { isFromPage, pageScheme, servePage } from './page.ts';
import { createPdfService, printScheme } from './pdf.ts';
import { createPrintDialog } from './print-dialog.ts';
import { keepProfileIn } from './profile.ts';
import { saveFile } from './save-file.ts';
import { onReadyToClose, onStayOpen, onUnsaved, openWindow } from './window.ts';

/** `out/main` when built. */
const here = dirname(fileURLToPath(import.meta.url));
const args = process.argv.slice(app.isPackaged ? 1 : 2);
/** A command that is to be run instead of opening a window. */
const words = commandWords(args);
const options = readOptions(args);
const dataDir = options.dataDir ?? defaultDataDir(process.platform, process.env, homedir());
const resourcesDir = app.isPackaged
  ? join(process.resourcesPath, 'resources')
  : join(here, '../../resources');
const devTools = !app.isPackaged;

protocol.registerSchemesAsPrivileged([pageScheme, printScheme]);
if (words === null) keepProfileIn(join(dataDir, 'window'));
app.enableSandbox();

function open(hash: string): BrowserWindow {
  return openWindow({
    preload: join(here, '../preload/preload.cjs'),
    icon: join(resourcesDir, 'icons/icon.png'),
    boundsFile: join(dataDir, 'window', 'bounds.json'),
    devTools,
    hash,
  });
}

/** The window in which somebody works; a hidden one is only printed through. */
function windowInUse(): BrowserWindow | null {
  const focused = BrowserWindow.getFocusedWindow();
  return focused ?? BrowserWindow.getAllWindows().find((one) => one.isVisible()) ?? null;
}
const documents = createOpenDocuments(windowInUse);

function focusOrOpen({ demo }: Options): void {
  const window = windowInUse();
  if (!window || demo) {
    open(demo ? '#/demo' : '');
    return;
  }
  if (window.isMinimized()) window.restore();
  window.focus();
}

function quitAfter(host: BackendHost): void {
  let state: 'running' | 'ending' | 'ended' = 'running';
  app.on('window-all-closed', () => app.quit());
  // Windows ask their pages to save as they close, so this comes when the last one is gone.
  app.on('will-quit', (event) => {
    if (state === 'ended') return;
    event.preventDefault();
    if (state === 'ending') return;
    state = 'ending';
    void host.close().finally(() => {
      state = 'ended';
      app.quit();
    });
  });
}

async function run(): Promise<void> {
  await app.whenReady();
  servePage(session.defaultSession, join(here, '../renderer'));
  const pdf = createPdfService();
  const host = hostBackend({
    entry: join(here, '../backend/utility.js'),
    readerEntry: join(here, '../reader/reader.js'),
    dataDir,
    resourcesDir,
    version: app.getVersion(),
    pdf,
  });
  quitAfter(host);
  ipcMain.on(CHANNELS.connect, (event) => {
    if (isFromPage(event)) host.connect(event.sender);
  });
  ipcMain.on(CHANNELS.readyToClose, (event) => {
    if (isFromPage(event)) onReadyToClose(event);
  });
  ipcMain.on(CHANNELS.stayOpen, (event) => {
    if (isFromPage(event)) onStayOpen(event);
  });
  ipcMain.on(CHANNELS.unsaved, (event, unsaved: unknown) => {
    if (isFromPage(event)) onUnsaved(event, unsaved);
  });
  ipcMain.handle(CHANNELS.saveFile, saveFile);
  ipcMain.handle(CHANNELS.takeFiles, documents.take);
  ipcMain.handle(CHANNELS.printPages, createPrintDialog(pdf));
  setMenu(
    {
      newWindow: () => void open(''),
      openDataFolder: () => void shell.openPath(dataDir),
      about: () => {
        void dialog.showMessageBox({
          type: 'info',
          title: '关于年述',
          message: `年述 ${app.getVersion()}`,
          detail: `全面依法治市工作总结和工作计划的写作、审阅与归档。\n数据文件夹：${dataDir}`,
          buttons: ['好'],
        });
      },
    },
    devTools,
  );
  app.on('second-instance', (_event, argv, folder, told) => {
    focusOrOpen(readOptions(argv));
    documents.add(filesOfSecondStart(told, argv.slice(app.isPackaged ? 1 : 2), folder));
  });
  app.on('activate', () => focusOrOpen({ dataDir: null, demo: false }));
  documents.add(filesIn(args, process.cwd()));
  open(options.demo ? '#/demo' : '');
}

if (words !== null)
  void runCommandLine({
    words,
    readerEntry: join(here, '../reader/reader.js'),
    resourcesDir,
    pdf: createPdfService(),
  });
else if (app.requestSingleInstanceLock(toldToTheFirst(args, process.cwd()))) void run();
else app.quit();

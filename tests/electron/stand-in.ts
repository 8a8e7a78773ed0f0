import type Electron from 'electron';

import { app } from './stand-in/app.ts';
import { contextBridge } from './stand-in/bridge.ts';
import { dialog } from './stand-in/dialog.ts';
import { ipcMain } from './stand-in/ipc-main.ts';
import { ipcRenderer, webUtils } from './stand-in/ipc-renderer.ts';
import { Menu } from './stand-in/menu.ts';
import { screen } from './stand-in/screen.ts';
import { protocol, session } from './stand-in/session.ts';
import { clipboard, crashReporter, nativeTheme, powerMonitor, shell } from './stand-in/system.ts';
import { utilityProcess } from './stand-in/utility.ts';
import { BrowserWindow, webContents } from './stand-in/window.ts';

/**
 * The module `electron` in tests: it keeps what is asked of it, lets tests send what Electron would send, and throws where
 * Electron throws. Its rules, each with the sentence that it comes from, are in `rules/`; `docs/electron-rules.md` lists
 * them.
 */
export * from './stand-in/app.ts';
export * from './stand-in/behaviour.ts';
export * from './stand-in/bridge.ts';
export * from './stand-in/contents.ts';
export * from './stand-in/dialog.ts';
export * from './stand-in/event.ts';
export * from './stand-in/ipc-main.ts';
export * from './stand-in/ipc-renderer.ts';
export * from './stand-in/life.ts';
export * from './stand-in/menu.ts';
export * from './stand-in/ports.ts';
export * from './stand-in/protocol.ts';
export * from './stand-in/screen.ts';
export * from './stand-in/session.ts';
export * from './stand-in/system.ts';
export * from './stand-in/utility.ts';
export * from './stand-in/window.ts';

type Modules = typeof Electron;
/** Events are JavaScript's, and typed by each listener; `prototype` is no part of what a program uses. */
type Leave = keyof NodeJS.EventEmitter | 'prototype';
/**
 * Part of each module, by Electron's own signatures. Left out are the few members that hand over an object of Electron's
 * own: here they hand over the stand-in of it, which says with `implements Pick<…>` what it has of Electron's.
 */
type PartOf<Name extends keyof Modules, Own extends PropertyKey = never> = Partial<
  Omit<Modules[Name], Leave | Own>
>;
/** Those few: what they are given is Electron's, what they give is a stand-in. */
type HandsOver<Name extends keyof Modules, Own extends keyof Modules[Name]> = {
  [K in Own]: Modules[Name][K] extends (...args: infer Args) => unknown
    ? (...args: Args) => object | null | undefined | void
    : object;
};

void ({
  app,
  BrowserWindow,
  clipboard,
  contextBridge,
  crashReporter,
  dialog,
  ipcMain,
  ipcRenderer,
  Menu,
  nativeTheme,
  powerMonitor,
  protocol,
  screen,
  session,
  shell,
  utilityProcess,
  webContents,
  webUtils,
} satisfies {
  app: PartOf<'app', 'commandLine'> & HandsOver<'app', 'commandLine'>;
  BrowserWindow: HandsOver<
    'BrowserWindow',
    'getAllWindows' | 'getFocusedWindow' | 'fromId' | 'fromWebContents'
  >;
  clipboard: PartOf<'clipboard'>;
  contextBridge: PartOf<'contextBridge'>;
  crashReporter: PartOf<'crashReporter'>;
  dialog: PartOf<'dialog'>;
  ipcMain: PartOf<'ipcMain'>;
  ipcRenderer: PartOf<'ipcRenderer'>;
  Menu: PartOf<'Menu', 'buildFromTemplate' | 'getApplicationMenu' | 'setApplicationMenu'> &
    HandsOver<'Menu', 'buildFromTemplate' | 'getApplicationMenu' | 'setApplicationMenu'>;
  nativeTheme: PartOf<'nativeTheme'>;
  powerMonitor: PartOf<'powerMonitor'>;
  protocol: PartOf<'protocol'>;
  screen: PartOf<'screen'>;
  session: HandsOver<'session', 'defaultSession' | 'fromPartition' | 'fromPath'>;
  shell: PartOf<'shell'>;
  utilityProcess: HandsOver<'utilityProcess', 'fork'>;
  webContents: HandsOver<'webContents', 'getAllWebContents' | 'getFocusedWebContents' | 'fromId'>;
  webUtils: PartOf<'webUtils'>;
});

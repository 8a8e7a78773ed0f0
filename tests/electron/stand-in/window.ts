import type Electron from 'electron';

import { StandInContents } from './contents.ts';
import { StandInEvent } from './event.ts';
import { life, needsReady, onReset } from './life.ts';
import { session, StandInSession } from './session.ts';
import { endsWithObject, isGone, markGone } from './types.ts';
import { WindowLook } from './window-look.ts';

const NAMES = [
  'loadURL',
  'reload',
  'close',
  'destroy',
  'show',
  'showInactive',
  'hide',
  'isVisible',
  'focus',
  'blur',
  'isFocused',
  'minimize',
  'restore',
  'isMinimized',
  'maximize',
  'unmaximize',
  'isMaximized',
  'setFullScreen',
  'isFullScreen',
  'getBounds',
  'getNormalBounds',
  'setBounds',
  'getPosition',
  'setPosition',
  'getSize',
  'setSize',
  'setMinimumSize',
  'getMinimumSize',
  'center',
  'moveTop',
  'setMenu',
  'removeMenu',
  'setMenuBarVisibility',
  'setAutoHideMenuBar',
  'setTitle',
  'getTitle',
  'setIcon',
  'setClosable',
  'isClosable',
  'setRepresentedFilename',
  'getRepresentedFilename',
  'setDocumentEdited',
  'isDocumentEdited',
  'setProgressBar',
  'flashFrame',
  'setSkipTaskbar',
  'setEnabled',
  'isEnabled',
  'setAppDetails',
  'getMediaSourceId',
  'isNormal',
  'setBackgroundColor',
] as const satisfies readonly (keyof Electron.BrowserWindow)[];

type Options = Electron.BrowserWindowConstructorOptions;

let ids = 0;

/**
 * A window. `webContents` is the stand-in's own, so that tests can look at it; everything else that has one of Electron's
 * names has its signature.
 */
export class BrowserWindow
  extends WindowLook
  implements Pick<Electron.BrowserWindow, (typeof NAMES)[number] | 'id' | 'isDestroyed'>
{
  /** All that were ever opened, also those that are gone. */
  static all: BrowserWindow[] = [];
  static get onEveryLoad(): ((url: string) => void) | null {
    return StandInContents.onEveryLoad;
  }
  static set onEveryLoad(hear: ((url: string) => void) | null) {
    StandInContents.onEveryLoad = hear;
  }
  static getAllWindows(): BrowserWindow[] {
    return BrowserWindow.all.filter((window) => !isGone(window));
  }
  static getFocusedWindow(): BrowserWindow | null {
    return BrowserWindow.getAllWindows().find((window) => window.focused) ?? null;
  }
  static fromId(id: number): BrowserWindow | null {
    return BrowserWindow.getAllWindows().find((window) => window.id === id) ?? null;
  }
  static fromWebContents(contents: object): BrowserWindow | null {
    return BrowserWindow.getAllWindows().find((window) => window.page === contents) ?? null;
  }

  readonly id = (ids += 1);
  readonly options: Options;
  /** Its page: for tests, also after the window is gone. */
  readonly page: StandInContents;
  maximized = false;
  minimized = false;
  fullScreen = false;
  visible: boolean;
  focused: boolean;

  constructor(options: Options = {}) {
    needsReady('Cannot create BrowserWindow before app is ready');
    super(options);
    this.options = options;
    this.page = new StandInContents(sessionOf(options));
    this.visible = options.show !== false;
    this.focused = this.visible;
    BrowserWindow.all.push(this);
    life.windows.add(this);
    life.tellApp('web-contents-created', new StandInEvent(), this.page);
    life.tellApp('browser-window-created', new StandInEvent(), this);
  }

  get webContents(): StandInContents {
    return this.page;
  }
  get destroyed(): boolean {
    return isGone(this);
  }
  isDestroyed(): boolean {
    return isGone(this);
  }

  /**
   * Asks the window to close, as its button does. The page is unloaded first, so that the window is still there when this
   * returns; `closed` comes after it.
   */
  close(): void {
    if (!this.closable) {
      life.closeCancelled();
      return;
    }
    const event = new StandInEvent();
    this.emit('close', event);
    if (event.defaultPrevented) life.closeCancelled();
    else queueMicrotask(() => this.end());
  }
  destroy(): void {
    this.end();
  }
  /** Marked first and told then: whoever hears `closed` can do nothing with the window any more. */
  private end(): void {
    if (isGone(this)) return;
    this.visible = false;
    this.focused = false;
    markGone(this);
    this.page.destroy();
    // The window goes, whatever those who hear of it throw.
    try {
      this.emit('closed');
    } finally {
      life.windows.delete(this);
      life.windowGone();
    }
  }
  /** Windows: the system is about to end the session. True where the window holds it. */
  sessionEnds(reasons: Electron.WindowSessionEndEvent['reasons'] = ['logoff']): boolean {
    const event = Object.assign(new StandInEvent(), { reasons });
    this.emit('query-session-end', event);
    if (event.defaultPrevented) return true;
    this.emit('session-end', Object.assign(new StandInEvent(), { reasons }));
    return false;
  }
  /** The page has drawn itself. */
  paint(): void {
    this.emit('ready-to-show');
  }

  loadURL(url: string): Promise<void> {
    const loading = this.page.loadURL(url);
    // As in Electron: who does not wait hears nothing.
    loading.catch(() => {});
    return loading;
  }
  reload(): void {
    this.page.reload();
  }
  show(): void {
    this.visible = true;
    this.focus();
    this.emit('show');
  }
  showInactive(): void {
    this.visible = true;
    this.emit('show');
  }
  hide(): void {
    this.visible = false;
    this.focused = false;
    this.emit('hide');
  }
  isVisible(): boolean {
    return this.visible;
  }
  focus(): void {
    for (const window of BrowserWindow.all) window.focused = window === this;
    this.emit('focus');
  }
  blur(): void {
    this.focused = false;
    this.emit('blur');
  }
  isFocused(): boolean {
    return this.focused;
  }
  minimize(): void {
    this.minimized = true;
    this.emit('minimize');
  }
  restore(): void {
    this.minimized = false;
    this.emit('restore');
  }
  isMinimized(): boolean {
    return this.minimized;
  }
  maximize(): void {
    this.maximized = true;
    this.visible = true;
    this.emit('maximize');
  }
  unmaximize(): void {
    this.maximized = false;
    this.emit('unmaximize');
  }
  isMaximized(): boolean {
    return this.maximized;
  }
  isNormal(): boolean {
    return !this.maximized && !this.minimized && !this.fullScreen;
  }
  getMediaSourceId(): string {
    return `window:${this.id}:0`;
  }
  setFullScreen(flag: boolean): void {
    this.fullScreen = flag;
  }
  isFullScreen(): boolean {
    return this.fullScreen;
  }
}

endsWithObject(BrowserWindow.prototype, [...NAMES, 'webContents']);
onReset(() => {
  BrowserWindow.all.length = 0;
  StandInContents.onEveryLoad = null;
});

function sessionOf({ webPreferences = {} }: Options): StandInSession {
  const given: unknown = webPreferences.session;
  if (given instanceof StandInSession) return given;
  return webPreferences.partition ? session.fromPartition(webPreferences.partition) : session.defaultSession;
}

/** The stand-in behind what a function of ours gives as Electron's window. */
export const standInOf = (window: object): BrowserWindow => window as BrowserWindow;

/** The module `webContents`: all pages that there are. */
export const webContents = {
  getAllWebContents: (): StandInContents[] => BrowserWindow.getAllWindows().map(({ page }) => page),
  getFocusedWebContents: (): StandInContents | null => BrowserWindow.getFocusedWindow()?.page ?? null,
  fromId: (id: number): StandInContents | undefined =>
    BrowserWindow.getAllWindows().find(({ page }) => page.id === id)?.page,
};

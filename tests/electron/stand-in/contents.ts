import type Electron from 'electron';

import { cloned, clonedAll } from './clone.ts';
import { StandInEvent } from './event.ts';
import { ipcMain } from './ipc-main.ts';
import { life, refuse } from './life.ts';
import { canLoad } from './loading.ts';
import { PageCommands } from './page-commands.ts';
import { givenAway, StandInPort } from './ports.ts';
import { DEFAULT_USER_AGENT, StandInSession } from './session.ts';
import { endsWithObject, isGone, markGone } from './types.ts';

export type Sent = { channel: string; data?: unknown; ports?: unknown[]; args?: unknown[] };
export type Printed = {
  options: Electron.WebContentsPrintOptions;
  done: (success: boolean, why?: string) => void;
};

const NAMES = [
  'send',
  'postMessage',
  'sendInputEvent',
  'executeJavaScript',
  'printToPDF',
  'print',
  'isCrashed',
  'forcefullyCrashRenderer',
  'reload',
  'reloadIgnoringCache',
  'loadURL',
  'getURL',
  'getTitle',
  'isLoading',
  'stop',
  'setUserAgent',
  'getUserAgent',
  'setWindowOpenHandler',
  'undo',
  'redo',
  'cut',
  'copy',
  'paste',
  'pasteAndMatchStyle',
  'delete',
  'selectAll',
  'replaceMisspelling',
  'insertText',
  'focus',
  'isFocused',
  'getZoomLevel',
  'setZoomLevel',
  'getZoomFactor',
  'setZoomFactor',
  'openDevTools',
  'closeDevTools',
  'toggleDevTools',
  'isDevToolsOpened',
  'getOSProcessId',
  'setIgnoreMenuShortcuts',
  'setVisualZoomLevelLimits',
  'close',
] as const satisfies readonly (keyof Electron.WebContents)[];

type WindowOpen = Parameters<Electron.WebContents['setWindowOpenHandler']>[0];

let ids = 0;

/** A page, as main sees it. */
export class StandInContents
  extends PageCommands
  implements Pick<Electron.WebContents, (typeof NAMES)[number] | 'id' | 'isDestroyed'>
{
  readonly id = (ids += 1);
  readonly sent: Sent[] = [];
  readonly input: (Electron.MouseInputEvent | Electron.MouseWheelInputEvent | Electron.KeyboardInputEvent)[] =
    [];
  readonly scripts: string[] = [];
  readonly printed: Printed[] = [];
  readonly ofSession: StandInSession;
  crashed = false;
  reloads = 0;
  url = '';
  title = '';
  pdfOptions: unknown = null;
  pdf: () => Promise<Uint8Array> = () => Promise.resolve(new Uint8Array([37, 80, 68, 70]));
  /** What a script that is run in the page gives. */
  scriptResult: unknown = ['方正小标宋_GBK'];
  windowOpenHandler: WindowOpen | null = null;
  userAgent: string;

  constructor(ofSession = new StandInSession()) {
    super();
    this.ofSession = ofSession;
    this.userAgent = ofSession.userAgent === DEFAULT_USER_AGENT ? DEFAULT_USER_AGENT : ofSession.userAgent;
  }

  get session(): StandInSession {
    return this.ofSession;
  }
  get mainFrame(): {
    url: string;
    parent: null;
    printToPDF: (options: Electron.PrintToPDFOptions) => Promise<Buffer>;
  } {
    return { url: this.url, parent: null, printToPDF: (options) => this.printToPDF(options) };
  }
  get destroyed(): boolean {
    return isGone(this);
  }
  isDestroyed(): boolean {
    return isGone(this);
  }
  /** The page is gone for good. */
  destroy(): void {
    if (isGone(this)) return;
    markGone(this);
    this.emit('destroyed');
  }
  close(): void {
    this.destroy();
  }

  send(channel: string, ...args: unknown[]): void {
    if (typeof channel !== 'string') refuse('Missing required channel argument', TypeError);
    const sent = clonedAll(args);
    // There is nobody to hear it.
    if (!this.crashed) this.sent.push({ channel, ...(sent.length > 0 ? { args: sent } : {}) });
  }
  postMessage(channel: string, message: unknown, transfer: Electron.MessagePortMain[] = []): void {
    const data = cloned(message);
    const ports = givenAway(transfer);
    if (!this.crashed) this.sent.push({ channel, data, ports });
  }
  sendInputEvent(event: (typeof this.input)[number]): void {
    this.input.push(event);
  }
  executeJavaScript(source: string): Promise<unknown> {
    this.scripts.push(source);
    return Promise.resolve(this.scriptResult);
  }
  printToPDF(options: Electron.PrintToPDFOptions): Promise<Buffer> {
    this.pdfOptions = options;
    return this.pdf().then((bytes) => Buffer.from(bytes));
  }
  print(
    options: Electron.WebContentsPrintOptions = {},
    callback?: (success: boolean, why: string) => void,
  ): void {
    this.printed.push({ options, done: (success, why = '') => callback?.(success, why) });
  }

  isCrashed(): boolean {
    return this.crashed;
  }
  forcefullyCrashRenderer(): void {
    this.crash('killed');
  }
  reload(): void {
    this.reloads += 1;
    this.crashed = false;
  }
  reloadIgnoringCache(): void {
    this.reload();
  }
  /** The process that draws the page is gone. */
  crash(reason: Electron.RenderProcessGoneDetails['reason'] = 'crashed', exitCode = 139): void {
    this.crashed = true;
    const details: Electron.RenderProcessGoneDetails = { reason, exitCode };
    this.emit('render-process-gone', new StandInEvent(), details);
    life.tellApp('render-process-gone', new StandInEvent(), this, details);
  }
  hang(): void {
    this.emit('unresponsive');
  }
  recover(): void {
    this.emit('responsive');
  }
  /** Somebody presses the right button, or the key of the menu. */
  contextMenu(params: Partial<Electron.ContextMenuParams>): void {
    this.emit('context-menu', new StandInEvent(), params);
  }

  async loadURL(url: string): Promise<void> {
    this.url = url;
    StandInContents.onEveryLoad?.(url);
    const failure = canLoad(url, this.ofSession.protocol);
    await Promise.resolve();
    if (isGone(this)) throw loadError('ERR_FAILED', -2, url);
    if (failure) {
      this.emit('did-fail-load', new StandInEvent(), failure.errno, failure.code, url, true, 1, 1);
      throw loadError(failure.code, failure.errno, url);
    }
    this.emit('did-finish-load');
  }
  /** Hears each address that a page loads, while it loads. */
  static onEveryLoad: ((url: string) => void) | null = null;
  getURL(): string {
    return this.url;
  }
  getTitle(): string {
    return this.title;
  }
  isLoading(): boolean {
    return false;
  }
  stop(): void {}
  setUserAgent(userAgent: string): void {
    this.userAgent = userAgent;
  }
  getUserAgent(): string {
    return this.userAgent;
  }
  setWindowOpenHandler(handler: WindowOpen): void {
    this.windowOpenHandler = handler;
  }

  getOSProcessId(): number {
    return this.crashed ? 0 : 2 ** 30 - this.id;
  }
  setIgnoreMenuShortcuts(): void {}

  /** What the page's preload says to main, over the wall between processes. */
  say(channel: string, ...args: unknown[]): void {
    ipcMain.emit(channel, this.ipcEvent(), ...clonedAll(args));
  }
  /** What the page's preload asks of main. Fails as `ipcRenderer.invoke` does. */
  async invoke(channel: string, ...args: unknown[]): Promise<unknown> {
    const asked = clonedAll(args);
    try {
      const handler = ipcMain.handlers.get(channel);
      if (!handler) throw new Error(`No handler registered for '${channel}'`);
      return cloned(await Promise.resolve(handler(this.ipcEvent() as Electron.IpcMainInvokeEvent, ...asked)));
    } catch (error) {
      throw new Error(`Error invoking remote method '${channel}': ${String(error)}`, { cause: error });
    }
  }
  private ipcEvent(): object {
    return Object.assign(new StandInEvent(), {
      type: 'frame' as const,
      sender: this,
      senderFrame: { url: this.url, parent: null },
      frameId: 1,
      processId: 2 ** 30 - this.id,
      ports: [] as StandInPort[],
    });
  }
}

endsWithObject(StandInContents.prototype, [
  ...NAMES.filter((name) => name !== 'close'),
  'session',
  'mainFrame',
]);

function loadError(code: string, errno: number, url: string): Error {
  return Object.assign(new Error(`${code} (${errno}) loading '${url}'`), { code, errno, url });
}

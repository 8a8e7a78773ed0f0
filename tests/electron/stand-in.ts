import { EventEmitter } from 'node:events';

/**
 * Stands in for the `electron` module: keeps what is asked of it, so that tests can look at it, and lets tests
 * send the events that Electron would send.
 */

type Any = (...args: never[]) => unknown;

/** Handlers that were set, by name. */
class Recorder {
  readonly handlers = new Map<string, Any>();
  protected set(name: string, handler: unknown): void {
    this.handlers.set(name, handler as Any);
  }
  /** Calls a handler as Electron would. */
  ask(name: string, ...args: unknown[]): unknown {
    const handler = this.handlers.get(name) as ((...args: unknown[]) => unknown) | undefined;
    if (!handler) throw new Error(`no handler for ${name}`);
    return handler(...args);
  }
}

/** As Chromium has it, which names the machine's system. */
export const DEFAULT_USER_AGENT = 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Electron/45.4.1';

export class StandInSession extends Recorder {
  readonly protocol = {
    handle: (scheme: string, handler: unknown) => this.set(`protocol:${scheme}`, handler),
  };
  readonly webRequest = { onBeforeRequest: (handler: unknown) => this.set('request', handler) };
  userAgent = DEFAULT_USER_AGENT;
  setUserAgent(userAgent: string): void {
    this.userAgent = userAgent;
  }
  setPermissionRequestHandler(handler: unknown): void {
    this.set('permission', handler);
  }
  setPermissionCheckHandler(handler: unknown): void {
    this.set('permission-check', handler);
  }
  setDevicePermissionHandler(handler: unknown): void {
    this.set('device', handler);
  }
}

export type Sent = { channel: string; data?: unknown; ports?: unknown[] };

export class StandInContents extends EventEmitter {
  readonly sent: Sent[] = [];
  readonly input: unknown[] = [];
  readonly scripts: string[] = [];
  crashed = false;
  destroyed = false;
  reloads = 0;
  url = '';
  pdfOptions: unknown = null;
  pdf: () => Promise<Uint8Array> = () => Promise.resolve(new Uint8Array([37, 80, 68, 70]));
  windowOpenHandler: ((details: { url: string }) => { action: string }) | null = null;
  userAgent = DEFAULT_USER_AGENT;
  setUserAgent(userAgent: string): void {
    this.userAgent = userAgent;
  }
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.windowOpenHandler = handler;
  }
  send(channel: string): void {
    this.sent.push({ channel });
  }
  postMessage(channel: string, data: unknown, ports: unknown[]): void {
    this.sent.push({ channel, data, ports });
  }
  sendInputEvent(event: unknown): void {
    this.input.push(event);
  }
  executeJavaScript(source: string): Promise<unknown> {
    this.scripts.push(source);
    return Promise.resolve(['方正小标宋_GBK']);
  }
  printToPDF(options: unknown): Promise<Uint8Array> {
    this.pdfOptions = options;
    return this.pdf();
  }
  isCrashed(): boolean {
    return this.crashed;
  }
  isDestroyed(): boolean {
    return this.destroyed;
  }
  reload(): void {
    this.reloads += 1;
  }
  getURL(): string {
    return this.url;
  }
}

export class BrowserWindow extends EventEmitter {
  static all: BrowserWindow[] = [];
  /** Hears each address that a window loads, while it loads. */
  static onEveryLoad: ((url: string) => void) | null = null;
  static getAllWindows(): BrowserWindow[] {
    return BrowserWindow.all.filter((window) => !window.destroyed);
  }
  static fromWebContents(contents: unknown): BrowserWindow | null {
    return BrowserWindow.all.find((window) => window.webContents === contents) ?? null;
  }
  readonly webContents = new StandInContents();
  readonly options: Record<string, unknown>;
  destroyed = false;
  maximized = false;
  visible = false;
  constructor(options: Record<string, unknown>) {
    super();
    this.options = options;
    BrowserWindow.all.push(this);
  }
  loadURL(url: string): Promise<void> {
    this.webContents.url = url;
    BrowserWindow.onEveryLoad?.(url);
    return Promise.resolve();
  }
  /** Asks the window to close, as the user would. Tells whether it did. */
  close(): boolean {
    let prevented = false;
    this.emit('close', { preventDefault: () => (prevented = true) });
    if (!prevented) this.destroy();
    return !prevented;
  }
  destroy(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    this.webContents.destroyed = true;
    this.webContents.emit('destroyed');
    this.emit('closed');
  }
  isDestroyed(): boolean {
    return this.destroyed;
  }
  show(): void {
    this.visible = true;
  }
  isVisible(): boolean {
    return this.visible;
  }
  isMinimized(): boolean {
    return false;
  }
  focus(): void {}
  maximize(): void {
    this.maximized = true;
  }
  isMaximized(): boolean {
    return this.maximized;
  }
  getNormalBounds(): object {
    return { x: 40, y: 30, width: 1200, height: 800 };
  }
}

export class StandInChild extends EventEmitter {
  readonly posted: { message: Record<string, unknown>; ports: unknown[] }[] = [];
  killed = false;
  readonly entry: string;
  readonly options: object;
  constructor(entry: string, options: object = {}) {
    super();
    this.entry = entry;
    this.options = options;
  }
  postMessage(message: Record<string, unknown>, ports: unknown[] = []): void {
    this.posted.push({ message, ports });
    this.emit('posted');
  }
  kill(): boolean {
    this.killed = true;
    this.emit('exit', 1);
    return true;
  }
}

export const children: StandInChild[] = [];
export const utilityProcess = {
  fork: (entry: string, _args: string[], options: object): StandInChild => {
    const child = new StandInChild(entry, options);
    children.push(child);
    return child;
  },
};

export class MessageChannelMain {
  readonly port1 = { end: 1 };
  readonly port2 = { end: 2 };
}

export const sessions = new Map<string, StandInSession>();
export const session = {
  defaultSession: new StandInSession(),
  fromPartition: (name: string): StandInSession => {
    const found = sessions.get(name) ?? new StandInSession();
    sessions.set(name, found);
    return found;
  },
};

class StandInApp extends EventEmitter {
  isPackaged = false;
  lock = true;
  quits = 0;
  sandboxed = false;
  readonly paths = new Map([['documents', '/documents']]);
  whenReady(): Promise<void> {
    return Promise.resolve();
  }
  /** Quits as Electron does: windows first, then `will-quit`, which may put it off. */
  quit(): void {
    for (const window of BrowserWindow.getAllWindows()) if (!window.close()) return;
    let prevented = false;
    this.emit('will-quit', { preventDefault: () => (prevented = true) });
    if (prevented) return;
    this.quits += 1;
    this.emit('ended');
  }
  requestSingleInstanceLock(): boolean {
    return this.lock;
  }
  enableSandbox(): void {
    this.sandboxed = true;
  }
  setPath(name: string, path: string): void {
    this.paths.set(name, path);
  }
  getPath(name: string): string {
    return this.paths.get(name) ?? '';
  }
  getVersion(): string {
    return '0.1.0';
  }
}
export const app = new StandInApp();

class StandInIpcMain extends EventEmitter {
  readonly handlers = new Map<string, Any>();
  handle(channel: string, handler: Any): void {
    this.handlers.set(channel, handler);
  }
}
export const ipcMain = new StandInIpcMain();

export const schemes: { scheme: string; privileges: Record<string, boolean> }[] = [];
export const protocol = {
  registerSchemesAsPrivileged: (added: typeof schemes): void => {
    schemes.push(...added);
  },
};

export const screen = {
  getAllDisplays: (): object[] => [{ workArea: { x: 0, y: 0, width: 1366, height: 728 } }],
};

export const dialog = {
  answer: { canceled: true, filePath: '' },
  asked: [] as Record<string, unknown>[],
  showSaveDialog: (_window: unknown, options: Record<string, unknown>): Promise<object> => {
    dialog.asked.push(options);
    return Promise.resolve(dialog.answer);
  },
  /** Which button of a question is pressed. */
  response: 0,
  questions: [] as Record<string, unknown>[],
  showMessageBox: (...args: Record<string, unknown>[]): Promise<object> => {
    dialog.questions.push(args.at(-1) ?? {});
    return Promise.resolve({ response: dialog.response });
  },
};

export const shell = { openPath: (): Promise<string> => Promise.resolve('') };

export const Menu = {
  template: [] as unknown[],
  buildFromTemplate: (template: unknown[]): unknown[] => template,
  setApplicationMenu: (template: unknown[]): void => {
    Menu.template = template;
  },
};

export const exposed = new Map<string, Record<string, (...args: unknown[]) => unknown>>();

/** An error on the other side of the bridge: a plain one, with its message and nothing else. */
const plainError = (error: unknown): Error =>
  new Error(error instanceof Error ? error.message : String(error));

/** A function as the page sees it: what goes in and what comes out is copied, errors are rebuilt as plain ones. */
const bridged =
  (work: (...args: unknown[]) => unknown) =>
  (...args: unknown[]): unknown => {
    try {
      const result = work(...args.map((arg) => structuredClone(arg)));
      if (!(result instanceof Promise)) return structuredClone(result);
      return result.then(
        (value: unknown) => structuredClone(value),
        (error: unknown) => Promise.reject(plainError(error)),
      );
    } catch (error) {
      throw plainError(error);
    }
  };

export const contextBridge = {
  exposeInMainWorld: (name: string, api: Record<string, unknown>): void => {
    const entries = Object.entries(api).map(([key, value]) => [
      key,
      typeof value === 'function'
        ? bridged(value as (...args: unknown[]) => unknown)
        : structuredClone(value),
    ]);
    exposed.set(name, Object.fromEntries(entries) as Record<string, (...args: unknown[]) => unknown>);
  },
};

class StandInIpcRenderer extends EventEmitter {
  readonly sent: unknown[][] = [];
  answer: unknown = null;
  send(...args: unknown[]): void {
    this.sent.push(args);
  }
  invoke(...args: unknown[]): Promise<unknown> {
    this.sent.push(args);
    return Promise.resolve(this.answer);
  }
}
export const ipcRenderer = new StandInIpcRenderer();

import { fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { appendFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { BrowserPrinter } from '../../../electron/backend/print/browser-printer.ts';

/**
 * The `electron` module for the built program as a process of its own, with real processes that read files. It keeps to
 * what a command needs; all else that is asked of it is noted in the file NIANSHU_ASKED names, and a test looks there.
 */
const note = (what) => appendFileSync(process.env.NIANSHU_ASKED, `${what}\n`);

class App extends EventEmitter {
  isPackaged = true;
  dock = undefined;
  #ready = false;
  getVersion = () => '9.8.7';
  enableSandbox = () => note('sandbox');
  setAppUserModelId = () => {};
  setName = () => {};
  setDesktopName = () => {};
  commandLine = { appendSwitch: () => {}, hasSwitch: () => false, getSwitchValue: () => '' };
  disableHardwareAcceleration = () => {
    if (this.#ready)
      throw new Error('app.disableHardwareAcceleration() can only be called before app is ready');
  };
  setPath = (name, path) => note(`path ${name} ${path}`);
  getPath = () => '/';
  setAppLogsPath = () => {};
  requestSingleInstanceLock = () => {
    note('lock');
    return true;
  };
  whenReady = () =>
    new Promise((resolve) => {
      setImmediate(() => {
        this.#ready = true;
        resolve();
      });
    });
  quit = () => note('quit');
  exit = (code) => process.exit(code);
}
export const app = new App();

/** A port between main and a child: what is sent goes over the child's own channel. */
class Port extends EventEmitter {
  send = () => {};
  start() {}
  postMessage(message) {
    this.send(message);
  }
}

/** The other end of a port. */
const ends = new Map();
export class MessageChannelMain {
  port1 = new Port();
  port2 = new Port();
  constructor() {
    ends.set(this.port1, this.port2);
  }
}

const SHIM = fileURLToPath(new URL('utility-process.mjs', import.meta.url));
export const utilityProcess = {
  fork(entry, args, options) {
    note(`fork ${options.serviceName}`);
    const child = fork(SHIM, [entry, ...args], {
      execArgv: options.execArgv,
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const self = new EventEmitter();
    Object.defineProperty(self, 'pid', { get: () => child.pid });
    self.kill = () => child.kill();
    let other = null;
    self.postMessage = (message, [port] = []) => {
      // The end that main keeps talks to the one that is given away.
      other = ends.get(port);
      other.send = (said) => child.send(said, () => {});
      child.send({ given: true, message }, () => {});
    };
    child.on('message', (data) => other?.emit('message', { data }));
    child.once('spawn', () => self.emit('spawn'));
    child.once('exit', (code) => self.emit('exit', code ?? 1));
    return self;
  },
};

/** Pages of the scheme that the program prints from. */
let servePrinted = () => new Response(null, { status: 404 });

/** A hidden window draws with the browser that tests have. */
export class BrowserWindow extends EventEmitter {
  #gone = false;
  #html = '';
  webContents = Object.assign(new EventEmitter(), {
    setUserAgent: () => {},
    setWindowOpenHandler: () => {},
    // Asked for the fonts of a list, it has none.
    executeJavaScript: (source) => Promise.resolve(source.startsWith('(') ? [] : true),
    printToPDF: async () => {
      const printer = new BrowserPrinter();
      try {
        return await printer.print({ html: this.#html });
      } finally {
        await printer.close();
      }
    },
  });
  constructor(options) {
    super();
    note(`window ${options.show === false ? 'hidden' : 'shown'}`);
  }
  static getAllWindows = () => [];
  async loadURL(url) {
    this.#html = await servePrinted({ url }).text();
  }
  isDestroyed = () => this.#gone;
  destroy() {
    this.#gone = true;
    app.emit('window-all-closed');
  }
}

const session = {
  fromPartition: () => ({
    setUserAgent: () => {},
    protocol: { handle: (_scheme, handler) => (servePrinted = handler) },
    setPermissionRequestHandler: () => {},
    setPermissionCheckHandler: () => {},
    setDevicePermissionHandler: () => {},
    setSpellCheckerEnabled: () => {},
    setSpellCheckerDictionaryDownloadURL: () => {},
    setProxy: () => Promise.resolve(),
    webRequest: { onBeforeRequest: () => {} },
    on: () => {},
  }),
  defaultSession: {},
};
export { session };
export const protocol = { registerSchemesAsPrivileged: () => {} };
const other = (name) => new Proxy({}, { get: (_target, key) => () => note(`${name}.${String(key)}`) });
export const dialog = other('dialog');
export const ipcMain = other('ipcMain');
export const Menu = other('Menu');
export const shell = other('shell');
export const screen = other('screen');
export const clipboard = other('clipboard');
export const nativeImage = other('nativeImage');
export const nativeTheme = other('nativeTheme');
export const crashReporter = other('crashReporter');
export const powerMonitor = other('powerMonitor');
export const webContents = other('webContents');
export const contentTracing = other('contentTracing');
export const net = other('net');
export const globalShortcut = other('globalShortcut');
export const powerSaveBlocker = other('powerSaveBlocker');

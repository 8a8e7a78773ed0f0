import { EventEmitter } from 'node:events';

import type Electron from 'electron';

import { life, needsReady, onReset, refuse } from './life.ts';
import { StandInProtocol } from './protocol.ts';
import { SPELLING } from './spelling.ts';
import { StandInWebRequest } from './web-request.ts';

const NAMES = [
  'setUserAgent',
  'getUserAgent',
  'setPermissionRequestHandler',
  'setPermissionCheckHandler',
  'setDevicePermissionHandler',
  'setDisplayMediaRequestHandler',
  'setBluetoothPairingHandler',
  'setUSBProtectedClassesHandler',
  'setCertificateVerifyProc',
  'setSpellCheckerEnabled',
  'isSpellCheckerEnabled',
  'setSpellCheckerLanguages',
  'getSpellCheckerLanguages',
  'setSpellCheckerDictionaryDownloadURL',
  'availableSpellCheckerLanguages',
  'spellCheckerEnabled',
  'enableNetworkEmulation',
  'disableNetworkEmulation',
  'setProxy',
  'closeAllConnections',
  'clearCache',
  'clearStorageData',
  'setDownloadPath',
  'isPersistent',
] as const satisfies readonly (keyof Electron.Session)[];

type Handlers = {
  permission: Parameters<Electron.Session['setPermissionRequestHandler']>[0];
  'permission-check': Parameters<Electron.Session['setPermissionCheckHandler']>[0];
  device: Parameters<Electron.Session['setDevicePermissionHandler']>[0];
  'display-media': Parameters<Electron.Session['setDisplayMediaRequestHandler']>[0];
  bluetooth: Parameters<Electron.Session['setBluetoothPairingHandler']>[0];
  'usb-classes': Parameters<Electron.Session['setUSBProtectedClassesHandler']>[0];
  certificate: Parameters<Electron.Session['setCertificateVerifyProc']>[0];
};

/** As Chromium has it, which names the machine's system. */
export const DEFAULT_USER_AGENT = 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Electron/45.4.1';

export class StandInSession extends EventEmitter implements Pick<Electron.Session, (typeof NAMES)[number]> {
  readonly protocol = new StandInProtocol();
  readonly webRequest = new StandInWebRequest();
  readonly partition: string;
  /** Handlers that were set, by name. */
  readonly set: Partial<Handlers> = {};
  userAgent = DEFAULT_USER_AGENT;
  spellCheckerEnabled = true;
  /** As on an English system: Chromium fetches a dictionary for it. */
  spellCheckerLanguages: string[] = ['en-US'];
  dictionaryUrl: string | null = null;
  offline = false;
  proxy: Electron.ProxyConfig | null = null;
  downloadPath: string | null = null;
  readonly availableSpellCheckerLanguages: string[] = [...SPELLING];

  constructor(partition = '') {
    super();
    this.partition = partition;
  }

  setUserAgent(userAgent: string): void {
    this.userAgent = userAgent;
  }
  getUserAgent(): string {
    return this.userAgent;
  }
  setPermissionRequestHandler(handler: Handlers['permission']): void {
    this.set.permission = checked(handler);
  }
  setPermissionCheckHandler(handler: Handlers['permission-check']): void {
    this.set['permission-check'] = checked(handler);
  }
  setDevicePermissionHandler(handler: Handlers['device']): void {
    this.set.device = checked(handler);
  }
  setDisplayMediaRequestHandler(handler: Handlers['display-media']): void {
    this.set['display-media'] = checked(handler);
  }
  setBluetoothPairingHandler(handler: Handlers['bluetooth']): void {
    this.set.bluetooth = checked(handler);
  }
  setUSBProtectedClassesHandler(handler: Handlers['usb-classes']): void {
    this.set['usb-classes'] = checked(handler);
  }
  setCertificateVerifyProc(handler: Handlers['certificate']): void {
    this.set.certificate = checked(handler);
  }

  setSpellCheckerEnabled(enable: boolean): void {
    this.spellCheckerEnabled = enable;
  }
  isSpellCheckerEnabled(): boolean {
    return this.spellCheckerEnabled;
  }
  setSpellCheckerLanguages(languages: string[]): void {
    // The checker of macOS finds languages by itself and passes over what it is told.
    if (process.platform === 'darwin') return;
    for (const language of languages)
      if (!SPELLING.includes(language))
        refuse(`Invalid language code provided: "${language}" is not a valid language code`);
    this.spellCheckerLanguages = [...languages];
    this.spellCheckerEnabled = languages.length > 0;
  }
  getSpellCheckerLanguages(): string[] {
    return [...this.spellCheckerLanguages];
  }
  setSpellCheckerDictionaryDownloadURL(url: string): void {
    if (!URL.canParse(url))
      refuse('The URL you provided to setSpellCheckerDictionaryDownloadURL is not a valid URL');
    this.dictionaryUrl = url;
  }
  /** Whether Chromium would ask the network for a dictionary by itself. */
  fetchesDictionaries(): boolean {
    return process.platform !== 'darwin' && this.spellCheckerEnabled && this.spellCheckerLanguages.length > 0;
  }

  enableNetworkEmulation(options: Electron.EnableNetworkEmulationOptions): void {
    this.offline = options.offline === true;
  }
  disableNetworkEmulation(): void {
    this.offline = false;
  }
  setProxy(config: Electron.ProxyConfig): Promise<void> {
    this.proxy = config;
    return Promise.resolve();
  }
  closeAllConnections(): Promise<void> {
    return Promise.resolve();
  }
  clearCache(): Promise<void> {
    return Promise.resolve();
  }
  clearStorageData(): Promise<void> {
    return Promise.resolve();
  }
  setDownloadPath(path: string): void {
    this.downloadPath = path;
  }
  isPersistent(): boolean {
    return this.partition === '' || this.partition.startsWith('persist:');
  }

  /** The page downloads something. True where the program stopped it. */
  download(item: object, contents: object): boolean {
    const event = { defaultPrevented: false, preventDefault: () => (event.defaultPrevented = true) };
    this.emit('will-download', event, item, contents);
    return event.defaultPrevented;
  }
  /** Calls a handler as Electron would. */
  ask(name: keyof Handlers | 'request' | `protocol:${string}`, ...args: unknown[]): unknown {
    const handler = this.handler(name) as ((...args: unknown[]) => unknown) | null | undefined;
    if (!handler) throw new Error(`no handler for ${name}`);
    return handler(...args);
  }
  /** Names of what is handled: permissions, devices, requests, schemes. */
  get handlers(): ReadonlyMap<string, unknown> {
    const schemes = [...this.protocol.handled].map(
      ([scheme, handler]) => [`protocol:${scheme}`, handler] as const,
    );
    const request = this.webRequest.before ? [['request', this.webRequest.before] as const] : [];
    return new Map<string, unknown>([...Object.entries(this.set), ...request, ...schemes]);
  }
  private handler(name: string): unknown {
    return this.handlers.get(name);
  }
}

function checked<T>(handler: T): T {
  if (handler !== null && typeof handler !== 'function') refuse('Must pass null or function', TypeError);
  return handler;
}

/** By partition; `''` is the default session. */
export const sessions = new Map<string, StandInSession>();
onReset(() => sessions.clear());

function fromPartition(partition: string): StandInSession {
  needsReady('Session can only be received when app is ready', TypeError);
  const known = sessions.get(partition);
  if (known) return known;
  const created = new StandInSession(partition);
  sessions.set(partition, created);
  life.tellApp('session-created', created);
  return created;
}

export const session = {
  get defaultSession(): StandInSession {
    return fromPartition('');
  },
  fromPartition,
  fromPath: (path: string): StandInSession => {
    if (path === '') refuse('An empty path was specified', TypeError);
    return fromPartition(`path:${path}`);
  },
};

/** The module's own `protocol` is that of the default session, but for the schemes, which come first. */
export const protocol = {
  registerSchemesAsPrivileged: (customSchemes: Electron.CustomScheme[]): void =>
    new StandInProtocol().registerSchemesAsPrivileged(customSchemes),
  handle: (...args: Parameters<Electron.Protocol['handle']>): void =>
    session.defaultSession.protocol.handle(...args),
  unhandle: (scheme: string): void => session.defaultSession.protocol.unhandle(scheme),
  isProtocolHandled: (scheme: string): boolean => session.defaultSession.protocol.isProtocolHandled(scheme),
} satisfies Partial<Electron.Protocol>;

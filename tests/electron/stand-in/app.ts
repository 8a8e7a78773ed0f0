import { EventEmitter } from 'node:events';

import type Electron from 'electron';

import { cloned } from './clone.ts';
import { StandInCommandLine } from './command-line.ts';
import { StandInEvent } from './event.ts';
import { blame, life, needsReady, onlyBeforeReady, onReset, refuse } from './life.ts';
import { Paths } from './paths.ts';

const NAMES = [
  'quit',
  'exit',
  'relaunch',
  'isReady',
  'whenReady',
  'focus',
  'hide',
  'show',
  'getAppPath',
  'getPath',
  'setPath',
  'setAppLogsPath',
  'getVersion',
  'getName',
  'setName',
  'setDesktopName',
  'setAppUserModelId',
  'getLocale',
  'getSystemLocale',
  'getPreferredSystemLanguages',
  'requestSingleInstanceLock',
  'hasSingleInstanceLock',
  'releaseSingleInstanceLock',
  'enableSandbox',
  'disableHardwareAcceleration',
  'configureHostResolver',
  'isHardwareAccelerationEnabled',
  'addRecentDocument',
  'clearRecentDocuments',
  'getRecentDocuments',
  'setUserTasks',
  'setJumpList',
  'showAboutPanel',
  'setAboutPanelOptions',
  'isPackaged',
  'name',
] as const satisfies readonly (keyof Electron.App)[];

/** The process, from its start to its end. What Electron does not have (`sandboxed`, `startAgain` …) is for tests. */
export class StandInApp extends EventEmitter implements Pick<Electron.App, (typeof NAMES)[number]> {
  isPackaged = false;
  name = '年述';
  readonly commandLine = new StandInCommandLine();
  /** Another process holds the lock of this data folder. */
  lockHeldElsewhere = false;
  lock: 'unasked' | 'held' | 'refused' = 'unasked';
  sandboxed = false;
  accelerated = true;
  hostResolver: Electron.ConfigureHostResolverOptions | null = null;
  exitCode: number | null = null;
  readonly relaunches: Electron.RelaunchOptions[] = [];
  readonly recent: string[] = [];
  userTasks: Electron.Task[] = [];
  jumpList: Electron.JumpListCategory[] | null = null;
  appUserModelId: string | null = null;
  desktopName: string | null = null;
  aboutPanelShown = 0;
  aboutPanel: Electron.AboutPanelOptionsOptions = {};
  version = '0.1.0';
  locale = 'zh-CN';
  private paths = new Paths();
  private readyPromise = Promise.withResolvers<void>();
  private quitting = false;
  private exiting = false;
  /** Second starts that came before `ready`. */
  private early: (() => void)[] = [];

  /** All of it as at the start of a process. */
  forget(): void {
    const fresh = new StandInApp();
    this.removeAllListeners();
    this.relaunches.length = 0;
    this.recent.length = 0;
    this.commandLine.switches.clear();
    this.commandLine.args.length = 0;
    const { relaunches, recent, commandLine } = this;
    Object.assign(this, fresh, { relaunches, recent, commandLine });
    life.tellApp = (event, ...args) => this.emit(event, ...args);
    life.windowGone = () => this.windowGone();
    life.closeCancelled = () => void (this.quitting = false);
  }

  /** Electron has finished starting; happens once, after the first run of the main script. */
  becomeReady(): void {
    if (life.phase !== 'starting') return;
    life.phase = 'ready';
    this.readyPromise.resolve();
    this.emit('will-finish-launching');
    this.emit('ready', new StandInEvent(), {});
    for (const told of this.early.splice(0)) told();
  }
  isReady(): boolean {
    return life.phase !== 'starting';
  }
  whenReady(): Promise<void> {
    return this.readyPromise.promise;
  }

  quit(): void {
    if (this.quitting || life.phase === 'ended') return;
    const event = new StandInEvent();
    this.emit('before-quit', event);
    if (event.defaultPrevented) return;
    this.quitting = true;
    if (life.windows.size === 0) this.willQuit();
    else for (const window of Array.from(life.windows)) window.close();
  }
  exit(exitCode = 0): void {
    this.quitting = true;
    this.exiting = true;
    for (const window of Array.from(life.windows)) window.destroy();
    this.end(exitCode);
  }
  relaunch(options: Electron.RelaunchOptions = {}): void {
    this.relaunches.push(options);
  }
  private windowGone(): void {
    if (life.windows.size > 0 || this.exiting) return;
    if (this.quitting) this.willQuit();
    else if (this.listenerCount('window-all-closed') === 0) this.quit();
    else this.emit('window-all-closed');
  }
  private willQuit(): void {
    const event = new StandInEvent();
    this.emit('will-quit', event);
    if (event.defaultPrevented) this.quitting = false;
    else this.end(0);
  }
  private end(code: number): void {
    if (life.phase === 'ended') return;
    life.phase = 'ended';
    this.exitCode = code;
    this.emit('quit', new StandInEvent(), code);
    for (const child of life.children) child.kill();
  }

  requestSingleInstanceLock(additionalData?: Record<string, unknown>): boolean {
    if (additionalData) cloned(additionalData);
    this.lock = this.lockHeldElsewhere ? 'refused' : 'held';
    return this.lock === 'held';
  }
  hasSingleInstanceLock(): boolean {
    return this.lock === 'held';
  }
  releaseSingleInstanceLock(): void {
    this.lock = 'unasked';
  }
  /** Somebody starts the program again. True where this process is told, because it holds the lock. */
  startAgain(argv: readonly string[], workingDirectory = '/', additionalData?: unknown): boolean {
    if (this.lock !== 'held' || life.phase === 'ended') return false;
    const data = cloned(additionalData);
    const tell = (): boolean =>
      this.emit('second-instance', new StandInEvent(), [...argv], workingDirectory, data);
    if (life.phase === 'ready') tell();
    else this.early.push(tell);
    return true;
  }
  /** macOS: a document is opened with the program. True where the program says that it takes it. */
  openFile(path: string): boolean {
    const event = new StandInEvent();
    this.emit('open-file', event, path);
    return event.defaultPrevented;
  }
  /** macOS: somebody clicks on the program in the Dock. */
  activate(hasVisibleWindows: boolean): void {
    this.emit('activate', new StandInEvent(), hasVisibleWindows);
  }
  /** A process of Chromium's own is gone, the one that draws for instance. */
  loseProcess(details: Electron.Details): void {
    this.emit('child-process-gone', new StandInEvent(), details);
  }

  getPath(name: Parameters<Electron.App['getPath']>[0]): string {
    return this.paths.get(name);
  }
  setPath(name: string, path: string): void {
    this.paths.set(name, path);
    if (name === 'sessionData' && life.phase !== 'starting')
      blame('app.setPath: sessionData was set after app is ready');
    if (name === 'userData' && this.lock !== 'unasked')
      blame('app.setPath: userData was set after the single instance lock, which lies in it, was asked for');
  }
  setAppLogsPath(path?: string): void {
    if (path !== undefined) this.paths.set('logs', path);
  }

  enableSandbox(): void {
    onlyBeforeReady('app.enableSandbox() can only be called before app is ready');
    this.sandboxed = true;
  }
  configureHostResolver(options: Electron.ConfigureHostResolverOptions): void {
    needsReady('configureHostResolver cannot be called before the app is ready');
    this.hostResolver = options;
  }
  disableHardwareAcceleration(): void {
    onlyBeforeReady('app.disableHardwareAcceleration() can only be called before app is ready');
    this.accelerated = false;
  }
  isHardwareAccelerationEnabled(): boolean {
    return this.accelerated;
  }
  setDesktopName(name: string): void {
    onlyBeforeReady('app.setDesktopName() can only be called before app is ready');
    this.desktopName = name;
  }
  getSystemLocale(): string {
    needsReady('app.getSystemLocale() can only be called after app is ready');
    return this.locale;
  }
  getLocale(): string {
    return this.locale;
  }
  getPreferredSystemLanguages(): string[] {
    return [this.locale];
  }

  /** macOS and Windows; elsewhere nothing happens. */
  addRecentDocument(path: string): void {
    if (process.platform === 'linux') return;
    const at = this.recent.indexOf(path);
    if (at >= 0) this.recent.splice(at, 1);
    this.recent.unshift(path);
  }
  clearRecentDocuments(): void {
    this.recent.length = 0;
  }
  getRecentDocuments(): string[] {
    return [...this.recent];
  }
  setUserTasks(tasks: Electron.Task[]): boolean {
    onlyOnWindows('setUserTasks');
    this.userTasks = tasks;
    return true;
  }
  setJumpList(categories: Electron.JumpListCategory[] | null): ReturnType<Electron.App['setJumpList']> {
    onlyOnWindows('setJumpList');
    this.jumpList = categories;
    return 'ok';
  }
  setAppUserModelId(id: string): void {
    this.appUserModelId = id;
  }

  getAppPath(): string {
    return '/opt/nianshu/resources/app.asar';
  }
  getVersion(): string {
    return this.version;
  }
  getName(): string {
    return this.name;
  }
  setName(name: string): void {
    this.name = name;
  }
  setAboutPanelOptions(options: Electron.AboutPanelOptionsOptions): void {
    this.aboutPanel = options;
  }
  showAboutPanel(): void {
    this.aboutPanelShown += 1;
  }
  focus(): void {}
  hide(): void {}
  show(): void {}
}

function onlyOnWindows(name: string): void {
  if (process.platform !== 'win32') refuse(`app.${name} is not a function`, TypeError);
}

export const app = new StandInApp();
app.forget();
onReset(() => app.forget());

import { EventEmitter } from 'node:events';

import type Electron from 'electron';

import { app } from './app.ts';
import { StandInEvent } from './event.ts';
import { onReset, refuse } from './life.ts';

/** What the system tells of power and sessions. */
class StandInPowerMonitor
  extends EventEmitter
  implements Pick<Electron.PowerMonitor, 'getSystemIdleTime' | 'isOnBatteryPower'>
{
  getSystemIdleTime(): number {
    return 0;
  }
  isOnBatteryPower(): boolean {
    return false;
  }
  /** Linux and macOS: the machine is switched off. True where the program asks it to wait. */
  shutdown(): boolean {
    const event = new StandInEvent();
    this.emit('shutdown', event);
    return event.defaultPrevented;
  }
}
export const powerMonitor = new StandInPowerMonitor();

/** Opens what belongs to other programs; what was opened is kept. */
export const shell = {
  opened: [] as string[],
  /** What `openPath` answers: '' is well. */
  failure: '',
  openPath: (path: string): Promise<string> => {
    shell.opened.push(path);
    return Promise.resolve(shell.failure);
  },
  showItemInFolder: (fullPath: string): void => {
    shell.opened.push(fullPath);
  },
  openExternal: (url: string): Promise<void> => {
    shell.opened.push(url);
    return Promise.resolve();
  },
  trashItem: (): Promise<void> => Promise.resolve(),
  beep: (): void => {},
};

/** Crash dumps. Nothing is sent anywhere unless it is asked for. */
export const crashReporter = {
  started: null as Electron.CrashReporterStartOptions | null,
  start: (options: Electron.CrashReporterStartOptions): void => {
    const { uploadToServer = true, submitURL = '' } = options;
    if (uploadToServer && !submitURL) refuse('submitURL must be specified when uploadToServer is true');
    crashReporter.started = options;
  },
  addExtraParameter: (): void => {
    beforeStart();
  },
  getParameters: (): Record<string, string> => {
    beforeStart();
    return { ...crashReporter.started?.extra };
  },
  getUploadToServer: (): boolean => {
    beforeStart();
    return crashReporter.started?.uploadToServer ?? true;
  },
};

function beforeStart(): void {
  if (!crashReporter.started) refuse('crashReporter was used before crashReporter.start()');
}

class StandInTheme extends EventEmitter implements Pick<Electron.NativeTheme, 'themeSource'> {
  themeSource: 'system' | 'light' | 'dark' = 'system';
  shouldUseDarkColors = false;
  shouldUseHighContrastColors = false;
}
export const nativeTheme = new StandInTheme();

/** The clipboard, of text only. */
export const clipboard = {
  text: '',
  readText: (): Promise<string> => Promise.resolve(clipboard.text),
  writeText: (text: string): Promise<void> => {
    clipboard.text = text;
    return Promise.resolve();
  },
};

onReset(() => {
  powerMonitor.removeAllListeners();
  nativeTheme.removeAllListeners();
  nativeTheme.themeSource = 'system';
  shell.opened.length = 0;
  shell.failure = '';
  crashReporter.started = null;
  clipboard.text = '';
});

/** The process that draws is gone. Chromium starts another one by itself; after some, it draws without the card. */
export function loseGpu(reason: Electron.Details['reason'] = 'crashed'): void {
  app.loseProcess({ type: 'GPU', reason, exitCode: 139, serviceName: 'GPU' });
}

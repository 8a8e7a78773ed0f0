import { homedir, release } from 'node:os';
import { join } from 'node:path';

import { app, crashReporter, dialog } from 'electron';

import type { Logger } from '../backend/ports.ts';
import { defaultDataDir } from '../shells/data-dir.ts';
import { crashFolder, logFolder, mainLogger } from './log.ts';
import { watchMain } from './main-trouble.ts';
import type { Options } from './options.ts';
import { keepProfileIn } from './profile.ts';
import { readShellSettings, type ShellSettings } from './shell-settings.ts';

/** As the installer says it: Windows groups windows and pins the program by it. */
const WINDOWS_ID = 'cn.nianshu.app';
/** Name of the installed .desktop file: the taskbars of Linux find name and icon by it. */
const DESKTOP_NAME = 'nianshu.desktop';

export type Prepared = {
  dataDir: string;
  /** Where Chromium and the window keep what is no report. */
  windowDir: string;
  settingsFile: string;
  settings: ShellSettings;
  logger: Logger;
};

/**
 * Everything that has to be said before Electron is ready: where things are, who the program is, what it leaves alone.
 * @returns null where there is nowhere to keep reports: that has been told
 */
export function prepare(options: Options): Prepared | null {
  const dataDir = options.dataDir ?? usersDataDir();
  if (dataDir === null) {
    dialog.showErrorBox(
      '年述没有打开',
      '找不到当前用户的主文件夹（HOME），不知道把报告放在哪里。请用普通用户登录后再打开，或用 --data 指定一个文件夹。',
    );
    return null;
  }
  const windowDir = keepProfileIn(join(dataDir, 'window'));
  const logger = mainLogger(dataDir);
  watchMain(logger, logFolder(dataDir));
  keepCrashes(dataDir);
  if (process.platform === 'win32') app.setAppUserModelId(WINDOWS_ID);
  if (process.platform === 'linux') app.setDesktopName(DESKTOP_NAME);
  const settingsFile = join(windowDir, 'shell.json');
  const stored = readShellSettings(settingsFile);
  const settings = { ...stored, display: options.display ?? stored.display };
  if (!settings.gpu) app.disableHardwareAcceleration();
  logger.info('started', {
    version: app.getVersion(),
    system: `${process.platform} ${release()} ${process.arch}`,
    display: app.commandLine.getSwitchValue('ozone-platform'),
    session: process.env['XDG_SESSION_TYPE'],
    desktop: process.env['XDG_CURRENT_DESKTOP'],
    input: process.env['XMODIFIERS'],
    gpu: settings.gpu,
  });
  return { dataDir, windowDir, settingsFile, settings, logger };
}

function usersDataDir(): string | null {
  try {
    return defaultDataDir(process.platform, process.env, homedir());
  } catch {
    // A user without an entry and without HOME.
    return null;
  }
}

/** What a crash leaves stays here: nothing is sent, and there is no address to send it to. */
function keepCrashes(dataDir: string): void {
  const folder = crashFolder(dataDir);
  if (folder === null) return;
  app.setPath('crashDumps', folder);
  crashReporter.start({ uploadToServer: false });
}

import { dialog, type BrowserWindow } from 'electron';

import { openFolder, showAbout } from './about.ts';
import { CHANNELS } from './channels.ts';
import { logFolder } from './log.ts';
import { setMenu, type MenuActions } from './menu.ts';
import { clearRecent } from './open-documents.ts';
import type { Prepared } from './prepare.ts';
import { changeShellSettings, readShellSettings, type ShellSettings } from './shell-settings.ts';

type Offer = {
  from: Prepared;
  devTools: boolean;
  /** File with the licences of what is shipped along. */
  notices: string;
  open: (hash: string) => void;
  /** The window in which somebody works; none on a Mac, where the menu is there without any. */
  window: () => BrowserWindow | null;
  /** Ends and starts anew, once everything is saved. */
  restart: () => void;
};

/** Sets the menu, and sets it anew when what it shows has changed. */
export function offerMenu({ from, devTools, notices, open, window, restart }: Offer): void {
  const change = (settings: Partial<ShellSettings>): void => {
    void changeForNextStart(from, settings, restart).finally(draw);
  };
  const actions: MenuActions = {
    newWindow: () => open(''),
    openDataFolder: () => void openFolder(from.dataDir),
    clearRecent,
    openLogFolder: () => void openFolder(logFolder(from.dataDir)),
    about: () => void showAbout({ dataDir: from.dataDir, notices }),
    command: (id, clicked) => {
      const inUse = clicked ?? window();
      if (inUse) inUse.webContents.send(CHANNELS.command, id);
      else open('');
    },
    setDisplay: (display) => change({ display }),
    setGpu: (gpu) => change({ gpu, gpuCrashes: [] }),
  };
  const draw = (): void => {
    const { display, gpu } = readShellSettings(from.settingsFile);
    setMenu(actions, { platform: process.platform, devTools, display, gpu });
  };
  draw();
}

/** Stores what holds from the next start on, and asks whether that is now. */
async function changeForNextStart(
  { settingsFile, logger }: Prepared,
  change: Partial<ShellSettings>,
  restart: () => void,
): Promise<void> {
  const isStored = changeShellSettings(settingsFile, change);
  logger.info('settings of the shell', { ...change, isStored });
  const { response } = await dialog.showMessageBox({
    type: isStored ? 'question' : 'warning',
    title: '年述',
    message: isStored ? '重新打开年述后生效' : '没有记住这个设置',
    detail: isStored
      ? '现在重新打开：先保存各个窗口里的内容，再关闭和打开。'
      : '数据文件夹不能写。报告没有受影响，请检查磁盘和权限后再选一次。',
    buttons: isStored ? ['现在重新打开', '以后再说'] : ['好'],
    defaultId: 0,
    cancelId: isStored ? 1 : 0,
    noLink: true,
  });
  if (isStored && response === 0) restart();
}

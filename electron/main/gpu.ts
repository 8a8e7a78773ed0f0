import { app, dialog } from 'electron';

import type { Logger } from '../backend/ports.ts';
import { changeShellSettings, readShellSettings } from './shell-settings.ts';

/**
 * After so many crashes of the graphics card's process within ten minutes the next start leaves the card alone. Chromium
 * itself ends the whole program after a few more, so that this is on the disk before anybody is asked.
 */
const MAX_CRASHES = 3;
const CRASH_WINDOW_MS = 600_000;

/**
 * Logs every child process that goes down, and sees to the graphics card's. The backend's and those that read files have
 * hosts of their own.
 * @param restart starts the program anew, once everything is saved
 */
export function watchProcesses(
  settingsFile: string,
  logger: Logger,
  restart: () => void,
  now: () => number = Date.now,
): void {
  let asked = false;
  app.on('child-process-gone', (_event, { type, reason, exitCode, name, serviceName }) => {
    logger.error('a process is gone', { type, reason, exitCode, name: name ?? serviceName });
    if (type !== 'GPU' || reason === 'clean-exit' || reason === 'killed') return;
    const { gpu, gpuCrashes } = readShellSettings(settingsFile);
    if (!gpu) return;
    const crashes = [...gpuCrashes.filter((at) => now() - at < CRASH_WINDOW_MS), now()];
    const isTooMany = crashes.length >= MAX_CRASHES;
    changeShellSettings(settingsFile, isTooMany ? { gpu: false, gpuCrashes: [] } : { gpuCrashes: crashes });
    if (!isTooMany || asked) return;
    asked = true;
    logger.warn('the next start leaves the graphics card alone');
    void askToRestart(restart).catch(() => undefined);
  });
}

async function askToRestart(restart: () => void): Promise<void> {
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    title: '年述',
    message: '显卡连续出错，以后不再使用显卡',
    detail:
      '已保存的内容没有受影响。重新打开后由处理器来显示，写作、导出都照常，只是滚动可能慢一点。\n想再用显卡，请在“显示”菜单里选“使用显卡”。',
    buttons: ['现在重新打开', '以后再说'],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  });
  if (response === 0) restart();
}

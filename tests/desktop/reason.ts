/** Why a window can't come up on this machine, or null. */
export function noDisplay(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): string | null {
  if (platform !== 'linux' || env['DISPLAY'] || env['WAYLAND_DISPLAY']) return null;
  return '没有图形界面';
}

/** The one line that is said where nothing could be done. */
export const leftOut = (reason: string): string =>
  `没有运行桌面程序的检查：${reason}。请在有图形界面、能取得 Electron 的电脑上运行 npm run test:desktop。`;

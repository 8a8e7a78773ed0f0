import { LOWEST_BROWSER, type FoundBrowser } from '../../backend/print/find-browser.ts';

/** Whether the page would not run in it. One that doesn't say which Chromium it is, is tried: the page says if it is. */
export const isTooOldToShow = ({ version }: FoundBrowser): boolean =>
  version !== null && version < LOWEST_BROWSER;

/** Why no window was opened, and what to do. @param found the best browser of the machine, if any */
export function noBrowserWords(found: FoundBrowser | undefined): string {
  const wanted = `Chrome、Edge、Chromium 或统信、360、奇安信浏览器（内核 ${LOWEST_BROWSER} 或更新）`;
  if (!found)
    return `没有找到能用的浏览器。请安装${wanted}；装在别处的，在环境变量 NIANSHU_BROWSER 里写明它的位置。`;
  return `本机的浏览器太旧（${found.path}，内核 ${found.version}）。请升级，或安装${wanted}。`;
}

import type { Notice, NoticeKind } from '../../../shared/contract/recovery.ts';
import { addNotice, removeNotices } from './base/notices.ts';

/** Where the data folder lies. */
export type Place = {
  /** Other users of this machine can't get in. */
  isPrivate: boolean;
  isOnNetwork: boolean;
};

const TEXTS = {
  network: (folder) =>
    `数据文件夹在网络盘上（${folder}）。断网时存不进去，两台电脑同时打开还可能损坏数据。请把数据放在本机，网络盘只用来放备份。`,
  'open-to-others': (folder) =>
    `这台电脑的其他用户也能打开数据文件夹（${folder}），权限没有改成。报告里有内部内容，请换一个只有自己能打开的文件夹。`,
} satisfies Partial<Record<NoticeKind, (folder: string) => string>>;

/** Tells where the data folder lies badly, once for each place, and takes back what is no longer so. */
export function tellOfPlace(dataDir: string, now: Date, { isPrivate, isOnNetwork }: Place): void {
  const found: (keyof typeof TEXTS)[] = [
    ...(isOnNetwork ? (['network'] as const) : []),
    ...(isPrivate ? [] : (['open-to-others'] as const)),
  ];
  const isOver = ({ kind }: Notice): boolean =>
    Object.hasOwn(TEXTS, kind) && !found.some((one) => one === kind);
  try {
    removeNotices(dataDir, isOver);
    for (const kind of found) addNotice(dataDir, { kind, at: now.toISOString(), text: TEXTS[kind](dataDir) });
  } catch {
    // A folder that can't be written says so when the database is opened.
  }
}

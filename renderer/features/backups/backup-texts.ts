import type { BackupItem } from '../../../shared/contract/backups.ts';

export const KIND_NAMES: Record<BackupItem['kind'], string> = {
  daily: '自动',
  'before-upgrade': '升级前',
  'before-restore': '恢复前',
  'by-hand': '手工',
};

/** `820 KB` `12.4 MB` `1.9 GB`. */
export function sizeText(bytes: number): string {
  if (bytes < 1e6) return `${Math.max(1, Math.round(bytes / 1e3))} KB`;
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}

/** What is in a backup: `12 份报告，3 个原文件`. */
export function contentText({ readable, newer, reports, inBin, originals }: BackupItem): string {
  if (!readable) return '读不出来，可能已损坏';
  if (newer) return '由更新版本的年述保存，请先升级年述';
  const parts = [`${reports} 份报告`];
  if (inBin > 0) parts.push(`回收站 ${inBin} 份`);
  if (originals > 0) parts.push(`${originals} 个原文件`);
  return parts.join('，');
}

/** Names of reports: `《甲》《乙》等 5 份`. */
export function titlesText({ count, titles }: { count: number; titles: readonly string[] }): string {
  const shown = titles.slice(0, 3).map((title) => `《${title || '未命名'}》`);
  return count > shown.length ? `${shown.join('')}等 ${count} 份` : shown.join('');
}
